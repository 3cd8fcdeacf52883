"""The record from what was read: entities and drafts become its items, view positions become source positions.

Nothing is decided about the text here; each value is written down with the evidence that came with it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from coopdata.documents.model import Span
from coopdata.extract.context import Evidence, Passage
from coopdata.extract.events import EventDraft
from coopdata.extract.lexicon import Kind
from coopdata.extract.linking import Organization as OrganizationEntity
from coopdata.extract.linking import Person as PersonEntity
from coopdata.extract.parties import PartyRef
from coopdata.extract.projects import ProjectDraft
from coopdata.extract.record import (
    Agreement,
    Amount,
    DocumentHead,
    Event,
    Instrument,
    Organization,
    Participant,
    Party,
    Person,
    Project,
    Record,
    Signatory,
    Statement,
    StatementKind,
    Status,
    Topic,
    Witness,
)
from coopdata.extract.scene import Scene
from coopdata.extract.signatories import party_of, sides_of
from coopdata.extract.sums import role_of
from coopdata.extract.wording import purpose_of, title_of

if TYPE_CHECKING:
    from coopdata.extract.drafts import Draft
    from coopdata.extract.roles import RoleFound

_SURE_SUM, _SURE_CARRIED = 0.95, 0.9
"""The confidence of a sum with its currency, and of one that counts the money of the sum before (right 17 times of 18
in annotated texts)."""


class _Events:
    """The events of a document by where their names stand."""

    def __init__(self, events: Sequence[EventDraft]) -> None:
        self._ordered = sorted(enumerate(events), key=lambda pair: pair[1].name.start)
        self._starts = [event.name.start for _, event in self._ordered]

    def within(self, passage: Passage) -> list[EventDraft]:
        """The events that a sentence names, in the order in which they were read."""
        found = self._ordered[bisect_left(self._starts, passage.start) : bisect_left(self._starts, passage.end)]
        return [event for _, event in sorted(found, key=lambda pair: pair[0])]


class Assembler:
    """Builds the record of one scene."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._view = scene.document.view
        self._sums = {mention.start: mention for mention in scene.money}

    def record(self, drafts: Sequence[Draft], events: Sequence[EventDraft], projects: Sequence[ProjectDraft]) -> Record:
        """The record; items stand in the order of the text."""
        document = self._scene.document
        told = _Events(events)
        head = DocumentHead(
            document.id,
            document.path,
            document.sha256,
            document.title,
            document.sidecar.publisher,
            str(document.published.date) if document.published else None,
            document.language,
        )
        return Record(
            head,
            tuple(self._agreement(draft, told) for draft in drafts),
            tuple(self._organization(entity) for entity in self._scene.organizations),
            tuple(self._person(person) for person in self._scene.people),
            tuple(self._amount(start) for start in self._sums_once()),
            tuple(self._event(event) for event in events),
            tuple(self._project(project) for project in projects),
        )

    def _sums_once(self) -> Iterable[int]:
        """Where each sum of money first stands; headline and lead tell of the same one."""
        first: dict[tuple[float, str], int] = {}
        for mention in self._scene.money:
            first.setdefault((mention.value, mention.currency), mention.start)
        return first.values()

    # --- values ---

    def _span(self, start: int, end: int) -> Span:
        return self._view.to_source(start, end)

    def _statement(self, field: str, evidence: Evidence) -> Statement:
        kind = StatementKind.STATED if evidence.stated else StatementKind.INFERRED
        return Statement(
            field,
            evidence.value,
            self._span(evidence.start, evidence.end),
            evidence.rule,
            kind,
            round(evidence.confidence, 2),
        )

    def _statements(self, **fields: Evidence | None) -> tuple[Statement, ...]:
        return tuple(self._statement(field, evidence) for field, evidence in fields.items() if evidence is not None)

    # --- agreements ---

    def _agreement(self, draft: Draft, events: _Events) -> Agreement:
        lead, found = draft.lead, draft.parties
        assert found is not None  # noqa: S101 - drafts without parties are dropped before
        facts = self._facts(draft, events)
        values = {field: evidence.value for field, evidence in facts.items() if evidence is not None}
        roles = _distinct_roles(draft.all_roles)
        return Agreement(
            instrument=Instrument(values["instrument"]),
            status=Status(values["status"]),
            signed=values.get("signed"),
            place=values.get("place"),
            place_country=values.get("place_country"),
            parties=tuple(self._party(ref, found.rule, found.confidence) for ref in found.parties),
            span=self._span(lead.clause.passage.start, lead.clause.passage.end),
            rule=found.rule,
            confidence=_confidence(draft),
            title=values.get("title"),
            purpose=values.get("purpose"),
            event=values.get("event"),
            topics=self._topics(draft),
            amounts=tuple(self._amount(start, committed=True) for start in _sums(draft)),
            signatories=tuple(self._signatories([one for one in roles if one.role == "signatory"], found.parties)),
            witnesses=tuple(self._witness(role) for role in roles if role.role == "witness"),
            statements=self._statements(**facts),
        )

    def _facts(self, draft: Draft, events: _Events) -> dict[str, Evidence | None]:
        """The agreement's own fields, each with what it was read from."""
        signed, place = draft.signed, draft.place
        return {
            "instrument": _instrument(draft),
            "status": self._status(draft),
            "signed": signed.evidence if signed else None,
            "place": place.place if place else None,
            "place_country": place.country if place else None,
            "title": title_of(draft),
            "purpose": purpose_of(draft),
            "event": _event_of(draft, events),
        }

    def _status(self, draft: Draft) -> Evidence:
        """The status as weighed; its words are those that say it, or the name of the agreement where none do."""
        assert draft.chosen_status is not None  # noqa: S101 - drafts that were not weighed are dropped before
        status, probability = draft.chosen_status
        said = draft.status
        if said is not None and said[0] is status:
            anchor, rule = said[1].verb or said[1].chunk, said[1].status_rule
        else:
            anchor, rule = draft.lead.mention.chunk, "status.weighed"
        stated = rule != "status.weighed"
        return Evidence(status.value, anchor.start, anchor.end, rule, stated=stated, confidence=probability)

    def _party(self, ref: PartyRef, rule: str, confidence: float) -> Party:
        name = ref.organization.name if ref.organization else ref.name
        country = ref.organization.country if ref.organization else None
        if ref.organization is None and ref.country:
            country = Evidence(ref.country, ref.start, ref.end, "party.state", confidence=0.95)
        return Party(
            name=name,
            aliases=ref.organization.aliases if ref.organization else (),
            country=country.value if country else None,
            spans=(self._span(ref.start, ref.end),),
            statements=self._statements(
                name=Evidence(name, ref.start, ref.end, rule, self._says(ref, name), confidence), country=country
            ),
        )

    def _says(self, ref: PartyRef, name: str) -> bool:
        """Whether the words at the party's place are its name, and not "Thai" for Thailand."""
        return name in self._view.text[ref.start : ref.end] or ref.organization is not None

    def _signatories(self, roles: Sequence[RoleFound], parties: Sequence[PartyRef]) -> Iterator[Signatory]:
        for role, by in zip(roles, sides_of(roles, parties, self._scene.passages), strict=True):
            title = _title(role.person)
            name = Evidence(role.person.name, role.start, role.end, role.rule, confidence=role.confidence)
            yield Signatory(
                role.person.name,
                title.value if title else None,
                by.value if by else None,
                (self._span(role.start, role.end),),
                statements=self._statements(name=name, title=title, party=by),
            )

    def _witness(self, role: RoleFound) -> Witness:
        title = _title(role.person)
        name = Evidence(role.person.name, role.start, role.end, role.rule, confidence=role.confidence)
        return Witness(
            role.person.name,
            title.value if title else None,
            (self._span(role.start, role.end),),
            statements=self._statements(name=name, title=title),
        )

    def _topics(self, draft: Draft) -> tuple[Topic, ...]:
        """The fields of cooperation that the sentences about the agreement name, each once."""
        seen: dict[str, Topic] = {}
        for sighting in draft.sightings:
            names = [chunk for chunk in sighting.clause.chunks if chunk.symbol in "PNU"]
            for hit in sighting.clause.passage.hits[Kind.TOPIC]:
                if any(chunk.start <= hit.start < chunk.end for chunk in names):
                    continue
                word = sighting.clause.passage.text[hit.start : hit.end]
                evidence = Evidence(word.lower(), hit.start, hit.end, "topic.word", confidence=0.7)
                topic = Topic(word.lower(), self._span(hit.start, hit.end), statements=self._statements(name=evidence))
                seen.setdefault(word.lower(), topic)
        return tuple(seen.values())

    # --- entities ---

    def _organization(self, entity: OrganizationEntity) -> Organization:
        first = next(mention for mention in entity.mentions if mention.name == entity.name)
        name = Evidence(entity.name, first.start, first.end, first.rule, confidence=0.9)
        kind = Evidence(entity.kind, first.start, first.end, "org.kind_of_name", stated=False, confidence=0.9)
        parent = (
            Evidence(entity.parent.name, first.start, first.end, "org.parent", stated=False, confidence=0.8)
            if entity.parent
            else None
        )
        return Organization(
            entity.name,
            entity.aliases,
            entity.kind,
            entity.country.value if entity.country else None,
            entity.parent.name if entity.parent else None,
            tuple(self._span(mention.start, mention.end) for mention in entity.mentions),
            statements=self._statements(name=name, country=entity.country, kind=kind, parent=parent),
        )

    def _person(self, person: PersonEntity) -> Person:
        first = next(mention for mention in person.mentions if mention.name == person.name)
        title = _title(person)
        name = Evidence(person.name, first.start, first.end, first.rule, confidence=0.9)
        organization = (
            Evidence(person.organization.name, title.start, title.end, "person.organization_of_title", confidence=0.85)
            if person.organization and title
            else None
        )
        return Person(
            person.name,
            tuple(dict.fromkeys(form for form in self._short_forms(person) if form != person.name)),
            title.value if title else None,
            organization.value if organization else None,
            person.country.value if person.country else None,
            tuple(self._span(mention.start, mention.end) for mention in person.mentions),
            statements=self._statements(name=name, title=title, organization=organization, country=person.country),
        )

    def _short_forms(self, person: PersonEntity) -> Iterable[str]:
        """The other wordings, a title before a short name included ("PM Abe")."""
        for mention in person.mentions:
            if mention.title is not None and mention.title.end < mention.start and mention.name != person.name:
                yield self._view.text[mention.title.start : mention.end]
            else:
                yield mention.name

    # --- sums, events, projects ---

    def _amount(self, start: int, *, committed: bool = False) -> Amount:
        mention = self._sums[start]
        names_currency = mention.names_currency or (mention.start, mention.end)
        sure = _SURE_SUM if mention.names_currency is None else _SURE_CARRIED
        evidence = {
            "value": Evidence(format(mention.value, ".15g"), mention.start, mention.end, mention.rule, confidence=sure),
            "currency": Evidence(mention.currency, *names_currency, mention.rule, confidence=sure),
        }
        return Amount(
            mention.value,
            mention.currency,
            self._span(mention.start, mention.end),
            role_of(self._scene, mention, committed=committed),
            statements=self._statements(**evidence),
        )

    def _event(self, draft: EventDraft) -> Event:
        kind = Evidence(
            draft.kind, draft.name.start, draft.name.end, "event.kind_of_noun", stated=False, confidence=0.9
        )
        return Event(
            draft.name.value,
            draft.starts.value if draft.starts else None,
            draft.ends.value if draft.ends else None,
            draft.place.value if draft.place else None,
            self._span(draft.name.start, draft.name.end),
            draft.kind,
            draft.country.value if draft.country else None,
            tuple(
                Participant(chunk.value.name, "participant", self._span(chunk.start, chunk.end), draft.name.rule)
                for chunk in draft.participants
            ),
            statements=self._statements(
                name=draft.name, kind=kind, start=draft.starts, end=draft.ends, place=draft.place, country=draft.country
            ),
        )

    def _project(self, draft: ProjectDraft) -> Project:
        kind = Evidence(
            draft.kind, draft.name.start, draft.name.end, "project.kind_of_noun", stated=False, confidence=0.9
        )
        return Project(
            draft.name.value,
            draft.starts.value if draft.starts else None,
            draft.ends.value if draft.ends else None,
            self._span(draft.name.start, draft.name.end),
            draft.kind,
            draft.country.value if draft.country else None,
            None,
            tuple(self._amount(chunk.start, committed=True) for chunk in draft.amounts),
            tuple(
                Participant(chunk.value.organization.name, role, self._span(chunk.start, chunk.end), rule)
                for chunk, role, rule in draft.organizations
            ),
            statements=self._statements(
                name=draft.name, kind=kind, start=draft.starts, end=draft.ends, country=draft.country
            ),
        )


