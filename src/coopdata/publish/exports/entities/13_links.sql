SELECT
    entity(agreement_id || '-' || related_id || '-' || relation) AS id,
    'UnknownLink' AS "schema",
    entity(agreement_id) AS subject,
    entity(related_id) AS "object",
    label('link_relation', relation) AS role,
    proof('agreement_links', agreement_id || '/' || related_id || '/' || relation) AS proof
FROM agreement_links
UNION ALL
SELECT
    entity(agreement_id || '-' || event_id),
    'UnknownLink',
    entity(agreement_id),
    entity(event_id),
    'signed at',
    field_proof('agreements', agreement_id, 'event_id')
FROM agreements
WHERE event_id IS NOT NULL
ORDER BY id
