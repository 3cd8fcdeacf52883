-- Both ways: what the document says of others, and what others say of it.
with both_ways as (
  select document_id as owner, duplicate_of as other, 'duplicate_of' as relation from documents
  union all
  select duplicate_of, document_id, 'duplicate' from documents
  union all
  select document_id, replaces, 'replaces' from documents
  union all
  select replaces, document_id, 'replaced_by' from documents
)
select
  owner, relation, document_id, title, publisher, published, raw_path, count(*) over (partition by owner) as total
from both_ways join documents on document_id = other
where owner is not null
qualify row_number() over (partition by owner order by relation, document_id) <= 200
order by owner, relation, document_id
