select organization.organization_id as owner, organization.*, parent.name as parent
from organizations as organization
left join organizations as parent on parent.organization_id = organization.parent_id
order by owner
