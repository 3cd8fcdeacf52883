"""The normalized view of a text, with the exact way back to the text as stored.

A piece is one stretch of the text made readable: white space of any kind becomes one space, typographic quotes and
apostrophes become plain ones, and what has no width is dropped. Everything else stays, dashes too. A view is pieces
joined by a newline.
"""

import re
from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from coopdata.documents.model import Span, View

NO_WIDTH = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
"""Soft hyphen, zero-width space, non-joiner and joiner, direction marks, word joiner, byte order mark."""
_GAP = re.compile(rf"[\s{NO_WIDTH}]{{2,}}|[^\S ]|[{NO_WIDTH}]")
"""A gap that a view writes otherwise; a single space, as most gaps are, stays in the run around it."""
_PLAIN = str.maketrans(
    {
        **dict.fromkeys("\u2018\u2019\u201a\u201b\u2032\u00b4\u0060", "'"),
        **dict.fromkeys("\u201c\u201d\u201e\u201f\u2033", '"'),
    }
)
"""Quotes, apostrophes and primes by their plain form; guillemets stay, since they also part a breadcrumb trail."""
_UNSIGNED = "I"
"""Positions as unsigned 32-bit integers: texts are at most 50 MB."""


@dataclass(frozen=True)
class Piece:
    """A normalized stretch: its text, and for each character where it starts and ends in the source."""

    text: str
    origins: "array[int]"
    ends: "array[int]"

    @property
    def span(self) -> Span:
        """The source span from the first to the last character; the piece must not be empty."""
        return self.origins[0], self.ends[-1]

    def cut(self, start: int, end: int) -> "Piece":
        """The part of the piece from `start` to `end` (positions in its text), without white space at its edges."""
        while start < end and self.text[start] == " ":
            start += 1
        while end > start and self.text[end - 1] == " ":
            end -= 1
        return Piece(self.text[start:end], self.origins[start:end], self.ends[start:end])


def normalize(text: str, start: int = 0, end: int | None = None) -> Piece:
    """The stretch of `text` from `start` to `end` as a piece; no white space at its edges, in linear time."""
    end = len(text) if end is None else end
    words: list[str] = []
    origins, ends = array(_UNSIGNED), array(_UNSIGNED)
    for first, last, is_space in _runs(text, start, end):
        if is_space:
            words.append(" ")
            origins.append(first)
            ends.append(last)
        else:
            words.append(text[first:last])
            origins.extend(_positions(first, last))
            ends.extend(_positions(first + 1, last + 1))
    piece = Piece("".join(words).translate(_PLAIN), origins, ends)
    return piece.cut(0, len(piece.text))


_MOST = 1 << 14


@cache
def _first_positions() -> "array[int]":
    return array(_UNSIGNED, range(_MOST))


def _positions(first: int, last: int) -> "array[int] | range":
    """The numbers from `first` to before `last`; those of all but long texts are copied, not counted."""
    return _first_positions()[first:last] if last <= _MOST else range(first, last)


def join(pieces: Iterable[Piece], length: int) -> tuple[View, tuple[Span, ...]]:
    """The view of these pieces of a text of `length` characters, and the view span of each piece."""
    texts: list[str] = []
    spans: list[Span] = []
    origins, ends = array(_UNSIGNED), array(_UNSIGNED)
    for piece in pieces:
        if texts:
            origins.append(ends[-1])
            ends.append(piece.span[0])
        spans.append((len(origins), len(origins) + len(piece.text)))
        texts.append(piece.text)
        origins.extend(piece.origins)
        ends.extend(piece.ends)
    origins.append(ends[-1] if ends else length)
    return View("\n".join(texts), origins, ends), tuple(spans)


_ONE_LINE = _PLAIN | dict.fromkeys(map(ord, NO_WIDTH))


def plain(text: str) -> str:
    """The whole text as one line of the characters that a view would hold: its layout is given up."""
    if not text.isascii() or "`" in text:
        text = text.translate(_ONE_LINE)
    return " ".join(text.split())


_CASELESS = str.maketrans("\u0130\u0131\u017f", "iis")
"""Letters that are ASCII ones but for case, and whose lower case is another: i with and without a dot, the long s."""


def caseless(text: str) -> str:
    """The text in lower case, with an ASCII letter for every letter that `re.IGNORECASE` takes for one."""
    return text.lower() if text.isascii() else text.translate(_CASELESS).lower()


def lower_same_length(text: str) -> str:
    """The text in lower case, character for character: a letter whose lower form is longer stays as it is."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(low if len(low := char.lower()) == 1 else char for char in text)


def _runs(text: str, start: int, end: int) -> Iterator[tuple[int, int, bool]]:
    """The stretch as runs of characters to keep and runs of white space (True); what has no width is left out."""
    position = start
    for gap in _GAP.finditer(text, start, end):
        if position < gap.start():
            yield position, gap.start(), False
        position = gap.end()
        if (space := _white(gap)) is not None:
            yield *space, True
    if position < end:
        yield position, end, False


def _white(gap: re.Match[str]) -> Span | None:
    """The span of a gap from its first to its last white space; None where it has none."""
    if gap.end() - gap.start() == 1:
        return gap.span() if gap.group().isspace() else None
    shown = gap.group().strip(NO_WIDTH)
    if not shown:
        return None
    start = gap.start() + gap.group().index(shown)
    return start, start + len(shown)
