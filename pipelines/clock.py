"""When things run by the clock."""

from datetime import UTC, datetime, time, timedelta

import dagster as dg

NIGHT = time(2)
"""When the nightly run begins, in UTC."""


def next_run(instance: dg.DagsterInstance, now: datetime) -> datetime | None:
    """When the next nightly run is due; None for a run whose history is not kept, which no schedule knows of."""
    if instance.is_ephemeral:
        return None
    tonight = datetime.combine(now.astimezone(UTC).date(), NIGHT, UTC)
    return tonight if tonight > now else tonight + timedelta(days=1)
