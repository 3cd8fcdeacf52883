"""`coopdata build`: the Dagster job refresh, run in this process on any folders."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from coopdata.cli.console import CommandError, progress

if TYPE_CHECKING:
    import dagster as dg

PROJECT_FILE = Path("dagster.yaml")
"""Where it lies, builds of the project's own folders are kept in the run history."""


def build_release(raw: Path, published: Path, cache: Path) -> None:
    """Run the job and print what came of it; CommandError with every failure if it did not succeed."""
    if not raw.is_dir():
        raise CommandError(f"{raw}: there is no such folder.", "Name the folder of texts with --raw.")
    with progress("Starting", 1):
        import dagster as dg

        from pipelines.definitions import build_defs
        from pipelines.resources import Folders

    own = Folders.from_environment()
    is_own = (raw, published) == (own.raw_path, own.published_path)
    folders = Folders(raw=str(raw), published=str(published), cache=str(cache))
    job = build_defs(folders).resolve_job_def("refresh")
    with _instance(keep_history=is_own) as instance:
        result = _run(job, instance)
    failures = [line for event in result.all_events for line in _failure(event)]
    if not result.success:
        raise CommandError("\n  ".join(["no release was made; the last one stands.", *failures]))
    made = result.output_for_node(dg.AssetKey("release").to_python_identifier())
    typer.echo(made.message)


@contextmanager
def _instance(*, keep_history: bool) -> Iterator["dg.DagsterInstance"]:
    """The project's Dagster instance for its own folders, else one that is forgotten afterwards."""
    import dagster as dg

    if not keep_history or not ("DAGSTER_HOME" in os.environ or PROJECT_FILE.exists()):
        with dg.DagsterInstance.ephemeral() as instance:
            yield instance
        return
    os.environ.setdefault("DAGSTER_HOME", str(Path.cwd()))
    with dg.DagsterInstance.get() as instance:
        yield instance
