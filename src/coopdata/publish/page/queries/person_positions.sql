select
  positions.person_id as owner, positions.title, positions.organization_id, organizations.name as organization,
  positions.country, positions.first_seen, positions.last_seen
from positions left join organizations using (organization_id)
order by owner, positions.first_seen nulls first, positions.title, positions.organization_id nulls first
