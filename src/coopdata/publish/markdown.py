"""Text of others in Markdown pages: it shows as it is, and never as markup, whatever it holds.

Follows CommonMark (https://spec.commonmark.org), with the tables of GitHub Flavored Markdown. What specs and pages say
is Markdown already and needs none of this; what comes from documents, files and people does.
"""

import re

_MARKS = re.compile(r"[\\`*\[\]<|~]|&(?=#?\w+;)|(?<![^\W_])_|_(?![^\W_])")
"""What can be markup within a line; an underscore between letters or digits never is."""
_OPENING = re.compile(r"^(?P<number>\d*)(?P<mark>(?<=\d)[.)]|(?<!\d)[-+=#>])")
"""What can be markup at the start of a line: of a list, a heading, a line under one, a quotation."""
_NO_CODE = frozenset("`|\\")
"""What a code span in a cell of a table cannot hold, or programs disagree about."""
_CONTROLS = {code: 0x2400 + code for code in range(0x20)} | {0x7F: 0x2421} | dict.fromkeys(range(0x80, 0xA0), 0xFFFD)

_POP_DIRECTION, _POP_ISOLATE = "\u202c", "\u2069"
_CLOSED_BY = dict.fromkeys("\u202a\u202b\u202d\u202e", _POP_DIRECTION) | dict.fromkeys(
    "\u2066\u2067\u2068", _POP_ISOLATE
)
_DIRECTIONS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def inline(text: str) -> str:
    """The text as Markdown that shows these very characters, on one line: in a paragraph, list or cell of a table.

    Runs of white space become one space. Control characters, which no page can hold, stand as their pictures (U+2400
    and on), those from U+0080 as U+FFFD. Characters that turn the direction of writing are written as references, and
    are closed again at the end, so that they turn nothing else.
    """
    shown = " ".join(text.split()).translate(_CONTROLS)
    escaped = _OPENING.sub(r"\g<number>\\\g<mark>", _MARKS.sub(r"\\\g<0>", shown))
    return _DIRECTIONS.sub(_reference, escaped + closing(shown))


def code(text: str) -> str:
    """The text as a code span where one can hold it, in a cell of a table too; else as `inline` gives it."""
    shown = " ".join(text.split())
    plain = shown.isprintable() and _NO_CODE.isdisjoint(shown)
    return f"`{shown}`" if shown and plain else inline(text)


def closing(text: str) -> str:
    """What ends all embeddings, overrides and isolates that the text leaves open (Unicode Standard Annex 9)."""
    opened: list[str] = []
    for found in _DIRECTIONS.findall(text):
        if found in _CLOSED_BY:
            opened.append(_CLOSED_BY[found])
        elif found == _POP_ISOLATE and _POP_ISOLATE in opened:
            while opened.pop() != _POP_ISOLATE:
                pass
        elif opened and found == opened[-1]:
            opened.pop()
    return "".join(reversed(opened))


def _reference(found: "re.Match[str]") -> str:
    return f"&#x{ord(found[0]):X};"
