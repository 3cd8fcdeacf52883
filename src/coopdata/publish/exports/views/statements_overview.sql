SELECT
    s.statement_id,
    s."table",
    s.record_id,
    s.field,
    s.value,
    s.chosen,
    s.original,
    d.title AS document,
    d.publisher,
    d.published,
    d.url,
    s."start",
    s."end",
    s.kind,
    s.confidence,
    s.rule,
    s.document_id
FROM statements AS s
JOIN documents AS d ON d.document_id = s.document_id
ORDER BY s."table", s.record_id, s.field, s.chosen DESC, s.statement_id
