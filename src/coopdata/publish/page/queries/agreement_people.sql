select
  part.agreement_id as owner, part.person_id, people.name, part.role, part.title, part.organization_id,
  organizations.name as organization
from agreement_people as part
join people using (person_id)
left join organizations on organizations.organization_id = part.organization_id
order by owner, part.role, people.name, part.person_id
