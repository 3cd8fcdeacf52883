"""Asking the tables of a release, as they lie there in Parquet, in SQL.

What a page needs is read in one pass over each table, in the order of the pages: `Groups` hands out the rows of one
page after the other, so that neither all rows are held at once nor any table is looked through twice.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib.resources import files
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

import duckdb

from coopdata.publish import layout
from coopdata.publish.exports.querying import SETTINGS
from coopdata.tables.catalogue import TABLES

Row = dict[str, Any]
"""A row by the names of its columns."""

_BATCH = 5_000
"""Rows that are held at a time."""


class Release:
    """The tables of a release, each to be asked by its name."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection

    def rows(self, sql: str) -> Iterator[Row]:
        """The rows that the query gives; several queries may be read by turns."""
        result = self._connection.cursor().execute(sql)
        names = [name for name, *_ in result.description or ()]
        return (dict(zip(names, row, strict=True)) for batch in _batches(result, _BATCH) for row in batch)

    def batches(self, sql: str, size: int) -> Iterator[list[tuple[Any, ...]]]:
        """The rows that the query gives, without names, so many at a time."""
        return _batches(self._connection.cursor().execute(sql), size)

    def groups(self, name: str) -> "Groups":
        """The rows of the query in the file `name` ("statements.sql") of this package's queries, by their owners."""
        return Groups(self.rows(read_query(name)))


class Groups:
    """Rows in the order of their column `owner`, handed out owner by owner."""

    def __init__(self, rows: Iterator[Row]) -> None:
        self._groups = groupby(rows, key=itemgetter("owner"))
        self._owner: str | None = None
        self._rows: list[Row] = []
        self._step()

    def take(self, owner: str) -> list[Row]:
        """The rows of this owner; owners have to be asked for in ascending order."""
        while self._owner is not None and self._owner < owner:
            self._step()
        return self._rows if self._owner == owner else []

    def _step(self) -> None:
        owner, rows = next(self._groups, (None, iter(())))
        self._owner, self._rows = owner, list(rows)


def _batches(result: duckdb.DuckDBPyConnection, size: int) -> Iterator[list[tuple[Any, ...]]]:
    while some := result.fetchmany(size):
        yield some


def read_query(name: str) -> str:
    """The SQL of a file of this package's queries."""
    return files("coopdata.publish.page").joinpath("queries", name).read_text(encoding="utf-8")


@contextmanager
def asking(release_dir: Path) -> Iterator[Release]:
    """The release in this folder, to be asked. Raises duckdb.Error where a table cannot be read."""
    with duckdb.connect(config=dict(SETTINGS)) as connection:
        for table in TABLES:
            path = str(release_dir / layout.parquet_path(table.name)).replace("'", "''")
            connection.execute(f"create view {table.name} as from read_parquet('{path}', hive_partitioning = false)")
        yield Release(connection)


def labels(release: Release) -> Mapping[str, Mapping[str, str]]:
    """The label of every code of the release, by code list and code."""
    found: dict[str, dict[str, str]] = {}
    for row in release.rows("select code_list, code, label from codes order by code_list, code"):
        found.setdefault(row["code_list"], {})[row["code"]] = row["label"]
    return found
