SELECT
    entity(document_id) AS id,
    'Article' AS "schema",
    title,
    parse_filename(raw_path, false, 'forward_slash') AS "fileName",
    byline AS author,
    publisher,
    published AS "publishedAt",
    url AS "sourceUrl",
    term('language', language) AS language,
    media_type AS "mimeType",
    size_bytes::VARCHAR AS "fileSize",
    retrieved AS "retrievedAt"
FROM documents
WHERE document_id IN (SELECT document_id FROM statements)
ORDER BY document_id
