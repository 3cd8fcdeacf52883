"""Rows by their keys: what `statements.record_id` and `raw/corrections.csv` call a row."""

from collections.abc import Iterable, Iterator, Mapping

from coopdata.resolve.model import Row
from coopdata.tables.catalogue import KEY_SEPARATOR, table

RowsByKey = Mapping[str, Mapping[str, Row]]
"""The rows of each table by their keys."""


def keyed(table_name: str, rows: Iterable[Row]) -> Iterator[tuple[str, Row]]:
    """Each row with its key as text: the parts joined by a slash, a null part empty."""
    names = table(table_name).key
    for row in rows:
        parts = [getattr(row, name) for name in names]
        yield KEY_SEPARATOR.join(["" if part is None else str(part) for part in parts]), row


def by_key(rows: Mapping[str, Iterable[Row]]) -> RowsByKey:
    """The rows of each table by their keys."""
    return {name: dict(keyed(name, own)) for name, own in rows.items()}
