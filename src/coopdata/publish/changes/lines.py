"""The lines of changes as numbers: which row and column each is about, looked through for what is wrong by itself."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from coopdata.publish.changes.cells import whole
from coopdata.publish.changes.spec import CHANGES_SCHEMA, Change
from coopdata.tables.spec import Column, Table

Numbers = NDArray[np.int32]
Flags = NDArray[np.bool_]

_KINDS = tuple(Change)


@dataclass(frozen=True)
class Lines:
    """Changes of a table."""

    table: Table
    keys: pa.Array
    """The keys of all rows that have lines, each once."""
    kinds: Numbers
    """What became of each of these rows, as the place of the Change in its list."""
    rows: Numbers
    """For each line, the place of its key in `keys`."""
    columns: Numbers
    """For each line, the place of its column in the spec."""
    old: pa.Array
    """For each line, the value before."""
    new: pa.Array
    """For each line, the value after."""

    @classmethod
    def of(cls, table: Table, changes: pa.Table) -> "Lines":
        """The lines; raises ValueError, with the place, for what is wrong whatever the table held before."""
        if not changes.schema.equals(CHANGES_SCHEMA):
            raise ValueError(f"changes of {table.name}: the columns are not those of changes")
        keys = whole(changes.column("key")).dictionary_encode()
        kinds = positions(changes.column("change"), _KINDS)
        columns = positions(changes.column("column"), [column.name for column in table.columns])
        unknown = ((flags(keys.is_null()), "no key"), (kinds < 0, "no such change"), (columns < 0, "no such column"))
        for wrong, what in unknown:
            found = np.flatnonzero(wrong)
            if len(found):
                raise ValueError(f"changes of {table.name}, line {found[0] + 1}: {what}")
        rows = keys.indices.to_numpy()
        of_rows = np.zeros(len(keys.dictionary), dtype=np.int32)
        of_rows[rows] = kinds
        old, new = whole(changes.column("old")), whole(changes.column("new"))
        lines = cls(table, keys.dictionary, of_rows, rows, columns, old, new)
        lines.refuse(of_rows[rows] != kinds, "the row has changes of two kinds")
        lines.refuse(lines._repeated(), "the cell has more than one line")
        for values in (old, new):
            lines.refuse(flags(pc.equal(values, "")), "an empty string stands where null is meant")
        return lines

    def are(self, change: Change) -> Flags:
        """For each of `keys` whether this became of its row."""
        found: Flags = self.kinds == _KINDS.index(change)
        return found

    def of_column(self, column: Column) -> "Lines":
        """The lines about one column."""
        mine = np.flatnonzero(self.columns == self.table.columns.index(column))
        old, new = self.old.take(pa.array(mine)), self.new.take(pa.array(mine))
        return replace(self, rows=self.rows[mine], columns=self.columns[mine], old=old, new=new)

    def refuse(self, wrong: Flags, what: str) -> None:
        """Raise ValueError for the first line that is wrong, if one is."""
        found = np.flatnonzero(wrong)
        if len(found):
            key, column = self.keys[self.rows[found[0]]].as_py(), self.table.columns[self.columns[found[0]]]
            raise misfit(self.table, column, key, what)

    def _repeated(self) -> Flags:
        """For each line whether a later one is about the same cell."""
        cells = self.rows.astype(np.int64) * len(self.table.columns) + self.columns
        last = np.zeros(len(self.keys) * len(self.table.columns), dtype=np.int64)
        last[cells] = np.arange(len(cells))
        repeated: Flags = last[cells] != np.arange(len(cells))
        return repeated


def misfit(table: Table, column: Column, key: str, what: str) -> ValueError:
    """What is wrong with the changes of a cell, as an error with its place."""
    return ValueError(f"changes of {table.name}, key {key!r}, column {column.name}: {what}")


def positions(values: pa.Array | pa.ChunkedArray, among: pa.Array | Sequence[str]) -> Numbers:
    """Where each text stands among others that differ; -1 where it does not."""
    known = among if isinstance(among, pa.Array) else pa.array(among, pa.string())
    found: Numbers = whole(pc.fill_null(pc.index_in(values, value_set=known), -1)).to_numpy()
    return found


def flags(values: pa.Array) -> Flags:
    """Truth values of Arrow as an array of numpy; null is false."""
    found: Flags = pc.fill_null(values, False).to_numpy(zero_copy_only=False)
    return found
