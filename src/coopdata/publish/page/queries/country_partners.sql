select one.country as owner, other.country, count(*) as agreements
from agreement_countries as one join agreement_countries as other using (agreement_id)
where one.country <> other.country
group by all
order by owner, agreements desc, other.country
