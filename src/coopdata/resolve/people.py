"""The people of all documents, and the titles each is given. Which mentions are one person says `person_matching`."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from coopdata.extract.record import Item, Person
from coopdata.ids import fold
from coopdata.resolve.decisions import Decisions
from coopdata.resolve.ledger import Ledger, Mention, Place, Source, document_count, seen
from coopdata.resolve.mentions import PersonMention
from coopdata.resolve.model import PersonRow, PositionRow
from coopdata.resolve.organizations import Directory, Organizations
from coopdata.resolve.person_matching import cluster_people, faces_of


@dataclass(frozen=True)
class People:
    """Rows of the two tables, and who is meant by a name in a document."""

    rows: tuple[PersonRow, ...]
    positions: tuple[PositionRow, ...]
    by_name: Mapping[tuple[str, str], tuple[str, ...]]

    def find(self, source: Source, name: str) -> str | None:
        """The person that the document calls so; None where it may mean several, or none."""
        found = self.by_name.get((source.document.id, fold(name)), ())
        return found[0] if len(found) == 1 else None


def resolve_people(
    mentions: Sequence[PersonMention], organizations: Organizations, ledger: Ledger, decisions: Decisions
) -> People:
    """All people of the mentions, which must be in the order of their sources."""
    rows: list[PersonRow] = []
    positions: list[PositionRow] = []
    by_name: dict[tuple[str, str], set[str]] = defaultdict(set)
    for person_id, faces in cluster_people(faces_of(mentions, organizations), decisions).items():
        cluster = [face.mention for face in faces]
        rows.append(_row(person_id, cluster, ledger))
        positions.extend(_positions(person_id, cluster, organizations.directory, ledger))
        for source, person in cluster:
            for form in (person.name, *person.aliases):
                by_name[source.document.id, fold(form)].add(person_id)
    return People(tuple(rows), tuple(positions), {key: tuple(sorted(ids)) for key, ids in by_name.items()})


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


def _positions(
    person_id: str, cluster: Sequence[PersonMention], organizations: Directory, ledger: Ledger
) -> list[PositionRow]:
    """A row for every title and organization, over all documents."""

    def organization(source: Source, name: str) -> str | None:
        return organizations.find(source, name)

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
