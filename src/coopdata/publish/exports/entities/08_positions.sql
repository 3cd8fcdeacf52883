SELECT
    entity(person_id || '-' || organization_id || '-' || substr(sha256(title), 1, 16)) AS id,
    'Employment' AS "schema",
    entity(person_id) AS employee,
    entity(organization_id) AS employer,
    title AS role,
    proof('positions', person_id || '/' || title || '/' || organization_id) AS proof
FROM positions
WHERE organization_id IS NOT NULL
ORDER BY person_id, title, organization_id
