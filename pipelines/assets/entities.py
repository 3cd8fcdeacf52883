"""Group entities: the same thing told by several documents becomes one thing with one lasting id."""

import dagster as dg

from coopdata import resolve
from coopdata.capture import Scan
from coopdata.documents import Document, Rejection
from coopdata.extract.record import Record
from coopdata.problems import Problem
from coopdata.resolve import Correction, Resolved
from pipelines.resources import Folders


@dg.asset(group_name="entities")
def resolved_entities(
    folders: Folders,
    raw_files: Scan,
    corrections: tuple[list[Correction], list[Problem]],
    parsed_documents: list[Document | Rejection],
    extraction_records: list[Record],
) -> dg.Output[Resolved]:
    """Agreements, organizations, people, events and projects over all documents, corrections applied."""
    lines, line_problems = corrections
    previous = resolve.read_previous(folders.published_path)
    problems = [*raw_files.problems, *line_problems]
    resolved = resolve.resolve(parsed_documents, extraction_records, lines, problems, previous)
    return dg.Output(resolved)
