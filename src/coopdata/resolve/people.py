"""The rows of all people, and of the titles each is given. Which mentions are one person says `person_matching`."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from coopdata.extract.record import Item, Person
from coopdata.resolve.bodies import Bodies
from coopdata.resolve.ledger import Ledger, Mention, Place, Source, document_count, seen
from coopdata.resolve.mentions import PersonMention
from coopdata.resolve.model import PersonRow, PositionRow
from coopdata.resolve.person_matching import Persons


@dataclass(frozen=True)
class PeopleRows:
    """Rows of the two tables."""

    people: tuple[PersonRow, ...]
    positions: tuple[PositionRow, ...]


def people_rows(persons: Persons, bodies: Bodies, ledger: Ledger) -> PeopleRows:
    """All rows."""
    rows: list[PersonRow] = []
    positions: list[PositionRow] = []
    for person_id, faces in persons.clusters.items():
        cluster = [mention for face in faces for mention in face.mentions]
        rows.append(_row(person_id, cluster, ledger))
        positions.extend(_positions(person_id, cluster, bodies, ledger))
    return PeopleRows(tuple(rows), tuple(positions))


def _row(person_id: str, cluster: Sequence[PersonMention], ledger: Ledger) -> PersonRow:
    items: list[Mention[Item]] = list(cluster)
    ledger.settle(Place("people", person_id, "name"), items, "name")
    users: dict[str, set[str]] = defaultdict(set)
    for source, person in cluster:
        users[person.name].add(source.document.id)
    first_seen, last_seen = seen(source for source, _ in cluster)
    return PersonRow(
        person_id,
        min(users, key=lambda name: (-len(users[name]), -len(name), name)),
        ledger.settle(Place("people", person_id, "country"), items, "country"),
        first_seen,
        last_seen,
        document_count(source for source, _ in cluster),
    )


def _positions(person_id: str, cluster: Sequence[PersonMention], bodies: Bodies, ledger: Ledger) -> list[PositionRow]:
    """A row for every title and organization, over all documents."""

    def organization(source: Source, name: str) -> str | None:
        return bodies.find(source.order, name)

    held: dict[tuple[str, str | None], list[Mention[Person]]] = defaultdict(list)
    for source, person in cluster:
        if person.title is not None:
            place = organization(source, person.organization) if person.organization else None
            held[person.title, place].append((source, person))
    rows = []
    for (title, organization_id), mentions in held.items():
        record_id = f"{person_id}/{title}/{organization_id or ''}"
        ledger.settle(Place("positions", record_id, "title"), mentions, "title")
        ledger.settle(Place("positions", record_id, "organization_id"), mentions, "organization", organization)
        country = ledger.settle(Place("positions", record_id, "country"), mentions, "country")
        rows.append(PositionRow(person_id, title, organization_id, country, *seen(source for source, _ in mentions)))
    return rows
