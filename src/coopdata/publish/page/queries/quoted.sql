-- Every run of a text that a page quotes, once.
select distinct document_id, "start", "end", original from shown_statements
where "start" is not null and original is not null
order by document_id, "start", "end"
