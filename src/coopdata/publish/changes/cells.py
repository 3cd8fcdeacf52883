"""The cells of Arrow tables in written form and back, the keys of their rows, and their order.

What `tables.written`, `tables.checks.record_keys` and `tables.schemas.frame` say of one value, one frame, said of whole
columns: Python sees each different value once, never each cell.

**Keys cannot be mistaken.** In every table of the catalogue at most one part of a key may hold any text; the others are
ids, codes and numbers, in which the separator cannot stand, so that the parts can be told from the whole. Nothing here
relies on that: `unique_keys` refuses a table in which two rows have the same written key, and a row that `apply` makes
must have the key of its lines.
"""

from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from coopdata.tables.catalogue import KEY_SEPARATOR
from coopdata.tables.schemas import ARROW_TYPES
from coopdata.tables.spec import Column, Table
from coopdata.tables.written import parse, written

_TEXT = (pa.types.is_string, pa.types.is_large_string, pa.types.is_string_view)


def aligned(table: Table, data: pa.Table | None) -> pa.Table:
    """The columns of the spec, in its order, each in one piece; a column that `data` lacks is empty.

    A column of another type than the spec's keeps it. None stands for a table without rows.
    """
    rows = data.num_rows if data is not None else 0
    columns = [
        whole(data.column(column.name))
        if data is not None and column.name in data.column_names
        else pa.nulls(rows, ARROW_TYPES[column.type])
        for column in table.columns
    ]
    return pa.table(columns, names=[column.name for column in table.columns])


def whole(values: pa.ChunkedArray | pa.Array) -> pa.Array:
    """A column in one piece, which is what makes taking many of its cells quick."""
    return values.combine_chunks() if isinstance(values, pa.ChunkedArray) else values


def written_cells(values: pa.Array) -> pa.Array:
    """The values in written form, as strings; null stays null."""
    if any(is_text(values.type) for is_text in _TEXT):
        return values.cast(pa.string())
    distinct = values.dictionary_encode()
    texts = pa.array([written(value) for value in distinct.dictionary.to_pylist()], pa.string())
    return texts.take(distinct.indices)


def parsed_cells(column: Column, texts: pa.Array) -> pa.Array:
    """The values of the column from their written form; null stays null.

    Raises ValueError, with the text, for one that is not the written form of a value.
    """
    kind = ARROW_TYPES[column.type]
    if pa.types.is_string(kind):
        return texts
    distinct = texts.dictionary_encode()
    values = pa.array([_parsed(column, text) for text in distinct.dictionary.to_pylist()], kind)
    return values.take(distinct.indices)


def unique_keys(table: Table, data: pa.Table) -> pa.Array:
    """The key of every row as `statements.record_id` writes it. `data` has the columns of the spec.

    Raises ValueError, naming the key, where two rows have the same.
    """
    parts = [pc.fill_null(written_cells(whole(data.column(name))), "") for name in table.key]
    keys = pc.binary_join_element_wise(*parts, KEY_SEPARATOR) if len(parts) > 1 else parts[0]
    if pc.count_distinct(keys).as_py() < len(keys):
        counts = keys.value_counts()
        first = counts.field("values").filter(pc.greater(counts.field("counts"), 1))[0].as_py()
        raise ValueError(f"{table.name}: the key is not unique: more than one row has {first!r}")
    return keys


def sorted_by_key(table: Table, data: pa.Table) -> pa.Table:
    """The rows in the order of a release: by key, nulls first."""
    ranks: dict[str, Any] = {}
    for name in table.key:
        ranks[f"{name} is there"] = data.column(name).is_valid()
        ranks[name] = data.column(name)
    order = pc.sort_indices(pa.table(ranks), sort_keys=[(name, "ascending") for name in ranks])
    return data.take(order)


def differing(old: pa.Array, new: pa.Array) -> pa.Array:
    """For each cell whether the two differ, by their written form where the types do. Null equals null only."""
    if old.type != new.type:
        old, new = written_cells(old), written_cells(new)
    equal = pc.fill_null(pc.equal(old, new), False)
    return pc.invert(pc.or_(equal, pc.and_(old.is_null(), new.is_null())))


def _parsed(column: Column, text: str) -> str | int | float | bool:
    value = parse(column, text)
    if written(value) != text:
        raise ValueError(f"{text!r} is not the written form of {value!r}")
    return value
