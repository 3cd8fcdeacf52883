"""What must hold of a table before a release is made from it: blocking asset checks, all from one factory.

What holds is decided by `coopdata.tables.checks`; here it is only asked, and the answer shown in the UI.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import dagster as dg

from coopdata.tables import checks
from coopdata.tables.catalogue import TABLES
from coopdata.tables.spec import Table
from pipelines.assets.documents import texts_of

SHOWN = 20
"""Problems listed in a check's metadata; their number is always given."""

Find = Callable[[Mapping[str, Any]], list[str]]
"""What looks for problems in the values of assets, given by name."""


def blocking_check(table: str, name: str, inputs: tuple[str, ...], find: Find) -> dg.AssetChecksDefinition:
    """A check of `table` that fails, and keeps the release from being made, if `find` names a problem in `inputs`."""
    spec = dg.AssetCheckSpec(
        name, asset=table, blocking=True, additional_deps=[other for other in inputs if other != table]
    )

    @dg.multi_asset_check(name=f"{table}_{name}", specs=[spec], ins={asset: dg.AssetIn(asset) for asset in inputs})
    def check(**values: Any) -> Iterator[dg.AssetCheckResult]:
        problems = find(values)
        shown = dg.MetadataValue.md("\n".join(f"- {problem}" for problem in problems[:SHOWN]) or "none")
        yield dg.AssetCheckResult(
            passed=not problems, check_name=name, metadata={"problems": len(problems), "first problems": shown}
        )

    return check


def schema_check(table: Table) -> dg.AssetChecksDefinition:
    """Columns, types, nulls, keys, code lists and order of one table are as its spec says."""
    return blocking_check(
        table.name, "schema", (table.name,), lambda values: checks.check_table(table, values[table.name])
    )


def references(table: Table) -> tuple[str, ...]:
    """The tables that this one's columns point to, itself left out, sorted."""
    named = {column.references[0] for column in table.columns if column.references}
    return tuple(sorted(named - {table.name}))


TABLE_CHECKS = [schema_check(table) for table in TABLES]
