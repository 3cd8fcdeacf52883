"""What became of ids: every id that was ever published is still there, or `id_history` says where it went.

A record that has a new id is recognised by the place it was read from: same document, same characters.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from pyarrow.parquet import read_table

from coopdata.resolve.model import IDENTIFYING, Anchor, IdChangeRow, Previous, Resolved, StatementRow


def read_previous(release_dir: Path) -> Previous | None:
    """The ids of a release from its Parquet tables; None if the folder is not there."""
    parquet = release_dir / "parquet"
    if not parquet.is_dir():
        return None
    columns = ["table", "record_id", "field", "document_id", "start", "end"]
    statements = read_table(parquet / "statements.parquet", columns=columns).to_pylist()
    documents = read_table(parquet / "documents.parquet", columns=["document_id"]).to_pylist()
    history = read_table(parquet / "id_history.parquet").to_pylist()
    return _previous(
        release_dir.name,
        (
            (row["record_id"], (row["table"], row["document_id"], row["start"], row["end"]), row["field"])
            for row in statements
        ),
        [row["document_id"] for row in documents],
        [IdChangeRow(**row) for row in history],
    )


def previous_of(release: str, resolved: Resolved) -> Previous:
    """The ids of what was resolved, as `read_previous` gives them of its release."""
    return _previous(
        release,
        ((row.record_id, (row.table, row.document_id, row.start, row.end), row.field) for row in resolved.statements),
        [row.document_id for row in resolved.documents],
        resolved.id_history,
    )


def _previous(
    release: str,
    statements: Iterable[tuple[str, tuple[str, str, int | None, int | None], str]],
    documents: Iterable[str],
    history: Sequence[IdChangeRow],
) -> Previous:
    """`statements` gives record id, place and field of each."""
    anchors: dict[str, set[Anchor]] = defaultdict(set)
    for record_id, (table, document_id, start, end), field in statements:
        if IDENTIFYING.get(table) == field and start is not None and end is not None:
            anchors[record_id].add((table, document_id, start, end))
    for document_id in documents:
        anchors.setdefault(document_id, set())
    return Previous(release, {key: frozenset(own) for key, own in anchors.items()}, tuple(history))


def id_changes(
    previous: Previous | None, current_ids: set[str], statements: Iterable[StatementRow]
) -> tuple[IdChangeRow, ...]:
    """What became of every id that was ever published and is no longer there: each row leads to an id that is.

    An id that is back leaves the history.
    """
    if previous is None:
        return ()
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
    for row in statements:
        if IDENTIFYING.get(row.table) == row.field and row.start is not None and row.end is not None:
            found[row.table, row.document_id, row.start, row.end].add(row.record_id)
    return found
