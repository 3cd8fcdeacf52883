WITH pairs AS (
    SELECT agreement_id, organization_id, position, country, NULL AS signatory
    FROM agreement_parties
    UNION ALL
    SELECT a.agreement_id, a.organization_id, NULL, NULL, p.name
    FROM agreement_people AS a
    JOIN people AS p ON p.person_id = a.person_id
    WHERE a.role = 'signatory' AND a.organization_id IS NOT NULL
)
SELECT
    organization_id AS source,
    agreement_id AS target,
    CASE WHEN min(position) IS NULL THEN 'signatory' ELSE 'party' END AS relation,
    min(position) AS position,
    min_by(country, position) AS country,
    string_agg(signatory, '; ' ORDER BY signatory) AS signatories
FROM pairs
GROUP BY organization_id, agreement_id
ORDER BY agreement_id, min(position) NULLS LAST, organization_id
