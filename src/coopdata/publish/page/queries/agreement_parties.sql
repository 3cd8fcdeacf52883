select agreement_id as owner, position, organization_id, name, country from agreement_parties order by owner, position
