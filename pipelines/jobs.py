"""What runs as one unit, and when by the clock. A release is one unit, so there is one job for it.

The night first captures what is new; a refresh by hand, or by a change in raw/, asks nobody.
"""

import dagster as dg

from pipelines.clock import NIGHT
from pipelines.failing import told_in_status

_CAPTURES = dg.AssetSelection.assets("captures")

capture = dg.define_asset_job(
    "capture",
    selection=_CAPTURES,
    description="New texts from the sources of raw/sources.toml, or from the one named in the config.",
)

refresh = dg.define_asset_job(
    "refresh",
    selection=dg.AssetSelection.all() - _CAPTURES,
    hooks={told_in_status},
    description="From raw/ to a release under published/, with every check; where nothing changed, no new release.",
)

nightly = dg.define_asset_job(
    "nightly",
    selection=dg.AssetSelection.all(),
    hooks={told_in_status},
    description="New texts from all sources that are switched on, then the job refresh.",
)

nightly_refresh = dg.ScheduleDefinition(
    name="nightly_refresh",
    job=nightly,
    cron_schedule=f"{NIGHT.minute} {NIGHT.hour} * * *",
    execution_timezone="UTC",
    default_status=dg.DefaultScheduleStatus.RUNNING,
    description="The job nightly at 02:00 UTC.",
)
