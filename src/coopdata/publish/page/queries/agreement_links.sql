-- Both ways: what the agreement says of others, and what others say of it.
with both_ways as (
  select agreement_id as owner, related_id as other, relation, true as forward from agreement_links
  union all
  select related_id, agreement_id, relation, false from agreement_links
)
select owner, relation, forward, other as agreement_id, title, instrument, status, signed, place, parties
from both_ways join agreement_lines on agreement_lines.agreement_id = other
order by owner, forward desc, relation, other
