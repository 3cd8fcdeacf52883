"""A draft on its way to be an agreement or none: what was observed of it, and what each step made of that."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from coopdata.extract.circumstances import Located
from coopdata.extract.date_weighing import DateCandidate
from coopdata.extract.drafts import Draft
from coopdata.extract.party_weighing import Spot
from coopdata.extract.record import Instrument, Status


@dataclass
class Weighed:
    """One draft with what was observed and how it was weighed."""

    draft: Draft
    spots: Sequence[Spot]
    seen: dict[str, list[set[str]]] = field(default_factory=dict)
    """Observations of each candidate in each sentence of `spots`, by key."""
    weights: dict[str, list[float]] = field(default_factory=dict)
    """The probability of each candidate by each sentence alone."""
    party: dict[str, set[str]] = field(default_factory=dict)
    """Observations of each candidate in the whole document, by key."""
    role: dict[int, set[str]] = field(default_factory=dict)
    """Observations of each person, by identity."""
    standing: set[str] = field(default_factory=set)
    """Observations of the draft."""
    first: dict[str, float] = field(default_factory=dict)
    """The probability of each candidate to be a party, before roles are known."""
    final: dict[str, float] = field(default_factory=dict)
    """The same, with roles and rivals known."""
    partners: dict[str, float] = field(default_factory=dict)
    """The probability of each candidate to be one of several partners, each with an agreement of its own."""
    roles: dict[int, dict[str, float]] = field(default_factory=dict)
    """The probability of each role of each person, by identity."""
    stands: float = 0.0
    """The probability to be an agreement with these parties: as the models say, in the end as `certainty` does."""
    moved: dict[str, float] = field(default_factory=dict)
    """By how much the encoder moved the log-odds of each candidate."""
    doubted: float = 0.0
    """The probability to be an agreement before the encoder was asked."""
    heard: tuple[float, float] = (0.0, 0.0)
    """The encoder's log-odds to be an agreement at all, and to be one with the parties that seemed likeliest before."""
    statuses: Mapping[Status, float] = field(default_factory=dict)
    """The probability of each status."""
    kinds: Mapping[Instrument, float] = field(default_factory=dict)
    """The probability of each kind of agreement."""
    dates: Sequence[DateCandidate] = ()
    """The dates that it may have been signed on."""
    dated: list[float] = field(default_factory=list)
    """The probability of each of them."""
    ruled_place: Located | None = None
    """The place of signing that the rules take."""
    cities: dict[str, float] = field(default_factory=dict)
    """The probability of each city to be the one where it was signed, by name."""
