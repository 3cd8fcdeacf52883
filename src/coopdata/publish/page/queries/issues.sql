with about as (
  select split_part(record_id, '/', 1) as owner, issue_id from issues where record_id is not null
  union
  select split_part(related_id, '/', 1), issue_id from issues where related_id is not null
  union
  select document_id, issue_id from issues where document_id is not null
)
select owner, code, severity, "table", record_id, related_id, message, remedy, issue_id
from about join issues using (issue_id)
where starts_with(owner, $prefix)
order by owner, code, issue_id
