select agreements.agreement_id as owner, events.*
from agreements join events using (event_id)
order by owner
