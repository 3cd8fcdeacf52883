"""`published/deposits.json`: which release was deposited where, how far that came, and under which DOI.

::

    {"deposits": [{"release": "2026.11.22", "service": "https://zenodo.org/api", "production": true,
      "state": "published", "manifest_sha256": "…", "record": {"id": 1234, "doi": "10.5281/zenodo.1234",
      "concept_id": "1233", "concept_doi": "10.5281/zenodo.1233"}}]}

One entry for each release and service, sorted by both. It is written before and after every step that cannot be taken
back, and replaced in one step; where `published/` is at a URL, at once there, and not in its mirror first. It is the
only place that knows the DOIs: releases never change, and none can name its own. A file that cannot be read is never
overwritten.
"""

import json
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, Protocol

from coopdata.files import replace_file
from coopdata.publish.deposit.model import DepositError
from coopdata.publish.files import json_bytes
from coopdata.publish.layout import ReleaseId

DEPOSITS = "deposits.json"


class State(StrEnum):
    """How far a deposit has come."""

    ASKED = "asked"
    """A draft was asked for; whether there is one is not known."""
    DRAFT = "draft"
    """There is a draft. Its DOI is reserved and not registered."""
    PUBLISHED = "published"
    """It is published, and its DOI is for good."""


@dataclass(frozen=True)
class Record:
    """What identifies a record, or a draft of one, and all its versions together."""

    id: int
    doi: str | None
    """Of this version."""
    concept_id: str
    concept_doi: str | None
    """Of all versions; leads to the latest."""


@dataclass(frozen=True)
class Deposit:
    """One release at one service."""

    release: ReleaseId
    service: str
    """Address of the API."""
    production: bool
    """False for the sandbox, whose DOIs lead nowhere."""
    state: State
    manifest_sha256: str
    """Of the release as it was sent."""
    record: Record | None = None
    """None while it is not known."""


class Keeper(Protocol):
    """Where deposits.json lies: `InFolder`, or a `coopdata.publish.remote.store.Store`."""

    def read(self, path: str) -> bytes | None:
        """The content of a file, None if there is none."""

    def write(self, path: str, content: bytes) -> None:
        """Write a file in one step, over one that may be there."""


@dataclass(frozen=True)
class InFolder:
    """`published/` on this machine."""

    folder: Path

    def read(self, path: str) -> bytes | None:
        """The content of a file, None if there is none. Raises OSError."""
        try:
            return (self.folder / path).read_bytes()
        except FileNotFoundError:
            return None

    def write(self, path: str, content: bytes) -> None:
        """Write a file in one step, over one that may be there. Raises OSError."""
        replace_file(self.folder / path, content)


def deposited(keeper: Keeper) -> tuple[Deposit, ...]:
    """All entries; none where there is no file. Raises PublishError, OSError, DepositError if it is damaged."""
    content = keeper.read(DEPOSITS)
    if content is None:
        return ()
    try:
        return tuple(_deposit(entry) for entry in json.loads(content)["deposits"])
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise DepositError(
            f"{DEPOSITS} cannot be read: {type(error).__name__}: {error}",
            "It is the only record of the DOIs: put back a sound copy, or write its entries anew from Zenodo.",
        ) from error


def keep(keeper: Keeper, deposit: Deposit) -> None:
    """Put an entry in the place of the one for the same release and service. Raises as `deposited` does."""
    entries = {(one.service, one.release): one for one in deposited(keeper)}
    entries[deposit.service, deposit.release] = deposit
    written = [{**asdict(one), "release": str(one.release)} for _, one in sorted(entries.items())]
    keeper.write(DEPOSITS, json_bytes({"deposits": written}))


def version_doi(published: Path, release: ReleaseId) -> str | None:
    """The DOI to cite a release by; None where it has none: never one of the sandbox, or of a draft.

    `published` is a folder or the mirror of one. Raises DepositError if deposits.json is damaged, OSError.
    """
    found = (one for one in deposited(InFolder(published)) if one.release == release and one.production)
    return next((one.record.doi for one in found if one.state is State.PUBLISHED and one.record), None)


def _deposit(entry: dict[str, Any]) -> Deposit:
    release, state, record = ReleaseId.parse(entry["release"]), State(entry["state"]), entry["record"]
    if release is None:
        raise ValueError(f"{entry['release']!r} is no release")
    if state is State.PUBLISHED and not record["doi"]:
        raise ValueError(f"release {release} is published without a DOI")
    return Deposit(**{**entry, "release": release, "state": state, "record": Record(**record) if record else None})
