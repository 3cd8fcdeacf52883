"""What is open in a release for a curator to settle, and the lines of raw/corrections.csv that settle it.

Open are issues of three codes: records that may be one (`merge_proposed`), documents that state different values
(`value_conflict`), bodies whose country no document tells (`country_unknown`). Each names a record, the field that a
line would set, and the values it could take. What a line of the file settles already is not open any more, whether or
not a release has been built since.
"""

import csv
import io
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pyarrow.parquet import read_table

from coopdata.files import replace_file
from coopdata.problems import Code, Severity
from coopdata.resolve.corrections import COLUMNS, read_corrections
from coopdata.resolve.decisions import DECIDING, KEEP_APART, MERGE
from coopdata.resolve.model import Correction
from coopdata.tables.catalogue import KEY_SEPARATOR, table
from coopdata.tables.schemas import value_problem
from coopdata.tables.written import parse

SETTLED_BY_HAND = frozenset({Code.MERGE_PROPOSED, Code.VALUE_CONFLICT, Code.COUNTRY_UNKNOWN})
"""Issues that one line of corrections.csv settles."""
_BY_WEIGHT = [str(severity) for severity in Severity]


class ReviewError(ValueError):
    """Why an issue cannot be settled so; the message names the remedy."""


@dataclass(frozen=True)
class Open:
    """An issue that waits for a curator."""

    issue_id: str
    code: str
    message: str
    table: str
    record: str
    related: str | None
    field: str
    """The column that a line would set; None of them for two records that may be one."""
    choices: tuple[str, ...]
    """Values that the line may give; others may be right, too, but for `merge` and `keep_apart`."""
    documents: int
    """How many documents stand behind it: what it is worth to settle it."""
    document_hash: str
    """SHA-256 of the first document behind the record; empty where none is needed."""
    severity: str

    def line(self, value: str, reason: str) -> tuple[str, ...]:
        """The cells of the line that settles it so; ReviewError for a value that does not fit."""
        if self.code == Code.MERGE_PROPOSED:
            if value not in self.choices:
                raise ReviewError(f"{self.issue_id} is settled by {' or '.join(self.choices)}, not by {value!r}.")
            return (self.record, value, self.related or "", reason, "")
        column = table(self.table).column(self.field)
        try:
            message = value_problem(table(self.table), column, parse(column, value))
        except ValueError:
            message = f"{value!r} is no {column.type}"
        if message is not None:
            raise ReviewError(f"{self.issue_id}: {message}. Give a value of {self.table}.{self.field}.")
        return (self.record, self.field, value, reason, self.document_hash)


def open_issues(release_dir: Path, corrections: Path) -> list[Open]:
    """What is open in a release, the most valuable first: by severity, then by the documents behind it."""
    behind = _Behind(release_dir)
    rows = _rows(release_dir, "issues")
    settled = {_settles(item) for item in read_corrections(corrections)[0]}
    found = [_open(row, behind) for row in rows if row["code"] in SETTLED_BY_HAND]
    waiting = [one for one in found if (one.record, one.field, one.related) not in settled]
    return sorted(waiting, key=lambda one: (_BY_WEIGHT.index(one.severity), -one.documents, one.issue_id))


def _rows(release_dir: Path, name: str, *columns: str) -> list[dict[str, Any]]:
    """The rows of a table, with these columns; with all where none are named."""
    path = release_dir / "parquet" / f"{name}.parquet"
    found: list[dict[str, Any]] = read_table(path, columns=list(columns) or None).to_pylist()
    return found


def _settles(item: Correction) -> tuple[str, str, str | None]:
    deciding = item.field in DECIDING
    return (item.record, MERGE if deciding else item.field, item.value if deciding else None)


class _Behind:
    """What the documents of a release state of each record."""

    def __init__(self, release_dir: Path) -> None:
        sha256 = {row["document_id"]: row["sha256"] for row in _rows(release_dir, "documents", "document_id", "sha256")}
        self._values: dict[tuple[str, str, str], set[str]] = defaultdict(set)
        self._first: dict[tuple[str, str], str] = {}
        self._names = dict(_names(release_dir))
        for row in _rows(release_dir, "statements", "table", "record_id", "field", "value", "document_id"):
            if row["value"] is not None:
                self._values[row["table"], row["record_id"], row["field"]].add(row["value"])
            self._first.setdefault((row["table"], row["record_id"]), sha256[row["document_id"]])

    def values(self, name: str, record: str, field: str) -> tuple[str, ...]:
        """The values that documents state of a field."""
        return tuple(sorted(self._values[name, record, field]))

    def name(self, record: str) -> str:
        """What people call a record; its key where it has no name."""
        return self._names.get(record.split(KEY_SEPARATOR, maxsplit=1)[0], record)

    def document_hash(self, name: str, record: str) -> str:
        """The SHA-256 of a document behind a record."""
        return self._first[name, record]


def _names(release_dir: Path) -> Iterator[tuple[str, str]]:
    """What people call the records that have ids."""
    for name, (key, label) in {
        "organizations": ("organization_id", "name"),
        "people": ("person_id", "name"),
        "events": ("event_id", "name"),
        "projects": ("project_id", "name"),
    }.items():
        yield from ((row[key], row[label]) for row in _rows(release_dir, name, key, label))
    parties: dict[str, list[str]] = defaultdict(list)
    for row in _rows(release_dir, "agreement_parties", "agreement_id", "name"):
        parties[row["agreement_id"]].append(row["name"])
    for row in _rows(release_dir, "agreements", "agreement_id", "instrument"):
        yield (
            row["agreement_id"],
            f"{row['instrument'].replace('_', ' ')} of {' and '.join(parties[row['agreement_id']])}",
        )


def _open(row: Mapping[str, Any], behind: _Behind) -> Open:
    is_merge = row["code"] == Code.MERGE_PROPOSED
    field = MERGE if is_merge else row["place"]
    record = (row["table"], row["record_id"])
    return Open(
        issue_id=row["issue_id"],
        code=row["code"],
        message=row["message"] if is_merge else f"{behind.name(row['record_id'])}: {row['message']}",
        table=row["table"],
        record=row["record_id"],
        related=row["related_id"],
        field=field,
        choices=(MERGE, KEEP_APART) if is_merge else behind.values(*record, field),
        documents=row["documents"] or 0,
        document_hash="" if is_merge else behind.document_hash(*record),
        severity=row["severity"],
    )


def settle(issues: Sequence[Open], answers: Mapping[str, str], reason: str, corrections: Path) -> list[tuple[str, ...]]:
    """Append a line for each answer (issue id → value) to the file, all or none, and give the lines.

    ReviewError, and nothing is written, where an issue is not open or a value does not fit.
    """
    by_id = {one.issue_id: one for one in issues}
    unknown = sorted(set(answers) - set(by_id))
    if unknown:
        raise ReviewError(f"{', '.join(unknown)}: no such issue is open. `coopdata review` lists those that are.")
    lines = [by_id[issue_id].line(value, reason) for issue_id, value in answers.items()]
    text = corrections.read_text("utf-8-sig") if corrections.exists() else f"{','.join(COLUMNS)}\n"
    added = io.StringIO(newline="")
    csv.writer(added, lineterminator="\n").writerows(lines)
    whole = text + ("" if text.endswith("\n") else "\n") + added.getvalue()
    replace_file(corrections, whole.encode())
    return lines
