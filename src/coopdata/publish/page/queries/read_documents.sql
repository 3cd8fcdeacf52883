select document_id, publisher, language, licence, raw_path, sha256 from documents
where sha256 is not null and status <> 'rejected'
order by document_id
