"""An agreement as one document tells it, with what decides whether two tellings are of one agreement."""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from coopdata.documents.model import Span
from coopdata.extract.record import Agreement, Status
from coopdata.ids import fold, make_id
from coopdata.reference.files import read_rows
from coopdata.reference.function_words import function_words
from coopdata.reference.governments import is_national_government
from coopdata.reference.wordlists import word_list
from coopdata.resolve.bodies import OF_A_STATE, Bodies
from coopdata.resolve.decisions import OfOneId
from coopdata.resolve.ledger import Source, read_at
from coopdata.resolve.likeness import akin, is_part_of_name, is_short_for, misspelt, shortened_name, shorter_ministry
from coopdata.resolve.model import Anchor
from coopdata.resolve.naming import spelt, words_in_order
from coopdata.resolve.person_matching import Persons
from coopdata.resolve.person_names import Words
from coopdata.resolve.references import Organizations, People, Reference
from coopdata.resolve.sharing import shared, shared_text

YEAR, MONTH, DAY = len("2019"), len("2019-09"), len("2019-09-05")
"""Characters of a date known to the year, the month, and the day."""
ANY_CLASS = ""
"""Class of instruments whose names are also used for all others ("agreement", "deal")."""

NONE: frozenset[Any] = frozenset()
"""No things, held once: most of a million tellings name no sum."""

_CLASSES: Mapping[str, str] = {row["instrument"]: row["class"] for row in read_rows("instrument_classes.csv")}


@dataclass(frozen=True, slots=True)
class Side:
    """A party as it is compared: its id, its country, whether it is that state or acts for it, what it is a unit of."""

    id: str
    name: str
    key: str
    """Its name as names are compared."""
    country: str | None
    kind: str | None
    is_state: bool
    parent: str | None
    blocks: tuple[str, ...] = field(init=False, compare=False, repr=False)
    """One of them at least is equal for sides that may be one: the country, the name, the body it belongs to."""

    def __post_init__(self) -> None:
        """Make the blocks, which are asked for with every telling."""
        blocks = (self.country, f"named {self.key}", self.parent)
        object.__setattr__(self, "blocks", tuple(block for block in blocks if block is not None))

    @property
    def is_of_state(self) -> bool:
        """Whether it agrees for its state, so that a text may name the state instead."""
        return self.kind in OF_A_STATE

    def is_unit_of(self, other: "Side") -> bool:
        """Whether one of the two is a unit of the other."""
        return self.parent == other.id or other.parent == self.id

    def may_be(self, other: "Side") -> bool:
        """Whether two texts may mean one party: the same body, a state and a body of it, a unit and its body."""
        if self.id == other.id or (self.key == other.key and None in (self.country, other.country)):
            return True
        if self.country is not None and self.country == other.country and (self.is_state or other.is_state):
            return True
        return self.is_unit_of(other) or self._is_same_unit(other)

    def is_named_as(self, other: "Side") -> bool:
        """Whether both have one name, a unit with or without that of its body."""
        return self.key == other.key or self._is_same_unit(other)

    def _is_same_unit(self, other: "Side") -> bool:
        return self.parent is not None and self.parent == other.parent and is_part_of_name(self.key, other.key)

    def is_like(self, other: "Side") -> bool:
        """Whether texts may mean one body by two names, of which one has a letter wrong or fewer fields of a ministry.

        Not where the texts tell two countries, nor of a state.
        """
        if self.is_state or other.is_state or not self._may_share_country(other):
            return False
        shorter = shorter_ministry(self.name, other.name, self.country or other.country)
        return (
            shorter
            or misspelt(self.key, other.key)
            or shortened_name(self.key, other.key)
            or is_short_for(self.name, other.name)
            or is_short_for(other.name, self.name)
            or (self.is_of_state and self.is_of_one_sort(other) and akin(self.name, other.name))
        )

    def is_of_one_sort(self, other: "Side") -> bool:
        """Whether nothing but the names tells the two apart: one kind that is known, no two countries, no unit."""
        alike = self.kind is not None and self.kind == other.kind and not self.is_unit_of(other)
        return alike and self._may_share_country(other) and not (self.is_state or other.is_state)

    def _may_share_country(self, other: "Side") -> bool:
        return self.country == other.country or None in (self.country, other.country)

    def is_fellow_of(self, other: "Side") -> bool:
        """Whether both are of one country, and neither is the state itself."""
        return self.country is not None and self.country == other.country and not (self.is_state or other.is_state)

    def acts_for(self, other: "Side") -> bool:
        """Whether naming one for the other is common: one name or one like it, or a state for its ministry."""
        of_states = self.is_of_state and other.is_of_state and not self.is_fellow_of(other)
        if self.key == other.key or of_states or (self.is_of_state and self.is_unit_of(other)):
            return True
        return self.is_fellow_of(other) and self.is_of_one_sort(other) and akin(self.name, other.name)


