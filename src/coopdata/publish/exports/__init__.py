"""The tables of a release in the forms of other programs: databases, a workbook, a graph of entities, a network.

Each module writes one file from the Arrow tables, and adds nothing to what they say. `EXPORTS` lists them; to add one,
add a line here, its path in `coopdata.publish.layout` and what it is in `coopdata.publish.contents`.

Every writer takes the tables by name, one per table of the catalogue and with the values `coopdata.publish.parquet`
lets through; the path, whose folder exists; the id of the release; and the schema version. It writes the same bytes for
the same arguments, and raises PublishError or OSError where it cannot.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pyarrow as pa

from coopdata.publish import layout
from coopdata.publish.exports.duckdb_database import write_duckdb
from coopdata.publish.exports.followthemoney import write_followthemoney
from coopdata.publish.exports.graphml import write_graphml
from coopdata.publish.exports.sqlite_database import write_sqlite
from coopdata.publish.exports.workbook import write_workbook
from coopdata.publish.layout import ReleaseId
from coopdata.publish.model import PublishError
from coopdata.publish.parquet import read_parquet
from coopdata.shards.engine import LocalEngine, WorkerLostError
from coopdata.tables.catalogue import TABLES

Writer = Callable[[Mapping[str, pa.Table], Path, ReleaseId, str], None]


@dataclass(frozen=True)
class Export:
    """One file: its path in the release, and what writes it."""

    path: str
    write: Writer


EXPORTS: tuple[Export, ...] = (
    Export(layout.DUCKDB, write_duckdb),
    Export(layout.SQLITE, write_sqlite),
    Export(layout.WORKBOOK, write_workbook),
    Export(layout.FOLLOWTHEMONEY, write_followthemoney),
    Export(layout.GRAPHML, write_graphml),
)
"""The workbook takes longer than all others together."""


def write_exports(
    data: Mapping[str, pa.Table], folder: Path, release: ReleaseId, schema_version: str, jobs: int = 1
) -> None:
    """Write every export of the tables into the folder of the release.

    By several `jobs` it is done in so many other processes, which read the tables where they lie in the folder as
    Parquet. Raises PublishError or OSError where an export cannot be written, or its process was killed.
    """
    if jobs == 1:
        for export in EXPORTS:
            _write(export, data, folder, release, schema_version)
        return
    work = partial(_write_staged, folder, release, schema_version)
    for outcome in LocalEngine(jobs).run(work, range(len(EXPORTS))):
        if isinstance(outcome.error, WorkerLostError):
            raise PublishError(
                f"cannot write {EXPORTS[outcome.task].path}: {outcome.error}", "Give the machine more memory."
            ) from outcome.error
        if outcome.error is not None:
            raise outcome.error


def _write_staged(folder: Path, release: ReleaseId, schema_version: str, number: int) -> None:
    """Write the export of this number from the tables in the folder."""
    data = {table.name: read_parquet(folder / layout.parquet_path(table.name)) for table in TABLES}
    _write(EXPORTS[number], data, folder, release, schema_version)


def _write(export: Export, data: Mapping[str, pa.Table], folder: Path, release: ReleaseId, schema_version: str) -> None:
    path = folder / export.path
    path.parent.mkdir(parents=True, exist_ok=True)
    export.write(data, path, release, schema_version)


__all__ = ["EXPORTS", "Export", "write_exports"]
