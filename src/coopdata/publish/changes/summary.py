"""What changed from one release to another, counted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from coopdata.publish.changes.spec import Change
from coopdata.publish.changes.tables import Snapshot
from coopdata.tables.spec import Table


@dataclass(frozen=True)
class TableSummary:
    """What changed in one table."""

    table: Table
    rows: Mapping[Change, int]
    """How many rows were added, changed and removed."""
    columns: Mapping[str, int]
    """In how many of the changed rows a column differs; only columns that do, in the order of the spec."""
    appended: tuple[str, ...]
    """Columns that the earlier release does not have; none where it does not have the table."""
    gone: tuple[str, ...]
    """Columns that the later release does not have; none where it does not have the table."""

    @property
    def changed(self) -> bool:
        """Whether any row was added, changed or removed."""
        return any(self.rows.values())


@dataclass(frozen=True)
class Summary:
    """What changed from the release `before` to the release `after`."""

    before: Snapshot
    after: Snapshot
    tables: tuple[TableSummary, ...]

    @property
    def appended(self) -> list[str]:
        """Tables that the earlier release does not have."""
        return [name for name in self.after.tables if name not in self.before.tables]

    @property
    def gone(self) -> list[str]:
        """Tables that the later release does not have."""
        return [name for name in self.before.tables if name not in self.after.tables]

    def total(self, change: Change) -> int:
        """The rows of all tables that this became of."""
        return sum(one.rows[change] for one in self.tables)


def summarize(tables: Sequence[Table], before: Snapshot, after: Snapshot, changes: Mapping[str, pa.Table]) -> Summary:
    """Count the changes of each table; `changes` has what `compare` gives, by table."""
    counted = (
        summarize_table(table, before.tables.get(table.name), after.tables.get(table.name), changes[table.name])
        for table in tables
    )
    return Summary(before, after, tuple(counted))


def summarize_table(table: Table, before: pa.Table | None, after: pa.Table | None, changes: pa.Table) -> TableSummary:
    """Count the changes of one table; None stands for a release that has no such table."""
    rows = changes.group_by("change").aggregate([("key", "count_distinct")])
    counts = dict(zip(rows.column("change").to_pylist(), rows.column("key_count_distinct").to_pylist(), strict=True))
    cells = changes.filter(pc.equal(changes.column("change"), Change.CHANGED.value)).column("column").value_counts()
    columns = dict(zip(cells.field("values").to_pylist(), cells.field("counts").to_pylist(), strict=True))
    old, new = (data.column_names if data is not None else None for data in (before, after))
    return TableSummary(
        table=table,
        rows={change: counts.get(change.value, 0) for change in Change},
        columns={column.name: columns[column.name] for column in table.columns if column.name in columns},
        appended=_lacking(old, new),
        gone=_lacking(new, old),
    )


def _lacking(names: Sequence[str] | None, others: Sequence[str] | None) -> tuple[str, ...]:
    """The other names that are not among the names; none where there is nothing to compare."""
    return () if names is None or others is None else tuple(name for name in others if name not in names)
