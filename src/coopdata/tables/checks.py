"""What must hold of the tables beyond their types; every check gives messages for a reader, and none for success.

- `check_table`: exactly the columns of the spec, types, nulls, codes, forms, the key.
- `check_foreign_keys`: every reference points to a row, and none comes back to the row it starts from. No schema of one
  table can see this.
- `check_codes`: every code in a coded column is a row of `codes`.
- `check_statements`: no traced value without a chosen statement of it, and every statement's characters stand where
  it says. This is the promise of the whole dataset.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import pandas as pd
from pandera.errors import SchemaErrors

from coopdata.resolve.statements import QUOTATION
from coopdata.tables.catalogue import KEY_SEPARATOR, TABLES
from coopdata.tables.schemas import pandera_schema
from coopdata.tables.spec import Table
from coopdata.tables.written import written

Frames = Mapping[str, pd.DataFrame]

ENTITY_TABLES = {"org": "organizations", "per": "people"}
"""Where an id of `event_participants.entity_id` is to be found, by its prefix."""

SHOWN = 3
"""Examples a message lists."""

ROWS_AT_ONCE = 10_000
"""Rows of a large table that are looked at together."""


def check_table(table: Table, frame: pd.DataFrame) -> list[str]:
    """What is wrong with the table's frame by its own spec, one line for each column and rule."""
    try:
        pandera_schema(table).validate(frame, lazy=True)
    except SchemaErrors as errors:
        return _readable(table, errors.failure_cases)
    return []


def _readable(table: Table, cases: pd.DataFrame) -> list[str]:
    """The failure cases of pandera as sentences."""
    messages = []
    for (column, check), group in cases.groupby(["column", "check"], dropna=False, sort=True):
        where = f"{table.name}.{column}" if isinstance(column, str) and column != table.name else table.name
        examples = _examples(group["failure_case"].map(str))
        messages.append(f"{where}: {_rule(str(check))}: {examples}")
    return sorted(messages)


def _rule(check: str) -> str:
    """A pandera check in words."""
    plain = {
        "not_nullable": "may not be empty",
        "column_in_schema": "the catalogue has no such column",
        "column_in_dataframe": "the column is missing",
        "column_ordered": "the columns are not in the order of the catalogue",
        "multiple_fields_uniqueness": "the key is not unique",
    }
    if check in plain:
        return plain[check]
    if check.startswith("dtype("):
        return "the type is not " + check.removeprefix("dtype('").removesuffix("')")
    return check


def check_foreign_keys(frames: Frames) -> list[str]:
    """References that point to no row, or within their table lead back to where they start."""
    messages = []
    for table in TABLES:
        for column in table.columns:
            if column.references is not None:
                home, key = column.references
                values = frames[table.name][column.name].dropna()
                messages += _dangling(f"{table.name}.{column.name}", values, home, set(_objects(frames[home][key])))
                if home == table.name:
                    pointing = frames[home].dropna(subset=[column.name])
                    pairs = zip(pointing[key], pointing[column.name], strict=True)
                    messages += _circles(f"{table.name}.{column.name}", dict(pairs))
    entities = frames["event_participants"]["entity_id"]
    known = {entity for home in ENTITY_TABLES.values() for entity in _objects(frames[home].iloc[:, 0])}
    messages += _dangling("event_participants.entity_id", entities, " or ".join(ENTITY_TABLES.values()), known)
    for name in ("statements", "issues"):
        messages += _dangling_records(name, frames)
    return messages


def _circles(where: str, points_to: Mapping[str, str]) -> list[str]:
    """Rows that are in a circle of references, each row having one."""
    seen: set[str] = set()
    found: list[str] = []
    for start in points_to:
        way: dict[str, None] = {}
        row: str | None = start
        while row is not None and row not in seen and row not in way:
            way[row] = None
            row = points_to.get(row)
        if row in way:
            walked = list(way)
            found += walked[walked.index(row) :]
        seen.update(way)
    return [f"{where}: {len(found)} values lead in a circle: {_examples(found)}"] if found else []


def _dangling(where: str, values: "pd.Series[str]", home: str, known: set[str]) -> list[str]:
    missing = [value for value in _objects(values) if value not in known]  # isin makes a scalar of each known one
    return [f"{where}: {len(missing)} values are not in {home}: {_examples(missing)}"] if missing else []


