SELECT
    p.agreement_id,
    p.position,
    o.name AS organization,
    p.name AS named_as,
    o.kind,
    p.country,
    c.label AS country_name,
    a.signed,
    a.instrument,
    a.status,
    a.title,
    p.organization_id
FROM agreement_parties AS p
JOIN agreements AS a ON a.agreement_id = p.agreement_id
JOIN organizations AS o ON o.organization_id = p.organization_id
LEFT JOIN codes AS c ON c.code_list = 'country' AND c.code = p.country
ORDER BY p.agreement_id, p.position
