"""Making a release: stage it beside the others, let gates judge it, let it appear by one rename, point to it.

Each function here is one of these steps; `publish` reads as their list. What the files say is decided elsewhere.
"""

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pandas as pd
import pyarrow as pa

from coopdata.files import sync
from coopdata.publish import gates, layout, staging
from coopdata.publish.changes.apply import proof
from coopdata.publish.files import json_bytes, locked, remove, sha256_of, sync_tree, write_bytes
from coopdata.publish.following.feeds import write_feeds
from coopdata.publish.layout import ReleaseId
from coopdata.publish.manifest import parse_manifest
from coopdata.publish.metadata.gaps import metadata_gaps
from coopdata.publish.model import PublishError, PublishResult, Reason, ReleaseInputs
from coopdata.publish.parquet import to_arrow
from coopdata.publish.pointers import point
from coopdata.publish.previous import Before, find_before
from coopdata.publish.staging import Stage
from coopdata.publish.status import Attempt, Outcome, nothing_changed, write_status
from coopdata.publish.verification import verify
from coopdata.tables.catalogue import SCHEMA_VERSION, TABLES
from coopdata.tables.contract import contract_problem

LOCK_WAIT_SECONDS = 30.0
"""How long a build waits for another one that is publishing to the same place; one takes a second or two."""

_REASONS_SHOWN = 5
_MEND = "Correct the stage that built them."


def publish(
    frames: Mapping[str, pd.DataFrame],
    inputs: ReleaseInputs,
    target: Path,
    *,
    lock_wait_seconds: float = LOCK_WAIT_SECONDS,
    next_run: datetime | None = None,
) -> PublishResult:
    """Publish the frames, one per table and sorted by key, as the next release in `target` (`published/`).

    Makes no release if the table files would be those of the last one, byte for byte, at the same schema version.
    Raises PublishError, and leaves what was published before as it was, if the frames do not hold what the specs
    promise, a gate does not let the release pass (`coopdata.publish.gates`), `target` cannot be written, or another
    build holds it for longer than `lock_wait_seconds`. However it ends, status.json says so, with `next_run`; what a
    gate refused lies in `target/refused` until the next release.
    """
    with _writing(target):
        target.mkdir(parents=True, exist_ok=True)
        with locked(target / layout.LOCK, lock_wait_seconds):
            return _publish_and_tell(frames, inputs, target, next_run)


@contextmanager
def _writing(target: Path) -> Iterator[None]:
    """Tell an error of the file system as one of publishing."""
    try:
        yield
    except OSError as error:
        raise PublishError(
            f"cannot write to {error.filename or target}: {error.strerror or error}",
            "Make sure that the folder can be written and its disk is not full, or give another with --published.",
        ) from error


def _publish_and_tell(
    frames: Mapping[str, pd.DataFrame], inputs: ReleaseInputs, target: Path, next_run: datetime | None
) -> PublishResult:
    """Publish, and write down in status.json how it ended."""
    try:
        with _writing(target):
            result = _publish_locked(frames, inputs, target)
    except PublishError as error:
        latest = layout.newest_release(target)
        told = Attempt(
            at=inputs.created_utc,
            outcome=Outcome.REFUSED,
            release=str(latest) if latest else None,
            message=str(error),
            reasons=error.reasons,
            next_run=next_run,
        )
        with suppress(OSError):  # a folder that cannot be written is what `error` tells of
            write_status(target, told)
        raise
    outcome = Outcome.RELEASED if result.created else Outcome.UNCHANGED
    write_status(
        target,
        Attempt(inputs.created_utc, outcome, result.release, result.message, notes=result.notes, next_run=next_run),
    )
    return result


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


def _publish_locked(frames: Mapping[str, pd.DataFrame], inputs: ReleaseInputs, target: Path) -> PublishResult:
    gates.require_waivable(inputs.waivers)
    data = _to_arrow_tables(frames)
    _remove_leftovers(target)
    last, found = layout.newest_release(target), find_before(target)
    release = layout.next_release(inputs.created_utc.date(), last)
    folder = target / f"{layout.STAGING_PREFIX}{os.getpid()}-{release}"
    noted = replace(inputs, notes=(*inputs.notes, *found.notes, *_reader_note(inputs, found.before)))
    stage = Stage(release, folder, data, noted, found.before)
    try:
        staging.stage_tables(stage)
        if last is not None and _is_unchanged(folder, target / layout.RELEASES / str(last)):
            return _nothing_changed(target, last, inputs.base_url)
        notes = _stage_and_judge(stage, target)
        sync_tree(folder)
        directory = _appear(folder, target, release)
    finally:
        if folder.exists():
            remove(folder)
    _clear_refused(target)
    feed_notes = write_feeds(target, directory, inputs.base_url)
    point(target, layout.LATEST, directory)
    rows = sum(table.num_rows for table in data.values())
    message = f"Release {release} made: {len(data)} tables, {rows} rows, in {directory}."
    return PublishResult(str(release), directory, created=True, message=message, notes=(*notes, *feed_notes))


