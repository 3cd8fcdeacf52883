"""What is written down about a materialization: size, a look at the rows, columns and where they come from."""

from collections.abc import Mapping, Sequence
from typing import Any

import dagster as dg
import pandas as pd

from coopdata.evaluate.quality import Quality
from coopdata.publish.model import Reason
from coopdata.tables.spec import Column, Table

PREVIEW_ROWS = 5


def table_metadata(table: Table, frame: pd.DataFrame) -> dict[str, Any]:
    """Everything recorded when a table is materialized."""
    return {
        "dagster/row_count": len(frame),
        "bytes": dg.MetadataValue.int(int(frame.memory_usage(deep=True).sum())),
        "preview": dg.MetadataValue.md(preview(frame)),
        "share_of_nulls": null_shares(frame),
        **table_definition(table),
    }


def table_definition(table: Table) -> dict[str, Any]:
    """What is known of a table before it is made: its columns and where they come from."""
    return {"dagster/column_schema": column_schema(table), "dagster/column_lineage": column_lineage(table)}


def column_schema(table: Table) -> dg.TableSchema:
    """The table's columns with their types, meaning and constraints, from its spec."""
    return dg.TableSchema(
        columns=[_column(column, table) for column in table.columns],
        constraints=dg.TableConstraints(other=[f"key: {', '.join(table.key)}"]),
    )


def column_lineage(table: Table) -> dg.TableColumnLineage:
    """The columns of other tables that this table's values point to."""
    deps = {
        column.name: [dg.TableColumnDep(asset_key=dg.AssetKey(column.references[0]), column_name=column.references[1])]
        for column in table.columns
        if column.references and column.references[0] != table.name
    }
    return dg.TableColumnLineage(deps_by_column=deps)


def null_shares(frame: pd.DataFrame) -> Mapping[str, float]:
    """For every column the share of rows without a value, 0 to 1, to four digits."""
    return {str(name): round(float(share), 4) for name, share in frame.isna().mean().fillna(0).items()}


def quality_metadata(quality: Quality) -> dict[str, float]:
    """The main figures of the reader, as the release publishes them: F1 on the held-back development documents."""
    return {f"f1_{name.replace(' ', '_')}": f1 for name, f1 in quality.main_f1().items()}


def preview(frame: pd.DataFrame) -> str:
    """The first rows as a Markdown table."""
    rows = frame.head(PREVIEW_ROWS).astype(object).where(frame.head(PREVIEW_ROWS).notna(), "")
    lines = [list(map(str, frame.columns)), ["---"] * len(frame.columns), *rows.to_numpy().tolist()]
    return "\n".join(f"| {' | '.join(map(_cell, line))} |" for line in lines)


def _cell(value: object) -> str:
    return " ".join(str(value).split()).replace("|", "\\|")


def _column(column: Column, table: Table) -> dg.TableColumn:
    constraints = [f"code list {column.code_list}"] if column.code_list else []
    constraints += [f"references {'.'.join(column.references)}"] if column.references else []
    constraints += ["every value stands in statements"] if column.traced else []
    return dg.TableColumn(
        name=column.name,
        type=column.type.value,
        description=column.description,
        constraints=dg.TableColumnConstraints(
            nullable=column.null is not None, unique=table.key == (column.name,), other=constraints
        ),
    )


def reasons_metadata(reasons: Sequence[Reason]) -> dict[str, Any]:
    """Why a release was refused: each reason with its code, place and what to do."""
    if not reasons:
        return {}
    rows = [f"| {reason.code} | {reason.place} | {reason.message} | {reason.remedy} |" for reason in reasons]
    return {"reasons": dg.MetadataValue.md("\n".join(["| code | place | what | remedy |", "|---|---|---|---|", *rows]))}
