select parent_id as owner, organization_id, name, kind, country, count(*) over (partition by parent_id) as total
from organizations
where parent_id is not null
qualify row_number() over (partition by parent_id order by documents desc, organization_id) <= 200
order by owner, name, organization_id
