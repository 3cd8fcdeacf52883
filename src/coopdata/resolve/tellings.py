"""An agreement as one document tells it, with what decides whether two tellings are of one agreement."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from coopdata.extract.record import Agreement, Status
from coopdata.ids import fold, make_id
from coopdata.reference.files import read_rows
from coopdata.reference.function_words import function_words
from coopdata.reference.governments import is_national_government
from coopdata.reference.wordlists import word_list
from coopdata.resolve.ledger import Source
from coopdata.resolve.model import Anchor, OrganizationRow
from coopdata.resolve.naming import name_key
from coopdata.resolve.organizations import Organizations
from coopdata.resolve.people import People

OF_A_STATE = frozenset({"government", "ministry", "agency", "embassy"})
"""Kinds of bodies that agree for their state, so that a text may name the state instead."""
ANY_CLASS = ""
"""Class of instruments whose names are also used for all others ("agreement", "deal")."""

_CLASSES: Mapping[str, str] = {row["instrument"]: row["class"] for row in read_rows("instrument_classes.csv")}


@dataclass(frozen=True)
class Side:
    """A party as it is compared: its id, its country, whether it is that state or acts for it, what it is a unit of."""

    id: str
    key: str
    """Its name as names are compared."""
    country: str | None
    is_state: bool
    is_of_state: bool
    parent: str | None

    @property
    def blocks(self) -> tuple[str, ...]:
        """One of them at least is equal for sides that may be one: the country, the name, the body it belongs to."""
        named = f"named {self.key}"
        return (self.country, named) if self.country else (named, self.parent) if self.parent else (named,)

    def may_be(self, other: "Side") -> bool:
        """Whether two texts may mean one party: the same body, a state and a body of it, a unit and its body."""
        if self.id == other.id or (self.key == other.key and None in (self.country, other.country)):
            return True
        if self.country is not None and self.country == other.country and (self.is_state or other.is_state):
            return True
        return other.id == self.parent or other.parent == self.id

    def is_fellow_of(self, other: "Side") -> bool:
        """Whether both are of one country, and neither is the state itself."""
        return self.country is not None and self.country == other.country and not (self.is_state or other.is_state)

    def acts_for(self, other: "Side") -> bool:
        """Whether naming one for the other is common: the same body, or a state for its ministry."""
        return self.key == other.key or (self.is_of_state and other.is_of_state)


@dataclass(frozen=True)
class Telling:
    """An agreement as one document tells it; `sides` are its parties in the order told, each once."""

    source: Source
    agreement: Agreement
    sides: tuple[Side, ...]
    signers: frozenset[str]
    """Ids of the people who signed."""

    @property
    def place(self) -> tuple[int, tuple[int, int]]:
        """Total order of tellings, but for several at the same place, which stay as the record has them."""
        return (self.source.order, self.agreement.span)

    @property
    def parties(self) -> tuple[str, ...]:
        """The ids of the parties, in the order told."""
        return tuple(side.id for side in self.sides)

    @cached_property
    def topics(self) -> tuple[str, ...]:
        """Fields of cooperation as they are compared."""
        return tuple(sorted({fold(topic.name) for topic in self.agreement.topics}))

    @cached_property
    def subject(self) -> frozenset[str]:
        """The telling words of its topics, by which two tellings can be seen to be of different matters."""
        silent = function_words() | word_list("subject_filler")
        return frozenset(word for topic in self.topics for word in topic.split() if word not in silent)

    @property
    def instrument_class(self) -> str:
        """The class of its instrument, `ANY_CLASS` for one whose name says little."""
        return _CLASSES[str(self.agreement.instrument)]

    @property
    def signed(self) -> str | None:
        """The date of signing as precise as told; None where none is, or where it is only planned."""
        return self.agreement.signed

    @property
    def is_planned(self) -> bool:
        """Whether the text tells of what is yet to be signed."""
        return self.agreement.status in (Status.PLANNED, Status.UNDER_NEGOTIATION)

    @property
    def facts(self) -> tuple[str, ...]:
        """Parties, instrument and date of signing; the story where no date, or no second party, is known."""
        certain = self.signed is not None and len(self.sides) >= 2
        parties = "\x1e".join(sorted(self.parties))
        return (parties, str(self.agreement.instrument), self.signed or "", "" if certain else self.source.story)

    @property
    def own_id(self) -> str:
        """The id that it would have by itself."""
        return make_id("agr", *self.facts)

    @property
    def anchors(self) -> list[Anchor]:
        """Where it was read: the characters of its instrument."""
        return [
            ("agreements", self.source.document.id, *statement.span)
            for statement in self.agreement.statements
            if statement.field == "instrument"
        ]


def tellings(sources: Iterable[Source], organizations: Organizations, people: People) -> list[Telling]:
    """All agreements of the documents, in order."""
    found = [
        Telling(
            source,
            agreement,
            tuple(_side(organizations.by_id[party]) for party in _parties(source, agreement, organizations)),
            frozenset(one for person in agreement.signatories if (one := people.find(source, person.name))),
        )
        for source in sources
        for agreement in source.record.agreements
    ]
    return sorted(found, key=lambda telling: telling.place)


def _parties(source: Source, agreement: Agreement, organizations: Organizations) -> list[str]:
    """The ids of an agreement's parties, each once. Every party is a mention: found, unless two have its name."""
    ids = (organizations.directory.find(source, party.name, party.country) for party in agreement.parties)
    return list(dict.fromkeys(organization_id for organization_id in ids if organization_id is not None))


def _side(row: OrganizationRow) -> Side:
    is_state = is_national_government(row.name, row.country)
    key = name_key(row.name, row.country)
    return Side(row.organization_id, key, row.country, is_state, row.kind in OF_A_STATE, row.parent_id)
