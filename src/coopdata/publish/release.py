"""Making a release: stage it beside the others, verify it, let it appear by one rename, then point to it.

Each function here is one of these steps; `publish` reads as their list. What the files say is decided elsewhere.
"""

import os
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pyarrow as pa

from coopdata.evaluate.quality import quality_problems
from coopdata.files import replace_file, sync
from coopdata.problems import Problem
from coopdata.publish import layout
from coopdata.publish.csvfile import csv_bytes
from coopdata.publish.dictionary import dictionary_csv, dictionary_md
from coopdata.publish.files import json_bytes, locked, remove, sha256_of, sync_tree, write_bytes
from coopdata.publish.layout import ReleaseId
from coopdata.publish.manifest import Files, checksums, manifest, measure, parse_manifest
from coopdata.publish.metadata.datapackage import datapackage
from coopdata.publish.model import Latest, PublishError, PublishResult, ReleaseInputs
from coopdata.publish.notices import citation_cff, licences_md, readme_md
from coopdata.publish.parquet import to_arrow, write_parquet
from coopdata.publish.verification import verify
from coopdata.tables.catalogue import SCHEMA_VERSION, TABLES

LOCK_WAIT_SECONDS = 30.0
"""How long a build waits for another one that is publishing to the same place; one takes a second or two."""

_PROBLEMS_SHOWN = 5


def publish(
    frames: Mapping[str, pd.DataFrame],
    inputs: ReleaseInputs,
    target: Path,
    *,
    lock_wait_seconds: float = LOCK_WAIT_SECONDS,
) -> PublishResult:
    """Publish the frames, one per table and sorted by key, as the next release in `target` (`published/`).

    Makes no release if the table files would be those of the last one, byte for byte, at the same schema version.
    Raises PublishError, and leaves what was published before as it was, if the frames do not hold what the specs
    promise, the reader was measured to read worse than its floors, `target` cannot be written, or another build holds
    it for longer than `lock_wait_seconds`.
    """
    data = _to_arrow_tables(frames)
    try:
        target.mkdir(parents=True, exist_ok=True)
        with locked(target / layout.LOCK, lock_wait_seconds):
            _remove_leftovers(target)
            return _publish_locked(data, inputs, target)
    except OSError as error:
        raise PublishError(
            f"cannot write to {error.filename or target}: {error.strerror or error}",
            "Make sure that the folder can be written and its disk is not full, or give another with --published.",
        ) from error


def _to_arrow_tables(frames: Mapping[str, pd.DataFrame]) -> dict[str, pa.Table]:
    names = [table.name for table in TABLES]
    if sorted(frames) != sorted(names):
        missing, unknown = sorted(set(names) - set(frames)), sorted(set(frames) - set(names))
        raise PublishError(
            f"the frames are not those of the catalogue: missing {missing}, unknown {unknown}",
            "Give exactly one frame per table.",
        )
    return {table.name: to_arrow(table, frames[table.name]) for table in TABLES}


def _remove_leftovers(target: Path) -> None:
    """Remove what dead builds left. Whoever holds the lock is the only live build, so all of it is dead."""
    for path in target.glob(f"{layout.STAGING_PREFIX}*"):
        remove(path)


def _publish_locked(data: Mapping[str, pa.Table], inputs: ReleaseInputs, target: Path) -> PublishResult:
    last = layout.newest_release(target)
    release = layout.next_release(inputs.created_utc.date(), last)
    staging = target / f"{layout.STAGING_PREFIX}{os.getpid()}-{release}"
    try:
        _stage_tables(data, staging)
        if last is not None and _is_unchanged(staging, target / layout.RELEASES / str(last)):
            return _nothing_changed(target, last)
        _require_quality(inputs)
        noted = replace(inputs, notes=(*inputs.notes, *_reader_note(inputs, last, target)))
        _stage_metadata(data, noted, staging, release)
        _require_sound(staging)
        sync_tree(staging)
        directory = _appear(staging, target, release)
    finally:
        if staging.exists():
            remove(staging)
    _point_to(target, directory)
    rows = sum(table.num_rows for table in data.values())
    message = f"Release {release} made: {len(data)} tables, {rows} rows, in {directory}."
    return PublishResult(str(release), directory, created=True, message=message)


def _reader_note(inputs: ReleaseInputs, last: ReleaseId | None, target: Path) -> list[str]:
    """Where another version of the reader made the last release: that all texts were read anew."""
    if last is None:
        return []
    try:
        before = parse_manifest((target / layout.RELEASES / str(last) / layout.MANIFEST).read_bytes()).extractor_version
    except (OSError, ValueError):
        return []  # a damaged release says nothing of what made it
    if before == inputs.extractor_version:
        return []
    versions = f"version {inputs.extractor_version} of the reader; release {last} has what version {before} read"
    return [f"All {inputs.documents_read} documents were read anew by {versions}."]


