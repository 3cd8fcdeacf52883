"""Asking the tables of a release, as they lie there in Parquet, in SQL.

What a page needs is read in one pass over each table, in the order of the pages: `Groups` hands out the rows of one
page after the other, so that neither all rows are held at once nor any table is looked through twice.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.resources import files
from itertools import groupby, islice
from operator import itemgetter
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb
import pyarrow as pa

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

    def rows(self, query: str, prefix: str | None = None) -> Iterator[Row]:
        """The rows that a query of this package gives; several may be read by turns.

        `prefix` is what the ids of the owners begin with, where the query asks for it.
        """
        result = self._execute(query, prefix)
        names = [name for name, *_ in result.description or ()]
        return (dict(zip(names, row, strict=True)) for batch in _batches(result, _BATCH) for row in batch)

    def batches(self, query: str, size: int) -> Iterator[list[tuple[Any, ...]]]:
        """The rows that a query of this package gives, without names, so many at a time."""
        return _batches(self._execute(query, None), size)

    def take(self, name: str, rows: Iterable[Row]) -> None:
        """Add rows to a table that ``setup.sql`` makes for what a release does not have."""
        cursor = self._connection.cursor()
        remaining = iter(rows)
        while some := list(islice(remaining, _BATCH)):
            cursor.register("taken", pa.Table.from_pylist(some))
            cursor.execute(f'insert into "{name}" by name from taken')
            cursor.unregister("taken")

    def _execute(self, query: str, prefix: str | None) -> duckdb.DuckDBPyConnection:
        return self._connection.cursor().execute(read_query(query), {"prefix": prefix} if prefix else None)


@dataclass(frozen=True)
class Part:
    """Rows that belong to one record."""

    rows: list[Row] = field(default_factory=list)
    total: int = 0
    """How many there are; more than `rows` where there are too many to show."""


class Groups:
    """Rows in the order of their column `owner`, handed out owner by owner.

    A column `total` says how many rows there would be had the query not left out some.
    """

    def __init__(self, rows: Iterator[Row]) -> None:
        self._groups = groupby(rows, key=itemgetter("owner"))
        self._owner: str | None = None
        self._rows: list[Row] = []
        self._step()

    def take(self, owner: str) -> Part:
        """The rows of this owner, without `owner` and `total`; owners are to be asked for in ascending order."""
        while self._owner is not None and self._owner < owner:
            self._step()
        if self._owner != owner:
            return Part()
        total = self._rows[0].get("total", len(self._rows))
        rows = [{name: cell for name, cell in row.items() if name not in _OF_GROUPS} for row in self._rows]
        return Part(rows, total)

    def _step(self) -> None:
        owner, rows = next(self._groups, (None, iter(())))
        self._owner, self._rows = owner, list(rows)


_OF_GROUPS = frozenset({"owner", "total"})


def _batches(result: duckdb.DuckDBPyConnection, size: int) -> Iterator[list[tuple[Any, ...]]]:
    while some := result.fetchmany(size):
        yield some


def read_query(name: str) -> str:
    """The SQL of the query of this name: "statements" is the file ``queries/statements.sql`` of this package."""
    return files("coopdata.publish.page").joinpath("queries", f"{name}.sql").read_text(encoding="utf-8")


@contextmanager
def asking(release_dir: Path) -> Iterator[Release]:
    """The release in this folder, to be asked. Raises duckdb.Error where a table cannot be read."""
    with (
        TemporaryDirectory(prefix="coopdata-page-") as spilled,
        duckdb.connect(config={**SETTINGS, "temp_directory": spilled}) as connection,
    ):
        for table in TABLES:
            path = str(release_dir / layout.parquet_path(table.name)).replace("'", "''")
            connection.execute(f"create view {table.name} as from read_parquet('{path}', hive_partitioning = false)")
        connection.execute(read_query("setup"))
        yield Release(connection)


def labels(release: Release) -> dict[str, dict[str, str]]:
    """The label of every code of the release, by code list and code."""
    found: dict[str, dict[str, str]] = {}
    for row in release.rows("codes"):
        found.setdefault(row["code_list"], {})[row["code"]] = row["label"]
    return found
