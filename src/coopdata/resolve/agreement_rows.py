"""The rows of an agreement: the agreement itself, its parties, people and topics, from all documents that tell it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from itertools import combinations

from coopdata.extract.record import Agreement, Instrument, Party, Signatory, Status, Topic, Witness
from coopdata.ids import fold
from coopdata.reference.files import read_rows
from coopdata.resolve.activities import Events
from coopdata.resolve.agreements import Cluster
from coopdata.resolve.bodies import Bodies
from coopdata.resolve.ledger import Ledger, Mention, Place, Source, document_count, seen
from coopdata.resolve.model import (
    AgreementPartyRow,
    AgreementPersonRow,
    AgreementRow,
    AgreementTopicRow,
    Claim,
    OrganizationRow,
)
from coopdata.resolve.naming import name_key
from coopdata.resolve.party_matching import same_parties
from coopdata.resolve.person_matching import Persons

SIGNATORY, WITNESS = "signatory", "witness"


def _constant(value: str, _source: Source, _name: str) -> str:
    """The id that all mentions of one party or person mean."""
    return value


@dataclass(frozen=True)
class Context:
    """What agreements refer to."""

    organizations: Mapping[str, OrganizationRow]
    bodies: Bodies
    persons: Persons
    events: Events
    countries: Mapping[tuple[str, str | None], Claim]
    """The claim that first tells each country of an organization, by the organization's id and the country."""

    def organization(self, source: Source, name: str) -> str | None:
        """The organization that a document calls so."""
        return self.bodies.find(source.order, name)


def agreement_row(agreement_id: str, cluster: Cluster, context: Context, ledger: Ledger) -> AgreementRow:
    """The agreement itself."""
    mentions: list[Mention[Agreement]] = [(telling.source, telling.agreement) for telling in cluster]

    publishers = _own_publishers(cluster)

    def settle(field: str) -> str | None:
        return ledger.settle(Place("agreements", agreement_id, field), mentions, field, is_own=is_own)

    def is_own(source: Source) -> bool:
        publisher = source.document.sidecar.publisher
        return publisher is not None and name_key(publisher, None) in publishers

    return AgreementRow(
        agreement_id=agreement_id,
        title=settle("title"),
        instrument=settle("instrument") or Instrument.OTHER,
        status=settle("status") or Status.SIGNED,
        signed=settle("signed"),
        place=settle("place"),
        place_country=settle("place_country"),
        event_id=ledger.settle(Place("agreements", agreement_id, "event_id"), mentions, "event", context.events.find),
        purpose=settle("purpose"),
        first_reported=seen(source for source, _ in mentions)[0],
        documents=document_count(source for source, _ in mentions),
        confidence=max(agreement.confidence for _, agreement in mentions),
    )


def _own_publishers(cluster: Cluster) -> frozenset[str]:
    """The names of the parties, as a publisher's name is compared with them."""
    return frozenset(
        name_key(form, None)
        for telling in cluster
        for party in telling.agreement.parties
        for form in (party.name, *party.aliases)
    )


def party_rows(agreement_id: str, cluster: Cluster, context: Context, ledger: Ledger) -> list[AgreementPartyRow]:
    """The parties in the order of the first document, with what it calls them.

    Where one text names a ministry and another only its state, the party is the ministry.
    """
    same = same_parties(cluster)
    mentions: dict[str, list[Mention[Party]]] = defaultdict(list)
    for telling in cluster:
        for party in telling.agreement.parties:
            organization_id = context.bodies.find(telling.order, party.name, party.country)
            if organization_id is not None:
                mentions[same.get(organization_id, organization_id)].append((telling.source, party))
    return [
        _party_row((agreement_id, position), context.organizations[organization_id], own, context, ledger)
        for position, (organization_id, own) in enumerate(mentions.items(), start=1)
    ]


