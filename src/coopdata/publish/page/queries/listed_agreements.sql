-- A row for each agreement as the page lists and filters it, the newest first.
with parties as (
  select agreement_id, list([organization_id, name, country] order by position) as parties
  from agreement_parties group by agreement_id
), people_of as (
  select part.agreement_id, list([part.person_id, people.name, part.role, part.organization_id]
    order by part.role, people.name, part.person_id) as people
  from agreement_people as part join people using (person_id) group by part.agreement_id
), topics as (
  select agreement_id, list(topic order by topic) as topics from agreement_topics group by agreement_id
), publishers as (
  select owner as agreement_id, list(distinct publisher order by publisher) as publishers
  from (
    select split_part(statements.record_id, '/', 1) as owner, documents.publisher
    from statements join documents using (document_id)
    where statements."table" = 'agreements' and documents.publisher is not null
  ) group by owner
)
select
  agreement_id, title, instrument, status, signed, place, place_country, first_reported, documents,
  round(confidence, 3), round(completeness, 3), coalesce(parties, []), coalesce(people, []), coalesce(topics, []),
  coalesce(publishers, [])
from agreements
left join parties using (agreement_id)
left join people_of using (agreement_id)
left join topics using (agreement_id)
left join publishers using (agreement_id)
order by coalesce(signed, first_reported) desc nulls last, agreement_id
