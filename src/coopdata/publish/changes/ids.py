"""What became of ids since the release before, told from the table `id_history`."""

from collections.abc import Iterator

import pyarrow as pa
import pyarrow.compute as pc

from coopdata.publish.changes.cells import aligned, sorted_by_key, unique_keys, whole
from coopdata.publish.changes.spec import Change
from coopdata.publish.changes.tables import Snapshot
from coopdata.publish.changes.wording import SHOWN, called, listed, named, words
from coopdata.tables.catalogue.sources import ID_HISTORY
from coopdata.tables.codes import code_lists


def ids_section(before: Snapshot, after: Snapshot, changes: pa.Table) -> str:
    """The section on ids, as Markdown; empty where none changed. `changes` are those of `id_history`."""
    history = sorted_by_key(ID_HISTORY, aligned(ID_HISTORY, after.tables.get(ID_HISTORY.name)))
    parts = [*_gone(before, after, history, changes), *_back(after, history, changes)]
    return "\n\n".join(["## Ids", *parts]) if parts else ""


def _gone(before: Snapshot, after: Snapshot, history: pa.Table, changes: pa.Table) -> Iterator[str]:
    """For each reason, the ids that are no longer there, and what stands for them."""
    new = changes.filter(pc.equal(changes.column("change"), Change.ADDED.value)).column("key")
    told = history.filter(pc.is_in(unique_keys(ID_HISTORY, history), value_set=whole(new)))
    definitions = code_lists()["id_change"]
    for reason in sorted(told.column("reason").unique().to_pylist()):
        rows = told.filter(pc.equal(told.column("reason"), reason))
        first = rows.slice(0, SHOWN).to_pylist()
        old_names = called(before, [row["old_id"] for row in first])
        new_names = called(after, [row["new_id"] for row in first if row["new_id"]])
        items = [
            named(row["old_id"], old_names) + (f" → {named(row['new_id'], new_names)}" if row["new_id"] else "")
            for row in first
        ]
        heading = f"### {words(reason).capitalize()}: {rows.num_rows}"
        meaning = definitions[reason].definition if reason in definitions else ""
        yield "\n\n".join(part for part in (heading, meaning, listed(items, rows.num_rows)) if part)


def _back(after: Snapshot, history: pa.Table, changes: pa.Table) -> Iterator[str]:
    """The ids that `id_history` no longer has, since they are there again."""
    removed = pc.and_(
        pc.equal(changes.column("change"), Change.REMOVED.value), pc.equal(changes.column("column"), "old_id")
    )
    ids = whole(changes.filter(removed).column("old")).unique()
    back = ids.filter(pc.invert(pc.is_in(ids, value_set=whole(history.column("old_id")))))
    if len(back):
        first = back.slice(0, SHOWN).to_pylist()
        names = called(after, first)
        items = listed([named(one, names) for one in first], len(back))
        yield f"### There again: {len(back)}\n\nThe records are published under their earlier ids again.\n\n{items}"
