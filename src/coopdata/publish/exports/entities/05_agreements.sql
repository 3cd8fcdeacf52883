WITH countries AS (
    SELECT agreement_id, list(DISTINCT lower(country) ORDER BY lower(country)) AS countries
    FROM agreement_parties
    WHERE country IS NOT NULL
    GROUP BY agreement_id
),
topics AS (
    SELECT agreement_id, list(topic ORDER BY topic) AS topics
    FROM agreement_topics
    GROUP BY agreement_id
)
SELECT
    entity(a.agreement_id) AS id,
    'Project' AS "schema",
    coalesce(a.title, label('instrument', a.instrument)) AS name,
    p.parties AS summary,
    a.agreement_id AS "projectId",
    a.signed AS "date",
    a.purpose AS goal,
    label('agreement_status', a.status) AS status,
    list_concat([label('instrument', a.instrument)], t.topics) AS keywords,
    c.countries AS country,
    a.place AS address,
    s.amount,
    s.currency,
    s.in_words AS notes
FROM agreements AS a
LEFT JOIN parties_of_agreements AS p ON p.agreement_id = a.agreement_id
LEFT JOIN countries AS c ON c.agreement_id = a.agreement_id
LEFT JOIN topics AS t ON t.agreement_id = a.agreement_id
LEFT JOIN sums AS s ON s.of_id = a.agreement_id
ORDER BY a.agreement_id
