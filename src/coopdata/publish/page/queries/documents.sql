with pairs as (
  select owner, document_id, count(*) as statements
  from owned_statements where starts_with(owner, $prefix) group by owner, document_id
)
select
  owner, document_id, title, publisher, url, published, language, licence, sha256, raw_path, statements,
  count(*) over (partition by owner) as total
from pairs join documents using (document_id)
qualify row_number() over (partition by owner order by statements desc, document_id) <= 500
order by owner, published nulls last, document_id
