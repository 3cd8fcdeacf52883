"""`coopdata diff`: what changed from one release to another, as a table, as JSON or as Markdown."""

import json
from collections.abc import Iterator
from enum import StrEnum
from itertools import groupby, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from coopdata.cli.console import CommandError

if TYPE_CHECKING:
    import pyarrow as pa
    from rich.text import Text

    from coopdata.publish.changes.summary import TableSummary
    from coopdata.publish.changes.tables import Snapshot

FIRST = 5
"""Records of each table that the table shows."""
MOST = 5
"""Cells of a record that the table shows."""
LONGEST = 60
"""Characters of a value that the table shows."""
_BATCH = 10_000
"""Cells that are put into JSON at a time."""
_SIDES = {"added": ("new",), "changed": ("old", "new"), "removed": ("old",)}
"""The values of a cell that there are to show, by what became of its row."""


class DiffForm(StrEnum):
    """How changes are written."""

    TABLE = "table"
    """Counts and the first records, for people at a terminal."""
    JSON = "json"
    """Every cell that differs, for programs."""
    MARKDOWN = "markdown"
    """The page that a release has as CHANGES.md."""


def diff_releases(a: str, b: str, published: Path, form: DiffForm) -> None:
    """Print what makes the release `b` of the release `a`.

    Each is an id of a release under `published`, ``latest``, ``stable``, or the folder of a release anywhere.
    """
    from coopdata.publish import PublishError
    from coopdata.publish.changes.tables import read_snapshot

    try:
        before, after = (read_snapshot(_folder(name, published)) for name in (a, b))
        match form:
            case DiffForm.TABLE:
                _print_table(before, after)
            case DiffForm.JSON:
                _print_json(before, after)
            case DiffForm.MARKDOWN:
                _print_markdown(before, after)
    except PublishError as error:
        raise CommandError(str(error)) from error


def _folder(name: str, published: Path) -> Path:
    """The folder of the release that is called so. Raises PublishError for a damaged pointer."""
    from coopdata.publish import layout
    from coopdata.publish.pointers import read_pointer

    pointer = {"latest": layout.LATEST, "stable": layout.STABLE}.get(name)
    if pointer is not None:
        named = read_pointer(published, pointer)
        if named is None:
            raise CommandError(f"{published / pointer}: there is no such file.", _known(published))
        name = named.release
    if layout.ReleaseId.parse(name) is not None and (published / layout.RELEASES / name).is_dir():
        return published / layout.RELEASES / name
    if (Path(name) / layout.MANIFEST).is_file():
        return Path(name)
    raise CommandError(f"{name}: there is no such release.", _known(published))


def _known(published: Path) -> str:
    """The releases that can be named, newest first."""
    from coopdata.publish import layout

    releases = [str(release) for release in reversed(layout.releases(published))]
    if not releases:
        return f"There is none in {published}; name another folder with --published."
    return f"Those in {published} are {', '.join(releases)}."


def _compared(before: "Snapshot", after: "Snapshot") -> Iterator[tuple["TableSummary", "pa.Table"]]:
    """The changes of each table of the catalogue, and their counts, one table at a time."""
    from coopdata.publish.changes.compare import compare
    from coopdata.publish.changes.summary import summarize_table
    from coopdata.tables.catalogue import TABLES

    for table in TABLES:
        old, new = before.tables.get(table.name), after.tables.get(table.name)
        changes = compare(table, old, new)
        yield summarize_table(table, old, new, changes), changes


def _print_markdown(before: "Snapshot", after: "Snapshot") -> None:
    from coopdata.publish.changes.telling import changes_md
    from coopdata.tables.catalogue import TABLES

    changes = {one.table.name: lines for one, lines in _compared(before, after)}
    typer.echo(changes_md(TABLES, before, after, changes, with_files=False), nl=False)


def _print_json(before: "Snapshot", after: "Snapshot") -> None:
    """One JSON document, a line for each table and each cell, written as it is found."""
    typer.echo(f'{{"from": {_json(before.release)}, "to": {_json(after.release)}, "tables": {{', nl=False)
    table_gap = "\n"
    for one, changes in _compared(before, after):
        counts = {change.value: rows for change, rows in one.rows.items()} | {"columns": one.columns}
        typer.echo(f'{table_gap}{_json(one.table.name)}: {_json(counts)[:-1]}, "rows": [', nl=False)
        table_gap, row_gap = ",\n", "\n"
        for batch in changes.to_batches(max_chunksize=_BATCH):
            typer.echo(row_gap + ",\n".join(map(_json, batch.to_pylist())), nl=False)
            row_gap = ",\n"
        typer.echo("]}", nl=False)
    typer.echo("\n}}")


def _json(content: object) -> str:
    return json.dumps(content, ensure_ascii=False)


def _print_table(before: "Snapshot", after: "Snapshot") -> None:
    from rich.console import Console
    from rich.table import Table

    from coopdata.publish.changes.spec import Change

    counts, records = Table("table", *Change, "columns that differ"), Table("table", "change", "key", "cells")
    for one, changes in _compared(before, after):
        if one.changed:
            columns = ", ".join(f"{name} {rows}" for name, rows in one.columns.items())
            counts.add_row(one.table.name, *(str(one.rows[change]) for change in Change), columns)
            for row in _records(one, changes):
                records.add_row(one.table.name, *row)
    if not counts.rows:
        typer.echo(f"No row of any table differs between {before.release} and {after.release}.")
        return
    console = Console()
    console.print(counts)
    console.print(records)


def _records(one: "TableSummary", changes: "pa.Table") -> Iterator[tuple["Text", ...]]:
    """The first records of a table: what became of each, its key, its cells; and how many more there are."""
    from rich.text import Text

    from coopdata.publish.changes.spec import Change

    lines = changes.slice(0, FIRST * len(one.table.columns)).to_pylist()  # no record has more lines than columns
    for key, own in islice(groupby(lines, key=lambda line: line["key"]), FIRST):
        cells = list(own)
        change = cells[0]["change"]
        told = [_cell(line) for line in cells if change == Change.CHANGED or line["column"] not in one.table.key]
        shown = "\n".join([*told[:MOST], *(["…"] if len(told) > MOST else [])])
        yield Text(change), Text(_shown(key), overflow="fold"), Text(shown, overflow="fold")
    more = sum(one.rows.values()) - FIRST
    if more > 0:
        yield Text(""), Text(f"and {more} more"), Text("")


def _cell(line: dict[str, Any]) -> str:
    """A cell in one line: its column, what it held and what it holds."""
    values = " → ".join("empty" if line[side] is None else _shown(line[side]) for side in _SIDES[line["change"]])
    return f"{line['column']}: {values}"


def _shown(value: str) -> str:
    """A value as a terminal can show it: on one line, cut, characters that would do something there as escapes."""
    short = value if len(value) <= LONGEST else f"{value[:LONGEST]}…"
    return "".join(sign if sign.isprintable() else sign.encode("unicode_escape").decode() for sign in short)
