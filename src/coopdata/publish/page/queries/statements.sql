with counted as (select owner, count(*) as total from owned_statements where starts_with(owner, $prefix) group by owner)
select
  owner, "table", record_id, field, value, original, document_id, "start", "end", passage, rule, kind, confidence,
  chosen, statement_id, total
from shown_statements
join counted using (owner)
left join passages using (document_id, "start", "end")
where starts_with(owner, $prefix)
order by owner, "table", record_id, field, chosen desc, value, confidence desc, document_id, "start", statement_id
