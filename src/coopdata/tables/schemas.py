"""What a table is in pandas, pandera and Arrow, computed from its spec.

STRING and PARTIAL_DATE are pandas' `str` (Arrow string), INTEGER is nullable `Int64` (int64), NUMBER `float64`
(double), BOOLEAN `bool` (bool). No spec column is spelled out here.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from operator import itemgetter
from typing import Any

import pandas as pd
import pandera.pandas as pa
import pyarrow

from coopdata.tables.catalogue import ID_PREFIXES
from coopdata.tables.codes import code_lists
from coopdata.tables.spec import Column, Table, Type

PANDAS_TYPES: dict[Type, str] = {
    Type.STRING: "str",
    Type.PARTIAL_DATE: "str",
    Type.INTEGER: "Int64",
    Type.NUMBER: "float64",
    Type.BOOLEAN: "bool",
}

ARROW_TYPES: dict[Type, pyarrow.DataType] = {
    Type.STRING: pyarrow.string(),
    Type.PARTIAL_DATE: pyarrow.string(),
    Type.INTEGER: pyarrow.int64(),
    Type.NUMBER: pyarrow.float64(),
    Type.BOOLEAN: pyarrow.bool_(),
}

PARTIAL_DATE = r"^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$"
"""ISO 8601: a year, a month of it, or a day."""

Get = Callable[[str], Callable[[Any], Any]]
"""What takes a column's value from a row, by the name of the column."""


@cache
def pandera_schema(table: Table) -> pa.DataFrameSchema:
    """The schema of the table's frame: exactly these columns in this order, key unique, codes and forms checked."""
    return pa.DataFrameSchema(
        {column.name: column_schema(table, column) for column in table.columns},
        name=table.name,
        title=table.title,
        description=table.description,
        strict=True,
        ordered=True,
        unique=list(table.key),
    )


def column_schema(table: Table, column: Column) -> pa.Column:
    """The schema of one column of the table."""
    checks = []
    if column.code_list is not None:
        checks.append(
            pa.Check.isin(sorted(code_lists()[column.code_list]), error=f"not a code of list {column.code_list}")
        )
    pattern = column_pattern(table, column)
    if pattern is not None:
        checks.append(pa.Check.str_matches(pattern, error=f"not of the form {pattern}"))
    return pa.Column(
        PANDAS_TYPES[column.type],
        checks,
        nullable=column.null is not None,
        name=column.name,
        title=column.title,
        description=column.description,
    )


def column_pattern(table: Table, column: Column) -> str | None:
    """The regular expression that all values match: partial dates, own ids and ids of another table; else None."""
    if column.type is Type.PARTIAL_DATE:
        return PARTIAL_DATE
    home = table.name if (column.name,) == table.key else (column.references or ("",))[0]
    prefix = ID_PREFIXES.get(home)
    return rf"^{prefix}_[a-z2-7]{{10}}$" if prefix else None


def arrow_schema(table: Table) -> pyarrow.Schema:
    """The Arrow schema, with title and description of table and columns as metadata."""
    fields = [
        pyarrow.field(
            column.name,
            ARROW_TYPES[column.type],
            nullable=column.null is not None,
            metadata={"title": column.title, "description": column.description},
        )
        for column in table.columns
    ]
    return pyarrow.schema(fields, metadata={"title": table.title, "description": table.description})


def frame(table: Table, rows: Iterable[Any], get: Get = itemgetter) -> pd.DataFrame:
    """Rows as a frame of the table's types, sorted by key (nulls first), index from 0. Nothing is checked.

    Rows are mappings; others with `get`.
    """
    rows = sorted(rows, key=_rank(table, get))
    columns = ((column, list(map(get(column.name), rows))) for column in table.columns)
    return pd.DataFrame({column.name: _series(column, values) for column, values in columns})


def _rank(table: Table, get: Get) -> Callable[[Any], Any]:
    """What rows are sorted by; a key of one column is never null."""
    parts = [get(name) for name in table.key]
    if len(parts) == 1:
        return parts[0]
    return lambda row: [(part is not None, part) for part in (of(row) for of in parts)]


def _series(column: Column, values: Sequence[Any]) -> "pd.Series[Any]":
    """The values as they stand in a frame; texts become Arrow's at once, without an array of objects between."""
    kind = PANDAS_TYPES[column.type]
    if ARROW_TYPES[column.type] == pyarrow.string():
        return pd.Series(pd.array(pyarrow.array(values, pyarrow.large_string()), dtype=kind))
    return pd.Series(values, dtype=kind)


def value_problem(table: Table, column: Column, value: str | int | float | bool) -> str | None:
    """Why a value may not stand in the column; None if it may."""
    if column.code_list is not None and value not in code_lists()[column.code_list]:
        return f"{value!r} is no code of the list {column.code_list}"
    pattern = column_pattern(table, column)
    if pattern is not None and not re.match(pattern, str(value)):
        return f"{value!r} has not the form of {table.name}.{column.name} ({column.example})"
    return None
