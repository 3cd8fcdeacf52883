"""Group tables: every published table is an asset of its own, described by its spec; one step builds those asked for.

A step for each table would cost more than the table: Dagster's own work on nineteen steps is two thirds of a build.
"""

from collections.abc import Iterator

import dagster as dg
import pandas as pd

from coopdata.resolve import Resolved
from coopdata.tables.build import build_table
from coopdata.tables.catalogue import TABLES
from coopdata.tables.spec import Table
from pipelines.metadata import table_definition, table_metadata
from pipelines.storage import Handed


def table_out(table: Table) -> dg.AssetOut:
    """The asset of a table, as its spec describes it."""
    return dg.AssetOut(
        group_name="tables",
        kinds={"pandas"},
        description=f"{table.description} One row per {table.grain.removeprefix('one row per ')}.",
        metadata=table_definition(table),
        is_required=False,
    )


@dg.multi_asset(outs={table.name: table_out(table) for table in TABLES}, can_subset=True)
def table_frames(context: dg.AssetExecutionContext, resolved_entities: Handed) -> Iterator[dg.Output[pd.DataFrame]]:
    """The tables that are asked for, each with what is to be known of it."""
    resolved: Resolved = resolved_entities.take()
    for table in TABLES:
        if dg.AssetKey(table.name) in context.selected_asset_keys:
            frame = build_table(table.name, resolved)
            yield dg.Output(frame, output_name=table.name, metadata=table_metadata(table, frame))
