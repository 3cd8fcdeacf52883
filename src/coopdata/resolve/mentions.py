"""Every mention of an organization or person in a record, wherever in the record it stands.

What a record names only in passing (an affiliation, a participant) is a mention too, so that references find it.
"""

from collections.abc import Iterator

from coopdata.extract.record import (
    Item,
    Organization,
    Participant,
    Party,
    Person,
    Record,
    Signatory,
    Statement,
    Witness,
)
from coopdata.ids import fold
from coopdata.resolve.ledger import Source

NamedOrganization = Organization | Party
OrganizationMention = tuple[Source, NamedOrganization]
PersonMention = tuple[Source, Person]


def organization_mentions(source: Source) -> list[OrganizationMention]:
    """All mentions of organizations: those of the record, parties, and names that neither explains."""
    return [(source, item) for item in _organizations(source.record)]


def _organizations(record: Record) -> Iterator[NamedOrganization]:
    named: list[NamedOrganization] = [
        *record.organizations,
        *(party for agreement in record.agreements for party in agreement.parties),
    ]
    yield from named
    known = {fold(form) for item in named for form in (item.name, *item.aliases)}
    known |= {fold(form) for person in record.people for form in (person.name, *person.aliases)}
    for name, statement in _references(record):
        if fold(name) not in known:
            yield Party(name, spans=(statement.span,), statements=(statement,))


def _references(record: Record) -> Iterator[tuple[str, Statement]]:
    """Names that refer to organizations, each with a statement of the name."""
    for person in record.people:
        yield from _stated(person, "organization")
    for organization in record.organizations:
        yield from _stated(organization, "parent")
    for agreement in record.agreements:
        for signatory in agreement.signatories:
            yield from _stated(signatory, "party")
    participants = [part for event in record.events for part in event.participants]
    for part in participants + [part for project in record.projects for part in project.organizations]:
        yield part.name, participant_statement(part, "name", part.name)


def _stated(item: Item, field: str) -> Iterator[tuple[str, Statement]]:
    for statement in item.statements:
        if statement.field == field:
            yield (
                statement.value,
                Statement("name", statement.value, statement.span, statement.rule, confidence=statement.confidence),
            )


def participant_statement(part: Participant, field: str, value: str) -> Statement:
    """What a participant's characters state."""
    return Statement(field, value, part.span, part.rule)


def person_mentions(source: Source) -> list[PersonMention]:
    """All mentions of people: those of the record, then signatories and witnesses that it does not list."""
    return [(source, person) for person in _people(source.record)]


def _people(record: Record) -> Iterator[Person]:
    yield from record.people
    known = {fold(form) for person in record.people for form in (person.name, *person.aliases)}
    for agreement in record.agreements:
        present: list[Signatory | Witness] = [*agreement.signatories, *agreement.witnesses]
        for person in present:
            if fold(person.name) not in known:
                yield Person(person.name, title=person.title, spans=person.spans, statements=person.statements)
