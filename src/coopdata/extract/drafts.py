"""From mentions of instruments to agreements: which mentions tell of one, gathered in the order of the text.

A `Draft` grows while sentences are read: each mention either adds to a draft it may belong to or opens a new one.
Two mentions may be one agreement when their kinds agree (a generic word agrees with any kind), their parties do not
contradict each other and their dates neither; a mention that says it is another one never is.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from coopdata.documents.model import BlockKind
from coopdata.extract.circumstances import Dated, Located
from coopdata.extract.clauses import Clause
from coopdata.extract.instruments import InstrumentMention
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
    extra_dates: list[Dated] = field(default_factory=list)
    extra_places: list[Located] = field(default_factory=list)
    inferred_parties: PartiesFound | None = None
    umbrella: "Draft | None" = None
    """The sentence about several of which this is one ("two MoUs were signed …"); what it says holds for each."""
    children: int = 0
    told_apart: PartiesFound | None = None
    """The parties of one of several that a sentence tells apart by their partners ("MoUs with A and B")."""
    chosen_parties: PartiesFound | None = None
    """The parties as weighed in the end; they stand before what single sentences say."""
    chosen_roles: list[RoleFound] | None = None
    chosen_status: tuple[Status, float] | None = None
    """The status as weighed in the end, with its probability."""
    chosen_date: tuple[Dated | None] | None = None
    """The date of signing as weighed in the end, which may be none; None before it is weighed."""

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
        """The first place named with a signing."""
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


def place_sighting(drafts: list[Draft], sighting: Sighting) -> Draft:
    """The draft the sighting belongs to, after adding it; a new draft at the end where it belongs to none."""
    if not sighting.mention.further and not _of_unnamed(drafts, sighting) and not _singled_out(drafts, sighting):
        several = sighting.mention.plural and sighting.mention.definite
        latest = drafts[::-1]
        for draft in sorted(latest, key=lambda draft: several and not draft.is_of_several):
            if _may_be(draft, sighting):
                draft.sightings.append(sighting)
                return draft
    draft = Draft([sighting])
    one_of_several = sighting.mention.further or _of_unnamed(drafts, sighting) or _singled_out(drafts, sighting)
    if one_of_several and not sighting.mention.plural:
        draft.umbrella = next((d for d in reversed(drafts) if _covers(d, sighting)), None)
        if draft.umbrella is not None:
            draft.umbrella.children += 1
    drafts.append(draft)
    return draft


def _of_unnamed(drafts: list[Draft], sighting: Sighting) -> bool:
    """Whether a named instrument is one of the "two documents" of a sentence before, which did not say what kind."""
    mention = sighting.mention
    if mention.definite or mention.strength is not Strength.NAME or not drafts:
        return False
    several = [draft for draft in drafts if draft.is_of_several and draft.umbrella is None]
    return bool(several) and all(one.mention.strength is not Strength.NAME for one in several[-1].sightings)


def _singled_out(drafts: list[Draft], sighting: Sighting) -> bool:
    """Whether "the agreement on trade" is one of the several that the text has spoken of and not yet told apart."""
    mention = sighting.mention
    if not mention.definite or mention.plural or not (mention.topic or mention.name) or not drafts:
        return False
    if any(draft.umbrella is not None and _may_be(draft, sighting) for draft in drafts):
        return False
    latest = drafts[-1]
    return latest.is_of_several and latest.umbrella is None and _kinds_agree(latest, mention)


def _covers(draft: Draft, sighting: Sighting) -> bool:
    """Whether the draft is of several agreements, of which the sighting can be one."""
    if not draft.is_of_several or draft.umbrella is not None:
        return False
    listed = draft.lead.clause is sighting.clause  # "two contracts: one with A, and one with B"
    return listed or _parties_agree(draft.parties, sighting.parties)


def _may_be(draft: Draft, sighting: Sighting) -> bool:
    return (
        _kinds_agree(draft, sighting.mention)
        and _names_agree(draft, sighting.mention)
        and _numbers_agree(draft, sighting)
        and not _introduces(draft, sighting)
        and _statuses_agree(draft, sighting)
        and _parties_agree(draft.parties, sighting.parties)
        and _dates_agree(draft.signed, sighting.signed)
    )


def _kinds_agree(draft: Draft, mention: InstrumentMention) -> bool:
    kinds = {sighting.mention.instrument for sighting in draft.sightings if sighting.mention.strength == "name"}
    return mention.strength != "name" or not kinds or mention.instrument in kinds


def _numbers_agree(draft: Draft, sighting: Sighting) -> bool:
    """Whether one of several is not taken for all, nor a new one with a date of its own for the one before."""
    if _is_headline(sighting) or all(map(_is_headline, draft.sightings)):
        return True
    mention = sighting.mention
    if mention.definite:
        return True
    if mention.plural != draft.is_of_several:
        return False
    return sighting.signed is None or draft.signed is not None


def _is_headline(sighting: Sighting) -> bool:
    return sighting.clause.passage.kind is BlockKind.HEADLINE


def _introduces(draft: Draft, sighting: Sighting) -> bool:
    """Whether "a contract", said of nobody, is a new one: the text has told who entered the one before."""
    mention = sighting.mention
    if mention.definite or mention.plural or mention.strength is Strength.PRONOUN or _is_headline(sighting):
        return False
    told = (one.parties for one in draft.sightings if not _is_headline(one) and one.parties is not None)
    return sighting.parties is None and any(len(found.parties) > 1 for found in told)


def _names_agree(draft: Draft, mention: InstrumentMention) -> bool:
    """Whether neither bears a name of its own, or a topic that no definite word takes up, which the other has not."""
    names = frozenset(word for sighting in draft.sightings for word in sighting.mention.name)
    if names and mention.name and not names & mention.name and mention.strength is Strength.NAME:
        return False
    topics = [sighting.mention.topic for sighting in draft.sightings if sighting.mention.topic]
    return mention.definite or not mention.topic or not topics or any(topic & mention.topic for topic in topics)


def _statuses_agree(draft: Draft, sighting: Sighting) -> bool:
    """A planned agreement is not the signed one of the sentence before, unless the text points back to it."""
    if sighting.mention.definite or sighting.mention.status is None or draft.status is None:
        return True
    future = (Status.PLANNED, Status.UNDER_NEGOTIATION)
    return (sighting.mention.status in future) == (draft.status[0] in future)


def _parties_agree(one: PartiesFound | None, other: PartiesFound | None) -> bool:
    if one is None or other is None:
        return True
    mine, theirs = {p.key for p in one.parties}, {p.key for p in other.parties}
    if mine <= theirs or theirs <= mine:
        return True
    # the ministries in one sentence, their states in another
    return _states(one) == _states(other) and len(_states(one)) >= 2


def _states(found: PartiesFound) -> set[str]:
    return {party.country for party in found.parties if party.country is not None}


def _dates_agree(one: Dated | None, other: Dated | None) -> bool:
    return one is None or other is None or one.date.contains(other.date) or other.date.contains(one.date)
