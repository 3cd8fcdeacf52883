with named as (
  select organization_id as entity_id, name from organizations
  union all
  select person_id, name from people
)
select event_id as owner, entity_id, name, role, count(*) over (partition by event_id) as total
from event_participants left join named using (entity_id)
qualify row_number() over (partition by event_id order by role, name, entity_id) <= 500
order by owner, role, name, entity_id
