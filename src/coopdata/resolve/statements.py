"""The table `statements`: every claim with its wording, marked where it became the published value."""

from collections.abc import Mapping

from coopdata.ids import make_id
from coopdata.resolve.model import Claim, StatementRow
from coopdata.resolve.rows import RowsByKey
from coopdata.tables.written import written

QUOTATION = 200
"""Longest run of a text that is published, in characters."""


def statement_rows(
    claims: dict[Claim, None], published: RowsByKey, texts: Mapping[str, str]
) -> tuple[StatementRow, ...]:
    """All claims as rows, each once, sorted by id; `texts` are the texts by document id.

    Claims are taken out as they become rows: of a large archive there is no room for both.
    """
    found = {_statement_id(claim): claim for claim in claims}
    claims.clear()
    return tuple([_row(own_id, found.pop(own_id), published, texts) for own_id in sorted(found)])


def _statement_id(claim: Claim) -> str:
    span = claim.span
    start, end = (None, None) if span is None else (str(span[0]), str(span[1]))
    about = (claim.table, claim.record_id, claim.field, claim.value)
    return make_id("stm", *about, claim.document_id, start, end, claim.rule, claim.kind)


def _row(own_id: str, claim: Claim, published: RowsByKey, texts: Mapping[str, str]) -> StatementRow:
    start, end = claim.span if claim.span is not None else (None, None)
    row = published[claim.table].get(claim.record_id)
    value = None if row is None else getattr(row, claim.field)
    return StatementRow(
        statement_id=own_id,
        table=claim.table,
        record_id=claim.record_id,
        field=claim.field,
        value=claim.value,
        original=None if claim.span is None else _original(claim, texts[claim.document_id][start:end][:QUOTATION]),
        document_id=claim.document_id,
        start=start,
        end=end,
        rule=claim.rule,
        kind=claim.kind,
        confidence=claim.confidence,
        chosen=row is not None and claim.value == (None if value is None else written(value)),
    )


def _original(claim: Claim, words: str) -> str:
    """The words of the text; where these are the value, the one object is held for both."""
    return claim.value if claim.value == words else words
