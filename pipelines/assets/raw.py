"""Group raw: what lies in raw/, found but not yet read."""

import dagster as dg

from coopdata import capture, resolve
from coopdata.capture import Scan
from coopdata.problems import Problem
from coopdata.resolve.model import Correction
from pipelines.resources import Folders


@dg.asset(group_name="raw", kinds={"text"})
def raw_files(folders: Folders) -> dg.Output[Scan]:
    """Every text of raw/ with its sidecar, sorted by path, and the problems of finding them."""
    scan = capture.scan(folders.raw_path)
    return dg.Output(scan, metadata={"files": len(scan.files), "problems": len(scan.problems)})


Corrections = tuple[list[Correction], list[Problem]]


@dg.asset(group_name="raw", kinds={"csv"})
def corrections(folders: Folders) -> dg.Output[Corrections]:
    """The lines of raw/corrections.csv, by which curators overrule what was read."""
    found, problems = resolve.read_corrections(folders.raw_path / "corrections.csv")
    return dg.Output((found, problems), metadata={"rows": len(found), "problems": len(problems)})
