SELECT
    e.event_id,
    e."start",
    e."end",
    e.name,
    e.kind,
    e.place,
    e.country,
    t.role,
    coalesce(o.name, p.name) AS participant,
    CASE WHEN o.organization_id IS NOT NULL THEN 'organization' WHEN p.person_id IS NOT NULL THEN 'person' END
        AS participant_type,
    coalesce(o.country, p.country) AS participant_country,
    t.entity_id
FROM events AS e
LEFT JOIN event_participants AS t ON t.event_id = e.event_id
LEFT JOIN organizations AS o ON o.organization_id = t.entity_id
LEFT JOIN people AS p ON p.person_id = t.entity_id
ORDER BY e."start" DESC NULLS LAST, e.event_id, t.role, t.entity_id
