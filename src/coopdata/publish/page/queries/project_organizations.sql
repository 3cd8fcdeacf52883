select project_id as owner, organization_id, name, role
from project_organizations join organizations using (organization_id)
order by owner, role, name, organization_id
