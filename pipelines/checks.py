"""What must hold of the tables before a release is made from them: blocking asset checks, all from one factory.

What holds is decided by `coopdata.tables.checks`; here it is only asked, and the answer shown in the UI.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import dagster as dg

from coopdata.documents.model import Document
from coopdata.tables import checks
from coopdata.tables.catalogue import TABLES
from coopdata.tables.spec import Table

SHOWN = 20
"""Problems listed in a check's metadata; their number is always given."""

NAMES = tuple(table.name for table in TABLES)


@dataclass(frozen=True)
class Rule:
    """One thing that must hold of some tables. `find` gets the values of the assets `needs`, by name."""

    name: str
    description: str
    tables: Sequence[str]
    """The tables that have the check."""
    needs: Sequence[str]
    find: Callable[[Mapping[str, Any]], list[str]]
    """The problems; where the rule is about several tables, each begins with its table's name and a full stop."""


def schema_rule(table: Table) -> Rule:
    """The rule for one table by itself."""
    return Rule(
        "schema",
        "Columns, types, empty cells, forms and key are as the spec says.",
        (table.name,),
        (table.name,),
        lambda values: checks.check_table(table, values[table.name]),
    )


RULES_FOR_EACH = tuple(map(schema_rule, TABLES))

RULES_ACROSS = (
    Rule(
        "foreign_keys",
        "Every reference points to a row, none leads in a circle.",
        NAMES,
        NAMES,
        checks.check_foreign_keys,
    ),
    Rule("all_codes", "Every code in any table is explained here.", ("codes",), NAMES, checks.check_codes),
    Rule(
        "wording",
        "Every traced value has a statement, and its characters stand where it says.",
        ("statements",),
        (*NAMES, "parsed_documents"),
        lambda values: checks.check_statements(values, texts(values["parsed_documents"].documents)),
    ),
)


def texts(documents: Sequence[Any]) -> dict[str, str]:
    """The text of every document that could be read, by its id."""
    return {document.id: document.text for document in documents if isinstance(document, Document)}


def problems(values: Mapping[str, Any]) -> list[str]:
    """All that is wrong by the rules across tables, for who does not rely on checks that may not have run."""
    return [problem for rule in RULES_ACROSS for problem in rule.find(values)]


def blocking_check(name: str, rules: Sequence[Rule]) -> dg.AssetChecksDefinition:
    """One step that asks the rules, each a check of its tables; one that fails keeps the release from being made."""
    needs = sorted({need for rule in rules for need in rule.needs})
    specs = [
        dg.AssetCheckSpec(
            rule.name,
            asset=table,
            description=rule.description,
            blocking=True,
            additional_deps=[need for need in needs if need != table],
        )
        for rule in rules
        for table in rule.tables
    ]

    @dg.multi_asset_check(name=name, specs=specs, ins={need: dg.AssetIn(need) for need in needs}, can_subset=True)
    def check(context: dg.AssetCheckExecutionContext, **values: Any) -> Iterator[dg.AssetCheckResult]:
        for rule in rules:
            asked = {table for table in rule.tables if _key(table, rule) in context.selected_asset_check_keys}
            found = by_table(rule.find(values), rule.tables) if asked else {}
            for table in sorted(asked):
                yield result(rule.name, table, found[table])

    return check


def _key(table: str, rule: Rule) -> dg.AssetCheckKey:
    return dg.AssetCheckKey(dg.AssetKey(table), rule.name)


def by_table(found: Sequence[str], tables: Sequence[str]) -> dict[str, list[str]]:
    """Problems by the table they are about; those of a rule for one table are all about it."""
    groups: dict[str, list[str]] = {table: [] for table in tables}
    for problem in found:
        groups[tables[0] if len(tables) == 1 else problem.partition(".")[0]].append(problem)
    return groups


def result(name: str, table: str, found: Sequence[str]) -> dg.AssetCheckResult:
    """The answer for one table."""
    listed = dg.MetadataValue.md("\n".join(f"- {problem}" for problem in found[:SHOWN]) or "none")
    return dg.AssetCheckResult(
        passed=not found, check_name=name, asset_key=table, metadata={"problems": len(found), "first": listed}
    )


CHECKS = [blocking_check("table_checks", (*RULES_FOR_EACH, *RULES_ACROSS))]
