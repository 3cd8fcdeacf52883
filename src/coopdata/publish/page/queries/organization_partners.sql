with pairs as (
  select one.organization_id as owner, other.organization_id, count(distinct one.agreement_id) as agreements
  from agreement_parties as one join agreement_parties as other using (agreement_id)
  where one.organization_id <> other.organization_id
  group by all
)
select
  owner, organization_id, name, country, agreements, count(*) over (partition by owner) as total
from pairs join organizations using (organization_id)
qualify row_number() over (partition by owner order by agreements desc, name, organization_id) <= 100
order by owner, agreements desc, name, organization_id
