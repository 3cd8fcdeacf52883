"""Names and order of what lies in `published/`: file names, release ids, where the latest release stands.

Only names and looking: nothing here writes. The layout itself is specified in the docstring of `coopdata.publish`.
"""

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

RELEASES = "releases"
LATEST = "latest.json"
LOCK = ".lock"
STAGING_PREFIX = ".staging-"
STABLE = "stable.json"
STATUS = "status.json"
REFUSED = "refused"
REASONS = "reasons.json"
RELEASES_FEED = "releases.atom"
AGREEMENTS_FEED = "agreements.atom"

PARQUET = "parquet"
CSV = "csv"
DICTIONARY_CSV = "dictionary.csv"
DICTIONARY_MD = "dictionary.md"
DATAPACKAGE = "datapackage.json"
CROISSANT = "croissant.json"
DCAT = "dcat.jsonld"
CHANGES = "changes"
CHANGES_MD = "CHANGES.md"
MANIFEST = "manifest.json"
CHECKSUMS = "SHA256SUMS"
CITATION = "CITATION.cff"
BIBTEX = "citation.bib"
LICENCES = "LICENSES.md"
QUALITY = "quality.json"
README = "README.md"

DUCKDB = "downloads/coopdata.duckdb"
SQLITE = "downloads/coopdata.sqlite"
WORKBOOK = "downloads/coopdata.xlsx"
FOLLOWTHEMONEY = "downloads/entities.ftm.json"
GRAPHML = "downloads/parties.graphml"

_RELEASE_ID = re.compile(r"(\d{4})\.(\d{2})\.(\d{2})(?:\.([1-9]\d*))?", re.ASCII)


@dataclass(frozen=True, order=True)
class ReleaseId:
    """A release's name: its day (UTC) and, from the second release of that day on, a number. Ordered by time."""

    day: date
    number: int = 0

    @classmethod
    def parse(cls, text: str) -> "ReleaseId | None":
        """The id written as ``2026.11.22`` or ``2026.11.22.1``; None for anything else."""
        match = _RELEASE_ID.fullmatch(text)
        if match is None:
            return None
        year, month, day, number = match.groups()
        try:
            return cls(date(int(year), int(month), int(day)), int(number or 0))
        except ValueError:  # the 31st of February
            return None

    def __str__(self) -> str:
        """The id as it names the folder."""
        return f"{self.day:%Y.%m.%d}" + (f".{self.number}" if self.number else "")


def next_release(today: date, last: ReleaseId | None) -> ReleaseId:
    """The id of the release after `last`, made on `today`.

    Ids only ever grow. Where the clock is behind the last release, its day is kept and the number counts on.
    """
    if last is None or today > last.day:
        return ReleaseId(today)
    return ReleaseId(last.day, last.number + 1)


def parquet_path(table: str) -> str:
    """Where a release keeps this table as Parquet, relative to the release."""
    return f"{PARQUET}/{table}.parquet"


def csv_path(table: str) -> str:
    """Where a release keeps this table as CSV, relative to the release."""
    return f"{CSV}/{table}.csv"


def changes_path(table: str, form: str) -> str:
    """Where a release keeps what changed in this table; `form` is PARQUET or CSV."""
    return f"{CHANGES}/{table}.{form}"


def releases(published: Path) -> list[ReleaseId]:
    """The ids of the release folders of `published/releases`, oldest first.

    A folder there is always a whole release, because releases appear by one rename.
    """
    folder = published / RELEASES
    if not folder.is_dir():
        return []
    ids = (ReleaseId.parse(entry.name) for entry in folder.iterdir() if entry.is_dir())
    return sorted(release for release in ids if release is not None)


def newest_release(published: Path) -> ReleaseId | None:
    """The highest release id among the folders of `published/releases`, None if there is none."""
    return max(releases(published), default=None)
