select
  part.person_id as owner, part.role, part.title as office, part.organization_id, organizations.name as organization,
  agreement_id, agreement_lines.title, instrument, status, signed, place, parties,
  count(*) over (partition by part.person_id) as total
from agreement_people as part
join agreement_lines using (agreement_id)
left join organizations on organizations.organization_id = part.organization_id
qualify row_number() over (partition by part.person_id order by dated desc, agreement_id, part.role) <= 200
order by owner, dated desc, agreement_id, part.role
