"""What happens when a run breaks off before there is anything to publish: it is written down where readers look."""

from collections.abc import Iterator
from datetime import UTC, datetime

import dagster as dg

from coopdata.publish import PublishError, tell_failure
from pipelines.clock import next_run


@dg.failure_hook(required_resource_keys={"folders"})
def told_in_status(context: dg.HookContext) -> None:
    """Write into status.json which step failed and how; what `publish` refuses it tells there itself."""
    error = context.op_exception
    if any(isinstance(cause, PublishError) for cause in _causes(error)):
        return
    now = datetime.now(UTC)
    said = " ".join(str(error).split()) if error else "failed"
    message = f"{context.step_key}: {said}"
    with context.resources.folders.publishing() as published:
        tell_failure(published, now, message, next_run(context.instance, now))


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__
