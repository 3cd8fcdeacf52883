select
  document_id as owner, organization_id, name, country, count(*) over (partition by document_id) as total
from told_of join organizations on organization_id = told_of.owner
qualify row_number() over (partition by document_id order by name, organization_id) <= 200
order by document_id, name, organization_id
