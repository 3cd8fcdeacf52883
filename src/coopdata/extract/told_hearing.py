"""Words that only the encoder takes for telling of an agreement: "bridge finance", "signed up", "the order".

No list of words holds them all. A first reading finds the agreements told in words that coopdata knows; where the
encoder, reading the sentences around these, takes other words for one, the second reading has them as instruments of
the kind it heard.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

import numpy as np

from coopdata.encoder.heads import INSTRUMENTS
from coopdata.encoder.layers import Floats
from coopdata.extract.context import Passage
from coopdata.extract.lexicon import Entry, Hit, Kind
from coopdata.extract.name_hearing import Listened
from coopdata.extract.sheets import Sheet
from coopdata.reference.words import InstrumentForm, Strength

_LIKELY = 0.6
"""How probably a piece must tell of an agreement that no list holds."""


def with_told(heard: Listened, passages: Sequence[Passage]) -> list[Passage]:
    """The passages with the words that only the encoder takes for telling of an agreement among their hits.

    A verb that a list holds is none of them: it tells of what its sentence names.
    """
    covered = bytearray(len(passages[0].text) if passages else 0)
    for passage in passages:
        for hit in (*passage.hits[Kind.INSTRUMENT], *passage.hits[Kind.VERB]):
            covered[hit.start : hit.end] = b"\x01" * (hit.end - hit.start)
    starts = [passage.start for passage in passages]
    found: dict[int, list[Hit]] = defaultdict(list)
    for sheet, told in heard.told:
        for rows in _rows(sheet, told, starts, covered):
            number = max(bisect_right(starts, sheet.starts[rows[0]]) - 1, 0)
            new = _hit(passages[number], sheet, rows, told)
            if new is not None and not any(covered[new.start : new.end]):
                covered[new.start : new.end] = b"\x01" * (new.end - new.start)
                found[number].append(new)
    return [_with(one, found[number]) if number in found else one for number, one in enumerate(passages)]


def _rows(sheet: Sheet, told: Floats, starts: Sequence[int], covered: bytearray) -> Iterator[Sequence[int]]:
    """The pieces that tell of an agreement and are not covered, those in a row in one sentence together."""

    def sentence(row: int) -> int | None:
        tells = 1 - told[row + 1, 0] >= _LIKELY and not any(covered[sheet.starts[row] : sheet.ends[row]])
        return bisect_right(starts, sheet.starts[row]) if tells else None

    for number, rows in groupby(range(len(sheet.pieces)), key=sentence):
        if number is not None:
            yield list(rows)


def _hit(passage: Passage, sheet: Sheet, rows: Sequence[int], told: Floats) -> Hit | None:
    """The words that the pieces are of as an instrument of the likeliest kind; None where they are of none."""
    words = passage.words[passage.index_at(sheet.starts[rows[0]]) : passage.index_after(sheet.ends[rows[-1]])]
    if not words:
        return None  # a mark of punctuation
    kinds = told[1:-1][rows].mean(axis=0)[1:]
    start, end, instrument = words[0].start, words[-1].end, INSTRUMENTS[int(np.argmax(kinds))]
    form = passage.text[start:end].lower()
    detail = InstrumentForm(form, (), instrument, Strength.GENERIC, is_heard=True)
    return Hit(start, end, Entry(form, Kind.INSTRUMENT, instrument, detail=detail))


def _with(passage: Passage, hits: Sequence[Hit]) -> Passage:
    instruments = sorted([*passage.hits[Kind.INSTRUMENT], *hits])
    return replace(passage, hits={**passage.hits, Kind.INSTRUMENT: instruments})
