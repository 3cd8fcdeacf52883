"""The records that have a page, each with all that its page shows and its record.json says.

One `Kind` for each kind of page names the queries that it is put together from; all kinds are read alike, in one pass
over each table.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from types import MappingProxyType
from typing import Any

from coopdata.publish.page.asking import Groups, Part, Release, Row
from coopdata.tables.catalogue import ID_PREFIXES


@dataclass(frozen=True)
class Kind:
    """A kind of record that has pages. Its name is that of its folder, its template and its first query."""

    name: str
    parts: Mapping[str, str]
    """What hangs on a record, by its name in record.json: the query that gives it."""

    @property
    def prefix(self) -> str | None:
        """What the ids of its records begin with; None where they are codes, of which nothing is stated."""
        prefix = ID_PREFIXES.get(self.name)
        return f"{prefix}_" if prefix else None


@dataclass(frozen=True)
class Record:
    """One record: its row, and what hangs on it."""

    kind: Kind
    identifier: str
    row: Row
    parts: Mapping[str, Part]

    @property
    def path(self) -> str:
        """Its folder, relative to `published/`."""
        return f"{self.kind.name}/{self.identifier}"

    def part(self, name: str) -> Part:
        """What hangs on it under this name; nothing where its kind has no such part."""
        return self.parts.get(name, Part())

    def content(self) -> dict[str, Any]:
        """What record.json says: the row under ``record``, and what hangs on it.

        Of lists that were cut, ``totals`` says how long they are.
        """
        cut = {name: part.total for name, part in self.parts.items() if part.total > len(part.rows)}
        hanging = {name: part.rows for name, part in self.parts.items()}
        return {"table": self.kind.name, "id": self.identifier, "record": self.row, **hanging, "totals": cut}


KINDS = (
    Kind(
        "agreements",
        MappingProxyType(
            {
                "parties": "agreement_parties",
                "people": "agreement_people",
                "topics": "agreement_topics",
                "amounts": "amounts",
                "event": "agreement_event",
                "links": "agreement_links",
            }
        ),
    ),
    Kind(
        "organizations",
        MappingProxyType(
            {
                "names": "organization_names",
                "children": "organization_children",
                "agreements": "organization_agreements",
                "partners": "organization_partners",
                "people": "organization_people",
            }
        ),
    ),
    Kind("people", MappingProxyType({"positions": "person_positions", "agreements": "person_agreements"})),
    Kind(
        "countries",
        MappingProxyType(
            {
                "years": "country_years",
                "partners": "country_partners",
                "agreements": "country_agreements",
                "organizations": "country_organizations",
                "people": "country_people",
            }
        ),
    ),
    Kind("events", MappingProxyType({"participants": "event_participants", "agreements": "event_agreements"})),
    Kind("projects", MappingProxyType({"organizations": "project_organizations", "amounts": "amounts"})),
    Kind(
        "documents",
        MappingProxyType(
            {
                "agreements": "document_agreements",
                "organizations": "document_organizations",
                "people": "document_people",
                "versions": "document_versions",
            }
        ),
    ),
)
"""In the order in which they are written."""

EVIDENCE: Mapping[str, str] = MappingProxyType({"documents": "sources", "statements": "statements", "issues": "issues"})
"""What hangs on every record that was read from texts, by its name in record.json: the query that gives it."""


def records_of(rows: Mapping[str, int]) -> int:
    """How many records have pages of their own, countries left out; `rows` counts the rows of each table."""
    return sum(rows.get(kind.name, 0) for kind in KINDS if kind.prefix)


def records(release: Release, kind: Kind) -> Iterator[Record]:
    """Every record of a kind, in the order of its ids."""
    groups = {name: Groups(release.rows(query)) for name, query in kind.parts.items()}
    if kind.prefix:
        groups |= {name: Groups(release.rows(query, kind.prefix)) for name, query in EVIDENCE.items()}
    for row in release.rows(kind.name):
        owner = row.pop("owner")
        yield Record(kind, owner, row, {name: group.take(owner) for name, group in groups.items()})


def names_in(record: Record) -> dict[str, str]:
    """What the organizations, people and events that the record tells of are called, by id."""
    rows = chain([record.row], *(part.rows for part in record.parts.values()))
    found: dict[str, str] = {}
    for row in rows:
        for key, name in (("organization_id", "name"), ("person_id", "name"), ("event_id", "name")):
            if key in row and name in row:
                found[row[key]] = row[name]
        if row.get("organization"):
            found[row["organization_id"]] = row["organization"]
        if row.get("parent"):
            found[row["parent_id"]] = row["parent"]
        if row.get("entity_id"):
            found[row["entity_id"]] = row["name"]
    return found
