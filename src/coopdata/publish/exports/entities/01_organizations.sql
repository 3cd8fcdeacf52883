WITH others AS (
    SELECT
        n.organization_id,
        list(n.name ORDER BY n.name) FILTER (WHERE n.name_kind <> 'abbreviation') AS alias,
        list(n.name ORDER BY n.name) FILTER (WHERE n.name_kind = 'abbreviation') AS abbreviation
    FROM organization_names AS n
    JOIN organizations AS o ON o.organization_id = n.organization_id AND o.name <> n.name
    GROUP BY n.organization_id
)
SELECT
    entity(o.organization_id) AS id,
    coalesce(term('organization_kind', o.kind), 'Organization') AS "schema",
    o.name,
    n.alias,
    n.abbreviation,
    lower(o.country) AS country,
    label('organization_kind', o.kind) AS classification
FROM organizations AS o
LEFT JOIN others AS n ON n.organization_id = o.organization_id
ORDER BY o.organization_id
