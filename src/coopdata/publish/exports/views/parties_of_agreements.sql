WITH items AS (
    SELECT p.agreement_id, 'party' AS list, p.position, o.name || coalesce(' (' || p.country || ')', '') AS item
    FROM agreement_parties AS p
    JOIN organizations AS o ON o.organization_id = p.organization_id
    UNION ALL
    SELECT agreement_id, 'country', min(position), country
    FROM agreement_parties
    WHERE country IS NOT NULL
    GROUP BY agreement_id, country
    UNION ALL
    SELECT p.agreement_id, 'country_name', min(p.position), c.label
    FROM agreement_parties AS p
    JOIN codes AS c ON c.code_list = 'country' AND c.code = p.country
    GROUP BY p.agreement_id, c.label
),
lists AS (
    SELECT DISTINCT
        agreement_id,
        list,
        group_concat(item, '; ') OVER (
            PARTITION BY agreement_id, list ORDER BY position
            ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
        ) AS items
    FROM items
)
SELECT
    agreement_id,
    max(CASE WHEN list = 'party' THEN items END) AS parties,
    max(CASE WHEN list = 'country' THEN items END) AS countries,
    max(CASE WHEN list = 'country_name' THEN items END) AS country_names
FROM lists
GROUP BY agreement_id
ORDER BY agreement_id
