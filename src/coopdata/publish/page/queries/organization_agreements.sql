with own as (select distinct organization_id as owner, agreement_id from agreement_parties)
select
  owner, agreement_id, title, instrument, status, signed, place, parties, count(*) over (partition by owner) as total
from own join agreement_lines using (agreement_id)
qualify row_number() over (partition by owner order by dated desc, agreement_id) <= 200
order by owner, dated desc, agreement_id
