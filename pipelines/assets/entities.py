"""Group entities: the same thing told by several documents becomes one thing with one lasting id."""

import dagster as dg

from coopdata import resolve
from coopdata.extract.cache import CachedRecords
from coopdata.publish import latest_release_dir
from pipelines.assets.documents import Parsed
from pipelines.assets.raw import Corrections
from pipelines.resources import Folders
from pipelines.storage import Handed


@dg.asset(group_name="entities")
def resolved_entities(
    folders: Folders, corrections: Corrections, parsed_documents: Parsed, extraction_records: Handed
) -> dg.Output[Handed]:
    """Agreements, organizations, people, events and projects over all documents, corrections applied."""
    lines, line_problems = corrections
    problems = [*parsed_documents.problems, *line_problems]
    latest = latest_release_dir(folders.pulled())
    previous = resolve.read_previous(latest) if latest else None
    read: CachedRecords = extraction_records.take()
    documents, records = read.reject(parsed_documents.documents), iter(read.records)
    del read  # an iterator at its end holds nothing: so the records are gone once rows are made of them
    resolved = resolve.resolve(documents, records, lines, problems, previous)
    counts = {name: len(getattr(resolved, name)) for name in ("agreements", "organizations", "people", "issues")}
    return dg.Output(Handed(resolved), metadata=counts)
