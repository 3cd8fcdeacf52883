"""From the lines of printed pages to paragraphs, each on one line: by distance, indent, size and the words themselves.

A word parted at the end of a line is made one again. Whether its hyphen was its own is told by the rest of the text
and by the words of English: "agree-ment" becomes "agreement", "long-term" stays.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from coopdata.documents.lines import ends_sentence
from coopdata.reference.words import is_common_word, is_english_word, is_listed_word

_MARKER = re.compile(r"(?:[•·▪‣◦●○■□*>»–—-]|\(?\d{1,2}[.)]|\(?[a-z][.)]|\([ivx]{1,4}\))\s+\S")
_PARTED = re.compile(r"(?P<before>[^\W\d_]+)(?P<hyphen>[-\u2010\u00ad])$")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_FIRST = re.compile(r"[^\W\d_]+")
_WIDER, _FAR, _LARGER, _INDENT = 1.35, 2.0, 1.12, 0.7
"""How many times the usual distance parts paragraphs, and sentences; what times a size is another; the letters of an
indent."""
_SHORT, _FULL = 0.85, 0.6
"""Of the usual width: a line of less that ends a sentence ends its paragraph, a line of less ends it in any case."""


@dataclass(frozen=True)
class Line:
    """A line of a page: where it begins, counted from the left and from below, and the size of its letters."""

    text: str
    x: float
    y: float
    size: float


@dataclass(frozen=True)
class _Print:
    """What is usual in a text: the distance of its lines, and how many characters they have."""

    distance: float
    width: int


def join_lines(pages: Sequence[Sequence[Line]]) -> str:
    """The text of these pages, its paragraphs parted by a blank line; one may go on from page to page."""
    usual = _usual(pages)
    words = _Words(line.text for page in pages for line in page)
    paragraphs: list[str] = []
    before: Line | None = None
    for page in pages:
        for number, line in enumerate(page):
            if before is not None and _continues(before, line, usual, turned=number == 0):
                paragraphs[-1] = words.join(paragraphs[-1], line.text)
            else:
                paragraphs.append(line.text)
            before = line
    return "\n\n".join(paragraphs)


def _usual(pages: Sequence[Sequence[Line]]) -> _Print:
    distances = sorted(a.y - b.y for page in pages for a, b in pairwise(page) if a.y > b.y)
    widths = sorted(len(line.text) for page in pages for line in page)
    distance = distances[len(distances) // 4] if distances else 0.0
    return _Print(distance, widths[len(widths) * 9 // 10] if widths else 0)


def _continues(before: Line, line: Line, usual: _Print, *, turned: bool) -> bool:
    """Whether a line goes on with the paragraph of the line before; `turned` says that a page begins with it."""
    if _MARKER.match(line.text) or not _is_near(before.size, line.size):
        return False
    goes_on = line.text[0].islower() and not ends_sentence(before.text)
    above = before.y - line.y
    if turned or above < 0:  # a new page or column: only the words tell
        return goes_on or (not ends_sentence(before.text) and len(before.text) > _SHORT * usual.width)
    if above > (_FAR if goes_on else _WIDER) * usual.distance:
        return False
    if goes_on or _PARTED.search(before.text):
        return True
    if line.x > before.x + _INDENT * line.size or len(before.text) < _FULL * usual.width:
        return False
    return not (ends_sentence(before.text) and len(before.text) < _SHORT * usual.width)


def _is_near(size: float, other: float) -> bool:
    return max(size, other) <= _LARGER * min(size, other)


class _Words:
    """The words of a text, by which a parted one is made whole."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._known = {word.lower() for line in lines for word in _WORD.findall(line)}

    def join(self, before: str, after: str) -> str:
        """Two lines as one; a word that is parted between them is made whole."""
        parted, first = _PARTED.search(before), _FIRST.match(after)
        if parted is None or first is None or not after[0].islower():
            return f"{before} {after}"
        if parted["hyphen"] == "\u00ad" or not self._has_hyphen(parted["before"].lower(), first.group().lower()):
            return before[: parted.end("before")] + after
        return before + after

    def _has_hyphen(self, first: str, second: str) -> bool:
        """Whether the word has a hyphen wherever it stands."""
        if first + second in self._known or _is_word(first + second):
            return False
        return f"{first}-{second}" in self._known or (_is_word(first) and _is_word(second))


def _is_word(word: str) -> bool:
    return len(word) > 1 and (is_common_word(word) or is_english_word(word) or is_listed_word(word))
