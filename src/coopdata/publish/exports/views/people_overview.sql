SELECT
    p.person_id,
    p.name,
    p.country,
    t.title,
    o.name AS organization,
    t.country AS title_country,
    t.first_seen,
    t.last_seen,
    p.documents,
    t.organization_id
FROM people AS p
LEFT JOIN positions AS t ON t.person_id = p.person_id
LEFT JOIN organizations AS o ON o.organization_id = t.organization_id
ORDER BY p.name, p.person_id, t.title, t.organization_id NULLS FIRST
