"""What starts a run besides the clock: a change in raw/."""

import hashlib
import json
from pathlib import Path

import dagster as dg

from coopdata.capture.files import TEXTS
from coopdata.capture.log import LOG
from pipelines.jobs import refresh
from pipelines.resources import Folders


def fingerprint(folder: Path) -> str:
    """A digest over the names, sizes and modification times of all files under `folder`; never over their content.

    What runs write themselves is passed over: the log of captures, and texts taken out of files.
    """
    digest = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file() and path.name != LOG):
        if path.is_relative_to(folder / TEXTS):
            continue
        status = path.stat()
        digest.update(f"{path.relative_to(folder).as_posix()}\0{status.st_size}\0{status.st_mtime_ns}\n".encode())
    return digest.hexdigest()


@dg.sensor(job=refresh, minimum_interval_seconds=30, default_status=dg.DefaultSensorStatus.RUNNING)
def raw_changed(context: dg.SensorEvaluationContext, folders: Folders) -> dg.SensorResult:
    """Requests the job refresh once raw/ has changed and then rested for one look, so that no half-copied file is read.

    The cursor holds two fingerprints: of the raw/ last run for, and of the raw/ last seen. The first look ever
    only remembers.
    """
    now = fingerprint(folders.raw_path)
    done, seen = json.loads(context.cursor) if context.cursor else (now, now)
    if now == done:
        return dg.SensorResult(skip_reason="raw/ is unchanged.", cursor=json.dumps([done, now]))
    if now != seen:
        return dg.SensorResult(skip_reason="raw/ is changing; waiting until it rests.", cursor=json.dumps([done, now]))
    return dg.SensorResult(run_requests=[dg.RunRequest()], cursor=json.dumps([now, now]))
