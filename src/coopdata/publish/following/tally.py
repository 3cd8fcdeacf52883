"""How many rows each table of a release gained, changed and lost since the release before, for those who are told."""

from collections.abc import Mapping
from pathlib import Path

import pyarrow.parquet as pq

from coopdata.publish import layout
from coopdata.publish.changes.spec import Change
from coopdata.publish.changes.summary import summarize_table
from coopdata.tables.catalogue import TABLES
from coopdata.tables.spec import Table


def tallies(release_dir: Path) -> Mapping[str, Mapping[Change, int]]:
    """The rows of each table that changed, counted by what became of them; by its name, in the order of the catalogue.

    Empty where nothing did, as in a first release, and where the release is older than changes. Raises OSError or
    pyarrow.ArrowException where a file of changes is damaged.
    """
    paths = {table: release_dir / layout.changes_path(table.name, layout.PARQUET) for table in TABLES}
    counted = {table.name: _tally(table, path) for table, path in paths.items() if path.exists()}
    return {name: rows for name, rows in counted.items() if any(rows.values())}


def _tally(table: Table, path: Path) -> Mapping[Change, int]:
    changes = pq.read_table(path, columns=["change", "key", "column"], partitioning=None)
    return summarize_table(table, None, None, changes).rows
