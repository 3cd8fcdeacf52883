"""Tables as Arrow and as Parquet files: what a release holds is what stands in these.

The same rows give the same bytes: no time, no host, no pandas metadata goes into a file, only the Arrow schema of
the spec and the writer's version.
"""

import math
import re
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from coopdata.publish.model import PublishError
from coopdata.tables.schemas import arrow_schema
from coopdata.tables.spec import Column, Table, Type

_UNWRITABLE = re.compile("[\x00\ud800-\udfff]")
"""NUL ends a string in some readers; a lone surrogate has no UTF-8 form."""
ROWS_TOGETHER = 100_000
"""Rows of a row group: of the widest table some 10 MB, so that who reads a file over HTTP fetches what a filter needs,
in a few requests, and who reads all of it loses nothing."""


def to_arrow(table: Table, frame: pd.DataFrame) -> pa.Table:
    """The frame as an Arrow table with exactly the schema of the spec, rows in the order given.

    Raises PublishError, naming table, column and row, for other columns than the spec's, a value of another type,
    and the values no file may hold: an empty string (null is the only empty), NUL, a lone surrogate, infinity.
    """
    expected = [column.name for column in table.columns]
    if list(frame.columns) != expected:
        raise PublishError(
            f"table {table.name} has the columns {list(frame.columns)}, its spec has {expected}",
            "Build the table from its spec in coopdata.tables.catalogue.",
        )
    schema = arrow_schema(table)
    return pa.Table.from_arrays(
        [_to_array(table, column, frame[column.name], schema.field(column.name).type) for column in table.columns],
        schema=schema,
    )


def write_parquet(data: pa.Table, path: Path) -> None:
    """Write one table as Parquet with snappy compression, `ROWS_TOGETHER` rows to a row group."""
    path.parent.mkdir(parents=True, exist_ok=True)
    pq.write_table(data, path, compression="snappy", row_group_size=ROWS_TOGETHER)


def read_parquet(path: Path) -> pa.Table:
    """Read one table; raises pyarrow.ArrowException or OSError if the file is damaged."""
    return pq.ParquetFile(path).read()


def _to_array(table: Table, column: Column, values: "pd.Series[str]", kind: pa.DataType) -> pa.Array:
    try:
        array = pa.Array.from_pandas(values, type=kind)
    except (pa.ArrowException, TypeError, ValueError) as error:
        _refuse_unwritable(table, column, values)
        raise PublishError(f"table {table.name}, column {column.name}: {error}") from error
    if _holds_unwritable(array):
        _refuse_unwritable(table, column, values)
    return array.combine_chunks() if isinstance(array, pa.ChunkedArray) else array


def _holds_unwritable(array: pa.Array) -> bool:
    """Whether any value of a column that became Arrow is one of those that `_refusal` names."""
    if pa.types.is_string(array.type):
        found = pc.or_(pc.equal(array, ""), pc.match_substring(array, "\0"))
    elif pa.types.is_floating(array.type):
        found = pc.is_inf(array)
    else:
        return False
    return bool(pc.any(found).as_py())


def _refuse_unwritable(table: Table, column: Column, values: "pd.Series[str]") -> None:
    """Raise PublishError for the first value that no file may hold, with its row."""
    present = values[values.notna()]
    for row, value in zip(present.index, present, strict=True):
        reason = _refusal(column.type, value)
        if reason:
            raise PublishError(
                f"table {table.name}, column {column.name}, row {row}: {reason}",
                "Correct the document or sidecar it was read from, or its reader.",
            )


def _refusal(kind: Type, value: object) -> str | None:
    if isinstance(value, str):
        if not value:
            return "an empty string stands where null is meant"
        if _UNWRITABLE.search(value):
            return f"{value!r} holds NUL or half of a surrogate pair"
    elif kind is Type.NUMBER and isinstance(value, float) and math.isinf(value):
        return "infinity is no number a reader can use"
    return None
