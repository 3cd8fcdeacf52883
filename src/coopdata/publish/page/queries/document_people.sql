select document_id as owner, person_id, name, country, count(*) over (partition by document_id) as total
from told_of join people on person_id = told_of.owner
qualify row_number() over (partition by document_id order by name, person_id) <= 200
order by document_id, name, person_id
