select document_id as owner, * from documents order by owner
