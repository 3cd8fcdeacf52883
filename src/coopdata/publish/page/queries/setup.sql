-- What several queries begin from. An owner is the record on whose page a row is shown.
create view owned_statements as
select
  case when statements."table" = 'amounts' then coalesce(amounts.agreement_id, amounts.project_id)
    else split_part(statements.record_id, '/', 1) end as owner,
  statements.*
from statements left join amounts on statements."table" = 'amounts' and statements.record_id = amounts.amount_id;

-- Of values that very many documents state, the surest statements.
create view shown_statements as
select * from owned_statements
qualify row_number() over (
  partition by owner, "table", record_id, field, value order by chosen desc, confidence desc, document_id, statement_id
) <= 20;

create table agreement_lines as
with parties as (
  select agreement_id,
    list({'organization_id': organization_id, 'name': name, 'country': country} order by position) as parties
  from agreement_parties group by agreement_id
)
select
  agreement_id, title, instrument, status, signed, place, first_reported, coalesce(parties, []) as parties,
  coalesce(signed, first_reported, '') as dated
from agreements left join parties using (agreement_id);

create table agreement_countries as
select distinct agreement_id, country from agreement_parties where country is not null;

-- What the quoted words stand in; filled where the texts are at hand and may be shown.
create table passages (
  document_id varchar, "start" bigint, "end" bigint, passage struct(before varchar, quoted varchar, after varchar)
);

-- Which records each document tells of.
create view told_of as select distinct document_id, owner from owned_statements where owner is not null;
