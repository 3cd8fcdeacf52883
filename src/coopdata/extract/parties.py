"""Who enters an agreement, as one sentence says it.

The patterns of `party_patterns.csv` are tried in order on the clause; the first that gives two parties or more
decides, else the first that gives one. A party is an organization, or a state named as such; words for the parties
together ("the two ministries", "both sides") are resolved by what the document has named before.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from coopdata.extract.clauses import Chunk, Clause
from coopdata.extract.linking import Organization
from coopdata.extract.patterns import Pattern, party_patterns_for
from coopdata.reference.governments import means_state


@dataclass(frozen=True, eq=False)
class PartyRef:
    """A party at one place of the text: an organization of the document, or a state by its name."""

    start: int
    end: int
    name: str
    organization: Organization | None
    country: str | None

    @cached_property
    def key(self) -> str:
        """Equal for the same party: a state and its government have one key, its towns and houses have their own."""
        body = self.organization
        if body is not None and not (body.kind == "government" and means_state(body.name, self.country)):
            return f"organization:{id(body)}"
        return f"state:{self.country or self.name}"

    @cached_property
    def is_state(self) -> bool:
        """Whether the party is a state or its government."""
        return self.key.startswith("state:")


@dataclass(frozen=True)
class PartiesFound:
    """The parties that a clause gives an instrument, with the rule that found them."""

    parties: tuple[PartyRef, ...]
    rule: str
    confidence: float


_SURE = 0.8
"""Patterns below this confidence only say that two names stand near an instrument."""
Resolver = Callable[[Chunk], Sequence[PartyRef]]
"""What the chunks with symbol G and U stand for; an empty result rejects the reading."""


def find_parties(clause: Clause, instrument: Chunk, resolve: Resolver) -> PartiesFound | None:
    """The parties that the clause gives this instrument mention; None where it names none."""
    symbol = f"I{clause.chunks.index(instrument)}"
    single: PartiesFound | None = None
    for pattern in party_patterns_for(clause.line):
        found = _first_match(pattern, clause, symbol, resolve)
        if found is None:
            continue
        if len(found.parties) >= 2:
            return found
        single = single or found
    return single


def _first_match(pattern: Pattern, clause: Clause, symbol: str, resolve: Resolver) -> PartiesFound | None:
    position = 0
    while (match := pattern.matcher.search(clause.line, position)) is not None:
        position = match.start() + 1
        if match.group("instrument") != symbol:
            continue
        if pattern.confidence < _SURE and not _alike(clause, match):
            continue
        groups = [match.group(name) for name in sorted(match.groupdict()) if name.startswith("parties")]
        chunks = (chunk for group in groups for chunk in clause.named(group) if chunk.symbol in _NAMES)
        parties = _distinct(ref for chunk in chunks for ref in resolve(chunk))
        if parties:
            return PartiesFound(parties, pattern.id, pattern.confidence)
    return None


_NAMES = "PUG"
"""What can enter an agreement: a known name, an unknown one, and a word for several."""


def _alike(clause: Clause, match: re.Match[str]) -> bool:
    """Whether a loose reading names parties of one sort, all states or all organizations, and no unknown names."""
    names = [name for name in match.groupdict() if name.startswith("parties")]
    chunks = [chunk for name in names for chunk in clause.named(match.group(name))]
    sorts = {chunk.value.is_state for chunk in chunks if chunk.symbol == "P"}
    return len(sorts) <= 1 and all(chunk.symbol != "U" for chunk in chunks)


def _distinct(refs: Iterable[PartyRef]) -> tuple[PartyRef, ...]:
    return tuple({ref.key: ref for ref in reversed(list(refs))}.values())[::-1]
