"""What became of ids: every id that was ever published is still there, or `id_history` says where it went.

A record that has a new id is recognised by the place it was read from: same document, same characters.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from sys import intern

from pyarrow.compute import field
from pyarrow.parquet import read_table

from coopdata.resolve.model import IDENTIFYING, Anchor, IdChangeRow, Previous, Resolved, StatementRow
from coopdata.resolve.rows import RowsByKey

ReadAt = tuple[str, Anchor]
"""An id, and a place that its record was read from."""
_ROWS_AT_ONCE = 100_000
"""Rows of a release that are made Python's together."""


def read_previous(release_dir: Path) -> Previous | None:
    """The ids of a release from its Parquet tables; None if the folder is not there."""
    parquet = release_dir / "parquet"
    if not parquet.is_dir():
        return None
    documents = read_table(parquet / "documents.parquet", columns=["document_id"]).column(0).to_pylist()
    history = read_table(parquet / "id_history.parquet").to_pylist()
    found = (one for name in IDENTIFYING for one in _published_places(parquet / "statements.parquet", name))
    return _previous(release_dir.name, found, documents, [IdChangeRow(**row) for row in history])


def _published_places(statements: Path, table: str) -> Iterator[ReadAt]:
    """Where the records of a table were read, by the statements of a release."""
    names = ["record_id", "document_id", "start", "end"]
    identifying = (field("table") == table) & (field("field") == IDENTIFYING[table]) & field("start").is_valid()
    for batch in read_table(statements, columns=names, filters=identifying).to_batches(_ROWS_AT_ONCE):
        for record_id, document_id, start, end in zip(*(column.to_pylist() for column in batch.columns), strict=True):
            yield intern(record_id), (table, intern(document_id), start, end)


def previous_of(release: str, resolved: Resolved) -> Previous:
    """The ids of what was resolved, as `read_previous` gives them of its release."""
    documents = [row.document_id for row in resolved.documents]
    return _previous(release, _places(resolved.statements), documents, resolved.id_history)


def _places(statements: Iterable[StatementRow]) -> Iterator[ReadAt]:
    """Where records were read, by their statements."""
    for row in statements:
        if IDENTIFYING.get(row.table) == row.field and row.start is not None and row.end is not None:
            yield row.record_id, (row.table, row.document_id, row.start, row.end)


def _previous(
    release: str, found: Iterable[ReadAt], documents: Iterable[str], history: Sequence[IdChangeRow]
) -> Previous:
    anchors: dict[str, set[Anchor]] = defaultdict(set)
    for record_id, anchor in found:
        anchors[record_id].add(anchor)
    for document_id in documents:
        anchors.setdefault(document_id, set())
    return Previous(release, {key: frozenset(own) for key, own in anchors.items()}, tuple(history))


def id_changes(
    previous: Previous | None, published: RowsByKey, statements: Iterable[StatementRow]
) -> tuple[IdChangeRow, ...]:
    """What became of every id that was ever published and is no longer there: each row leads to an id that is.

    An id that is back leaves the history.
    """
    if previous is None:
        return ()
    current_ids = {key for own in published.values() for key in own}
    at = _records_at(statements)
    gone = {
        old_id: _changes(old_id, sorted({heir for anchor in own for heir in at.get(anchor, ())}), previous)
        for old_id, own in previous.anchors.items()
        if old_id not in current_ids
    }
    told = [row for row in previous.history if row.old_id not in current_ids and row.old_id not in gone]
    rows = [
        *(followed for row in told for followed in _follow(row, gone)),
        *(row for own in gone.values() for row in own),
    ]
    unique = {(row.old_id, row.new_id): row for row in rows}
    return tuple(unique[key] for key in sorted(unique, key=lambda key: (key[0], key[1] or "")))


def _follow(row: IdChangeRow, gone: Mapping[str, Sequence[IdChangeRow]]) -> list[IdChangeRow]:
    """The row with the ids that its new id has become by now, if that is gone in turn."""
    if row.new_id is None or row.new_id not in gone:
        return [row]
    later = gone[row.new_id]
    reason = "split" if len(later) > 1 else later[0].reason if later[0].new_id is None else row.reason
    return [IdChangeRow(row.old_id, one.new_id, reason, row.release) for one in later]


def _changes(old_id: str, heirs: list[str], previous: Previous) -> list[IdChangeRow]:
    """Withdrawn without heirs, split among several; the one heir is the same record, or one that was there already."""
    if not heirs:
        return [IdChangeRow(old_id, None, "withdrawn", previous.release)]
    if len(heirs) > 1:
        return [IdChangeRow(old_id, heir, "split", previous.release) for heir in heirs]
    reason = "merged" if heirs[0] in previous.anchors else "rekeyed"
    return [IdChangeRow(old_id, heirs[0], reason, previous.release)]


def _records_at(statements: Iterable[StatementRow]) -> Mapping[Anchor, set[str]]:
    """The records read from each place."""
    found: dict[Anchor, set[str]] = defaultdict(set)
    for record_id, anchor in _places(statements):
        found[anchor].add(record_id)
    return found
