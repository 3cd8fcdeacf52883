"""From the lines of a text to stretches that belong together, by line ends, blank lines and indentation alone.

Scrapers leave paragraphs on one line each, hard-wrap them, or glue a headline to the lead with a newline and a run of
spaces. Lines without a letter or digit ("|", "---") are debris of tables and rulers and part stretches like blank ones.
"""

import re
from dataclasses import dataclass
from itertools import pairwise

from coopdata.documents.view import Piece, normalize

_LINE = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_EDGE = " \t|\u00a0\u3000"
_MARKER = re.compile(r"(?:[•·▪‣◦●○■□*>»+–—-]{1,2}|\(?\d{1,2}[.)]|\(?[a-z][.)]|\([ivx]{1,4}\)) +(?=\S)")
_COLUMNS = re.compile(r"\S {3,}\S")
"""A gap as between the columns of a table: such a line is a row of its own."""
_ENDS = (".", "!", "?", ":", ";", "…")
_CLOSING = "\"')]"
_NARROW, _WIDE = 45, 130
"""Hard wrapping happens between these widths: terminals, mail, typewriters. Longer lines are whole paragraphs."""


@dataclass(frozen=True)
class Stretch:
    """One or more lines that are one block.

    `marker` is the bullet or number that was before it; the piece starts after it. `gap` says that a blank line or
    debris stands before it.
    """

    piece: Piece
    marker: str = ""
    gap: bool = False

    @property
    def text(self) -> str:
        """The normalized text."""
        return self.piece.text


@dataclass(frozen=True)
class _Line:
    start: int
    end: int
    indent: int
    gap: bool
    text: str


def split_stretches(text: str) -> list[Stretch]:
    """The stretches of a text in order; every letter and digit of the text but those of list markers is in one."""
    lines = _lines(text)
    width = _wrap_width(lines)
    groups: list[list[_Line]] = []
    for line in lines:
        if groups and _continues(groups[-1], line, width):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [_stretch(text, group) for group in groups]


def ends_sentence(text: str) -> bool:
    """Whether a line ends as sentences do: with . ! ? : ; or … and what closes after it."""
    return text.rstrip(_CLOSING).endswith(_ENDS)


def _lines(text: str) -> list[_Line]:
    """The lines that hold a letter or digit, without bars and white space at their edges."""
    lines = []
    above, number = -1, 0
    position = 0
    for match in _LINE.finditer(text):
        number += max(1, text.count("\n", position, match.start()) or text.count("\r", position, match.start()))
        position = match.start()
        raw = match.group()
        shown = raw.strip(_EDGE)
        if not any(map(str.isalnum, shown)):
            continue
        indent = len(raw) - len(raw.lstrip(_EDGE))
        start = match.start() + indent
        lines.append(_Line(start, start + len(shown), indent, above < 0 or number - above > 1, shown))
        above = number
    return lines


def _wrap_width(lines: list[_Line]) -> int | None:
    """The width at which this text was hard-wrapped; None where its lines are paragraphs."""
    width = max((len(line.text) for line in lines if " " in line.text), default=0)
    if not _NARROW <= width <= _WIDE:
        return None
    broken = sum(
        not line.gap and line.text[0].islower() and not ends_sentence(before.text) and _is_full(before, line, width)
        for before, line in pairwise(lines)
    )
    return width if broken else None


def _continues(group: list[_Line], line: _Line, width: int | None) -> bool:
    """Whether `line` goes on with the paragraph whose lines so far are `group`."""
    before = group[-1]
    if line.gap or _MARKER.match(line.text) or _COLUMNS.search(line.text):
        return False
    if line.text[0].islower() and not ends_sentence(before.text):
        return True
    if width is None or not _is_full(before, line, width):
        return False
    listed = _MARKER.match(group[0].text) is not None
    return listed or line.indent <= before.indent + 1


def _is_full(before: _Line, line: _Line, width: int) -> bool:
    """Whether the first word of `line` would not have fitted onto the line before."""
    return before.indent + len(before.text) + 1 + len(line.text.split(maxsplit=1)[0]) > width


def _stretch(text: str, group: list[_Line]) -> Stretch:
    piece = normalize(text, group[0].start, group[-1].end)
    marker = _MARKER.match(piece.text)
    if marker is None:
        return Stretch(piece, gap=group[0].gap)
    return Stretch(piece.cut(marker.end(), len(piece.text)), marker.group().strip(), group[0].gap)
