with agreed as (
  select country as owner, count(*) as agreements from agreement_countries group by country
), seated as (
  select country as owner, count(*) as organizations from organizations where country is not null group by country
), known as (
  select country as owner, count(*) as people from people where country is not null group by country
)
select
  code as owner, code as country, label as name, coalesce(agreements, 0) as agreements,
  coalesce(organizations, 0) as organizations, coalesce(people, 0) as people
from codes
left join agreed on agreed.owner = code
left join seated on seated.owner = code
left join known on known.owner = code
where code_list = 'country' and regexp_full_match(code, '[A-Z]{2}')
order by owner
