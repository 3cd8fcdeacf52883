"""Values, records and lists of them in words, as Markdown in which nothing of the data is markup or a link."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from coopdata.publish.changes.cells import aligned, sorted_by_key
from coopdata.publish.changes.tables import Snapshot
from coopdata.publish.markdown import code, inline
from coopdata.tables.catalogue import ID_PREFIXES, table
from coopdata.tables.catalogue.agreements import AGREEMENT_PARTIES, AGREEMENTS
from coopdata.tables.spec import Table

LONGEST = 120
"""Characters of a value that are shown."""
SHOWN = 20
"""Things of a kind that are told one by one."""
_PARTIES = 4
"""Parties that an agreement is shown with."""

_NAMING = ("title", "name")
"""The columns that say what a record is called."""
_HOMES = {prefix: table(name) for name, prefix in ID_PREFIXES.items()}
_LINKS = re.compile(r"(?P<after>(?<=:)/(?=/)|(?<=www)\.)|@", re.IGNORECASE)
"""Where programs take text for an address and make a link of it, though nothing marks it as one."""


def words(text: str) -> str:
    """A value as Markdown that shows it on one line, no more than `LONGEST` characters of it, and is no link."""
    line = " ".join(text.split())
    short = line if len(line) <= LONGEST else f"{line[:LONGEST]}…"
    # A word joiner before the sign: addresses of mail are recognised in the text of the page, where no escape is left.
    return _LINKS.sub(lambda found: rf"\{found[0]}" if found["after"] else "&#8288;@", inline(short))


def listed(items: Sequence[str], total: int, elsewhere: str = "") -> str:
    """A list in Markdown of the first of `total` things, and how many more there are; `elsewhere` says where."""
    more = f"\n\nand {total - len(items)} more{elsewhere}" if total > len(items) else ""
    return "\n".join(f"- {item}" for item in items) + more


def named(one: str, names: Mapping[str, str]) -> str:
    """A record by its id and what it is called, if that is known."""
    return f"{code(one)} {names[one]}" if one in names else code(one)


def called(snapshot: Snapshot, ids: Iterable[str]) -> dict[str, str]:
    """What records are called in a release, as Markdown, by id; those left out that are not there or have no name."""
    by_home: dict[str, list[str]] = defaultdict(list)
    for one in ids:
        by_home[one.partition("_")[0]].append(one)
    names: dict[str, str] = {}
    for prefix, own in by_home.items():
        if prefix in _HOMES:
            names |= _names(snapshot, _HOMES[prefix], own)
    return names


def _names(snapshot: Snapshot, home: Table, ids: list[str]) -> dict[str, str]:
    (key,) = home.key
    parties = _parties(snapshot, ids) if home is AGREEMENTS else {}
    names = {}
    for row in _rows(snapshot, home, key, ids):
        parts = [words(row[name]) for name in _NAMING if row.get(name) is not None]
        parts += [parties[row[key]]] if row[key] in parties else []
        if parts:
            names[row[key]] = " – ".join(parts)
    return names


def _parties(snapshot: Snapshot, ids: list[str]) -> dict[str, str]:
    """The first parties of agreements, by the agreement's id."""
    names: dict[str, list[str]] = defaultdict(list)
    for row in _rows(snapshot, AGREEMENT_PARTIES, "agreement_id", ids):
        names[row["agreement_id"]].append(words(row["name"]))
    return {one: ", ".join(own[:_PARTIES]) + (", …" if len(own) > _PARTIES else "") for one, own in names.items()}


def _rows(snapshot: Snapshot, home: Table, column: str, values: list[str]) -> list[dict[str, Any]]:
    """The rows of a table that have one of the values in a column, by key; none where the release has no such table."""
    data = snapshot.tables.get(home.name)
    if data is None or column not in data.column_names:
        return []
    mine = data.filter(pc.is_in(data.column(column), value_set=pa.array(values, pa.string())))
    rows: list[dict[str, Any]] = sorted_by_key(home, aligned(home, mine)).to_pylist()
    return rows
