"""A document in sheets of pieces that the encoder can read at once, and which pieces stand for which characters."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from coopdata.encoder.heads import Rows
from coopdata.encoder.pieces import Piece, Vocabulary
from coopdata.extract.clauses import Chunk, Clause

_ROOM, _SHARED = 398, 120
"""So many pieces a sheet holds at most, beside the marks at both ends, and so many the next one repeats."""


@dataclass(frozen=True)
class Sheet:
    """A stretch of whole sentences, cut into pieces."""

    pieces: Sequence[Piece]

    @cached_property
    def starts(self) -> Sequence[int]:
        """The first character of each piece."""
        return [start for _, start, _ in self.pieces]

    @cached_property
    def ends(self) -> Sequence[int]:
        """The end of each piece."""
        return [end for *_, end in self.pieces]

    def rows(self, start: int, end: int) -> Rows:
        """The numbers of the pieces that overlap the characters, counted with the mark before the first."""
        return range(bisect_right(self.ends, start) + 1, bisect_left(self.starts, end) + 1)

    def of(self, chunk: Chunk) -> Rows:
        """The same of a chunk."""
        return self.rows(chunk.start, chunk.end)


def sheets_of(vocabulary: Vocabulary, clauses: Sequence[Clause]) -> list[Sheet]:
    """The sentences of a document in sheets that can be read at once, in order; one longer than a sheet is parted."""
    parts: list[Sequence[Piece]] = []
    for passage in (clause.passage for clause in clauses):
        pieces = list(vocabulary.cut(passage.text, passage.start, passage.end))
        parts += [pieces[first : first + _ROOM] for first in range(0, len(pieces), _ROOM)]
    stretches = _stretches([len(part) for part in parts])
    return [Sheet([piece for part in parts[first:last] for piece in part]) for first, last in stretches]


def _stretches(sizes: Sequence[int]) -> list[tuple[int, int]]:
    """The parts ``[first, last)`` of each sheet, by how many pieces each part has: one at least, at most `_ROOM`."""
    found: list[tuple[int, int]] = []
    first = 0
    while first < len(sizes):
        last, room = first + 1, _ROOM - sizes[first]
        while last < len(sizes) and sizes[last] <= room:
            room -= sizes[last]
            last += 1
        found.append((first, last))
        if last == len(sizes):
            break
        first, shared = last, min(_SHARED, _ROOM - sizes[last])
        while sizes[first - 1] <= shared:
            first -= 1
            shared -= sizes[first]
    return found


def sheets_with(sheets: Sequence[Sheet], start: int, end: int) -> range:
    """The numbers of the sheets that show any of the characters ``[start, end)``; sheets are in order and overlap."""
    last = bisect_left(sheets, end, key=lambda sheet: sheet.starts[0])
    return range(bisect_right(sheets, start, hi=last, key=lambda sheet: sheet.ends[-1]), last)
