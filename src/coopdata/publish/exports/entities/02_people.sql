WITH titles AS (
    SELECT person_id, list(DISTINCT title ORDER BY title) AS titles
    FROM positions
    GROUP BY person_id
)
SELECT
    entity(p.person_id) AS id,
    'Person' AS "schema",
    p.name,
    lower(p.country) AS country,
    t.titles AS "position"
FROM people AS p
LEFT JOIN titles AS t ON t.person_id = p.person_id
ORDER BY p.person_id
