-- An id of ours as theirs: letters, digits and hyphens only.
CREATE TEMP MACRO entity(own_id) AS 'coopdata-' || replace(own_id, '_', '-');

-- A code in words.
CREATE TEMP MACRO label(of_list, of_code) AS (
    SELECT c.label FROM codes AS c WHERE c.code_list = of_list AND c.code = of_code
);

-- What they have for a code of ours.
CREATE TEMP MACRO term(of_list, of_code) AS (
    SELECT t.term FROM terms AS t WHERE t.code_list = of_list AND t.code = of_code
);

-- A sum as a plain number.
CREATE TEMP MACRO plain(value) AS rtrim(rtrim(printf('%.4f', value), '0'), '.');

-- The documents behind every field of every row.
CREATE TEMP TABLE evidence AS
SELECT DISTINCT "table" AS home, record_id, field, entity(document_id) AS document
FROM statements;

-- The documents behind a row.
CREATE TEMP MACRO proof(of_table, of_record) AS (
    SELECT list(DISTINCT e.document ORDER BY e.document)
    FROM evidence AS e
    WHERE e.home = of_table AND e.record_id = of_record
);

-- The documents behind a field of a row.
CREATE TEMP MACRO field_proof(of_table, of_record, of_field) AS (
    SELECT list(DISTINCT e.document ORDER BY e.document)
    FROM evidence AS e
    WHERE e.home = of_table AND e.record_id = of_record AND e.field = of_field
);

-- The sums of agreements and projects: as amount and currency where there is one, in words where there are several.
CREATE TEMP TABLE sums AS
SELECT
    coalesce(agreement_id, project_id) AS of_id,
    CASE WHEN count(*) = 1 THEN any_value(plain(value)) END AS amount,
    CASE WHEN count(*) = 1 THEN any_value(currency) END AS currency,
    CASE
        WHEN count(*) > 1 THEN list(
            plain(value) || ' ' || currency || ' (' || label('amount_role', role) || ')' ORDER BY role, value, amount_id
        )
    END AS in_words
FROM amounts
WHERE agreement_id IS NOT NULL OR project_id IS NOT NULL
GROUP BY of_id;