def _dangling_records(name: str, frames: Frames) -> list[str]:
    """Rows of `statements` or `issues` about records that are not there."""
    messages = []
    about = frames[name][["table", "record_id"]].dropna()
    for table in TABLES:
        record_ids = about.loc[about["table"] == table.name, "record_id"]
        if len(record_ids):
            messages += _dangling(
                f"{name}.record_id", record_ids, table.name, set(record_keys(table, frames[table.name]))
            )
    return messages


def check_codes(frames: Frames) -> list[str]:
    """Codes in coded columns that `codes` does not explain."""
    codes = frames["codes"]
    explained = {name: set(group) for name, group in codes.groupby("code_list")["code"]}
    messages = []
    for table in TABLES:
        for column in table.columns:
            if column.code_list is not None:
                values = frames[table.name][column.name].dropna()
                home = f"codes for {column.code_list}"
                messages += _dangling(
                    f"{table.name}.{column.name}", values, home, explained.get(column.code_list, set())
                )
    return messages


def check_statements(frames: Frames, texts: Mapping[str, str]) -> list[str]:
    """Traced values without a chosen statement, and statements whose characters do not stand where they say.

    `texts` holds the stored text of every document that statements point into, by document id.
    """
    statements = frames["statements"]
    return [*_untraced(frames, statements), *_misquoted(statements, texts)]


def _untraced(frames: Frames, statements: pd.DataFrame) -> Iterator[str]:
    is_said = statements["chosen"] & statements["value"].notna()
    chosen = statements.loc[is_said, ["table", "field", "record_id", "value"]]
    said = dict(iter(chosen.groupby(["table", "field"])))
    nothing = chosen.head(0)
    for table in TABLES:
        frame = frames[table.name]
        for column in table.columns:
            if column.traced:
                own = said.get((table.name, column.name), nothing)
                known = set(zip(_objects(own["record_id"]), _objects(own["value"]), strict=True))
                held = frame.loc[frame[column.name].notna(), list({*table.key, column.name})]
                values = zip(record_keys(table, held), _objects(held[column.name]), strict=True)
                missing = [f"{key} ({value})" for key, value in values if (key, written(value)) not in known]
                if missing:
                    where = f"{table.name}.{column.name}"
                    yield f"{where}: {len(missing)} values have no chosen statement: {_examples(missing)}"


def _misquoted(statements: pd.DataFrame, texts: Mapping[str, str]) -> Iterator[str]:
    """Statements whose wording is not what the document has at their offsets."""
    columns = ["statement_id", "document_id", "start", "end", "original"]
    quoted = statements.loc[statements["start"].notna(), columns]
    for statement_id, document_id, start, end, original in _rows(quoted):
        text = texts.get(document_id)
        if text is None:
            yield f"statements {statement_id}: the text of {document_id} is not there"
        elif not 0 <= start < end <= len(text):
            yield f"statements {statement_id}: {document_id} has {len(text)} characters, none at {start} to {end}"
        elif original != text[start:end][:QUOTATION]:
            yield f"statements {statement_id}: {document_id} has other characters at {start} to {end} than {original!r}"


def record_keys(table: Table, frame: pd.DataFrame) -> list[str]:
    """The key of every row as `statements.record_id` writes it."""
    parts = [map(str, _objects(frame[name].astype(object).where(frame[name].notna(), ""))) for name in table.key]
    return [KEY_SEPARATOR.join(row) for row in zip(*parts, strict=True)]


def _rows(frame: pd.DataFrame) -> Iterator[tuple[Any, ...]]:
    """The rows, of which no more than some are Python's at once."""
    for first in range(0, len(frame), ROWS_AT_ONCE):
        part = frame.iloc[first : first + ROWS_AT_ONCE]
        yield from zip(*(_objects(part[name]) for name in part.columns), strict=True)


def _objects(values: "pd.Series[Any]") -> Iterable[Any]:
    """The values as Python's; a tenth of the time of going through the column itself."""
    return values.astype(object).to_numpy()


def _examples(values: "pd.Series[str] | list[str]") -> str:
    """The first few different values, sorted."""
    different = sorted(set(values))
    more = f" and {len(different) - SHOWN} more" if len(different) > SHOWN else ""
    return ", ".join(different[:SHOWN]) + more
