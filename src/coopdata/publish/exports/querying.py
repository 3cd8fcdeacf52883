"""Asking the tables of a release in SQL, without a database file, and reading the SQL that is kept beside the code."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib.resources import files
from typing import Any

import duckdb
import pyarrow as pa

SETTINGS: Mapping[str, str | bool | int | float | list[str]] = {
    "threads": 1,
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "python_enable_replacements": False,
}
"""Of every connection: one thread, so that all comes in one order; nothing is fetched from the network; a name in SQL
is a table's, never a Python variable's."""

_ROWS = 10_000
"""Rows that are held at a time."""


def read_sql(name: str) -> str:
    """The SQL of the file `name` ("views/people_overview.sql") of this package."""
    return files("coopdata.publish.exports").joinpath(*name.split("/")).read_text(encoding="utf-8")


@contextmanager
def asking(data: Mapping[str, pa.Table]) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection in which every table can be asked by its name; nothing is copied."""
    with duckdb.connect(config=dict(SETTINGS)) as connection:
        connection.execute("SET enable_progress_bar = false")  # it takes a process of another one for a person
        for name, table in data.items():
            connection.register(name, table)
        yield connection


def rows(connection: duckdb.DuckDBPyConnection, sql: str) -> Iterator[tuple[Any, ...]]:
    """The rows that the query gives, one after the other; nothing else may be asked until they have been read."""
    yield from _fetched(connection.execute(sql))


def records(connection: duckdb.DuckDBPyConnection, sql: str) -> Iterator[dict[str, Any]]:
    """The rows that the query gives, each by the names of its columns; as `rows` otherwise."""
    result = connection.execute(sql)
    names = [name for name, *_ in result.description or ()]
    yield from (dict(zip(names, row, strict=True)) for row in _fetched(result))


def _fetched(result: duckdb.DuckDBPyConnection) -> Iterator[tuple[Any, ...]]:
    while some := result.fetchmany(_ROWS):
        yield from some
