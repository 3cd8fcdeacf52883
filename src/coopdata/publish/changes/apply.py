"""Making the later table from the earlier one and the changes, and with it the proof that nothing is left out.

`apply` takes nothing on trust: lines that do not fit the earlier table, each other or the spec are refused, with their
place. It shares with `compare` what an earlier table is (`aligned`) and how cells and keys are written, and no more.
"""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from coopdata.publish.changes.cells import aligned, parsed_cells, sorted_by_key, unique_keys, whole, written_cells
from coopdata.publish.changes.lines import Flags, Lines, Numbers, flags, misfit, positions
from coopdata.publish.changes.spec import Change
from coopdata.tables.schemas import arrow_schema
from coopdata.tables.spec import Column, Table


def apply(table: Table, before: pa.Table | None, changes: pa.Table) -> pa.Table:
    """The table that the changes make of `before`: with the Arrow schema of the spec, sorted by key, nulls first.

    `before` and its rows are as `compare` takes them. The lines of `changes` may be in any order.

    Raises ValueError, naming table, key and column, for changes that do not fit.
    """
    lines, earlier = Lines.of(table, changes), aligned(table, before)
    old_keys = unique_keys(table, earlier)
    old_rows = positions(lines.keys, old_keys)
    _require_rows(lines, old_rows)
    gone = np.zeros(len(old_keys), dtype=bool)
    gone[old_rows[lines.are(Change.REMOVED)]] = True
    kept, added = pa.array(~gone), lines.keys.filter(pa.array(lines.are(Change.ADDED)))
    keys = pa.concat_arrays([old_keys.filter(kept), added])
    new_rows = positions(lines.keys, keys)
    columns = []
    for column in table.columns:
        own, old = lines.of_column(column), whole(earlier.column(column.name))
        at = old_rows[own.rows]
        _require_old(own, old, at)
        untold = gone & flags(old.is_valid())
        untold[at[at >= 0]] = False
        _require(table, column, old_keys, untold, "the row is gone and has no line")
        left = pa.concat_arrays([old.filter(kept), pa.nulls(len(added), old.type)])
        columns.append(_with_new(own, column, left, new_rows[own.rows]))
        if column.null is None:
            _require(table, column, keys, flags(columns[-1].is_null()), "may not be empty")
    made = pa.Table.from_arrays(columns, schema=arrow_schema(table))
    if not unique_keys(table, made).equals(keys):
        raise ValueError(f"changes of {table.name}: a row does not have the key that its lines say")
    return sorted_by_key(table, made)


def proof(table: Table, before: pa.Table | None, changes: pa.Table, after: pa.Table) -> str | None:
    """None where `before` and the changes give exactly the rows of `after`; else one sentence: where they differ first.

    `after` has the Arrow schema of the spec, and its rows any order.
    """
    if not after.schema.equals(arrow_schema(table)):
        return f"{table.name}: the columns are not those of its spec."
    try:
        made, wanted = apply(table, before, changes), sorted_by_key(table, after)
        return None if made.equals(wanted) else _first_difference(table, made, wanted)
    except ValueError as error:
        return f"{error}."


def _first_difference(table: Table, made: pa.Table, wanted: pa.Table) -> str:
    """Where two different tables differ first, both sorted by key."""
    given = f"{table.name}: what the release before and the changes give"
    made_keys, wanted_keys = unique_keys(table, made), unique_keys(table, wanted)
    for keys, others, what in ((wanted_keys, made_keys, "lacks"), (made_keys, wanted_keys, "has a row too many:")):
        odd = keys.filter(pc.invert(pc.is_in(keys, value_set=others)))
        if len(odd):
            return f"{given} {what} {odd[0].as_py()!r}."
    for column in table.columns:
        one, other = (written_cells(whole(data.column(column.name))) for data in (made, wanted))
        rows = np.flatnonzero(_differ(one, other))
        if len(rows):
            key, old, new = (values[rows[0]].as_py() for values in (made_keys, one, other))
            return f"{given} has {old!r} in {column.name} of {key!r}, not {new!r}."
    return f"{given} differs in a value that is written in the same way."


def _require_rows(lines: Lines, old_rows: Numbers) -> None:
    """The rows are there, or not, as the lines say, and each line changes something."""
    there, added, removed = (old_rows >= 0, lines.are(Change.ADDED), lines.are(Change.REMOVED))
    lines.refuse((added & there)[lines.rows], "the row was there before")
    lines.refuse((~added & ~there)[lines.rows], "the row was not there before")
    lines.refuse(removed[lines.rows] & flags(lines.new.is_valid()), "the row is gone and has a value")
    lines.refuse(~_differ(lines.old, lines.new), "the new value is the old one")


def _require_old(lines: Lines, old: pa.Array, at: Numbers) -> None:
    """Lines of one column say what its cells held; `at` is the row of each, -1 for a new one."""
    held = written_cells(old.take(pa.array(at, mask=at < 0)))
    lines.refuse(_differ(lines.old, held), "the cell held another value before")


def _require(table: Table, column: Column, keys: pa.Array, wrong: Flags, what: str) -> None:
    """Raise ValueError for the first row that is wrong, if one is."""
    rows = np.flatnonzero(wrong)
    if len(rows):
        raise misfit(table, column, keys[rows[0]].as_py(), what)


def _with_new(lines: Lines, column: Column, left: pa.Array, at: Numbers) -> pa.Array:
    """The cells of a column with the values of its lines in their rows; `at` is the row of each, -1 for one gone."""
    new, at = lines.new.filter(pa.array(at >= 0)), at[at >= 0]
    try:
        # Of an earlier type, some values may only stand where a line replaces them: so they are parsed last.
        if left.type == arrow_schema(lines.table).field(column.name).type:
            return _replaced(left, at, parsed_cells(column, new))
        return parsed_cells(column, _replaced(written_cells(left), at, new))
    except (ValueError, OverflowError) as error:
        raise ValueError(f"changes of {lines.table.name}, column {column.name}: {error}") from error


def _replaced(values: pa.Array, at: Numbers, new: pa.Array) -> pa.Array:
    """The values, with new ones in some rows."""
    order = np.arange(len(values))
    order[at] = len(values) + np.arange(len(new))
    return pa.concat_arrays([values, new]).take(pa.array(order))


def _differ(one: pa.Array, other: pa.Array) -> Flags:
    """For each pair of texts whether they differ; a null is like a null only, since no text is empty."""
    return flags(pc.not_equal(pc.fill_null(one, ""), pc.fill_null(other, "")))
