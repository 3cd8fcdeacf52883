"""Group raw, before all else: what the sources have that is new comes into raw/."""

import dagster as dg

from coopdata.capture.log import COUNTS
from coopdata.capture.run import Place, UnknownSourceError, capture_all
from pipelines.resources import Folders

AGAIN = dg.RetryPolicy(max_retries=2, delay=60, backoff=dg.Backoff.EXPONENTIAL)
"""For a run that breaks off as a whole; what goes wrong with a source or a request is settled by the library."""


class CaptureConfig(dg.Config):
    """What is captured."""

    source: str = ""
    """The name of one source of raw/sources.toml, also one that is switched off; empty for all that are on."""


@dg.asset(group_name="raw", kinds={"web"}, retry_policy=AGAIN)
def captures(folders: Folders, config: CaptureConfig) -> dg.MaterializeResult[None]:
    """New texts from the sources of raw/sources.toml; what of a source goes wrong is told here and in `issues`."""
    place = Place(folders.raw_path, folders.memory_path)
    try:
        outcomes, sources = capture_all(place, [config.source] if config.source else [])
    except UnknownSourceError as error:
        raise dg.Failure(f"The config names a source in vain: {error.args[0]}", allow_retries=False) from error
    rows = [f"| {one.source} | {' | '.join(map(str, one.counts.values()))} |" for one in outcomes]
    table = "\n".join([f"| source | {' | '.join(COUNTS)} |", "|---" * (len(COUNTS) + 1) + "|", *rows])
    troubles = [f"- {trouble.problem(one.source).message}" for one in outcomes for trouble in one.troubles]
    troubles += [f"- source {one.source}: another capture is at it." for one in outcomes if one.is_busy]
    troubles += [f"- {problem.line()}" for problem in sources.problems]
    # A number under a name of its own is drawn as a curve over the nights.
    numbers = {f"{name}: {one.source}": one.counts[name] for one in outcomes for name in ("new", "changed")}
    return dg.MaterializeResult(
        metadata={
            "sources": dg.MetadataValue.md(table),
            "troubles": dg.MetadataValue.md("\n".join(troubles) or "none"),
            "sources that failed": sum(one.is_failure for one in outcomes),
            **{name: sum(one.counts[name] for one in outcomes) for name in COUNTS},
            **numbers,
        }
    )
