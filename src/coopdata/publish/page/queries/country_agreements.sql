select
  country as owner, agreement_id, title, instrument, status, signed, place, parties,
  count(*) over (partition by country) as total
from agreement_countries join agreement_lines using (agreement_id)
qualify row_number() over (partition by country order by dated desc, agreement_id) <= 200
order by owner, dated desc, agreement_id
