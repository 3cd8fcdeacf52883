select country as owner, left(signed, 4) as year, count(*) as agreements
from agreement_countries join agreement_lines using (agreement_id)
where signed is not null
group by all
order by owner, year
