select
  agreements.event_id as owner, agreement_id, line.title, line.instrument, line.status, line.signed, line.place, parties,
  count(*) over (partition by agreements.event_id) as total
from agreements join agreement_lines as line using (agreement_id)
where agreements.event_id is not null
qualify row_number() over (partition by agreements.event_id order by dated desc, agreement_id) <= 200
order by owner, dated desc, agreement_id
