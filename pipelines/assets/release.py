"""Group release: the tables become files under published/."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import dagster as dg
import pandas as pd
from pydantic import Field

from coopdata import built, publish
from coopdata.publish import PublishError, PublishResult, Waiver
from coopdata.publish.following.hooks import Hooks
from coopdata.publish.inputs import release_inputs
from coopdata.publish.page import renew_page
from coopdata.tables.catalogue import TABLES
from pipelines import checks
from pipelines.assets.raw import RawFiles
from pipelines.clock import next_run
from pipelines.metadata import quality_metadata, reasons_metadata
from pipelines.resources import Folders

BY_THREE_EVERY_NIGHT = dg.FreshnessPolicy.cron(deadline_cron="0 3 * * *", lower_bound_delta=timedelta(hours=1))
"""Late when the nightly run of 02:00 UTC has not come through by 03:00."""


class ReleaseConfig(dg.Config):
    """What a person decides about one release."""

    waive: dict[str, str] = Field(default_factory=dict)
    """Gates that it may pass all the same: code and reason."""


@dg.asset(
    group_name="release",
    ins={table.name: dg.AssetIn() for table in TABLES} | {"parsed_documents": dg.AssetIn()},
    freshness_policy=BY_THREE_EVERY_NIGHT,
    kinds={"parquet", "csv"},
)
def release(
    context: dg.AssetExecutionContext, config: ReleaseConfig, folders: Folders, raw_files: RawFiles, **inputs: Any
) -> dg.Output[PublishResult]:
    """The release under published/: made if a table has changed and the gates let it pass, else the last one stands.

    Verifies its tables itself, because the checks before it do not run when it is materialized alone: here what
    holds across tables; `publish` refuses a table that is not as its spec says.
    """
    found = checks.problems(inputs)
    if found:
        listed = "\n".join(found)
        raise dg.Failure(f"The tables are not fit to be published: {listed}", metadata={"problems": len(found)})
    frames: dict[str, pd.DataFrame] = {table.name: inputs[table.name] for table in TABLES}
    now = datetime.now(UTC)
    waivers = tuple(Waiver(code, reason) for code, reason in config.waive.items())
    facts = release_inputs(frames, now, waivers=waivers, base_url=folders.base_url or None)
    due = next_run(context.instance, now)
    try:
        with folders.publishing() as published:
            result = publish.publish(frames, facts, published, next_run=due)
    except PublishError as error:
        raise dg.Failure(str(error), metadata=reasons_metadata(error.reasons), allow_retries=False) from error
    told_of_page, failure = _renew_page(folders, facts.base_url)
    result = replace(result, notes=(*result.notes, *told_of_page))
    if failure is None:  # else the next run is to build again, and completes the page
        built.remember(raw_files.inputs, folders.published_path, folders.cache_path)
    troubles = Hooks.from_environment().run(result)
    if troubles:
        result = replace(result, notes=(*result.notes, *troubles))
        with folders.publishing() as published:
            publish.tell_troubles(published, troubles)
    for note in result.notes:
        context.log.warning(note)
    if failure is not None:
        raise failure
    told: dict[str, Any] = {"release": result.release, "made": result.created, "directory": result.directory}
    told["notes"] = dg.MetadataValue.md("\n".join(f"- {note}" for note in result.notes) or "none")
    return dg.Output(result, metadata=told | quality_metadata(facts.quality))


def _renew_page(folders: Folders, base_url: str | None) -> tuple[tuple[str, ...], dg.Failure | None]:
    """Build the page anew, now that the release is committed; what is to be told, and why it failed if it did."""
    try:
        return renew_page(folders.published, folders.cache_path, base_url, raw=folders.raw_path), None
    except PublishError as error:
        told = f"The release was made, but its page is not where it is to be: {error}"
        return (), dg.Failure(told, allow_retries=False)
