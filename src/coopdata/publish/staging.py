"""The files of a release in the making, each from the function that knows its form; nothing here decides.

The order matters: tables, what changed in them, the exports, then what describes all of these with their hashes, and
last the lists of all files.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from coopdata.publish import layout
from coopdata.publish.changes.compare import compare
from coopdata.publish.changes.spec import CHANGES_SCHEMA
from coopdata.publish.changes.tables import Snapshot
from coopdata.publish.changes.telling import changes_md
from coopdata.publish.contents import DOCUMENTATION, DOWNLOADS, changes_files, table_files
from coopdata.publish.csvfile import csv_parts
from coopdata.publish.dictionary import dictionary_csv, dictionary_md
from coopdata.publish.exports import write_exports
from coopdata.publish.files import json_bytes, write_bytes, write_parts
from coopdata.publish.gates import Verdict
from coopdata.publish.layout import ReleaseId
from coopdata.publish.manifest import Passage, checksums, manifest, measure
from coopdata.publish.metadata.addresses import release_address
from coopdata.publish.metadata.citing import bibtex, citation_cff
from coopdata.publish.metadata.croissant import croissant
from coopdata.publish.metadata.datapackage import datapackage
from coopdata.publish.metadata.dcat import dcat
from coopdata.publish.model import ReleaseInputs
from coopdata.publish.notices import licences_md, readme_md
from coopdata.publish.parquet import write_parquet
from coopdata.publish.previous import Before
from coopdata.shards.engine import cores
from coopdata.tables.catalogue import SCHEMA_VERSION, TABLES

_MANY_ROWS = 100_000
"""From so many rows of all tables on exports take longer than other processes to begin."""

Data = Mapping[str, pa.Table]


@dataclass(frozen=True)
class Stage:
    """A release in the making."""

    release: ReleaseId
    directory: Path
    """Where its files are put together."""
    data: Data
    inputs: ReleaseInputs
    before: Before | None


def expected_files() -> frozenset[str]:
    """The paths of all files that a release has, relative to it, but for the lists of files themselves."""
    of_tables = (file for table in TABLES for file in (*table_files(table), *changes_files(table)))
    return frozenset(file.path for file in (*of_tables, *DOCUMENTATION, *DOWNLOADS))


def stage_tables(stage: Stage) -> None:
    """The tables, as Parquet and as CSV."""
    for name, table in stage.data.items():
        write_parquet(table, stage.directory / layout.parquet_path(name))
        write_parts(stage.directory / layout.csv_path(name), csv_parts(table))


def stage_changes(stage: Stage) -> dict[str, pa.Table]:
    """What changed in each table, which is also given; nothing where there is no release before."""
    if stage.before is None:
        changes = {table.name: CHANGES_SCHEMA.empty_table() for table in TABLES}
    else:
        earlier = stage.before.tables
        changes = {table.name: compare(table, earlier.get(table.name), stage.data[table.name]) for table in TABLES}
    for name, table in changes.items():
        write_parquet(table, stage.directory / layout.changes_path(name, layout.PARQUET))
        write_parts(stage.directory / layout.changes_path(name, layout.CSV), csv_parts(table))
    return changes


def stage_exports(stage: Stage) -> None:
    """The whole release in one file each, for other programs; the tables have been staged."""
    rows = sum(table.num_rows for table in stage.data.values())
    jobs = cores() if rows >= _MANY_ROWS else 1
    write_exports(stage.data, stage.directory, stage.release, SCHEMA_VERSION, jobs)


def stage_metadata(stage: Stage, changes: Data) -> None:
    """What explains and describes the files staged so far."""
    release, inputs, data = stage.release, stage.inputs, stage.data
    files = measure(stage.directory)
    now = Snapshot(str(release), SCHEMA_VERSION, data)
    address = release_address(str(release), inputs.base_url)
    texts = {
        layout.DICTIONARY_CSV: dictionary_csv(TABLES),
        layout.DICTIONARY_MD: dictionary_md(TABLES, data, release, SCHEMA_VERSION, inputs.quality),
        layout.CHANGES_MD: changes_md(TABLES, _snapshot(stage.before), now, changes),
        layout.DATAPACKAGE: json_bytes(datapackage(TABLES, data, files, str(release), inputs.base_url)),
        layout.CROISSANT: json_bytes(croissant(TABLES, data, files, release, inputs)),
        layout.DCAT: json_bytes(dcat(TABLES, data, files, release, inputs)),
        layout.CITATION: citation_cff(release, url=address),
        layout.BIBTEX: bibtex(release, url=address),
        layout.LICENCES: licences_md(),
        layout.README: readme_md(release, inputs.data_as_of, url=address),
        layout.QUALITY: inputs.quality.to_bytes(),
    }
    for name, content in texts.items():
        write_bytes(stage.directory / name, content)


def _snapshot(before: Before | None) -> Snapshot | None:
    return Snapshot(str(before.release), before.manifest.schema_version, before.tables) if before else None


def stage_lists(stage: Stage, verdict: Verdict) -> None:
    """The manifest and the checksums of all that is staged."""
    address = release_address(str(stage.release), stage.inputs.base_url)
    passage = Passage(stage.before.release if stage.before else None, address, verdict.waived)
    listed = manifest(stage.release, stage.inputs, stage.data, measure(stage.directory), passage)
    write_bytes(stage.directory / layout.MANIFEST, json_bytes(listed))
    write_bytes(stage.directory / layout.CHECKSUMS, checksums(measure(stage.directory)))
