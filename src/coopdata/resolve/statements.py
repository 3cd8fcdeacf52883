"""The table `statements`: every claim with its wording, marked where it became the published value."""

from collections.abc import Iterable, Mapping

from coopdata.ids import make_id
from coopdata.resolve.model import Claim, Row, StatementRow
from coopdata.resolve.rows import record_key
from coopdata.tables.written import written

QUOTATION = 200
"""Longest run of a text that is published, in characters."""

RowKey = tuple[str, str]
"""Table and record id."""


def statement_rows(
    claims: Iterable[Claim], rows: Mapping[str, Iterable[Row]], texts: Mapping[str, str]
) -> tuple[StatementRow, ...]:
    """All claims as rows, each once. `rows` gives the published rows by table, `texts` the texts by document id."""
    published = {(table, record_key(table, row)): row for table, own in rows.items() for row in own}
    found = {row.statement_id: row for row in (_row(claim, published, texts) for claim in claims)}
    return tuple(found[statement_id] for statement_id in sorted(found))


def _row(claim: Claim, published: Mapping[RowKey, Row], texts: Mapping[str, str]) -> StatementRow:
    start, end = claim.span if claim.span is not None else (None, None)
    row = published.get((claim.table, claim.record_id))
    value = None if row is None else getattr(row, claim.field)
    facts = (
        claim.table,
        claim.record_id,
        claim.field,
        claim.value,
        claim.document_id,
        *(None if offset is None else str(offset) for offset in (start, end)),
        claim.rule,
        claim.kind,
    )
    return StatementRow(
        statement_id=make_id("stm", *facts),
        table=claim.table,
        record_id=claim.record_id,
        field=claim.field,
        value=claim.value,
        original=None if claim.span is None else texts[claim.document_id][start:end][:QUOTATION],
        document_id=claim.document_id,
        start=start,
        end=end,
        rule=claim.rule,
        kind=claim.kind,
        confidence=claim.confidence,
        chosen=row is not None and claim.value == (None if value is None else written(value)),
    )