def _title(person: PersonEntity) -> Evidence | None:
    title = person.title
    if title is None or not title.is_noun:
        return None
    return Evidence(title.text, title.start, title.end, "person.title", title.is_wording, confidence=0.9)


def _distinct_roles(roles: Iterable[RoleFound]) -> list[RoleFound]:
    """One role a person, the surer reading's; whoever signs is no witness."""
    best: dict[int, RoleFound] = {}
    for role in roles:
        known = best.get(id(role.person))
        if known is None or (role.confidence, role.role == "signatory") > (known.confidence, known.role == "signatory"):
            best[id(role.person)] = role
    return sorted(best.values(), key=lambda role: role.start)


def _sums(draft: Draft) -> list[int]:
    """Where the sums stand that the sentences about the agreement commit."""
    return sorted({chunk.start for sighting in draft.sightings for chunk in sighting.clause.of("M")})


def _event_of(draft: Draft, events: _Events) -> Evidence | None:
    """The event of the same day or month whose sentence is the agreement's."""
    signed = draft.signed
    if signed is None:
        return None
    for sighting in draft.sightings:
        for event in events.within(sighting.clause.passage):
            if event.starts is not None and event.starts.value == signed.evidence.value:
                return Evidence(
                    event.name.value, event.name.start, event.name.end, "agreement.event", stated=False, confidence=0.7
                )
    return None


def _instrument(draft: Draft) -> Evidence:
    """The kind of agreement, by the words that name it."""
    mention = draft.lead.mention
    start, end, rule = mention.chunk.start, mention.chunk.end, f"instrument.{mention.strength}"
    if draft.chosen_kind is None:
        return Evidence(mention.instrument.value, start, end, rule, confidence=0.95)
    kind, probability = draft.chosen_kind
    return Evidence(kind.value, start, end, "instrument.weighed", stated=False, confidence=probability)


def _confidence(draft: Draft) -> float:
    """How sure the reading is: the rule's own figure, raised where the signatories' sides agree with the parties."""
    found = draft.parties
    assert found is not None  # noqa: S101 - drafts without parties are dropped before
    sides = {id(party_of(role.person, found.parties)) for role in draft.all_roles if role.role == "signatory"}
    agreed = len(sides - {id(None)}) >= 2
    return round(1 - (1 - found.confidence) * (0.4 if agreed else 1.0), 2)
