"""Finding what changed in a table from one release to the next, a line for each cell that differs.

Rows are the same where their written keys are (`cells`). A row that is not there counts as one whose cells are all
empty, so that one rule finds what was added, changed and removed: the cells that differ.
"""

from collections.abc import Iterator

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from coopdata.publish.changes.cells import aligned, differing, unique_keys, written_cells
from coopdata.publish.changes.spec import CHANGES_SCHEMA, Change
from coopdata.publish.model import PublishError
from coopdata.tables.spec import Table

_BLOCK = 1 << 16
"""Rows compared at a time: what bounds the memory needed beside the tables and their changes."""


def compare(table: Table, before: pa.Table | None, after: pa.Table | None) -> pa.Table:
    """The changes that make the table `after` from the table `before`, in CHANGES_SCHEMA.

    The rows of both may be in any order. Either may be of another schema version: a column of the spec that one lacks
    counts as empty there, other columns are left out. None stands for a release that has no such table: then all
    rows are added, or removed. The lines are sorted by key, those of a row by the place of the column in the spec.

    Raises PublishError where two rows of either table have the same key.
    """
    earlier, later = aligned(table, before), aligned(table, after)
    try:
        records = _records(unique_keys(table, earlier), unique_keys(table, later))
    except ValueError as error:
        raise PublishError(f"cannot tell what changed: {error}", "Correct the stage that built the table.") from error
    blocks = (records.slice(start, _BLOCK) for start in range(0, records.num_rows, _BLOCK))
    found = [lines for block in blocks for lines in _lines(table, block, earlier, later)]
    return pa.concat_tables(found) if found else CHANGES_SCHEMA.empty_table()


def _records(old_keys: pa.Array, new_keys: pa.Array) -> pa.Table:
    """Every key of either table, sorted, with the row it has in each; null where it has none."""
    gone = pc.invert(pc.is_in(old_keys, value_set=new_keys))
    removed = old_keys.filter(gone)
    records = pa.table(
        {
            "key": pa.concat_arrays([new_keys, removed]),
            "old_row": pa.concat_arrays([pc.index_in(new_keys, value_set=old_keys), _rows(old_keys).filter(gone)]),
            "new_row": pa.concat_arrays([_rows(new_keys), pa.nulls(len(removed), pa.int32())]),
        }
    )
    return records.sort_by("key")


def _rows(keys: pa.Array) -> pa.Array:
    return pa.array(np.arange(len(keys), dtype=np.int32))


def _lines(table: Table, records: pa.Table, earlier: pa.Table, later: pa.Table) -> Iterator[pa.Table]:
    """The lines of some records; none where nothing changed."""
    old, new = earlier.take(records.column("old_row")), later.take(records.column("new_row"))
    found = [
        cells
        for position, column in enumerate(table.columns)
        if (cells := _cells(position, old.column(column.name), new.column(column.name))) is not None
    ]
    if not found:
        return
    cells = pa.concat_tables(found).sort_by([("record", "ascending"), ("position", "ascending")])
    names = pa.array([column.name for column in table.columns])
    yield pa.table(
        [
            _changes(records).take(cells.column("record")),
            records.column("key").take(cells.column("record")),
            names.take(cells.column("position").combine_chunks()),
            cells.column("old"),
            cells.column("new"),
        ],
        schema=CHANGES_SCHEMA,
    )


def _cells(position: int, old: pa.ChunkedArray, new: pa.ChunkedArray) -> pa.Table | None:
    """The cells of one column that differ: which record, which column, old and new; None where none do."""
    old, new = old.combine_chunks(), new.combine_chunks()
    record = pc.indices_nonzero(differing(old, new))
    if not len(record):
        return None
    return pa.table(
        {
            "record": record,
            "position": pa.repeat(position, len(record)),
            "old": written_cells(old.take(record)),
            "new": written_cells(new.take(record)),
        }
    )


def _changes(records: pa.Table) -> pa.ChunkedArray:
    """What became of each record."""
    of_old = pc.if_else(records.column("new_row").is_null(), Change.REMOVED.value, Change.CHANGED.value)
    return pc.if_else(records.column("old_row").is_null(), Change.ADDED.value, of_old)
