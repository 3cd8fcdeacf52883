with counted as (
  select organization_id, count(distinct agreement_id) as agreements from agreement_parties group by organization_id
)
select
  country as owner, organization_id, name, kind, coalesce(agreements, 0) as agreements,
  count(*) over (partition by country) as total
from organizations left join counted using (organization_id)
where country is not null
qualify row_number() over (
  partition by country order by coalesce(agreements, 0) desc, documents desc, name, organization_id
) <= 200
order by owner, coalesce(agreements, 0) desc, documents desc, name, organization_id
