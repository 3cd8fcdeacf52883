-- The documents whose statements are shown.
with counted as (
  select owner, count(distinct document_id) as total
  from owned_statements where starts_with(owner, $prefix) group by owner
), shown as (
  select distinct owner, document_id from shown_statements where starts_with(owner, $prefix)
)
select
  owner, document_id, title, publisher, url, published, language, licence, sha256, raw_path, total
from shown join counted using (owner) join documents using (document_id)
order by owner, published nulls last, document_id
