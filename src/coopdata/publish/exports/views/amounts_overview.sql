SELECT
    m.amount_id,
    m.value,
    m.currency,
    m.role,
    a.instrument,
    a.title AS agreement,
    a.signed,
    p.parties,
    j.name AS project,
    d.title AS document,
    d.url,
    m.agreement_id,
    m.project_id,
    m.document_id
FROM amounts AS m
JOIN documents AS d ON d.document_id = m.document_id
LEFT JOIN agreements AS a ON a.agreement_id = m.agreement_id
LEFT JOIN parties_of_agreements AS p ON p.agreement_id = m.agreement_id
LEFT JOIN projects AS j ON j.project_id = m.project_id
ORDER BY m.currency, m.value DESC, m.amount_id
