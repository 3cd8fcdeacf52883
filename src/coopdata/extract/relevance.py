"""Whether a text can tell of an agreement at all, found in one pass without reading it.

Most texts of an archive name no instrument. `is_relevant` is true for every text in which the reader could read an
agreement: one that names an instrument; that has a word which often means something else ("plan", "loan") with a verb
of agreeing near it; that takes an agreement up by a pronoun ("signed it") or leaves it out ("The second, on farming").
It may be true for others as well, and those are read.
"""

from bisect import bisect_left
from collections.abc import Set
from dataclasses import dataclass
from functools import cache
from typing import Any

from ahocorasick_rs import AhoCorasick

from coopdata.documents.model import Span
from coopdata.documents.view import lower_same_length, plain
from coopdata.extract.chunks import ELLIPSIS, ORDINALS, taken_up
from coopdata.extract.lexicon import Entry, Kind, on_boundaries, word_entries
from coopdata.reference.wordlists import word_list
from coopdata.reference.words import Strength

_REACH = 500
"""Characters between a word that is an instrument only beside a verb, and that verb.

More than the tokens between them that `instruments` allows take up, but for rows of very long names.
"""


@dataclass(frozen=True)
class NotRelevant:
    """A text that cannot tell of an agreement and was read no further."""

    id: str
    path: str
    sha256: str

    def to_json(self) -> dict[str, Any]:
        """What is listed of it."""
        return {"document": {"id": self.id, "path": self.path, "sha256": self.sha256}, "status": "not_relevant"}


def is_relevant(text: str) -> bool:
    """Whether the text as it stands in the file, in any layout, could tell of an agreement."""
    text = plain(text)
    automaton, entries = _spellings()
    weak: set[Span] = set()
    verbs: dict[Span, Entry] = {}
    for index, start, end in automaton.find_matches_as_indexes(lower_same_length(text), overlapping=True):
        if not on_boundaries(text, start, end):
            continue
        entry = entries[index]
        if entry is None:
            if ELLIPSIS.match(text, start):
                return True
        elif entry.kind is Kind.VERB:
            verbs[start, end] = entry
        elif entry.detail.strength is Strength.WEAK:
            weak.add((start, end))
        else:
            return True
    strong = [span for span, entry in verbs.items() if entry.detail.lemma in word_list("strong_verb")]
    taken = any(taken_up(text, start, end) for start, end in strong)
    return taken or _meet(weak, verbs.keys() - weak)  # "plan" is a noun where it could be either


def _meet(some: Set[Span], others: Set[Span]) -> bool:
    """Whether any of the ones starts within reach of any of the others."""
    starts = sorted(start for start, _ in others)
    for start, _ in some:
        index = bisect_left(starts, start - _REACH)
        if index < len(starts) and starts[index] <= start + _REACH:
            return True
    return False


@cache
def _spellings() -> tuple[AhoCorasick, list[Entry | None]]:
    """The automaton over all instruments and verbs of agreeing, with what each is; None for a word of `ELLIPSIS`."""
    entries = [entry for entry in word_entries() if entry.kind in (Kind.INSTRUMENT, Kind.VERB)]
    return AhoCorasick([*(entry.form.lower() for entry in entries), *ORDINALS]), [*entries, *[None] * len(ORDINALS)]
