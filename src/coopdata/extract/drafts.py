"""From mentions of instruments to agreements: which mentions tell of one, gathered in the order of the text.

A `Draft` grows while sentences are read: each mention either adds to a draft that it tells of or opens a new one
(`placing`).
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from coopdata.extract.circumstances import Dated, Located
from coopdata.extract.clauses import Clause
from coopdata.extract.instruments import InstrumentMention
from coopdata.extract.linking import Person
from coopdata.extract.parties import PartiesFound, PartyRef
from coopdata.extract.record import Instrument, Status
from coopdata.extract.roles import RoleFound
from coopdata.reference.words import Strength

_ORDER = {strength: number for number, strength in enumerate(Strength)}
"""A named instrument comes before a generic word, that before a weak one."""


@dataclass(frozen=True)
class Sighting:
    """What one sentence says of one agreement."""

    clause: Clause
    mention: InstrumentMention
    parties: PartiesFound | None
    signed: Dated | None
    place: Located | None


@dataclass
class Draft:
    """An agreement in the making."""

    sightings: list[Sighting]
    roles: list[RoleFound] = field(default_factory=list)
    not_signing: list[Person] = field(default_factory=list)
    """People of whom a sentence says that they signed another of the agreements that it tells of."""
    extra_dates: list[Dated] = field(default_factory=list)
    extra_places: list[Located] = field(default_factory=list)
    inferred_parties: PartiesFound | None = None
    umbrella: "Draft | None" = None
    """The sentence about several of which this is one ("two MoUs were signed …"); what it says holds for each."""
    children: int = 0
    copies: int = 1
    """How many agreements it stands for, all between the same: those that the text counts ("two loans")."""
    told_apart: PartiesFound | None = None
    """The parties of one of several that a sentence tells apart by their partners ("MoUs with A and B")."""
    chosen_parties: PartiesFound | None = None
    """The parties as weighed in the end; they stand before what single sentences say."""
    chosen_roles: list[RoleFound] | None = None
    chosen_status: tuple[Status, float] | None = None
    """The status as weighed in the end, with its probability."""
    chosen_kind: tuple[Instrument, float] | None = None
    """The kind of agreement where it is not that of the words that name it, with its probability."""
    chosen_date: tuple[Dated | None] | None = None
    """The date of signing as weighed in the end, which may be none; None before it is weighed."""
    chosen_place: tuple[Located | None] | None = None
    """The same of the place of signing."""

    def may_be(self, role: str, person: Person) -> bool:
        """Whether no sentence leaves the person to another agreement in this role."""
        return role != "signatory" or not any(other is person for other in self.not_signing)

    @property
    def is_of_several(self) -> bool:
        """Whether the text speaks of several at once ("two MoUs")."""
        return any(sighting.mention.plural for sighting in self.sightings)

    @property
    def is_further(self) -> bool:
        """Whether the text says that it is another one."""
        return any(sighting.mention.further for sighting in self.sightings)

    @property
    def is_named(self) -> bool:
        """Whether the text calls it by the name of an instrument, not just "the deal" or "the contract"."""
        return any(
            one.mention.strength is Strength.NAME and one.mention.instrument is not Instrument.CONTRACT
            for one in self.sightings
        )

    @property
    def lead(self) -> Sighting:
        """The sighting that says most: a named instrument before a generic word, then parties, then the earlier."""

        def weight(sighting: Sighting) -> tuple[int, bool, bool]:
            return (
                _ORDER[sighting.mention.strength],
                sighting.mention.status is None,
                sighting.parties is None or len(sighting.parties.parties) < 2,
            )

        return min(self.sightings, key=weight)

    @property
    def parties(self) -> PartiesFound | None:
        """The parties as weighed; before that the fullest sure reading of the sightings, else what was inferred."""
        if self.chosen_parties is not None or self.told_apart is not None:
            return self.chosen_parties or self.told_apart
        stated = [sighting.parties for sighting in self.sightings if sighting.parties is not None]
        pairs = [found for found in [*stated, self.inferred_parties] if found is not None and len(found.parties) >= 2]
        if pairs:
            return max(pairs, key=_weight)
        if self.umbrella is not None and self.umbrella.parties is not None and not stated:
            return self.umbrella.parties
        return _united(stated)

    @property
    def all_roles(self) -> list[RoleFound]:
        """The people as weighed; before that its own and those of the sentence about several."""
        if self.chosen_roles is not None:
            return self.chosen_roles
        return self.roles + (self.umbrella.roles if self.umbrella is not None else [])

    @property
    def signed(self) -> Dated | None:
        """The date as weighed; before that the most precise of the sightings, the earlier in the text among equals."""
        if self.chosen_date is not None:
            return self.chosen_date[0]
        dated = [sighting.signed for sighting in self.sightings if sighting.signed is not None] + self.extra_dates
        if not dated and self.umbrella is not None:
            return self.umbrella.signed
        return max(dated, key=lambda d: (len(str(d.date)), -d.evidence.start), default=None)

    @property
    def place(self) -> Located | None:
        """The place as weighed; before that the first one named with a signing."""
        if self.chosen_place is not None:
            return self.chosen_place[0]
        places = [sighting.place for sighting in self.sightings if sighting.place is not None] + self.extra_places
        if not places and self.umbrella is not None:
            return self.umbrella.place
        return places[0] if places else None

    @property
    def status(self) -> tuple[Status, InstrumentMention] | None:
        """The status said; the one that says most of the present wins: ended, renewed, signed, then planned."""
        order = list(_STATUS_ORDER)
        said = [(s.mention.status, s.mention) for s in self.sightings if s.mention.status is not None]
        if not said and self.umbrella is not None:
            return self.umbrella.status
        return min(said, key=lambda pair: order.index(pair[0]), default=None)


def _weight(found: PartiesFound) -> tuple[float, int, int]:
    """The surer reading counts more, then the fuller, then the one that names bodies rather than their states."""
    return found.confidence, len(found.parties), -sum(party.is_state for party in found.parties)


_STATUS_ORDER = (
    Status.TERMINATED,
    Status.RENEWED,
    Status.SIGNED,
    Status.UNDER_NEGOTIATION,
    Status.PLANNED,
    Status.IN_FORCE,
)


def _united(found: Sequence[PartiesFound]) -> PartiesFound | None:
    """Single parties from several sentences put together; None where there are none."""
    refs: dict[str, PartyRef] = {}
    for one in found:
        for ref in one.parties:
            refs.setdefault(ref.key, ref)
    if not refs:
        return None
    return PartiesFound(tuple(refs.values()), found[0].rule, min(one.confidence for one in found))
