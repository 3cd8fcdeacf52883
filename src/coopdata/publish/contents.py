"""The files of a release beside its tables: where each lies, what it is, its media type.

The one list from which the README of a release, its DCAT and schema.org descriptions and its checks are made. To add a
file, add a row here and have `coopdata.publish.release` write it.
"""

from dataclasses import dataclass

from coopdata.publish import layout
from coopdata.tables.spec import Table


@dataclass(frozen=True)
class ReleaseFile:
    """One file: its path in the release, what it is in one sentence, its media type (IANA's name, where it has one)."""

    path: str
    title: str
    media_type: str


DOCUMENTATION = (
    ReleaseFile(
        layout.DICTIONARY_MD, "Every table, column and code explained, and how good each column is", "text/markdown"
    ),
    ReleaseFile(layout.DICTIONARY_CSV, "The dictionary for programs, a row for each column", "text/csv"),
    ReleaseFile(layout.CHANGES_MD, "What changed since the release before, to read", "text/markdown"),
    ReleaseFile(
        layout.QUALITY, "How well the texts were read: precision, recall and F1 of every field", "application/json"
    ),
    ReleaseFile(layout.DATAPACKAGE, "The release as a Data Package 2.0", "application/json"),
    ReleaseFile(
        layout.CROISSANT, "The release as a schema.org Dataset with Croissant record sets", "application/ld+json"
    ),
    ReleaseFile(layout.DCAT, "The release as a dataset of DCAT-AP 3", "application/ld+json"),
    ReleaseFile(layout.CITATION, "How to cite, for reference managers (Citation File Format)", "application/yaml"),
    ReleaseFile(layout.BIBTEX, "How to cite, as BibTeX", "application/x-bibtex"),
    ReleaseFile(layout.LICENCES, "Terms of use", "text/markdown"),
    ReleaseFile(layout.README, "What lies here and where to begin", "text/markdown"),
)
"""What explains the data."""

DOWNLOADS = (
    ReleaseFile(
        layout.DUCKDB, "All tables in one DuckDB database, with views that join them", "application/vnd.duckdb"
    ),
    ReleaseFile(
        layout.SQLITE, "All tables in one SQLite database, with views that join them", "application/vnd.sqlite3"
    ),
    ReleaseFile(
        layout.WORKBOOK,
        "The main tables and the dictionary as a workbook for spreadsheets",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ),
    ReleaseFile(
        layout.FOLLOWTHEMONEY, "The entities and relations as FollowTheMoney JSON lines", "application/json+ftm"
    ),
    ReleaseFile(layout.GRAPHML, "Parties and agreements as a network in GraphML", "application/graphml+xml"),
)
"""The whole release in one file each, for other programs."""

PARQUET_TYPE = "application/vnd.apache.parquet"
CSV_TYPE = "text/csv"


def table_files(table: Table) -> tuple[ReleaseFile, ReleaseFile]:
    """The two files of a table: Parquet and CSV."""
    return (
        ReleaseFile(layout.parquet_path(table.name), f"{table.title}, as Parquet", PARQUET_TYPE),
        ReleaseFile(layout.csv_path(table.name), f"{table.title}, as CSV", CSV_TYPE),
    )


def changes_files(table: Table) -> tuple[ReleaseFile, ReleaseFile]:
    """The two files of what changed in a table since the release before."""
    title = f"{table.title}: what changed since the release before"
    return (
        ReleaseFile(layout.changes_path(table.name, layout.PARQUET), title, PARQUET_TYPE),
        ReleaseFile(layout.changes_path(table.name, layout.CSV), title, CSV_TYPE),
    )
