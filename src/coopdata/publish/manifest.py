"""manifest.json and SHA256SUMS: what is in a release, how it was made, and how to prove that it is whole."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa

from coopdata.publish.files import sha256_of
from coopdata.publish.layout import CHECKSUMS, MANIFEST, ReleaseId
from coopdata.publish.metadata.citing import bibtex, citation_text
from coopdata.publish.model import Reason, ReleaseInputs, Waiver
from coopdata.tables.catalogue import SCHEMA_VERSION
from coopdata.tables.contract import deprecated_columns

Files = Mapping[str, tuple[int, str]]
"""Size in bytes and SHA-256 by path, relative to the release, with forward slashes."""


@dataclass(frozen=True)
class Manifest:
    """The part of manifest.json that programs rely on."""

    release: str
    schema_version: str
    data_as_of: str | None
    code_version: str
    extractor_version: str
    rows: Mapping[str, int]
    """Rows by table."""
    files: Files
    previous: str | None
    """The release that the changes are against; None for the first, and for releases older than changes."""


@dataclass(frozen=True)
class Passage:
    """How a release follows the one before."""

    previous: ReleaseId | None
    """The release its changes are against."""
    address: str | None = None
    """The public address of the release, where it is known."""
    waived: tuple[tuple[Waiver, tuple[Reason, ...]], ...] = ()
    """The waivers it needed, each with what it let pass."""


def manifest(
    release: ReleaseId, inputs: ReleaseInputs, data: Mapping[str, pa.Table], files: Files, passage: Passage
) -> dict[str, Any]:
    """The content of manifest.json. The one place of a release where the time of making it stands."""
    return {
        "release": str(release),
        "previous": str(passage.previous) if passage.previous else None,
        "schema_version": SCHEMA_VERSION,
        "created": f"{inputs.created_utc:%Y-%m-%dT%H:%M:%SZ}",
        "data_as_of": inputs.data_as_of,
        "citation": citation_text(release, url=passage.address),
        "bibtex": bibtex(release, url=passage.address).decode(),
        "code_version": inputs.code_version,
        "extractor_version": inputs.extractor_version,
        "documents": {
            "seen": inputs.documents_seen,
            "read": inputs.documents_read,
            "rejected": inputs.documents_rejected,
        },
        "tables": {name: {"rows": table.num_rows} for name, table in data.items()},
        "deprecated": deprecated_columns(),
        "waivers": [
            {"code": waiver.code, "reason": waiver.reason, "passed": [reason.message for reason in passed]}
            for waiver, passed in passage.waived
        ],
        "notes": [*inputs.notes, *_clock_note(release, inputs)],
        "files": [{"path": path, "bytes": size, "sha256": digest} for path, (size, digest) in sorted(files.items())],
    }


def _clock_note(release: ReleaseId, inputs: ReleaseInputs) -> list[str]:
    today = inputs.created_utc.date()
    if today == release.day:
        return []
    return [f"The clock said {today} when this was made, before the day of the last release; the number counts on."]


def parse_manifest(content: bytes) -> Manifest:
    """Read manifest.json; raises ValueError, saying what is wrong, if it is not as the layout promises."""
    try:
        parsed = json.loads(content)
        return Manifest(
            release=_text(parsed["release"]),
            schema_version=_text(parsed["schema_version"]),
            data_as_of=None if parsed["data_as_of"] is None else _text(parsed["data_as_of"]),
            code_version=_text(parsed["code_version"]),
            extractor_version=_text(parsed["extractor_version"]),
            rows={name: int(table["rows"]) for name, table in parsed["tables"].items()},
            files={_text(file["path"]): (int(file["bytes"]), _text(file["sha256"])) for file in parsed["files"]},
            previous=parsed.get("previous"),
        )
    except KeyError as error:
        raise ValueError(f"the key {error} is missing") from error
    except (TypeError, AttributeError) as error:
        raise ValueError(f"a value has the wrong form: {error}") from error


def measure(release_dir: Path) -> dict[str, tuple[int, str]]:
    """Size and SHA-256 of every file in a release, by path, sorted."""
    return {
        path.relative_to(release_dir).as_posix(): (path.stat().st_size, sha256_of(path))
        for path in sorted(release_dir.rglob("*"))
        if path.is_file()
    }


def checksums(files: Files) -> bytes:
    """SHA256SUMS in the form that ``sha256sum -c`` reads."""
    return "".join(f"{digest}  {path}\n" for path, (_, digest) in sorted(files.items())).encode()


def parse_checksums(content: bytes) -> dict[str, str]:
    """SHA-256 by path; raises ValueError, naming the line, if a line has another form."""
    digests = {}
    for number, line in enumerate(content.decode("utf-8").splitlines(), start=1):
        digest, separator, path = line.partition("  ")
        if not separator or len(digest) != 64:
            raise ValueError(f"line {number} is not a SHA-256, two spaces and a path")
        digests[path] = digest
    return digests


def unlisted(name: str) -> frozenset[str]:
    """The files that MANIFEST or CHECKSUMS does not list: a list cannot hold its own hash."""
    return frozenset({MANIFEST: (MANIFEST, CHECKSUMS), CHECKSUMS: (CHECKSUMS,)}[name])


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r} is not text")
    return value
