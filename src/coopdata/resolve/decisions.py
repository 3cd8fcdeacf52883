"""What curators have settled about identity: which records are one, which are two, whatever the rules would say.

A line of raw/corrections.csv with the field `merge` or `keep_apart` names two ids. Both stay known for good: an id is
recognised by the facts it is made from, by the place in a document where the last release read it, and by the history
of ids. So the same line holds after later documents, after a change of id, and in a build from nothing.
"""

from abc import ABC, abstractmethod
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol, TypeVar

from coopdata.problems import Code, Problem, Severity
from coopdata.resolve.groups import Marks, join
from coopdata.resolve.model import Anchor, Correction, Previous

MERGE, KEEP_APART = "merge", "keep_apart"
DECIDING = frozenset({MERGE, KEEP_APART})
"""Fields of a correction that decide about identity."""

FILE = "corrections.csv"

Pair = frozenset[str]


@dataclass(frozen=True)
class Known:
    """What decisions say of a thing: tokens it shares with all it is merged with, ids it must stay apart by."""

    tokens: tuple[Hashable, ...] = ()
    marks: Marks = frozenset()


UNDECIDED = Known()


class Recognizable(Protocol):
    """Anything that decisions may be about."""

    @property
    def own_ids(self) -> Sequence[str]:
        """The ids that it would have by itself, one for each of its names."""

    @property
    def anchors(self) -> Sequence[Anchor]:
        """Where it was read."""


class OfOneId(ABC):
    """A thing with one name, and so with one id of its own."""

    __slots__ = ()

    @property
    @abstractmethod
    def own_id(self) -> str:
        """The id that it would have by itself."""

    @property
    def own_ids(self) -> tuple[str]:
        """That id."""
        return (self.own_id,)


Thing = TypeVar("Thing", bound=Recognizable)


@dataclass(frozen=True)
class Decisions:
    """The decisions, and by which ids a place in a document was known; empty where nothing was decided."""

    merged: Mapping[str, str] = field(default_factory=dict)
    """For each id that is merged the one that stands for all it is merged with."""
    apart: frozenset[Pair] = frozenset()
    known_at: Mapping[Anchor, tuple[str, ...]] = field(default_factory=dict)
    """The ids under which the last release has what it read at a place, and the older ones that became these."""
    met: set[str] = field(default_factory=set, compare=False)
    """The ids that something was found for so far, so that a line about nothing can be told of."""

    @property
    def are_any(self) -> bool:
        """Whether anything was decided."""
        return bool(self.merged or self.apart)

    def of(self, thing: "Recognizable") -> "Known":
        """What is known of a thing by the ids that it would have by itself, and by the places where it was read."""
        if not self.are_any:
            return UNDECIDED
        by_facts = frozenset(thing.own_ids)
        ids = by_facts.union(*(self.known_at.get(anchor, ()) for anchor in thing.anchors))
        self.met.update(ids)
        tokens = tuple((MERGE, self.merged[one]) for one in sorted(ids) if one in self.merged)
        return Known(tokens, frozenset(one for pair in self.apart for one in self._side(pair, by_facts, ids)))

    @staticmethod
    def _side(pair: Pair, by_facts: Pair, ids: Pair) -> Pair:
        """The id of the two that the thing is, by its own facts first; none where it may be both."""
        sides = (pair & by_facts, pair & ids)
        return next((side for side in sides if len(side) == 1), frozenset())

    def settled(self, one: str, other: str) -> bool:
        """Whether a curator has said that these two are one, or two."""
        merged = self.merged.get(one)
        return frozenset((one, other)) in self.apart or (merged is not None and merged == self.merged.get(other))

    def clash(self, one: Marks, other: Marks) -> bool:
        """Whether two that bear these marks must stay two: curators say so, or they differ in a fact.

        A mark of two parts is a fact, what it is of and its value, of which one thing has one value only.
        """
        if not one or not other:
            return False
        facts: dict[Hashable, Hashable] = dict(mark for mark in one if isinstance(mark, tuple))
        if any(facts.get(mark[0], mark[1]) != mark[1] for mark in other if isinstance(mark, tuple)):
            return True
        return any(pair & one and pair & other and pair <= one | other for pair in self.apart)


def join_decided(
    things: Sequence[Thing],
    tokens: Iterable[Iterable[Hashable]],
    decisions: Decisions,
    facts: Sequence[Marks] | None = None,
) -> list[list[Thing]]:
    """Groups of things that share a token (see `join`), or that curators have merged.

    Those that curators keep apart are not joined, nor those whose `facts` differ (see `Decisions.clash`).
    """
    if not decisions.are_any:
        return join(things, tokens, facts, decisions.clash)
    known = [decisions.of(thing) for thing in things]
    decided = ((*own, *settled.tokens) for own, settled in zip(tokens, known, strict=True))
    marks = [settled.marks for settled in known]
    if facts is not None:
        marks = [settled | own if settled else own for settled, own in zip(marks, facts, strict=True)]
    return join(things, decided, marks, decisions.clash)


def decide(corrections: Sequence[Correction], previous: Previous | None) -> Decisions:
    """The decisions of the corrections, the later line winning where two contradict each other."""
    last: dict[Pair, str] = {}
    for item in corrections:
        if item.field in DECIDING and item.value and item.value != item.record:
            last[frozenset((item.record, item.value))] = item.field
    if not last:
        return Decisions()
    merged = [pair for pair, what in last.items() if what == MERGE]
    apart = frozenset(pair for pair, what in last.items() if what == KEEP_APART)
    return Decisions(_representatives(merged), apart, _known_at(previous) if previous else {})


def unmet(corrections: Sequence[Correction], decisions: Decisions) -> list[Problem]:
    """A problem for every decision about an id that nothing bears or ever bore."""
    found = []
    for item in corrections:
        if item.field in DECIDING:
            unknown = [one for one in (item.record, item.value or "") if one not in decisions.met]
            if unknown:
                listed = " and ".join(unknown)
                message = f"{item.field} was not applied: nothing has or had the id {listed}"
                remedy = "Copy both ids from the latest release, or from its id_history."
                place = f"line {item.line}"
                found.append(Problem(Code.CORRECTION_INVALID, message, Severity.ERROR, FILE, place, remedy))
    return found


def _representatives(pairs: Sequence[Pair]) -> dict[str, str]:
    """For each id the smallest of those it is merged with, through however many pairs."""
    found: dict[str, set[str]] = {}
    for pair in pairs:
        together = set(pair).union(*(found.get(one, set()) for one in pair))
        for one in together:
            found[one] = together
    return {one: min(together) for one, together in found.items()}


def _known_at(previous: Previous) -> dict[Anchor, tuple[str, ...]]:
    older: dict[str, list[str]] = {}
    for row in previous.history:
        if row.new_id is not None and row.reason != "split":
            older.setdefault(row.new_id, []).append(row.old_id)
    found: dict[Anchor, set[str]] = {}
    for record_id, anchors in previous.anchors.items():
        for anchor in anchors:
            found.setdefault(anchor, set()).update((record_id, *older.get(record_id, ())))
    return {anchor: tuple(sorted(ids)) for anchor, ids in found.items()}
