"""Group entities: the same thing told by several documents becomes one thing with one lasting id."""

import dagster as dg

from coopdata import resolve
from coopdata.extract.cache import CachedRecords
from coopdata.publish import latest_release_dir
from coopdata.resolve.model import Resolved
from pipelines.assets.documents import Parsed
from pipelines.assets.raw import Corrections
from pipelines.resources import Folders


@dg.asset(group_name="entities")
def resolved_entities(
    folders: Folders, corrections: Corrections, parsed_documents: Parsed, extraction_records: CachedRecords
) -> dg.Output[Resolved]:
    """Agreements, organizations, people, events and projects over all documents, corrections applied."""
    lines, line_problems = corrections
    problems = [*parsed_documents.problems, *line_problems]
    latest = latest_release_dir(folders.pulled())
    previous = resolve.read_previous(latest) if latest else None
    documents = extraction_records.reject(parsed_documents.documents)
    resolved = resolve.resolve(documents, extraction_records.records, lines, problems, previous)
    counts = {name: len(getattr(resolved, name)) for name in ("agreements", "organizations", "people", "issues")}
    return dg.Output(resolved, metadata=counts)
