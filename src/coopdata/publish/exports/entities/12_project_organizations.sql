SELECT
    entity(project_id || '-' || organization_id || '-' || role) AS id,
    'ProjectParticipant' AS "schema",
    entity(project_id) AS project,
    entity(organization_id) AS participant,
    label('project_role', role) AS role,
    proof('project_organizations', project_id || '/' || organization_id || '/' || role) AS proof
FROM project_organizations
ORDER BY project_id, organization_id, role
