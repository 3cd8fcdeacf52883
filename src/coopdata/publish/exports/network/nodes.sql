WITH members AS (
    SELECT organization_id FROM agreement_parties
    UNION
    SELECT organization_id FROM agreement_people WHERE role = 'signatory'
)
SELECT
    organization_id AS id,
    name AS label,
    'organization' AS "type",
    kind,
    country,
    NULL AS status,
    NULL AS signed,
    NULL::BIGINT AS "year",
    documents,
    NULL::DOUBLE AS confidence
FROM organizations
WHERE organization_id IN (SELECT organization_id FROM members)
UNION ALL
SELECT
    a.agreement_id,
    coalesce(a.title, c.label),
    'agreement',
    a.instrument,
    NULL,
    a.status,
    a.signed,
    substr(a.signed, 1, 4)::BIGINT,
    a.documents,
    a.confidence
FROM agreements AS a
LEFT JOIN codes AS c ON c.code_list = 'instrument' AND c.code = a.instrument
ORDER BY "type", id
