"""`coopdata build`: the Dagster job refresh, run in this process on any folders."""

import gc
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import typer

from coopdata.cli.console import CommandError, progress, say, waiting

if TYPE_CHECKING:
    import dagster as dg


def build_release(raw: Path, published: str, cache: Path, waive: Mapping[str, str], jobs: int | None = None) -> None:
    """Run the job and print what came of it; CommandError with every failure if it did not succeed.

    `waive` has the reason by the code of each gate that the release may pass all the same. New texts are read by `jobs`
    processes; where that is None, by whom the environment names (see `pipelines.resources.Workers`).
    """
    if not raw.is_dir():
        raise CommandError(f"{raw}: there is no such folder.", "Name the folder of texts with --raw.")
    _require_waivable(waive)
    if (unchanged := _unchanged(raw, published, cache)) is not None:
        typer.echo(unchanged)
        return
    # Importing Dagster and pandas makes millions of objects that stay; looking through them for garbage at the usual
    # pace takes a tenth of a build.
    gc.set_threshold(100_000)
    with waiting("Starting Dagster"):
        from pipelines.definitions import build_defs
        from pipelines.resources import Folders, Workers

    own = Folders.from_environment()
    # The history and the values it keeps are of one pair of folders; a build of others must not mix into them.
    keep_history = "DAGSTER_HOME" in os.environ and (raw, published) == (own.raw_path, own.published)
    folders = Folders(raw=str(raw), published=published, cache=str(cache), base_url=own.base_url)
    workers = Workers.from_environment() if jobs is None else Workers(jobs=jobs)
    job = build_defs(folders, workers, keep_values=keep_history).resolve_job_def("refresh")
    with _instance(keep_history=keep_history) as instance:
        result = _run(job, instance, waive)
    failures = [line for event in result.all_events for line in _failures(event)]
    if not result.success:
        raise CommandError("\n  ".join(["no release was made; the last one stands.", *failures]))
    release = result.output_for_node("release")
    for note in release.notes:
        say(note)
    typer.echo(release.message)


def _require_waivable(waive: Mapping[str, str]) -> None:
    """Tell of a waiver that no release takes before the texts are read, and not after."""
    from coopdata.publish import PublishError, Waiver
    from coopdata.publish.gates import require_waivable

    try:
        require_waivable([Waiver(code, reason) for code, reason in waive.items()])
    except PublishError as error:
        raise CommandError(str(error)) from error


def _unchanged(raw: Path, published: str, cache: Path) -> str | None:
    """What is said where a build would make nothing new, before Dagster is so much as imported; None where it might."""
    from coopdata import built
    from coopdata.publish import PublishError, tell_unchanged
    from coopdata.publish.remote.mirror import local_copy, publishing_to

    try:
        release = built.unchanged_since(built.inputs_of(raw), local_copy(published, cache), cache)
        if release is None:
            return None
        with publishing_to(published, cache) as folder:
            return tell_unchanged(folder, datetime.now(UTC), release)
    except (OSError, PublishError):
        return None  # the job tells what is wrong


@contextmanager
def _instance(*, keep_history: bool) -> Iterator["dg.DagsterInstance"]:
    """The Dagster instance of DAGSTER_HOME, whose history this run joins, or one that is forgotten afterwards."""
    import dagster as dg

    with dg.DagsterInstance.get() if keep_history else dg.DagsterInstance.ephemeral() as instance:
        yield instance


def _run(
    job: "dg.JobDefinition", instance: "dg.DagsterInstance", waive: Mapping[str, str]
) -> "dg.ExecuteInProcessResult":
    """Run the job quietly; the bar moves with its steps."""
    run_id = str(uuid4())
    with progress("Building", len(list(job.nodes))) as advance:

        def on_event(entry: "dg.EventLogEntry") -> None:
            if entry.dagster_event and entry.dagster_event.is_step_success:
                advance(f"Building {entry.step_key}")

        instance.add_event_listener(run_id, on_event)
        config = {
            "loggers": {"console": {"config": {"log_level": "CRITICAL"}}},
            "ops": {"release": {"config": {"waive": dict(waive)}}},
        }
        return job.execute_in_process(run_config=config, instance=instance, run_id=run_id, raise_on_error=False)


def _failures(event: "dg.DagsterEvent") -> Iterator[str]:
    """What an event says went wrong, if it does: a step that failed, a check that did not pass."""
    if event.is_step_failure:
        data = event.step_failure_data
        told = data.user_failure_data and data.user_failure_data.description
        yield f"{event.step_key}: {told or (data.error and _innermost(data.error)) or 'failed'}"
    elif event.event_type_value == "ASSET_CHECK_EVALUATION" and not event.asset_check_evaluation_data.passed:
        check = event.asset_check_evaluation_data
        yield f"{check.asset_key.to_user_string()}: the check {check.check_name} found {check.metadata['first'].value}"


def _innermost(error: Any) -> str:
    while error.cause:
        error = error.cause
    return " ".join(error.message.split())
