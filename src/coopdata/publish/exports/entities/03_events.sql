WITH parts AS (
    SELECT event_id, entity(entity_id) AS who, term('event_role', role) AS part
    FROM event_participants
),
participants AS (
    SELECT
        event_id,
        list(DISTINCT who ORDER BY who) FILTER (WHERE part = 'organizer') AS organizer,
        list(DISTINCT who ORDER BY who) FILTER (WHERE part = 'involved') AS involved
    FROM parts
    GROUP BY event_id
)
SELECT
    entity(e.event_id) AS id,
    'Event' AS "schema",
    e.name,
    e."start" AS "startDate",
    e."end" AS "endDate",
    e.place AS location,
    lower(e.country) AS country,
    label('event_kind', e.kind) AS keywords,
    p.organizer,
    p.involved
FROM events AS e
LEFT JOIN participants AS p ON p.event_id = e.event_id
ORDER BY e.event_id
