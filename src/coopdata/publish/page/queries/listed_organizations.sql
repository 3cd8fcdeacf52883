-- A row for each organization as the page lists it, those with most agreements first.
with counted as (
  select organization_id, count(distinct agreement_id) as agreements from agreement_parties group by organization_id
), named as (
  select organization_names.organization_id, list(organization_names.name order by organization_names.name) as names
  from organization_names join organizations using (organization_id)
  where organization_names.name <> organizations.name
  group by organization_names.organization_id
)
select
  organization_id, name, kind, country, parent_id, documents, coalesce(agreements, 0), coalesce(names, [])
from organizations
left join counted using (organization_id)
left join named using (organization_id)
order by coalesce(agreements, 0) desc, documents desc, name, organization_id
