"""From resolved entities to the frames of the published tables.

`build_table` is the one way to a frame: rows of `Resolved`, columns that follow from others, the types of the spec,
rows sorted by key. To add a column that follows from others, derive it in `_derived`.
"""

from collections.abc import Callable, Iterator
from dataclasses import asdict
from operator import attrgetter
from typing import Any

import pandas as pd

from coopdata.extract.record import Instrument
from coopdata.ids import make_id
from coopdata.resolve.model import Resolved
from coopdata.tables.catalogue import TABLES, table
from coopdata.tables.codes import OPEN_LISTS, code_lists
from coopdata.tables.dates import precision
from coopdata.tables.schemas import frame

FACTS = 7
"""What `agreements.completeness` counts; the dictionary lists them."""

MIN_PARTIES = 2

PRECISIONS: dict[str, dict[str, str]] = {
    "documents": {"published_precision": "published"},
    "agreements": {"signed_precision": "signed"},
    "events": {"precision": "start", "end_precision": "end"},
    "projects": {"start_precision": "start", "end_precision": "end"},
}
"""For each table its precision columns, and the date each is about."""

Fields = dict[str, Any]
Derive = Callable[[Any], Any]
"""What gives a column's value for a row of `Resolved`."""


def build_table(name: str, resolved: Resolved) -> pd.DataFrame:
    """The frame of one table, sorted by key; KeyError for an unknown table.

    Whether it is as its spec says is asked by `tables.checks`, before anything is published.
    """
    if name == "issues":
        return frame(table(name), _issues(resolved))
    if name == "codes":
        return frame(table(name), _codes(resolved))
    derived = _derived(name, resolved)
    return frame(table(name), getattr(resolved, name), lambda column: derived.get(column) or attrgetter(column))


def build_tables(resolved: Resolved) -> dict[str, pd.DataFrame]:
    """All tables, in the order of the catalogue."""
    return {spec.name: build_table(spec.name, resolved) for spec in TABLES}


def _derived(name: str, resolved: Resolved) -> dict[str, Derive]:
    """The columns of a table that follow from others, with what gives them for a row."""
    derived = {column: _precision_of(date) for column, date in PRECISIONS.get(name, {}).items()}
    if name == "agreements":
        completeness = _completeness(resolved)
        derived["completeness"] = lambda row: completeness[row.agreement_id]
    return derived


def _precision_of(date: str) -> Derive:
    return lambda row: precision(getattr(row, date))


def _completeness(resolved: Resolved) -> dict[str, float]:
    """For each agreement the share of its seven facts that are known, to three decimals."""
    parties: dict[str, int] = {}
    for party in resolved.agreement_parties:
        parties[party.agreement_id] = parties.get(party.agreement_id, 0) + 1
    signed_by = {person.agreement_id for person in resolved.agreement_people if person.role == "signatory"}
    with_topics = {topic.agreement_id for topic in resolved.agreement_topics}
    found = {}
    for row in resolved.agreements:
        facts = (
            row.instrument != Instrument.OTHER,
            bool(row.status),
            row.signed is not None,
            row.place is not None,
            parties.get(row.agreement_id, 0) >= MIN_PARTIES,
            row.agreement_id in signed_by,
            row.agreement_id in with_topics,
        )
        found[row.agreement_id] = round(sum(facts) / FACTS, 3)
    return found


def _issues(resolved: Resolved) -> list[Fields]:
    """One row an issue, however often it was raised."""
    rows: dict[str, Fields] = {}
    for problem in resolved.issues:
        fields: Fields = {
            "issue_id": make_id("iss", problem.code, problem.path, problem.place, problem.record_id, problem.message),
            "code": str(problem.code),
            "severity": str(problem.severity),
            "path": problem.path or None,
            "place": problem.place or None,
            "document_id": problem.document_id,
            "table": problem.table,
            "record_id": problem.record_id,
            "related_id": problem.related_id,
            "documents": problem.documents,
            "message": problem.message,
            "remedy": problem.remedy or None,
        }
        rows.setdefault(fields["issue_id"], fields)
    return list(rows.values())


def _codes(resolved: Resolved) -> list[Fields]:
    """All codes of coopdata's own lists; of lists kept by others those in use."""
    used: dict[str, set[str]] = {name: set() for name in OPEN_LISTS}
    for name, column_name, code_list in _open_columns():
        used[code_list] |= {
            value for row in getattr(resolved, name) if (value := getattr(row, column_name)) is not None
        }
    return [
        asdict(entry)
        for name, entries in code_lists().items()
        for code, entry in entries.items()
        if name not in OPEN_LISTS or code in used[name]
    ]


def _open_columns() -> Iterator[tuple[str, str, str]]:
    """Table, column and list of every column whose codes others keep."""
    for spec in TABLES:
        for column in spec.columns:
            if column.code_list in OPEN_LISTS:
                yield spec.name, column.name, column.code_list
