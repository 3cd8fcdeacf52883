SELECT DISTINCT
    document || '-' || replace(record_id, '_', '-') AS id,
    'Documentation' AS "schema",
    document,
    entity(record_id) AS entity,
    'source' AS role
FROM evidence
WHERE home IN ('organizations', 'people', 'events', 'projects', 'agreements')
ORDER BY id
