"""From an answer to a record: each quote is looked up, each value made of the text's own words.

A value whose quote does not stand in the text is refused; so is an agreement without its sentence, its instrument,
its status or any party.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from coopdata.documents.dates import Direction
from coopdata.documents.model import Document, Span
from coopdata.extract.record import (
    Agreement,
    DocumentHead,
    Event,
    Item,
    Organization,
    Party,
    Person,
    Record,
    Signatory,
    Statement,
    Status,
    Witness,
)
from coopdata.ids import fold
from coopdata.llm.ground import BACKWARDS, INCOMPLETE, MEASURED, Ground, Refusal, numbered
from coopdata.llm.schema import (
    AgreementAnswer,
    Answer,
    EventAnswer,
    OrganizationAnswer,
    PartyAnswer,
    PersonAnswer,
    RoleAnswer,
)

Asked = TypeVar("Asked")
Made = TypeVar("Made", bound=Item)

Said = tuple[Statement, ...]
COMING = (Status.PLANNED, Status.UNDER_NEGOTIATION)
"""What lies ahead: a date without a year is then the next one."""


@dataclass(frozen=True)
class ModelReading:
    """What an answer gives: the record, what was refused, and for each item the fields that lack a refused value."""

    record: Record
    refusals: tuple[Refusal, ...]
    blanks: Mapping[Item, frozenset[str]]


def interpret(answer: Answer, document: Document, head: DocumentHead, rule: str) -> ModelReading:
    """The reading that the answer gives of the document, under the rule id `rule`."""
    ground = Ground(document, rule)
    record = _Interpreter(ground).record(answer, head)
    return ModelReading(record, tuple(ground.refusals), ground.blanks)


class _Interpreter:
    def __init__(self, ground: Ground) -> None:
        self._ground = ground

    def record(self, answer: Answer, head: DocumentHead) -> Record:
        agreements = self._items("agreements", answer.agreements, self._agreement)
        organizations = self._items("organizations", answer.organizations, self._organization)
        people = self._items("people", answer.people, self._person)
        events = self._items("events", answer.events, self._event)
        return Record(
            head,
            agreements=tuple(sorted(agreements, key=lambda item: item.span)),
            organizations=tuple(sorted(organizations, key=lambda item: item.spans)),
            people=tuple(sorted(people, key=lambda item: item.spans)),
            amounts=self._ground.amounts(answer.amounts, "amounts", None, "mentioned"),
            events=tuple(sorted(events, key=lambda item: item.span)),
        )

    def _items(self, name: str, answers: Iterable[Asked], make: Callable[[Asked, str], Made | None]) -> Iterator[Made]:
        """What is made of each answer in a list, with its blanks noted; what is refused whole is left out."""
        for where, answer in numbered(name, answers):
            item = make(answer, where)
            if item is not None:
                self._ground.note_blanks(item, where)
                yield item

    def _named(self, span: Span, kind: str) -> tuple[str, Statement]:
        """A name as the text has it, with its statement."""
        name = self._ground.text.words(span)
        return name, self._ground.statement("name", name, span, kind)

    def _agreement(self, item: AgreementAnswer, where: str) -> Agreement | None:
        sentence = self._ground.find(f"{where}.sentence", item.sentence)
        instrument = self._ground.find(f"{where}.instrument", item.instrument_quote, sentence)
        status = self._ground.find(f"{where}.status", item.status_quote, sentence)
        parties = self._parties(item.parties, where, sentence)
        if sentence is None or instrument is None or status is None or not parties:
            self._ground.refuse(where, item.instrument_quote, INCOMPLETE)
            return None
        whole = Agreement(
            instrument=item.instrument,
            status=item.status,
            signed=None,
            place=None,
            parties=parties,
            span=self._ground.text.source(sentence),
            rule=self._ground.rule,
            confidence=MEASURED["agreement"],
            amounts=self._ground.amounts(item.amounts, f"{where}.amounts", sentence, "commitment"),
            signatories=tuple(
                self._items(
                    f"{where}.signatories", item.signatories, lambda role, at: self._signatory(role, at, sentence)
                )
            ),
            witnesses=tuple(
                self._items(f"{where}.witnesses", item.witnesses, lambda role, at: self._witness(role, at, sentence))
            ),
            statements=(
                self._ground.statement("instrument", item.instrument.value, instrument, "instrument"),
                self._ground.statement("status", item.status.value, status, "status"),
            ),
        )
        return self._with_circumstances(whole, item, where, sentence)

    def _with_circumstances(self, whole: Agreement, item: AgreementAnswer, where: str, sentence: Span) -> Agreement:
        """The agreement with its date, place and title."""
        direction: Direction = "future" if item.status in COMING else "past"
        dated = self._ground.date(f"{where}.signed", item.signed, sentence, direction)
        place = self._ground.find_place(f"{where}.place", item.place, sentence)
        title = self._ground.find_name(f"{where}.title", item.title, sentence)
        signed, of_date = self._ground.day("signed", None if dated is None else dated.start, dated, "date")
        city, of_city = self._ground.words("place", place, "place")
        country, of_country = self._ground.state_code(
            "place_country", None if place is None else self._ground.values.state_at(place)
        )
        named, of_title = self._ground.words("title", title, "title")
        return replace(
            whole,
            signed=signed,
            place=city,
            place_country=country,
            title=named,
            statements=(*whole.statements, *of_date, *of_city, *of_country, *of_title),
        )

    def _parties(self, items: Iterable[PartyAnswer], where: str, near: Span | None) -> tuple[Party, ...]:
        """The parties, each once."""
        found: dict[str, Party] = {}
        for party in self._items(f"{where}.parties", items, lambda item, place: self._party(item, place, near)):
            found.setdefault(fold(party.name), party)
        return tuple(found.values())

    def _party(self, item: PartyAnswer, where: str, near: Span | None) -> Party | None:
        span = self._ground.find_name(f"{where}.name", item.name, near)
        if span is None:
            return None
        name, of_name = self._named(span, "party")
        country, of_country = self._ground.country_of(f"{where}.country", item.country, span, span)
        return Party(name, (), country, (self._ground.text.source(span),), statements=(of_name, *of_country))

    def _signatory(self, role: RoleAnswer, where: str, near: Span) -> Signatory | None:
        person = self._role(role, where, near, "signatory")
        if person is None:
            return None
        span, statements = person
        by = self._ground.find_name(f"{where}.party", role.party, span)
        words, of_party = self._ground.words("party", by, "signatory")
        return Signatory(
            self._ground.text.words(span),
            _value(statements, "title"),
            words,
            (self._ground.text.source(span),),
            statements=(*statements, *of_party),
        )

    def _witness(self, role: RoleAnswer, where: str, near: Span) -> Witness | None:
        person = self._role(role, where, near, "witness")
        if person is None:
            return None
        span, statements = person
        title = _value(statements, "title")
        return Witness(self._ground.text.words(span), title, (self._ground.text.source(span),), statements=statements)

    def _role(self, role: RoleAnswer, where: str, near: Span, kind: str) -> tuple[Span, tuple[Statement, ...]] | None:
        """Where the person's name stands, and the statements of name and title."""
        span = self._ground.find(f"{where}.name", role.name, near)
        if span is None:
            return None
        _, of_name = self._named(span, kind)
        _, of_title = self._ground.words("title", self._ground.find(f"{where}.title", role.title, span), "title")
        return span, (of_name, *of_title)

    def _aliases(self, quotes: Iterable[str], where: str, name: str) -> tuple[tuple[str, ...], tuple[Span, ...]]:
        """The other forms, as the text writes them, and where each stands."""
        forms: dict[str, Span] = {}
        for place, quote in numbered(f"{where}.aliases", quotes):
            span = self._ground.find_name(place, quote)
            if span is not None and self._ground.text.words(span) != name:
                forms.setdefault(self._ground.text.words(span), self._ground.text.source(span))
        return tuple(forms), tuple(forms.values())

    def _organization(self, item: OrganizationAnswer, where: str) -> Organization | None:
        span = self._ground.find_name(f"{where}.name", item.name)
        if span is None:
            return None
        name, of_name = self._named(span, "organization")
        aliases, places = self._aliases(item.aliases, where, name)
        country, of_country = self._ground.country_of(f"{where}.country", item.country, span, span)
        kind = self._ground.statement("kind", item.kind, span, "organization", stated=False)
        return Organization(
            name,
            aliases,
            item.kind,
            country,
            spans=tuple(sorted({self._ground.text.source(span), *places})),
            statements=(of_name, *of_country, kind),
        )

    def _person(self, item: PersonAnswer, where: str) -> Person | None:
        span = self._ground.find(f"{where}.name", item.name)
        if span is None:
            return None
        name, of_name = self._named(span, "person")
        aliases, places = self._aliases(item.aliases, where, name)
        title, of_title = self._ground.words("title", self._ground.find(f"{where}.title", item.title, span), "title")
        body = self._ground.find_name(f"{where}.organization", item.organization, span)
        organization, of_body = self._ground.words("organization", body, "organization")
        country, of_country = self._ground.country_of(f"{where}.country", item.country, None, span)
        return Person(
            name,
            aliases,
            title,
            organization,
            country,
            tuple(sorted({self._ground.text.source(span), *places})),
            statements=(of_name, *of_title, *of_body, *of_country),
        )

    def _event(self, item: EventAnswer, where: str) -> Event | None:
        span = self._ground.find_name(f"{where}.name", item.name)
        if span is None:
            return None
        name, of_name = self._named(span, "event")
        start, of_start, end, of_end = self._duration(item, where, span)
        place = self._ground.find(f"{where}.place", item.place, span)
        city, of_city = self._ground.words("place", place, "event")
        country, of_country = self._ground.state_code(
            "country", None if place is None else self._ground.values.state_at(place)
        )
        kind = self._ground.statement("kind", item.kind, span, "event", stated=False)
        return Event(
            name,
            start,
            end,
            city,
            self._ground.text.source(span),
            item.kind,
            country,
            statements=(of_name, kind, *of_start, *of_end, *of_city, *of_country),
        )

    def _duration(self, item: EventAnswer, where: str, near: Span) -> tuple[str | None, Said, str | None, Said]:
        """First and last date of an event, each with its statements; one range may give both."""
        direction: Direction = "future" if item.time == "future" else "past"
        begins = self._ground.date(f"{where}.start", item.start, near, direction)
        ends = self._ground.date(f"{where}.end", item.end, near, direction)
        first = None if begins is None else begins.start
        last = None if ends is None else ends.end or ends.start
        if last is None and begins is not None:
            ends, last = begins, begins.end
        if first is not None and last is not None and last < first:
            self._ground.refuse(f"{where}.end", item.end or "", BACKWARDS)
            ends = last = None
        return *self._ground.day("start", first, begins, "event"), *self._ground.day("end", last, ends, "event")


def _value(statements: Iterable[Statement], field: str) -> str | None:
    return next((statement.value for statement in statements if statement.field == field), None)
