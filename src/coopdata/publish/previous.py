"""The release before, as the next one is compared with it: its tables, and what made it."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from coopdata.publish import layout
from coopdata.publish.changes.tables import read_release_tables
from coopdata.publish.layout import ReleaseId
from coopdata.publish.manifest import Manifest, parse_manifest
from coopdata.publish.model import PublishError
from coopdata.tables.contract import Contract, contract_of_release


@dataclass(frozen=True)
class Before:
    """A release that can be read."""

    release: ReleaseId
    directory: Path
    manifest: Manifest
    contract: Contract
    tables: Mapping[str, pa.Table]
    """By name, with the columns that release has."""


@dataclass(frozen=True)
class Found:
    """What there is to compare with."""

    before: Before | None
    """The newest release that can be read; None where there is none."""
    notes: tuple[str, ...] = ()
    """Releases that are newer and damaged, a sentence each."""


def find_before(published: Path) -> Found:
    """The newest release of `published` that can be read; newer ones that cannot are told of, and passed over."""
    notes: list[str] = []
    for release in reversed(layout.releases(published)):
        directory = published / layout.RELEASES / str(release)
        try:
            manifest = parse_manifest((directory / layout.MANIFEST).read_bytes())
            contract, tables = contract_of_release(directory), read_release_tables(directory)
            return Found(Before(release, directory, manifest, contract, tables), tuple(notes))
        except (OSError, ValueError, PublishError) as error:
            notes.append(f"Release {release} is damaged ({error}); what changed is told against the one before it.")
    return Found(None, tuple(notes))
