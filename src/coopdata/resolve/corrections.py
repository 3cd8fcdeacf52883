"""Corrections by hand: raw/corrections.csv, read, checked and applied to the resolved rows.

The file has the header ``record,field,value,reason,document_hash``. `record` is the key of a published row (parts of
a composite key joined by a slash), `field` a column of its table, an empty `value` empties the field, and
`document_hash` is the SHA-256 of the document that the curator read. Two fields decide about identity instead: `merge`
makes one of the records `record` and `value`, `keep_apart` keeps them two, whatever the rules say; they need no
`document_hash` (see `decisions`). A line that cannot be applied becomes a problem; the others apply.
"""

import csv
import io
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

from coopdata.problems import Code, Problem, Severity
from coopdata.resolve.decisions import DECIDING
from coopdata.resolve.ledger import Ledger
from coopdata.resolve.model import Claim, Correction, Rows
from coopdata.resolve.rows import keyed
from coopdata.tables.catalogue import table
from coopdata.tables.schemas import value_problem
from coopdata.tables.written import parse, written

COLUMNS = ("record", "field", "value", "reason", "document_hash")
RULE = "correction"
CORRECTED = "corrected"
SHA256 = re.compile(r"[0-9a-f]{64}")
MERGEABLE = {"org": "organizations", "per": "people", "agr": "agreements", "evt": "events", "prj": "projects"}
"""Tables whose rows may be merged or kept apart, by the prefix of their ids."""
MERGEABLE_ID = re.compile(rf"({'|'.join(MERGEABLE)})_[a-z2-7]{{10}}")

_NO_TEXT = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]")


class _InvalidError(ValueError):
    """Why a correction cannot be applied; the message names the remedy."""


def read_corrections(path: Path) -> tuple[list[Correction], list[Problem]]:
    """The corrections of a file, and what is wrong with it. No file: no corrections."""
    if not path.exists():
        return [], []
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        return [], [_problem(path.name, "", f"it cannot be read ({error})", "Save it as UTF-8.")]
    # only the csv module knows which line ends are cell content; str.splitlines would cut at U+2028 too
    reader = csv.reader(io.StringIO(text, newline=""))
    try:
        lines = [(reader.line_num, cells) for cells in reader]
    except csv.Error as error:
        return [], [_problem(path.name, f"line {reader.line_num}", f"it is no CSV ({error})", "Mend the quotes.")]
    header = lines[0][1] if lines else None
    if header is None or tuple(header) != COLUMNS:
        return [], [_problem(path.name, "line 1", "the header is wrong", f"Make it: {','.join(COLUMNS)}.")]
    corrections: list[Correction] = []
    problems: list[Problem] = []
    for line, cells in lines[1:]:
        if not cells:
            continue
        try:
            corrections.append(_correction(cells, line))
        except _InvalidError as error:
            problems.append(_problem(path.name, f"line {line}", *error.args))
    return corrections, problems


def _correction(cells: Sequence[str], line: int) -> Correction:
    if len(cells) != len(COLUMNS):
        raise _InvalidError(f"it has {len(cells)} cells", f"Give {len(COLUMNS)}: {', '.join(COLUMNS)}.")
    record, field, value, reason, document_hash = (cell.strip() for cell in cells)
    if not record or not field:
        raise _InvalidError("record or field is empty", "Name the key of a published row and one of its columns.")
    if _NO_TEXT.search(value):
        raise _InvalidError("the value holds a control character", "Write it as plain text on one line.")
    if field in DECIDING:
        _require_two_of_a_kind(record, value)
        return Correction(record, field, value, reason, document_hash, line)
    if not SHA256.fullmatch(document_hash):
        raise _InvalidError("document_hash is no SHA-256", "Copy documents.sha256 of the document you read.")
    return Correction(record, field, value or None, reason, document_hash, line)


def _require_two_of_a_kind(record: str, value: str) -> None:
    """A decision about identity names two different ids of one kind; no document need be named for it."""
    found = [MERGEABLE_ID.fullmatch(one) for one in (record, value)]
    kinds = {match and match[1] for match in found}
    if len(kinds) != 1 or None in kinds or record == value:
        listed = ", ".join(sorted(MERGEABLE.values()))
        raise _InvalidError("it does not name two ids of one kind", f"Give two ids of one of the tables {listed}.")