def _reader_note(inputs: ReleaseInputs, before: Before | None) -> list[str]:
    """Where another version of the reader made the last release: that all texts were read anew."""
    if before is None or before.manifest.extractor_version == inputs.extractor_version:
        return []
    earlier = f"release {before.release} has what version {before.manifest.extractor_version} read"
    version = f"version {inputs.extractor_version} of the reader"
    return [f"All {inputs.documents_read} documents were read anew by {version}; {earlier}."]


def _is_unchanged(folder: Path, last: Path) -> bool:
    """Whether the last release has this schema version, the files releases have now, and these very tables.

    Its table files are looked at as they lie on the disk.
    """
    try:
        manifest = parse_manifest((last / layout.MANIFEST).read_bytes())
    except (OSError, ValueError):
        return False  # a damaged release is never taken for the present state; a sound one follows it
    if manifest.schema_version != SCHEMA_VERSION or set(manifest.files) != staging.expected_files():
        return False
    return _table_hashes(folder) == _table_hashes(last)


def _table_hashes(release_dir: Path) -> dict[str, str]:
    paths = [path for folder in (layout.PARQUET, layout.CSV) for path in (release_dir / folder).glob("*")]
    return {path.relative_to(release_dir).as_posix(): sha256_of(path) for path in paths}


def _nothing_changed(target: Path, last: ReleaseId, base_url: str | None) -> PublishResult:
    directory = target / layout.RELEASES / str(last)
    # A build that died between rename and pointing left feeds and pointer behind.
    notes = write_feeds(target, directory, base_url)
    point(target, layout.LATEST, directory)
    return PublishResult(str(last), directory, created=False, message=nothing_changed(str(last)), notes=notes)


def _stage_and_judge(stage: Stage, target: Path) -> tuple[str, ...]:
    """Stage all files and let gates and checks judge them; gives what is to be told of waivers.

    Raises PublishError with every reason where the release may not appear, and leaves what there is to look at.
    """
    changes = staging.stage_changes(stage)
    staging.stage_exports(stage)
    staging.stage_metadata(stage, changes)
    verdict = gates.judge(_reasons(stage, changes), stage.inputs.waivers)
    staging.stage_lists(stage, verdict)
    sound = [Reason(gates.Gate.TABLES_UNSOUND, "", told, _MEND) for told in verify(stage.directory).problems]
    refused = (*verdict.refused, *sound)
    if refused:
        _keep_refused(stage, refused, target)
        raise PublishError(_listed(refused), f"Nothing was published. {refused[0].remedy}", refused)
    return tuple(f"The waiver of {waiver.code} was not needed." for waiver in verdict.idle)


def _reasons(stage: Stage, changes: Mapping[str, pa.Table]) -> Iterator[Reason]:
    """All that the gates have against the release."""
    yield from gates.read_too_badly(stage.inputs.quality, stage.inputs.extractor_version)
    yield from metadata_gaps(stage.directory)
    if stage.before is None:
        return
    before = stage.before.tables
    unfit = contract_problem(stage.before.contract)
    if unfit is not None:
        yield Reason(gates.Gate.SCHEMA_VERSION_UNFIT, "tables", unfit, "Set SCHEMA_VERSION as the change asks.")
    else:
        yield from gates.lost_or_grown(before, stage.data)
        yield from gates.emptied(before, stage.data)
        yield from gates.lost_ids(before, stage.data)
    for table in TABLES:
        wrong = proof(table, before.get(table.name), changes[table.name], stage.data[table.name])
        if wrong is not None:
            yield Reason(gates.Gate.CHANGES_UNPROVEN, table.name, wrong, "Report this: it is a fault of coopdata.")


def _listed(reasons: Sequence[Reason]) -> str:
    """The first few reasons in one line, and how many there are beyond them."""
    shown = "; ".join(reason.line().rstrip(".") for reason in reasons[:_REASONS_SHOWN])
    more = len(reasons) - _REASONS_SHOWN
    return f"the release may not appear: {shown}" + (f"; and {more} more" if more > 0 else "")


def _keep_refused(stage: Stage, refused: Sequence[Reason], target: Path) -> None:
    """Leave what helps to see why: the staged issues, what would have changed, and the reasons."""
    folder = target / f"{layout.STAGING_PREFIX}{os.getpid()}-{layout.REFUSED}"
    for path in (layout.csv_path("issues"), layout.CHANGES_MD):
        write_bytes(folder / Path(path).name, (stage.directory / path).read_bytes())
    told = {
        "release": str(stage.release),
        "reasons": [vars(reason) | {"code": str(reason.code)} for reason in refused],
    }
    write_bytes(folder / layout.REASONS, json_bytes(told))
    _clear_refused(target)
    folder.rename(target / layout.REFUSED)


def _clear_refused(target: Path) -> None:
    if (target / layout.REFUSED).is_dir():
        remove(target / layout.REFUSED)


def _appear(staging: Path, target: Path, release: ReleaseId) -> Path:
    releases = target / layout.RELEASES
    releases.mkdir(exist_ok=True)
    sync(target)
    directory = releases / str(release)
    staging.rename(directory)
    sync(releases)
    return directory
