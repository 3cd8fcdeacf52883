"""coopdata.sqlite: the tables, keys and views of coopdata.duckdb as an SQLite database, for whatever reads SQLite.

Tables are STRICT (SQLite 3.37 or later opens them); true and false are 1 and 0. SQLite has no comments on columns: what
they mean stands in the table ``data_dictionary``, and in the text of each CREATE TABLE, which ``.schema`` shows. Beside
the keys there is an index for every column that points to another table, and for the columns that are looked up though
no foreign key says so.

``application_id`` is the letters "coop"; ``user_version`` is the schema version as a number, 1.2.0 as 10200. The same
tables give the same bytes under the same version of SQLite.
"""

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path

import pyarrow as pa

from coopdata.publish.exports.schema import (
    column_in_words,
    column_list,
    constraints,
    database_tables,
    empty_key_index,
    has_empty_key,
    in_words,
    load_order,
    quoted,
)
from coopdata.publish.exports.views import VIEWS, view_sql
from coopdata.publish.layout import ReleaseId
from coopdata.publish.model import PublishError
from coopdata.tables.spec import Column, Table, Type

APPLICATION_ID = int.from_bytes(b"coop", "big")

_ROWS = 10_000
"""Rows that are handed over at a time."""

_TYPES = {
    Type.STRING: "TEXT",
    Type.PARTIAL_DATE: "TEXT",
    Type.INTEGER: "INTEGER",
    Type.NUMBER: "REAL",
    Type.BOOLEAN: "INTEGER",
}
_LOOKED_UP = (
    ("event_participants", ("entity_id",)),
    ("statements", ("table", "record_id")),
    ("issues", ("table", "record_id")),
)
"""Columns that tell rows of several tables, which no foreign key can say."""


def write_sqlite(data: Mapping[str, pa.Table], path: Path, release: ReleaseId, schema_version: str) -> None:
    """Write the tables, one per table of the catalogue, as an SQLite database at `path`, in place of what is there.

    Raises PublishError if the rows do not keep the keys of their specs, or if the file cannot be written.
    """
    path.unlink(missing_ok=True)
    tables = database_tables(data, release, schema_version)
    try:
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            _prepare(connection, schema_version)
            connection.execute("BEGIN")
            for table in load_order():
                _load(connection, table, tables[table.name])
            for statement in (*_indexes(), *_views()):
                connection.execute(statement)
            connection.execute("COMMIT")
            _require_foreign_keys(connection, path)
            connection.execute("VACUUM")
    except sqlite3.IntegrityError as error:
        raise _broken(path, str(error)) from error
    except sqlite3.OperationalError as error:
        raise PublishError(
            f"cannot write {path}: {error}", "Make sure that the folder can be written and its disk is not full."
        ) from error


def _prepare(connection: sqlite3.Connection, schema_version: str) -> None:
    major, minor, patch = map(int, schema_version.split("."))
    for pragma in (
        "journal_mode = OFF",  # a file that is not finished is thrown away
        "synchronous = OFF",  # all files of a release are flushed together
        f"application_id = {APPLICATION_ID}",
        f"user_version = {major * 10_000 + minor * 100 + patch}",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _load(connection: sqlite3.Connection, table: Table, data: pa.Table) -> None:
    connection.execute(_create_table(table))
    places = ", ".join("?" * len(table.columns))
    for batch in data.to_batches(max_chunksize=_ROWS):
        rows = zip(*(column.to_pylist() for column in batch.columns), strict=True)
        connection.executemany(f"INSERT INTO {quoted(table.name)} VALUES ({places})", rows)  # noqa: S608  # our names


def _create_table(table: Table) -> str:
    lines = [*map(_column, table.columns), *constraints(table)]
    comments = [*map(column_in_words, table.columns), *[""] * len(constraints(table))]
    body = "\n".join(
        f"    {line}{',' * (number < len(lines))}{'  -- ' * bool(comment)}{comment}"
        for number, (line, comment) in enumerate(zip(lines, comments, strict=True), start=1)
    )
    return f"CREATE TABLE {quoted(table.name)} (  -- {in_words(table)}\n{body}\n) STRICT"


def _column(column: Column) -> str:
    name = quoted(column.name)
    check = f" CHECK ({name} IN (0, 1))" if column.type is Type.BOOLEAN else ""
    return f"{name} {_TYPES[column.type]}{' NOT NULL' * (column.null is None)}{check}"


def _indexes() -> Iterator[str]:
    for table in load_order():
        if has_empty_key(table):
            yield empty_key_index(table)
        for column in table.columns:
            if column.references and column.name != table.key[0]:
                yield _index(table.name, (column.name,))
    for name, columns in _LOOKED_UP:
        yield _index(name, columns)


def _index(table: str, columns: tuple[str, ...]) -> str:
    return f"CREATE INDEX {quoted('_'.join((table, *columns)))} ON {quoted(table)} ({column_list(columns)})"


def _views() -> Iterator[str]:
    for view in VIEWS:
        yield f"CREATE VIEW {quoted(view.name)} AS  -- {in_words(view)}\n{view_sql(view)}"


def _require_foreign_keys(connection: sqlite3.Connection, path: Path) -> None:
    broken = connection.execute("PRAGMA foreign_key_check").fetchone()
    if broken is not None:
        table, row, home, _ = broken
        raise _broken(path, f"row {row} of {table} points to no row of {home}")


def _broken(path: Path, what: str) -> PublishError:
    return PublishError(
        f"{path.name}: the tables do not hold what their specs promise: {what}",
        "Nothing was published. Correct the stage that built them.",
    )
