-- A row for each person as the page lists it, those whom most documents name first.
with held as (
  select positions.person_id, list(
    [positions.title, positions.organization_id, organizations.name, positions.first_seen, positions.last_seen]
    order by positions.first_seen nulls first, positions.title, positions.organization_id
  ) as positions
  from positions left join organizations using (organization_id) group by positions.person_id
)
select person_id, name, country, documents, coalesce(positions, [])
from people left join held using (person_id)
order by documents desc, name, person_id
