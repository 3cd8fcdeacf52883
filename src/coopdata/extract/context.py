"""What every grammar of the reader works on: a sentence with its words and hits, and evidence for a value.

All positions are view positions (see `documents.model`).
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from functools import cached_property

from coopdata.documents.model import BlockKind
from coopdata.documents.view import caseless
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
_FEW = 3
_PART = re.compile(r"[^\W_]+")


def words_needed(wordings: Iterable[str]) -> frozenset[str]:
    """A word of each wording, its longest: where none is among `Passage.parts`, none of the wordings stands."""
    return frozenset(max(reversed(_PART.findall(wording.lower())), key=len) for wording in wordings)


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
        return bisect_right(self._ends, position)

    def index_after(self, position: int) -> int:
        """The index of the first word that begins at or after `position`, which may lie inside the word before it."""
        return bisect_left(self._starts, position)

    def hit_at(self, kind: Kind, index: int) -> Hit | None:
        """The hit of this kind that covers the word at `index`."""
        return self._covering[kind].get(index)

    @cached_property
    def _starts(self) -> list[int]:
        return [word.start for word in self.words]

    @cached_property
    def _ends(self) -> list[int]:
        return [word.end for word in self.words]

    @cached_property
    def _covering(self) -> dict[Kind, dict[int, Hit]]:
        """For each kind, the hit that covers each word, by index of the word: asked for far more often than found."""
        covering = dict.fromkeys(self.hits, _NOTHING)
        for kind, hits in self.hits.items():
            if hits:
                covering[kind] = {
                    index: hit
                    for hit in hits
                    for index in range(self.index_after(hit.start), self.index_after(hit.end))
                }
        return covering

    @cached_property
    def known(self) -> Set[int]:
        """The indices of the words that a hit of any kind covers: at others no kind needs to be asked for."""
        return self.covered(*[kind for kind, hits in self.hits.items() if hits])

    def hits_in(self, kind: Kind, start: int, end: int) -> list[Hit]:
        """The hits of this kind that lie within ``[start, end)``."""
        hits = self.hits[kind]
        if not hits:
            return []
        inside = hits[bisect_left(hits, start, key=_start) : bisect_left(hits, end, key=_start)]
        return [hit for hit in inside if hit.end <= end]

    @cached_property
    def lowers(self) -> frozenset[str]:
        """The words in lower case: a rule about a word that is not among them needs no look at the sentence."""
        return frozenset([word.lower for word in self.words])

    @cached_property
    def texts(self) -> frozenset[str]:
        """The words as they are written."""
        return frozenset([word.text for word in self.words])

    @cached_property
    def parts(self) -> frozenset[str]:
        """The same for regular expressions: every run of letters and digits of the text, in lower case.

        Parts of joined words ("pre-feasibility study") and of words too long for `words` are among them, and letters
        are what `re.IGNORECASE` takes them for.
        """
        return frozenset(_PART.findall(caseless(self.text[self.start : self.end])))

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
        acronyms = len(self.acronyms)
        return acronyms > _FEW and acronyms > len(self.words) // 2

    def covered(self, *kinds: Kind) -> set[int]:
        """The indices of the words that a hit of one of these kinds covers."""
        return set().union(*[self._covering[kind] for kind in kinds])

    def is_any(self, kinds: Iterable[Kind], index: int) -> bool:
        """Whether a hit of one of these kinds covers the word at `index`."""
        return any([index in self._covering[kind] for kind in kinds])  # noqa: C419 - a list is built faster than iterated

    def is_state(self, index: int) -> bool:
        """Whether the word at `index` names a state or its people."""
        return index in self._covering[Kind.COUNTRY] or index in self._covering[Kind.DEMONYM]
