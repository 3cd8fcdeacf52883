"""What became of ids: every id of the latest release is still there, or `id_history` says where it went.

A record that has a new id is recognised by the place it was read from: same document, same characters.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

from pyarrow.parquet import read_table

from coopdata.resolve.model import IdChangeRow, Previous, StatementRow

IDENTIFYING = {
    "organizations": "name",
    "people": "name",
    "agreements": "instrument",
    "amounts": "value",
    "events": "name",
    "projects": "name",
}
"""For each table with ids the field whose characters stand for the record."""

Anchor = tuple[str, str, int, int]
"""Table, document id, start and end of the characters that stand for a record."""


def read_previous(release_dir: Path) -> Previous | None:
    """The ids of a release from its Parquet tables; None if the folder is not there."""
    parquet = release_dir / "parquet"
    if not parquet.is_dir():
        return None
    columns = ["table", "record_id", "field", "document_id", "start", "end"]
    anchors: dict[str, set[Anchor]] = defaultdict(set)
    for row in read_table(parquet / "statements.parquet", columns=columns).to_pylist():
        if IDENTIFYING.get(row["table"]) == row["field"] and row["start"] is not None:
            anchors[row["record_id"]].add((row["table"], row["document_id"], row["start"], row["end"]))
    for row in read_table(parquet / "documents.parquet", columns=["document_id"]).to_pylist():
        anchors.setdefault(row["document_id"], set())
    rows = [IdChangeRow(**row) for row in read_table(parquet / "id_history.parquet").to_pylist()]
    return Previous(release_dir.name, {key: frozenset(own) for key, own in anchors.items()}, tuple(rows))


def id_changes(
    previous: Previous | None, current_ids: set[str], statements: Iterable[StatementRow]
) -> tuple[IdChangeRow, ...]:
    """The history so far, and a row for each id of the latest release that is gone. An id that is back leaves it."""
    if previous is None:
        return ()
    at = _records_at(statements)
    rows = [row for row in previous.history if row.old_id not in current_ids]
    for old_id in sorted(set(previous.anchors) - current_ids):
        heirs = sorted({heir for anchor in previous.anchors[old_id] for heir in at.get(anchor, ())})
        rows.extend(_changes(old_id, heirs, previous))
    unique = {(row.old_id, row.new_id): row for row in rows}
    return tuple(unique[key] for key in sorted(unique, key=lambda key: (key[0], key[1] or "")))


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
