select
  coalesce(agreement_id, project_id) as owner, amount_id, value, currency, role, document_id
from amounts
where coalesce(agreement_id, project_id) is not null
order by owner, amount_id
