"""Names and order of what lies in `published/`: file names, release ids, where the latest release stands.

Only names and looking: nothing here writes. The layout itself is specified in the docstring of `coopdata.publish`.
"""

import json
import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from coopdata.publish.model import Latest, PublishError

RELEASES = "releases"
LATEST = "latest.json"
LOCK = ".lock"
STAGING_PREFIX = ".staging-"
STABLE = "stable.json"
STATUS = "status.json"
REFUSED = "refused"
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


def newest_release(published: Path) -> ReleaseId | None:
    """The highest release id among the folders of `published/releases`, None if there is none.

    A folder there is always a whole release, because releases appear by one rename.
    """
    folder = published / RELEASES
    if not folder.is_dir():
        return None
    ids = (ReleaseId.parse(entry.name) for entry in folder.iterdir() if entry.is_dir())
    return max((release for release in ids if release is not None), default=None)


def read_latest(published: Path) -> Latest | None:
    """What `published/latest.json` says, None if there is no such file.

    Raises PublishError if it is no JSON or does not have the keys the layout promises.
    """
    path = published / LATEST
    try:
        content: Any = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        raise PublishError(f"{path} cannot be read: {error}", "Delete it; the next build writes it anew.") from error
    try:
        return Latest(
            release=content["release"],
            schema_version=content["schema_version"],
            data_as_of=content["data_as_of"],
            path=content["path"],
            manifest_sha256=content["manifest_sha256"],
        )
    except (KeyError, TypeError) as error:
        raise PublishError(f"{path} lacks {error}", "Delete it; the next build writes it anew.") from error


def latest_release_dir(published: Path) -> Path | None:
    """The folder of the release that `latest.json` names, None if nothing has been published yet.

    Raises PublishError if latest.json is damaged or the folder it names is gone.
    """
    latest = read_latest(published)
    if latest is None:
        return None
    folder = published / RELEASES / latest.release
    if ReleaseId.parse(latest.release) is None or not folder.is_dir():
        raise PublishError(
            f"{published / LATEST} names the release {latest.release!r}, which is not in {published / RELEASES}",
            "Put the folder back, or delete latest.json; the next build writes it anew.",
        )
    return folder
