"""Words that only the encoder takes for telling of an agreement: "bridge finance", "signed up", "the order".

No list of words holds them all. A first reading finds the agreements told in words that coopdata knows; where the
encoder, reading the sentences around these, takes other words for one, the second reading has them as instruments of
the kind it heard.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

import numpy as np

from coopdata.encoder.heads import TOLD
from coopdata.encoder.layers import Floats
from coopdata.extract.context import Passage
from coopdata.extract.lexicon import Entry, Hit, Kind
from coopdata.extract.name_hearing import Listened
from coopdata.extract.sheets import Sheet
from coopdata.reference.words import InstrumentForm, Strength

_LIKELY = 0.6
"""How probably words must tell of an agreement that no list holds."""


@dataclass(frozen=True)
class _Telling:
    """Characters ``[start, end)`` that tell of an agreement of some kind, and how probably they do."""

    start: int
    end: int
    instrument: str
    probability: float


def with_told(heard: Listened, passages: Sequence[Passage]) -> list[Passage]:
    """The passages with the words that only the encoder takes for telling of an agreement among their hits."""
    tellings = [one for sheet, told in heard.told for one in _tellings(sheet, told) if one.probability >= _LIKELY]
    tellings.sort(key=lambda one: -one.probability)
    return [_added(passage, tellings) for passage in passages]


def _tellings(sheet: Sheet, told: Floats) -> Iterator[_Telling]:
    """The rows of pieces that more probably tell of an agreement than not."""
    tells = (1 - told[1:-1, 0]) > 1 / 2
    for is_told, group in groupby(range(len(tells)), key=lambda number: bool(tells[number])):
        rows = list(group)
        if is_told:
            means = told[1:-1][rows].mean(axis=0)
            instrument = TOLD[1 + int(np.argmax(means[1:]))]
            yield _Telling(sheet.starts[rows[0]], sheet.ends[rows[-1]], instrument, float(1 - means[0]))


def _added(passage: Passage, tellings: Sequence[_Telling]) -> Passage:
    hits, known = list(passage.hits[Kind.INSTRUMENT]), bool(passage.hits[Kind.INSTRUMENT])
    for one in tellings:
        if not (passage.start <= one.start and one.end <= passage.end):
            continue
        words = passage.words[passage.index_at(one.start) : passage.index_after(one.end)]
        if not words:
            continue  # a mark of punctuation
        start, end = words[0].start, words[-1].end
        is_verb = any(hit.start < end and hit.end > start for hit in passage.hits[Kind.VERB])
        if any(hit.start < end and hit.end > start for hit in hits) or (is_verb and known):
            continue
        form = passage.text[start:end].lower()
        told = InstrumentForm(form, (), one.instrument, Strength.GENERIC, is_heard=True)
        hits.append(Hit(start, end, Entry(form, Kind.INSTRUMENT, one.instrument, detail=told)))
    if len(hits) == len(passage.hits[Kind.INSTRUMENT]):
        return passage
    return replace(passage, hits={**passage.hits, Kind.INSTRUMENT: sorted(hits, key=lambda hit: hit.start)})