def _problem(path: str, place: str, message: str, remedy: str) -> Problem:
    return Problem(Code.CORRECTION_INVALID, message, Severity.ERROR, path, place, remedy)


def apply_corrections(corrections: Sequence[Correction], rows: Rows, hashes: Mapping[str, str], ledger: Ledger) -> None:
    """Set the fields in `rows` and write each correction into the ledger; `hashes` is sha256 by document id.

    What cannot be applied is written into the ledger as a problem. Of two corrections of a field the later line counts.
    """
    if not corrections:
        return
    wanted = {item.record for item in corrections}
    where: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for name, own in rows.items():
        for index, (key, _) in enumerate(keyed(name, own)):
            if key in wanted:
                where[key].append((name, index))
    behind: dict[tuple[str, str], set[str]] = defaultdict(set)
    for claim in ledger.claims:
        if claim.record_id in wanted:
            behind[claim.table, claim.record_id].add(claim.document_id)
    last = {(item.record, item.field): item for item in corrections}
    for item in last.values():
        try:
            _apply(item, rows, where.get(item.record, []), (behind, hashes), ledger)
        except _InvalidError as error:
            ledger.problems.append(_problem("corrections.csv", f"line {item.line}", *error.args))


def _apply(
    item: Correction,
    rows: Rows,
    candidates: Sequence[tuple[str, int]],
    documents: tuple[Mapping[tuple[str, str], set[str]], Mapping[str, str]],
    ledger: Ledger,
) -> None:
    name, index = _find(item, rows, candidates)
    value = _value(item, name, rows)
    behind, hashes = documents
    current = sorted(doc for doc in behind.get((name, item.record), ()) if hashes.get(doc) == item.document_hash)
    if not current:
        ledger.problems.append(_stale(item, name))
        return
    change: Any = {item.field: value}
    rows[name][index] = replace(rows[name][index], **change)
    ledger.write(
        Claim(
            name,
            item.record,
            item.field,
            None if value is None else written(value),
            current[0],
            None,
            RULE,
            CORRECTED,
            1.0,
        )
    )


def _find(item: Correction, rows: Rows, candidates: Sequence[tuple[str, int]]) -> tuple[str, int]:
    """The one row with this key that has the field."""
    if not candidates:
        raise _InvalidError(f"there is no record {item.record}", "Copy the key of a row of the latest release.")
    having = [at for at in candidates if item.field in {f.name for f in fields(rows[at[0]][at[1]])}]
    tables = ", ".join(sorted(name for name, _ in candidates))
    if not having:
        raise _InvalidError(f"{tables} has no field {item.field} that is read from texts", "Name such a column.")
    if len(having) > 1:
        raise _InvalidError(f"{item.record} is a row of several tables ({tables})", "Correct the entity itself.")
    if item.field in table(having[0][0]).key:
        raise _InvalidError(f"{item.field} is part of the key of {having[0][0]}", "Correct another field.")
    return having[0]


def _value(item: Correction, name: str, rows: Rows) -> str | int | float | bool | None:
    """The value of the right type; it fits the column, and what it refers to exists."""
    column = table(name).column(item.field)
    if item.value is None:
        if column.null is None:
            raise _InvalidError(f"{name}.{item.field} may not be empty", "Give a value.")
        return None
    try:
        value = parse(column, item.value)
    except ValueError:
        raise _InvalidError(f"{item.value!r} is no {column.type}", "Give a value of that type.") from None
    message = value_problem(table(name), column, value)
    if message is not None:
        raise _InvalidError(message, "See the dictionary for the column's values.")
    if column.references is not None:
        home, key = column.references
        if all(getattr(row, key) != value for row in rows[home]):
            raise _InvalidError(f"{home} has no {key} {value}", "Give the id of a row of the latest release.")
    return value


def _stale(item: Correction, name: str) -> Problem:
    return Problem(
        Code.CORRECTION_STALE,
        f"no document behind {item.record} has the SHA-256 {item.document_hash} any more; {item.field} was not set",
        Severity.WARNING,
        "corrections.csv",
        f"line {item.line}",
        "Read the document again and give its present SHA-256, or remove the line.",
        table=name,
        record_id=item.record,
    )
