WITH items AS (
    SELECT a.agreement_id, a.role AS list, 0 AS position, p.name || coalesce(' (' || a.title || ')', '') AS item
    FROM agreement_people AS a
    JOIN people AS p ON p.person_id = a.person_id
    UNION ALL
    SELECT agreement_id, 'topic', 0, topic
    FROM agreement_topics
    UNION ALL
    SELECT
        agreement_id,
        'amount',
        row_number() OVER (PARTITION BY agreement_id ORDER BY role, value DESC, currency, amount_id),
        rtrim(rtrim(printf('%.4f', value), '0'), '.') || ' ' || currency || ' (' || role || ')'
    FROM amounts
    WHERE agreement_id IS NOT NULL
    UNION ALL
    SELECT DISTINCT s.record_id, 'source', 0, coalesce(d.url, d.title, d.raw_path)
    FROM statements AS s
    JOIN documents AS d ON d.document_id = s.document_id
    WHERE s."table" = 'agreements'
),
lists AS (
    SELECT DISTINCT
        agreement_id,
        list,
        group_concat(item, '; ') OVER (
            PARTITION BY agreement_id, list ORDER BY position, item
            ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
        ) AS items
    FROM items
),
lines AS (
    SELECT
        agreement_id,
        max(CASE WHEN list = 'signatory' THEN items END) AS signatories,
        max(CASE WHEN list = 'witness' THEN items END) AS witnesses,
        max(CASE WHEN list = 'topic' THEN items END) AS topics,
        max(CASE WHEN list = 'amount' THEN items END) AS amounts,
        max(CASE WHEN list = 'source' THEN items END) AS sources
    FROM lists
    GROUP BY agreement_id
)
SELECT
    a.agreement_id,
    a.signed,
    a.instrument,
    a.status,
    a.title,
    p.parties,
    p.countries,
    p.country_names,
    l.signatories,
    l.witnesses,
    l.topics,
    l.amounts,
    a.place,
    a.place_country,
    e.name AS event,
    a.purpose,
    a.first_reported,
    a.documents,
    l.sources,
    a.confidence,
    a.completeness
FROM agreements AS a
LEFT JOIN parties_of_agreements AS p ON p.agreement_id = a.agreement_id
LEFT JOIN lines AS l ON l.agreement_id = a.agreement_id
LEFT JOIN events AS e ON e.event_id = a.event_id
ORDER BY a.signed DESC NULLS LAST, a.agreement_id
