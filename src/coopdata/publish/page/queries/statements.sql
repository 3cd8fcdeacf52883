-- Of values that very many documents state, the surest statements.
select
  owner, "table", record_id, field, value, original, document_id, "start", "end", rule, kind, confidence, chosen,
  statement_id, count(*) over (partition by owner) as total
from owned_statements
where starts_with(owner, $prefix)
qualify row_number() over (
  partition by owner, "table", record_id, field, value order by chosen desc, confidence desc, document_id, statement_id
) <= 20
order by owner, "table", record_id, field, chosen desc, value, confidence desc, document_id, "start", statement_id
