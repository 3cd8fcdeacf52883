select agreement_id, title, instrument, status, signed, place, parties
from agreement_lines order by dated desc, agreement_id limit 50
