"""What every grammar of the reader works on: a sentence with its words and hits, and evidence for a value.

All positions are view positions (see `documents.model`).
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from coopdata.documents.model import BlockKind
from coopdata.extract.lexicon import Hit, Kind
from coopdata.extract.words import Word


@dataclass(frozen=True, slots=True)
class Evidence:
    """A value with the view positions it was read from and the rule that read it."""

    value: str
    start: int
    end: int
    rule: str
    stated: bool = True
    confidence: float = 1.0


_NOTHING: dict[int, Hit] = {}


def _start(hit: Hit) -> int:
    return hit.start


@dataclass(frozen=True, eq=False)
class Passage:
    """One sentence: `text` is the whole view, so that positions need no shifting; hits of a kind never overlap."""

    text: str
    start: int
    end: int
    block: int
    kind: BlockKind
    words: Sequence[Word]
    hits: dict[Kind, list[Hit]]

    def slice(self, first: int, last: int) -> str:
        """The text from the word at index `first` to the one before index `last`."""
        return self.text[self.words[first].start : self.words[last - 1].end]

    def index_at(self, position: int) -> int:
        """The index of the first word that ends after `position`; len(words) past the last."""
        low, high = 0, len(self.words)
        while low < high:
            middle = (low + high) // 2
            if self.words[middle].end <= position:
                low = middle + 1
            else:
                high = middle
        return low

    def index_after(self, position: int) -> int:
        """The index of the first word that begins at or after `position`, which may lie inside the word before it."""
        return bisect_left(self.words, position, key=lambda word: word.start)

    def hit_at(self, kind: Kind, index: int) -> Hit | None:
        """The hit of this kind that covers the word at `index`."""
        return self._covering[kind].get(index)

    @cached_property
    def _covering(self) -> dict[Kind, dict[int, Hit]]:
        """For each kind, the hit that covers each word, by index of the word: asked for far more often than found."""
        starts = [word.start for word in self.words]
        return {
            kind: {
                index: hit
                for hit in hits
                for index in range(bisect_left(starts, hit.start), bisect_left(starts, hit.end))
            }
            if hits
            else _NOTHING
            for kind, hits in self.hits.items()
        }

    def hits_in(self, kind: Kind, start: int, end: int) -> list[Hit]:
        """The hits of this kind that lie within ``[start, end)``."""
        hits = self.hits[kind]
        inside = hits[bisect_left(hits, start, key=_start) : bisect_left(hits, end, key=_start)]
        return [hit for hit in inside if hit.end <= end]

    @cached_property
    def lowers(self) -> frozenset[str]:
        """The words in lower case: a rule about a word that is not among them needs no look at the sentence."""
        return frozenset([word.lower for word in self.words])

    @cached_property
    def lower(self) -> str:
        """The sentence in lower case, for rules about what may also be part of a word ("pre-feasibility study")."""
        return self.text[self.start : self.end].lower()

    def holds_any(self, parts: Iterable[str]) -> bool:
        """Whether the sentence holds any of these, in words or as words."""
        return any([part in self.lower for part in parts])  # noqa: C419 - a list is built faster than iterated

    @cached_property
    def capitals(self) -> list[int]:
        """The indices of the words that begin like a name."""
        return [index for index, word in enumerate(self.words) if word.is_capital]

    @cached_property
    def acronyms(self) -> list[int]:
        """The indices of the words in capitals."""
        return [index for index, word in enumerate(self.words) if word.is_acronym]

    @property
    def shouts(self) -> bool:
        """Whether the sentence is set in capitals, so that they say nothing."""
        return len(self.acronyms) > max(3, len(self.words) // 2)

    def covered(self, *kinds: Kind) -> set[int]:
        """The indices of the words that a hit of one of these kinds covers."""
        return set().union(*(self._covering[kind] for kind in kinds))

    def is_any(self, kinds: Iterable[Kind], index: int) -> bool:
        """Whether a hit of one of these kinds covers the word at `index`."""
        return any([index in self._covering[kind] for kind in kinds])  # noqa: C419 - a list is built faster than iterated

    def is_state(self, index: int) -> bool:
        """Whether the word at `index` names a state or its people."""
        return index in self._covering[Kind.COUNTRY] or index in self._covering[Kind.DEMONYM]