def _party_row(
    key: tuple[str, int],
    organization: OrganizationRow,
    mentions: Sequence[Mention[Party]],
    context: Context,
    ledger: Ledger,
) -> AgreementPartyRow:
    """One party; its country is its organization's, with that one's claim where the party's own words do not tell."""
    record_id = f"{key[0]}/{key[1]}"
    organization_id = organization.organization_id
    find = context.bodies.find
    exact = [told for told in mentions if find(told[0].order, told[1].name, told[1].country) == organization_id]
    loose = [told for told in mentions if told not in exact]
    id_place, name_place = (Place("agreement_parties", record_id, field) for field in ("organization_id", "name"))
    ledger.settle(id_place, exact, "name", partial(_constant, organization_id))
    ledger.settle(id_place, loose, "name", context.organization)
    name = ledger.settle(name_place, [*exact, *loose], "name")
    ledger.settle(Place("agreement_parties", record_id, "country"), mentions, "country")
    if organization.country is not None and all(party.country is None for _, party in mentions):
        claim = context.countries.get((organization_id, organization.country))
        if claim is not None:
            ledger.copy(claim, Place("agreement_parties", record_id, "country"))
    return AgreementPartyRow(*key, organization_id, name or organization.name, organization.country)


def person_rows(agreement_id: str, cluster: Cluster, context: Context, ledger: Ledger) -> list[AgreementPersonRow]:
    """Signatories, then witnesses."""
    mentions: dict[tuple[str, str], list[Mention[Signatory | Witness]]] = defaultdict(list)
    for telling in cluster:
        roles = ((telling.agreement.signatories, SIGNATORY), (telling.agreement.witnesses, WITNESS))
        for people, role in roles:
            for person in people:
                person_id = context.persons.find(telling.order, person.name)
                if person_id is not None:
                    mentions[person_id, role].append((telling.source, person))
    rows = []
    for (person_id, role), own in mentions.items():
        record_id = f"{agreement_id}/{person_id}/{role}"
        person_place = Place("agreement_people", record_id, "person_id")
        ledger.settle(person_place, own, "name", partial(_constant, person_id))
        title = ledger.settle(Place("agreement_people", record_id, "title"), own, "title")
        party_place = Place("agreement_people", record_id, "organization_id")
        party = ledger.settle(party_place, own, "party", context.organization)
        rows.append(AgreementPersonRow(agreement_id, person_id, role, title, party))
    return rows


def topic_rows(agreement_id: str, cluster: Cluster, ledger: Ledger) -> list[AgreementTopicRow]:
    """The topics of all documents; those that differ only in case or punctuation are one, as first written."""
    mentions: dict[str, list[Mention[Topic]]] = defaultdict(list)
    for telling in cluster:
        for topic in telling.agreement.topics:
            mentions[fold(topic.name)].append((telling.source, topic))
    rows = []
    for own in mentions.values():
        name = own[0][1].name
        ledger.settle(Place("agreement_topics", f"{agreement_id}/{name}", "topic"), own, "name")
        rows.append(AgreementTopicRow(agreement_id, name, sector_of(name)))
    return rows


@cache
def _sector_terms() -> dict[str, str]:
    return {fold(row["word"]): row["sector_code"] for row in read_rows("topic_sectors.csv")}


def sector_of(topic: str) -> str | None:
    """The OECD DAC sector that the topic's words point to; None where they point to none, or to several.

    A term that is part of a longer one does not count: "renewable energy" is not "energy".

    >>> sector_of("renewable energy"), sector_of("health and energy")
    ('232', None)
    """
    words = fold(topic).split()
    runs = {" ".join(words[i:j]) for i, j in combinations(range(len(words) + 1), 2)}
    found = sorted(runs & _sector_terms().keys())
    longest = [term for term in found if not any(f" {term} " in f" {other} " for other in found if other != term)]
    sectors = {_sector_terms()[term] for term in longest}
    return sectors.pop() if len(sectors) == 1 else None
