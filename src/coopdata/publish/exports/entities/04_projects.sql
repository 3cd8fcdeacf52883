SELECT
    entity(p.project_id) AS id,
    'Project' AS "schema",
    p.name,
    p.project_id AS "projectId",
    p."start" AS "startDate",
    p."end" AS "endDate",
    lower(p.country) AS country,
    label('project_status', p.status) AS status,
    label('project_kind', p.kind) AS keywords,
    s.amount,
    s.currency,
    s.in_words AS notes
FROM projects AS p
LEFT JOIN sums AS s ON s.of_id = p.project_id
ORDER BY p.project_id
