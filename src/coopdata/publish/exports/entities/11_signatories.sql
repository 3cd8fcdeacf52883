SELECT
    entity(p.agreement_id || '-' || p.person_id) || '-signs' AS id,
    'Representation' AS "schema",
    entity(p.person_id) AS agent,
    entity(p.organization_id) AS client,
    label('person_role', p.role) AS role,
    p.title AS summary,
    a.signed AS "date",
    p.agreement_id AS "recordId",
    proof('agreement_people', p.agreement_id || '/' || p.person_id || '/' || p.role) AS proof
FROM agreement_people AS p
JOIN agreements AS a ON a.agreement_id = p.agreement_id
WHERE p.role = 'signatory' AND p.organization_id IS NOT NULL
ORDER BY p.agreement_id, p.person_id
