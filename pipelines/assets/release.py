"""Group release: the tables become files under published/."""

from datetime import UTC, datetime, timedelta
from typing import Any

import dagster as dg
import pandas as pd

from coopdata import built, publish
from coopdata.publish import PublishResult
from coopdata.publish.inputs import release_inputs
from coopdata.tables.catalogue import TABLES
from pipelines import checks
from pipelines.assets.raw import RawFiles
from pipelines.metadata import quality_metadata
from pipelines.resources import Folders

BY_THREE_EVERY_NIGHT = dg.FreshnessPolicy.cron(deadline_cron="0 3 * * *", lower_bound_delta=timedelta(hours=1))
"""Late when the nightly run of 02:00 UTC has not come through by 03:00."""


@dg.asset(
    group_name="release",
    ins={table.name: dg.AssetIn() for table in TABLES} | {"parsed_documents": dg.AssetIn()},
    freshness_policy=BY_THREE_EVERY_NIGHT,
    kinds={"parquet", "csv"},
)
def release(folders: Folders, raw_files: RawFiles, **inputs: Any) -> dg.Output[PublishResult]:
    """The release under published/: made if a table has changed, else the last one stands.

    Verifies its tables itself, because the checks before it do not run when it is materialized alone: here what
    holds across tables; `publish` refuses a table that is not as its spec says.
    """
    found = checks.problems(inputs)
    if found:
        listed = "\n".join(found)
        raise dg.Failure(f"The tables are not fit to be published: {listed}", metadata={"problems": len(found)})
    frames: dict[str, pd.DataFrame] = {table.name: inputs[table.name] for table in TABLES}
    facts = release_inputs(frames, datetime.now(UTC))
    result = publish.publish(frames, facts, folders.published_path)
    built.remember(raw_files.inputs, folders.published_path, folders.cache_path)
    told: dict[str, Any] = {"release": result.release, "made": result.created, "directory": result.directory}
    return dg.Output(result, metadata=told | quality_metadata(facts.quality))