def _stage_tables(data: Mapping[str, pa.Table], staging: Path) -> None:
    for name, table in data.items():
        write_parquet(table, staging / layout.parquet_path(name))
        write_bytes(staging / layout.csv_path(name), csv_bytes(table))


def _is_unchanged(staging: Path, last: Path) -> bool:
    """Whether the last release has this schema version and these very table files, as they lie on the disk now."""
    try:
        if parse_manifest((last / layout.MANIFEST).read_bytes()).schema_version != SCHEMA_VERSION:
            return False
    except (OSError, ValueError):
        return False  # a damaged release is never taken for the present state; a sound one follows it
    return _table_hashes(staging) == _table_hashes(last)


def _table_hashes(release_dir: Path) -> dict[str, str]:
    paths = [path for folder in (layout.PARQUET, layout.CSV) for path in (release_dir / folder).glob("*")]
    return {path.relative_to(release_dir).as_posix(): sha256_of(path) for path in paths}


def _nothing_changed(target: Path, last: ReleaseId) -> PublishResult:
    directory = target / layout.RELEASES / str(last)
    _point_to(target, directory)  # a build that died between rename and pointing left the pointer behind
    return PublishResult(str(last), directory, created=False, message=nothing_changed(str(last)))


def nothing_changed(release: str) -> str:
    """What is said where the latest release stands."""
    return f"Nothing has changed since release {release}; no new release made."


def _stage_metadata(data: Mapping[str, pa.Table], inputs: ReleaseInputs, staging: Path, release: ReleaseId) -> None:
    table_files = measure(staging)
    texts = {
        layout.DICTIONARY_CSV: dictionary_csv(TABLES),
        layout.DICTIONARY_MD: dictionary_md(TABLES, data, str(release), SCHEMA_VERSION, inputs.quality),
        layout.DATAPACKAGE: json_bytes(datapackage(TABLES, data, table_files, str(release))),
        layout.CITATION: citation_cff(release),
        layout.LICENCES: licences_md(),
        layout.README: readme_md(release, inputs.data_as_of),
        layout.QUALITY: inputs.quality.to_bytes(),
    }
    for name, content in texts.items():
        write_bytes(staging / name, content)
    files: Files = measure(staging)
    write_bytes(staging / layout.MANIFEST, json_bytes(manifest(release, SCHEMA_VERSION, inputs, data, files)))
    write_bytes(staging / layout.CHECKSUMS, checksums(measure(staging)))


def _require_quality(inputs: ReleaseInputs) -> None:
    """Refuse a release by a reader that was measured to read worse than its floors, or was not measured at all."""
    problems = quality_problems(inputs.quality, inputs.extractor_version)
    if problems:
        raise PublishError(
            "the reader does not read well enough for a release: " + _listed([_told(problem) for problem in problems]),
            f"Nothing was published. {problems[0].remedy}",
            problems,
        )


def _told(problem: Problem) -> str:
    return f"{problem.path}:{problem.place}: {problem.code}: {problem.message}"


def _listed(problems: Sequence[str]) -> str:
    """The first few problems in one line, and how many there are beyond them."""
    shown = "; ".join(problem.rstrip(".") for problem in problems[:_PROBLEMS_SHOWN])
    more = len(problems) - _PROBLEMS_SHOWN
    return shown + (f"; and {more} more" if more > 0 else "")


def _require_sound(staging: Path) -> None:
    report = verify(staging)
    if report.ok:
        return
    raise PublishError(
        f"the tables do not hold what their specs promise: {_listed(report.problems)}",
        "Nothing was published. Correct the stage that built them.",
    )


def _appear(staging: Path, target: Path, release: ReleaseId) -> Path:
    releases = target / layout.RELEASES
    releases.mkdir(exist_ok=True)
    sync(target)
    directory = releases / str(release)
    staging.rename(directory)
    sync(releases)
    return directory


def _point_to(target: Path, directory: Path) -> None:
    """Make latest.json name this release; does not touch a file that already does."""
    content = (directory / layout.MANIFEST).read_bytes()
    known = parse_manifest(content)
    latest = Latest(
        release=known.release,
        schema_version=known.schema_version,
        data_as_of=known.data_as_of,
        path=f"{layout.RELEASES}/{directory.name}",
        manifest_sha256=sha256_of(directory / layout.MANIFEST),
    )
    wanted = json_bytes(vars(latest))
    pointer = target / layout.LATEST
    if not pointer.is_file() or pointer.read_bytes() != wanted:
        replace_file(pointer, wanted, target / f"{layout.STAGING_PREFIX}{os.getpid()}-{layout.LATEST}")
