"""Group tables: every published table is an asset of its own, all made by one factory from the table's spec."""

import dagster as dg
import pandas as pd

from coopdata.resolve import Resolved
from coopdata.tables.build import build_table
from coopdata.tables.catalogue import TABLES
from coopdata.tables.spec import Table
from pipelines.metadata import table_definition, table_metadata


def table_asset(table: Table) -> dg.AssetsDefinition:
    """The asset that builds this table from the resolved entities."""

    @dg.asset(
        name=table.name,
        group_name="tables",
        kinds={"pandas"},
        description=f"{table.description} One row per {table.grain.removeprefix('one row per ')}.",
        metadata=table_definition(table),
    )
    def build_one(resolved_entities: Resolved) -> dg.Output[pd.DataFrame]:
        frame = build_table(table.name, resolved_entities)
        return dg.Output(frame, metadata=table_metadata(table, frame))

    return build_one


table_assets = [table_asset(table) for table in TABLES]
