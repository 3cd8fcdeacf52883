"""Group raw: what lies in raw/, found but not yet read."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

import dagster as dg

from coopdata import built, resolve
from coopdata.capture import Scan
from coopdata.capture.found import find
from coopdata.problems import Problem
from coopdata.publish import tell_unchanged
from coopdata.resolve.model import Correction
from pipelines.assets.captures import captures
from pipelines.clock import next_run
from pipelines.resources import Folders


@dataclass(frozen=True)
class RawFiles:
    """What lies in raw/, and the digests by which a later run sees whether anything has changed."""

    scan: Scan
    inputs: built.Inputs


@dg.asset(group_name="raw", kinds={"text"}, deps=[captures], output_required=False)
def raw_files(context: dg.AssetExecutionContext, folders: Folders) -> Iterator[dg.Output[RawFiles]]:
    """Every text of raw/ with its sidecar, sorted by path, and the problems of finding them and of capturing.

    Where nothing has changed since the last build there is no new value, and all that comes after is skipped.
    """
    inputs = built.inputs_of(folders.raw_path)
    if (release := built.unchanged_since(inputs, folders.pulled(), folders.cache_path)) is not None:
        now = datetime.now(UTC)
        with folders.publishing() as published:
            context.log.info(tell_unchanged(published, now, release, next_run(context.instance, now)))
    else:
        scan = find(folders.raw_path)
        yield dg.Output(RawFiles(scan, inputs), metadata={"files": len(scan.files), "problems": len(scan.problems)})


Corrections = tuple[list[Correction], list[Problem]]


@dg.asset(group_name="raw", kinds={"csv"})
def corrections(folders: Folders) -> dg.Output[Corrections]:
    """The lines of raw/corrections.csv, by which curators overrule what was read."""
    found, problems = resolve.read_corrections(folders.raw_path / "corrections.csv")
    return dg.Output((found, problems), metadata={"rows": len(found), "problems": len(problems)})
