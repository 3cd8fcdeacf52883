SELECT
    entity(agreement_id || '-' || person_id || '-' || role) AS id,
    'ProjectParticipant' AS "schema",
    entity(agreement_id) AS project,
    entity(person_id) AS participant,
    label('person_role', role) AS role,
    title AS summary,
    proof('agreement_people', agreement_id || '/' || person_id || '/' || role) AS proof
FROM agreement_people
ORDER BY agreement_id, person_id, role
