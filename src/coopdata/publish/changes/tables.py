"""The tables of a release as they are compared, also of one that was made with another schema version."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from coopdata.publish.files import sha256_of
from coopdata.publish.layout import MANIFEST, parquet_path
from coopdata.publish.manifest import Manifest, parse_manifest
from coopdata.publish.model import PublishError
from coopdata.publish.parquet import read_parquet
from coopdata.publish.verification import AGAIN


@dataclass(frozen=True)
class Snapshot:
    """What two releases are compared by."""

    release: str
    schema_version: str
    tables: Mapping[str, pa.Table]
    """By name, with the columns that they have in this release."""


def read_snapshot(release_dir: Path) -> Snapshot:
    """The release in this folder. Raises PublishError, naming the file, where one is missing or damaged."""
    manifest = _manifest(release_dir)
    return Snapshot(manifest.release, manifest.schema_version, _tables(release_dir, manifest))


def read_release_tables(release_dir: Path) -> dict[str, pa.Table]:
    """Every table of the release by name, in the order of its manifest, with the columns that it has there.

    Raises PublishError, naming the file, where the manifest or a table is missing or not what the manifest says.
    """
    return _tables(release_dir, _manifest(release_dir))


def _manifest(release_dir: Path) -> Manifest:
    path = release_dir / MANIFEST
    try:
        return parse_manifest(path.read_bytes())
    except (OSError, ValueError) as error:
        raise PublishError(f"{path} cannot be read: {error}", AGAIN) from error


def _tables(release_dir: Path, manifest: Manifest) -> dict[str, pa.Table]:
    return {name: _table(release_dir, manifest, name) for name in manifest.rows}


def _table(release_dir: Path, manifest: Manifest, name: str) -> pa.Table:
    path = release_dir / parquet_path(name)
    listed = manifest.files.get(parquet_path(name))
    try:
        if listed is None or sha256_of(path) != listed[1]:
            raise PublishError(f"{path} is damaged: its SHA-256 is not in {MANIFEST}", AGAIN)
        data = read_parquet(path)
    except (OSError, pa.ArrowException) as error:
        raise PublishError(f"{path} cannot be read: {error}", AGAIN) from error
    if data.num_rows != manifest.rows[name]:
        raise PublishError(f"{path} has {data.num_rows} rows, {MANIFEST} says {manifest.rows[name]}", AGAIN)
    return data
