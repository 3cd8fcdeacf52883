SELECT
    entity(agreement_id) || '-party-' || position AS id,
    'ProjectParticipant' AS "schema",
    entity(agreement_id) AS project,
    entity(organization_id) AS participant,
    'party' AS role,
    proof('agreement_parties', agreement_id || '/' || position) AS proof
FROM agreement_parties
ORDER BY agreement_id, position
