"""What runs as one unit, and when by the clock. A release is one unit, so there is one job."""

import dagster as dg

refresh = dg.define_asset_job(
    "refresh",
    selection=dg.AssetSelection.all(),
    description="From raw/ to a release under published/, with every check; where nothing changed, no new release.",
)

nightly_refresh = dg.ScheduleDefinition(
    name="nightly_refresh",
    job=refresh,
    cron_schedule="0 2 * * *",
    execution_timezone="UTC",
    default_status=dg.DefaultScheduleStatus.RUNNING,
    description="The job refresh every night at 02:00 UTC.",
)
