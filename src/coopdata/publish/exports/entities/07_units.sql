SELECT
    entity(organization_id) || '-parent' AS id,
    'Membership' AS "schema",
    entity(organization_id) AS member,
    entity(parent_id) AS organization,
    'unit' AS role,
    field_proof('organizations', organization_id, 'parent_id') AS proof
FROM organizations
WHERE parent_id IS NOT NULL
ORDER BY organization_id
