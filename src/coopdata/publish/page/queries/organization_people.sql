select
  positions.organization_id as owner, positions.person_id, people.name, positions.title, positions.first_seen,
  positions.last_seen, count(*) over (partition by positions.organization_id) as total
from positions join people using (person_id)
where positions.organization_id is not null
qualify row_number() over (
  partition by positions.organization_id order by positions.last_seen desc nulls last, people.name, positions.person_id,
  positions.title
) <= 200
order by owner, positions.last_seen desc nulls last, people.name, positions.person_id, positions.title
