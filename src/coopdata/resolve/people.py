"""Which mentions are one person, and the titles each is given.

People are one where the words of their full names, in any order, and their countries are equal. A name without a
country joins the only person of that name that has one in its document, else stands for itself.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from coopdata.extract.record import Item, Person
from coopdata.ids import fold, make_id
from coopdata.resolve.groups import join
from coopdata.resolve.ledger import Ledger, Mention, Place, Source, document_count, seen
from coopdata.resolve.mentions import PersonMention
from coopdata.resolve.model import PersonRow, PositionRow
from coopdata.resolve.organizations import Directory


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


def name_words(name: str) -> str:
    """A name with its words in alphabetical order, so that the order of family and given name does not matter.

    >>> name_words("Abe Shinzo") == name_words("Shinzo Abe")
    True
    """
    return " ".join(sorted(fold(name).split()))


def resolve_people(mentions: Sequence[PersonMention], organizations: Directory, ledger: Ledger) -> People:
    """All people of the mentions, which must be in the order of their sources."""
    countries = _known_countries(mentions)
    rows: list[PersonRow] = []
    positions: list[PositionRow] = []
    by_name: dict[tuple[str, str], set[str]] = defaultdict(set)
    for cluster in join(mentions, [[_token(mention, countries)] for mention in mentions]):
        person_id = make_id("per", *_token(cluster[0], countries))
        rows.append(_row(person_id, cluster, ledger))
        positions.extend(_positions(person_id, cluster, organizations, ledger))
        for source, person in cluster:
            for form in (person.name, *person.aliases):
                by_name[source.document.id, fold(form)].add(person_id)
    return People(tuple(rows), tuple(positions), {key: tuple(sorted(ids)) for key, ids in by_name.items()})


def _known_countries(mentions: Sequence[PersonMention]) -> Mapping[tuple[str, str], set[str]]:
    """The countries that a document gives people of a name."""
    known: dict[tuple[str, str], set[str]] = defaultdict(set)
    for source, person in mentions:
        if person.country is not None:
            known[source.document.id, name_words(person.name)].add(person.country)
    return known


def _token(mention: PersonMention, countries: Mapping[tuple[str, str], set[str]]) -> tuple[str, str, str]:
    """The facts that make the id: words of the name, country, and the document where no country is known."""
    source, person = mention
    words = name_words(person.name)
    known = countries.get((source.document.id, words), set())
    country = person.country or (next(iter(known)) if len(known) == 1 else None)
    return (words, country or "", "" if country else source.document.id)


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
