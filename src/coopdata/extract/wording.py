"""How the text words an agreement: what it calls it, and what it says it is for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from coopdata.documents.model import BlockKind
from coopdata.extract.context import Evidence, Passage
from coopdata.extract.lexicon import Kind
from coopdata.extract.phrases import run_start
from coopdata.reference.currencies import scales
from coopdata.reference.words import Strength

if TYPE_CHECKING:
    from coopdata.extract.drafts import Draft, Sighting

_LONGEST = 200
"""Longer wordings are not taken: a title or purpose is a phrase."""
_PURPOSE = re.compile(r"(?: ?\([^()]{1,12}\))?,? (?P<purpose>(?:to|aimed at|on|for|covering) [a-z][^.;]{8,200})")


def title_of(draft: Draft) -> Evidence:
    """What the text calls the agreement: the fullest of its names, a whole list item where it is one."""
    lead = draft.lead.mention
    named = [sighting for sighting in draft.sightings if sighting.mention.instrument is lead.instrument]
    return max((_wording(sighting) for sighting in named), key=lambda title: (len(title.value), -title.start))


def _wording(sighting: Sighting) -> Evidence:
    passage, chunk = sighting.clause.passage, sighting.mention.chunk
    start, end = chunk.start, chunk.end
    if passage.kind is BlockKind.LIST_ITEM and passage.end - passage.start <= _LONGEST:
        start, end = passage.start, passage.end
    else:
        index = passage.index_at(start)
        if passage.words[index].is_capital:
            first = run_start(passage.words, index, lambda i: _is_before_name(passage, i))
            first += first < index and passage.words[first].text in _ARTICLES
            start = passage.words[first].start
    wording = passage.text[start:end].rstrip(".;, ")
    return Evidence(wording, start, start + len(wording), "agreement.wording", confidence=0.8)


_ARTICLES = frozenset(("The", "A", "An", "This"))


def _is_before_name(passage: Passage, index: int) -> bool:
    """Whether a word in capitals is no part of a name behind it: "Japan Sign Memorandum", "$100 Million Loan"."""
    word = passage.words[index]
    return passage.hit_at(Kind.VERB, index) is not None or word.text[0].isdigit() or word.lower in scales()


def purpose_of(draft: Draft) -> Evidence | None:
    """The first words after the instrument that say what it is for ("to strengthen …", "on …")."""
    for sighting in draft.sightings:
        passage, chunk = sighting.clause.passage, sighting.mention.chunk
        match = _PURPOSE.match(passage.text, chunk.end, passage.end)
        if match is not None and sighting.mention.strength is Strength.NAME:
            wording = match["purpose"].rstrip(" ,")
            start = match.start("purpose")
            return Evidence(wording, start, start + len(wording), "agreement.purpose", confidence=0.7)
    return None
