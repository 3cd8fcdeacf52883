select country as owner, person_id, name, documents, count(*) over (partition by country) as total
from people
where country is not null
qualify row_number() over (partition by country order by documents desc, name, person_id) <= 200
order by owner, documents desc, name, person_id