@dataclass(frozen=True, slots=True, eq=False)
class Telling(OfOneId):
    """An agreement as one document tells it."""

    document: str
    order: int
    story: str
    """The document's id, its place among all, and the story it tells (see `Source`)."""
    published: str | None
    """When the document was published, as precise as known."""
    span: Span
    instrument: str
    status: Status
    signed: str | None
    """The date of signing as precise as told."""
    place: str | None
    sides: tuple[Side, ...]
    parties: tuple[str, ...]
    """The parties in the order told, each once, and their ids."""
    signers: frozenset[str]
    """Ids of the people who signed."""
    signed_for: frozenset[tuple[str, str]]
    """Who signed for which party, by their ids, as far as told."""
    names: tuple[tuple[Words, str | None], ...]
    """The names of those who signed, in words, with the ids of the parties for which they did."""
    topics: tuple[str, ...]
    """Fields of cooperation as they are compared, sorted."""
    sums: frozenset[tuple[float, str]]
    """Sums of money committed, with their currencies."""
    told: tuple[tuple[Source, Agreement], ...] = ()
    """The item of the record, for the rows that are made of it."""

    @property
    def source(self) -> Source:
        """The document."""
        return self.told[0][0]

    @property
    def agreement(self) -> Agreement:
        """The item of the record."""
        return self.told[0][1]

    @property
    def at(self) -> tuple[int, Span]:
        """Total order of tellings, but for several at the same place, which stay as the record has them."""
        return (self.order, self.span)

    @property
    def subject(self) -> frozenset[str]:
        """The telling words of its topics, by which two tellings can be seen to be of different matters."""
        return _telling_words(self.topics)

    @property
    def instrument_class(self) -> str:
        """The class of its instrument, `ANY_CLASS` for one whose name says little."""
        return _CLASSES[self.instrument]

    @property
    def is_planned(self) -> bool:
        """Whether the text tells of what is yet to be signed."""
        return self.status in (Status.PLANNED, Status.UNDER_NEGOTIATION)

    @property
    def said(self) -> Hashable:
        """All that is compared of a telling but for its story; equal for two that no other comparison tells apart."""
        when = self.signed or (self.published, self.status)
        who = (self.parties, self.signers, self.names)
        return (who, self.instrument_class, when, self.is_planned, self.place, self.topics, self.sums)

    @property
    def facts(self) -> tuple[str, ...]:
        """Parties, instrument and date of signing; the story where no date, or no second party, is known."""
        certain = self.signed is not None and len(self.sides) >= 2
        parties = "\x1e".join(sorted(self.parties))
        return (parties, self.instrument, self.signed or "", "" if certain else self.story)

    @property
    def own_id(self) -> str:
        """The id that it would have by itself."""
        return make_id("agr", *self.facts)

    @property
    def anchors(self) -> list[Anchor]:
        """Where it was read: the characters of its instrument."""
        return read_at("agreements", self.told)


@lru_cache(maxsize=1 << 16)
def _telling_words(topics: tuple[str, ...]) -> frozenset[str]:
    silent = function_words() | word_list("subject_filler")
    return frozenset(spelt(word) for topic in topics for word in topic.split() if word not in silent)


@dataclass(frozen=True, slots=True, eq=False)
class Told:
    """An agreement as one document tells it, by itself: what of a telling needs no other document to be known."""

    span: Span
    instrument: str
    status: Status
    signed: str | None
    place: str | None
    parties: tuple[Reference, ...]
    signers: tuple[tuple[Reference, Reference | None], ...]
    """Who signed, and for which party."""
    names: tuple[Words, ...]
    """The names of these, in words."""
    topics: tuple[str, ...]
    sums: frozenset[tuple[float, str]]
    items: tuple[tuple[Source, Agreement], ...] = ()
    """The item of the record, for the rows that are made of it."""

    def __reduce__(self) -> tuple[Callable[..., "Told"], tuple[object, ...]]:
        """So that what agreements from other processes have in common is held once."""
        texts = (self.signed, self.instrument, self.place)
        meant = (self.parties, self.signers, self.topics)
        return (_received, (texts, meant, self.names, self.sums, (self.span, self.status, self.items)))


