"""A release with all that describes it, made from the tables of one: what tests of metadata read."""

from pathlib import Path

from coopdata.publish import layout
from coopdata.publish.changes.spec import CHANGES_SCHEMA
from coopdata.publish.contents import DOCUMENTATION, DOWNLOADS, changes_files
from coopdata.publish.csvfile import csv_bytes
from coopdata.publish.files import json_bytes, write_bytes
from coopdata.publish.layout import ReleaseId
from coopdata.publish.manifest import measure
from coopdata.publish.metadata.citing import bibtex, citation_cff
from coopdata.publish.metadata.croissant import croissant
from coopdata.publish.metadata.datapackage import datapackage
from coopdata.publish.metadata.dcat import dcat
from coopdata.publish.model import ReleaseInputs
from coopdata.publish.parquet import read_parquet, write_parquet
from coopdata.tables.catalogue import TABLES


def describe(directory: Path, release: ReleaseId, inputs: ReleaseInputs) -> Path:
    """Write the metadata of the release in `directory`, and put something where it has no changes or downloads."""
    data = {table.name: read_parquet(directory / layout.parquet_path(table.name)) for table in TABLES}
    _fill_up(directory)
    explaining = {file.path for file in DOCUMENTATION}
    files = {path: found for path, found in measure(directory).items() if path not in explaining}
    texts = {
        layout.DATAPACKAGE: json_bytes(datapackage(TABLES, data, files, str(release), inputs.base_url)),
        layout.CROISSANT: json_bytes(croissant(TABLES, data, files, release, inputs)),
        layout.DCAT: json_bytes(dcat(TABLES, data, files, release, inputs)),
        layout.CITATION: citation_cff(release),
        layout.BIBTEX: bibtex(release),
    }
    for path, content in texts.items():
        write_bytes(directory / path, content)
    return directory


def _fill_up(directory: Path) -> None:
    for table in TABLES:
        parquet, text = (directory / file.path for file in changes_files(table))
        if not parquet.exists():
            write_parquet(CHANGES_SCHEMA.empty_table(), parquet)
            write_bytes(text, csv_bytes(CHANGES_SCHEMA.empty_table()))
    for file in (*DOWNLOADS, *DOCUMENTATION):
        if not (directory / file.path).exists():
            write_bytes(directory / file.path, file.title.encode())
