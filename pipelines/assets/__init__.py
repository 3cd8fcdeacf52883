"""The assets, one module per group, in the order the data moves: raw, documents, records, entities, tables, release."""

from collections.abc import Sequence

import dagster as dg

from pipelines.assets.captures import captures
from pipelines.assets.documents import parsed_documents
from pipelines.assets.entities import resolved_entities
from pipelines.assets.raw import corrections, raw_files
from pipelines.assets.records import extraction_records
from pipelines.assets.release import release
from pipelines.assets.tables import table_frames

ASSETS: Sequence[dg.AssetsDefinition] = (
    captures,
    raw_files,
    corrections,
    parsed_documents,
    extraction_records,
    resolved_entities,
    table_frames,
    release,
)
