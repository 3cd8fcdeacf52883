"""The tables of a release in the forms of other programs: databases, a workbook, a graph of entities, a network.

Each module writes one file from the Arrow tables, and adds nothing to what they say. `EXPORTS` lists them; to add one,
add a line here, its path in `coopdata.publish.layout` and what it is in `coopdata.publish.contents`.

Every writer takes the tables by name, one per table of the catalogue and with the values `coopdata.publish.parquet`
lets through; the path, whose folder exists; the id of the release; and the schema version. It writes the same bytes for
the same arguments, and raises PublishError or OSError where it cannot.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from coopdata.publish import layout
from coopdata.publish.exports.duckdb_database import write_duckdb
from coopdata.publish.exports.followthemoney import write_followthemoney
from coopdata.publish.exports.graphml import write_graphml
from coopdata.publish.exports.sqlite_database import write_sqlite
from coopdata.publish.exports.workbook import write_workbook
from coopdata.publish.layout import ReleaseId

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


def write_exports(data: Mapping[str, pa.Table], folder: Path, release: ReleaseId, schema_version: str) -> None:
    """Write every export of the tables into the folder of the release."""
    for export in EXPORTS:
        path = folder / export.path
        path.parent.mkdir(parents=True, exist_ok=True)
        export.write(data, path, release, schema_version)


__all__ = ["EXPORTS", "Export", "write_exports"]
