"""coopdata.duckdb: all tables in one DuckDB database, with keys, comments and the views of `views`.

**The same tables give the same bytes**, under the same name of the file, version of DuckDB and build for Linux, because
of four settings: one thread; a storage version without the random identifier that later ones have in their header; no
FSST compression, which weighs a random sample of the strings; and memory that begins as zeros (see `duckdb_process`).
DuckDB's builds without an allocator of their own know no such memory: what they write differs in the unused ends of
blocks, never in content.

**Foreign keys are checked as rows come in**, row by row: a table is loaded after those that it points to, and of a
table that points to itself first the rows that point nowhere, then those that point to these, and so on.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, cast

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from coopdata.publish.exports import duckdb_process
from coopdata.publish.exports.querying import SETTINGS
from coopdata.publish.exports.schema import (
    column_in_words,
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
from coopdata.tables.spec import Table, Type

STORAGE_VERSION = "v1.2.0"
"""The oldest DuckDB that can open the file."""

_SETTINGS = {
    **SETTINGS,
    "storage_compatibility_version": STORAGE_VERSION,
    "default_block_size": 16384,  # the smallest: each of some forty indexes takes a block at least
}
_NO_FSST = "SET disabled_compression_methods = 'fsst,dict_fsst'"
_ZEROED_MEMORY = {"DUCKDB_JE_MALLOC_CONF": "zero:true"}

_TYPES = {
    Type.STRING: "VARCHAR",
    Type.PARTIAL_DATE: "VARCHAR",
    Type.INTEGER: "BIGINT",
    Type.NUMBER: "DOUBLE",
    Type.BOOLEAN: "BOOLEAN",
}

Step = tuple[str, pa.Table | None]
"""An SQL statement and None, or the name of a table and rows to put into it."""


def write_duckdb(data: Mapping[str, pa.Table], path: Path, release: ReleaseId, schema_version: str) -> None:
    """Write the tables, one per table of the catalogue, as a DuckDB database at `path`, in place of what is there.

    Raises PublishError if the rows do not keep the keys of their specs, or if the file cannot be written.
    """
    path.unlink(missing_ok=True)
    _run(path, list(_steps(database_tables(data, release, schema_version))))


def _steps(tables: Mapping[str, pa.Table]) -> Iterator[Step]:
    yield _NO_FSST, None
    yield "BEGIN", None
    for table in load_order():
        yield _create_table(table), None
        if has_empty_key(table):
            yield empty_key_index(table), None
        yield from ((table.name, part) for part in _parents_first(table, tables[table.name]))
    for view in VIEWS:
        yield f"CREATE VIEW {quoted(view.name)} AS {view_sql(view)}", None
    yield from ((comment, None) for comment in _comments())
    yield "COMMIT", None
    yield "CHECKPOINT", None


def _run(path: Path, steps: Sequence[Step]) -> None:
    """Have the steps taken by a process of its own, on the database at `path`."""
    with TemporaryFile() as said:
        # Where the process ends early, the pipe to it breaks; its code says why it did.
        with (
            suppress(BrokenPipeError),
            subprocess.Popen(  # noqa: S603  # a program of this package
                [sys.executable, "-P", duckdb_process.__file__],
                stdin=subprocess.PIPE,
                stderr=said,
                env={**os.environ, **_ZEROED_MEMORY},
            ) as process,
        ):
            _feed(cast("IO[bytes]", process.stdin), path, steps)
            process.wait()  # before standard input is closed
        said.seek(0)
        _require_done(path, process.returncode, said.read().decode(errors="replace"))


def _feed(stdin: IO[bytes], path: Path, steps: Sequence[Step]) -> None:
    order = {"path": str(path), "settings": _SETTINGS, "steps": [(sql, rows is not None) for sql, rows in steps]}
    stdin.write(json.dumps(order).encode() + b"\n")
    for _, rows in steps:
        if rows is not None:
            with pa.ipc.new_stream(stdin, rows.schema) as stream:
                stream.write_table(rows)
    stdin.flush()


def _require_done(path: Path, code: int, said: str) -> None:
    match code:
        case duckdb_process.DONE:
            return
        case duckdb_process.BROKEN_KEY:
            raise PublishError(
                f"{path.name}: the tables do not hold what their specs promise: {said}",
                "Nothing was published. Correct the stage that built them.",
            )
        case duckdb_process.CANNOT_WRITE:
            raise PublishError(
                f"cannot write {path}: {said}", "Make sure that the folder can be written and its disk is not full."
            )
        case _:
            raise PublishError(
                f"the process that writes {path.name} ended with {code}: {said}",
                "Make sure that there is memory left, then build again.",
            )


def _create_table(table: Table) -> str:
    columns = [
        f"{quoted(column.name)} {_TYPES[column.type]}{' NOT NULL' * (column.null is None)}" for column in table.columns
    ]
    return f"CREATE TABLE {quoted(table.name)} ({', '.join(columns + constraints(table))})"


def _parents_first(table: Table, data: pa.Table) -> Iterator[pa.Table]:
    """The rows in parts, each after all rows of the same table that it points to. Raises PublishError for a circle."""
    links = [column for column in table.columns if column.references and column.references[0] == table.name]
    if not links:
        yield data
        return
    (key,) = table.key
    parents = [
        pc.fill_null(pc.index_in(data[link.name], value_set=data[key].combine_chunks()), -1).to_numpy()
        for link in links
    ]
    loaded = np.zeros(data.num_rows + 1, dtype=bool)
    loaded[-1] = True  # the parent of a row that points nowhere is -1
    pending = np.arange(data.num_rows)
    while len(pending):
        ready = np.logical_and.reduce([loaded[of_link[pending]] for of_link in parents])
        if not ready.any():
            names = " or ".join(f"{table.name}.{link.name}" for link in links)
            raise PublishError(
                f"{names} leads in a circle: {data[key][int(pending[0])].as_py()} is in it, or points into it",
                "Nothing was published. Correct the stage that built the table.",
            )
        yield data.take(pending[ready])
        loaded[pending[ready]] = True
        pending = pending[~ready]


def _comments() -> Iterator[str]:
    for kind, tables in (("TABLE", load_order()), ("VIEW", VIEWS)):
        for table in tables:
            yield f"COMMENT ON {kind} {quoted(table.name)} IS {_literal(in_words(table))}"
            for column in table.columns:
                place = f"{quoted(table.name)}.{quoted(column.name)}"
                yield f"COMMENT ON COLUMN {place} IS {_literal(column_in_words(column))}"


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