def _received(
    texts: tuple[str | None, ...],
    meant: tuple[tuple[Any, ...], ...],
    names: tuple[Words, ...],
    sums: frozenset[tuple[float, str]],
    more: tuple[Span, Status, tuple[tuple[Source, Agreement], ...]],
) -> Told:
    """An agreement from another process."""
    signed, instrument, place = map(shared_text, texts)
    parties, signers, topics = map(shared, meant)
    span, status, items = more
    return Told(
        span=span,
        instrument=instrument or "",
        status=status,
        signed=signed,
        place=place,
        parties=parties,
        signers=signers,
        names=tuple(map(shared, names)),
        topics=topics,
        sums=sums or NONE,
        items=items,
    )


def told_in(
    source: Source, organizations: Organizations, people: People, *, with_items: bool = True
) -> tuple[Told, ...]:
    """The agreements of one document, in order."""
    agreements = sorted(source.record.agreements, key=lambda agreement: agreement.span)
    return tuple(
        Told(
            span=agreement.span,
            instrument=str(agreement.instrument),
            status=agreement.status,
            signed=agreement.signed,
            place=agreement.place,
            parties=tuple(organizations.reference(party.name, party.country) for party in agreement.parties),
            signers=tuple(
                (people.reference(person.name), organizations.reference(person.party) if person.party else None)
                for person in agreement.signatories
            ),
            names=tuple(words_in_order(person.name) for person in agreement.signatories),
            topics=tuple(sorted({fold(topic.name) for topic in agreement.topics})),
            sums=frozenset((amount.value, amount.currency) for amount in agreement.amounts) or NONE,
            items=((source, agreement),) if with_items else (),
        )
        for agreement in agreements
    )


class Tellings:
    """Agreements as documents tell them, now that organizations and people are known."""

    def __init__(self, bodies: Bodies, persons: Persons) -> None:
        self._bodies = bodies
        self._persons = persons
        self._sides: dict[str, Side] = {}
        self._all: dict[tuple[str, ...], tuple[Side, ...]] = {}
        self._held: dict[Hashable, Any] = {}

    def of(self, told: Told, at: tuple[str, int, str], published: str | None) -> Telling:
        """The telling of a document; `at` are the document's id, place among all, and story."""
        ids, own = self._bodies.ids[at[1]], self._persons.ids[at[1]]
        named = dict.fromkeys([found for party in told.parties if (found := party.among(ids)) is not None])
        parties = self._once(tuple(named))
        signed = [(one.among(own), party and party.among(ids)) for one, party in told.signers]
        known = [(one, party) for one, party in signed if one is not None]
        return Telling(
            *at,
            published=published,
            span=told.span,
            instrument=told.instrument,
            status=told.status,
            signed=told.signed,
            place=told.place,
            sides=self._all_sides(parties),
            parties=parties,
            signers=self._once(frozenset([one for one, _ in known])),
            signed_for=self._once(frozenset([(one, party) for one, party in known if party is not None])),
            names=self._once(tuple([(name, party) for name, (_, party) in zip(told.names, signed, strict=True)])),
            topics=told.topics,
            sums=told.sums,
            told=told.items,
        )

    def _once(self, value: Any) -> Any:
        """The value, one for all tellings in which it is equal."""
        return self._held.setdefault(value, value)

    def _all_sides(self, parties: tuple[str, ...]) -> tuple[Side, ...]:
        """The parties, held once for all tellings of these."""
        found = self._all.get(parties)
        if found is None:
            found = self._all[parties] = tuple([self._side(party) for party in parties])
        return found

    def _side(self, party: str) -> Side:
        """The party, one for all tellings."""
        found = self._sides.get(party)
        if found is None:
            body = self._bodies.by_id[party]
            is_state = is_national_government(body.name, body.country)
            found = Side(body.id, body.name, body.key, body.country, body.kind, is_state, body.parent)
            self._sides[party] = found
        return found
