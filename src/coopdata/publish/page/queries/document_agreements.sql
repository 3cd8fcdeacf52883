select
  document_id as owner, agreement_id, title, instrument, status, signed, place, parties,
  count(*) over (partition by document_id) as total
from told_of join agreement_lines on agreement_id = told_of.owner
qualify row_number() over (partition by document_id order by dated desc, agreement_id) <= 200
order by document_id, dated desc, agreement_id
