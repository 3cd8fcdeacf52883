"""CHANGES.md: what changed since the release before, told to people.

Counts for all tables; for the main ones the first records by name, with old and new values; what became of ids; how
the tables themselves changed. All that comes from the data is shown as it stands, and is never markup or a link.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

import pyarrow as pa
import pyarrow.compute as pc

from coopdata.publish.changes.cells import whole
from coopdata.publish.changes.ids import ids_section
from coopdata.publish.changes.spec import Change
from coopdata.publish.changes.summary import Summary, TableSummary, summarize
from coopdata.publish.changes.tables import Snapshot
from coopdata.publish.changes.wording import SHOWN, called, listed, named, words
from coopdata.publish.layout import CHANGES, CSV, changes_path
from coopdata.publish.markdown import code
from coopdata.tables.catalogue.activities import EVENTS, PROJECTS
from coopdata.tables.catalogue.agreements import AGREEMENTS
from coopdata.tables.catalogue.entities import ORGANIZATIONS, PEOPLE
from coopdata.tables.catalogue.sources import DOCUMENTS, ID_HISTORY
from coopdata.tables.spec import Table

MAIN = (AGREEMENTS, ORGANIZATIONS, PEOPLE, EVENTS, PROJECTS, DOCUMENTS)
"""The tables whose records are told; what else there is hangs on these."""


def changes_md(
    tables: Sequence[Table],
    before: Snapshot | None,
    after: Snapshot,
    changes: Mapping[str, pa.Table],
    *,
    with_files: bool = True,
) -> bytes:
    """The page. `changes` has what `compare` gives, by table; `before` is None where there is no release to compare.

    `with_files` says that the page lies beside the files of changes, and may point to them.
    """
    heading = f"# What changed in release {after.release}"
    if before is None:
        first = f"There is no release before it, so nothing can have changed; the files in `{CHANGES}/` are empty."
        return f"{heading}\n\n{first}\n".encode()
    summary = summarize(tables, before, after, changes)
    changed = [one for one in summary.tables if one.changed]
    main = sorted((one for one in changed if one.table in MAIN), key=lambda one: MAIN.index(one.table))
    parts = [
        heading,
        _total(summary, with_files=with_files),
        _counts(changed),
        _schema(summary),
        ids_section(before, after, changes[ID_HISTORY.name]),
        *(_records(summary, one, changes[one.table.name], with_files=with_files) for one in main),
    ]
    return ("\n\n".join(part for part in parts if part) + "\n").encode()


def _total(summary: Summary, *, with_files: bool) -> str:
    """What changed in a sentence, and where all of it is to be found."""
    before, after = summary.before.release, summary.after.release
    changed = sum(one.changed for one in summary.tables)
    if not changed:
        return f"No row of any table differs from release {before}."
    added, differing, removed = (sum(one.rows[change] for one in summary.tables) for change in Change)
    rows = f"{added} row{'s' * (added != 1)} added, {differing} changed, {removed} removed"
    total = f"Since release {before}: {rows}, in {changed} of {len(summary.tables)} tables."
    if with_files:
        return f"{total} Every cell that differs is in the files of `{CHANGES}/`, with its old and its new value."
    return f"{total} `coopdata diff {before} {after} --format json` lists every cell that differs."


def _counts(changed: Sequence[TableSummary]) -> str:
    if not changed:
        return ""
    heads = ("table", *Change, "columns that differ, each with the number of changed rows")
    lines = [heads, ("---", *("---:" for _ in Change), "---"), *map(_count, changed)]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def _count(one: TableSummary) -> tuple[str, ...]:
    columns = ", ".join(f"{code(name)} {rows}" for name, rows in one.columns.items())
    return (code(one.table.name), *(str(one.rows[change]) for change in Change), columns)


def _schema(summary: Summary) -> str:
    """How the tables themselves changed; empty where they did not."""
    old, new = summary.before.schema_version, summary.after.schema_version
    items = [
        *(f"{code(name)} is a new table" for name in summary.appended),
        *(f"{code(name)} is no longer a table" for name in summary.gone),
        *(f"{code(one.table.name)} has the new column {code(name)}" for one in summary.tables for name in one.appended),
        *(f"{code(one.table.name)} has no column {code(name)} any more" for one in summary.tables for name in one.gone),
    ]
    if not items and old == new:
        return ""
    versions = f"The schema version is {code(new)}; it was {code(old)}." if old != new else ""
    return "\n\n".join(part for part in ("## Tables and columns", versions, listed(items, len(items))) if part)


def _records(summary: Summary, one: TableSummary, changes: pa.Table, *, with_files: bool) -> str:
    """The first records of a table that were added, changed and removed."""
    file = code(changes_path(one.table.name, CSV))
    parts = [f"## {one.table.title}"]
    for change in Change:
        total = one.rows[change]
        if total:
            lines = changes.filter(pc.equal(changes.column("change"), change.value))
            ids = whole(lines.column("key")).unique().slice(0, SHOWN)
            names = called(summary.before if change is Change.REMOVED else summary.after, ids.to_pylist())
            cells = dict(_differences(lines.filter(pc.is_in(lines.column("key"), value_set=ids))))
            items = [
                f"{named(key, names)}: {cells[key]}" if change is Change.CHANGED else named(key, names)
                for key in ids.to_pylist()
            ]
            parts += [f"### {change.capitalize()}: {total}", listed(items, total, f", in {file}" if with_files else "")]
    return "\n\n".join(parts)


def _differences(lines: pa.Table) -> Iterator[tuple[str, str]]:
    """For each row its cells that differ, in words. The lines of a row stand together."""
    for key, own in groupby(lines.to_pylist(), key=lambda line: line["key"]):
        yield key, "; ".join(f"{code(line['column'])} {_value(line['old'])} → {_value(line['new'])}" for line in own)


def _value(text: str | None) -> str:
    return "*empty*" if text is None else f"“{words(text)}”"
