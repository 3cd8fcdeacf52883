"""Putting right letters that were garbled before a text came here: "SÃ£o Paulo", read once in a wrong encoding.

Only lines that ftfy finds garbled are touched, and in them only what encodings explain: quotes stay as they are.
"""

from dataclasses import dataclass

from ftfy import TextFixerConfig, fix_encoding
from ftfy.badness import is_bad

from coopdata.problems import Code, Problem, Severity

MOJIBAKE = "mojibake"
"""The name of this repair, as it is recorded beside a stored text."""
_CONFIG = TextFixerConfig(uncurl_quotes=False, normalization=None)


@dataclass(frozen=True)
class Repaired:
    """A text with the numbers of the lines, from 1, in which something was put right."""

    text: str
    lines: tuple[int, ...] = ()


def repair(text: str) -> Repaired:
    """The text as it was meant."""
    if text.isascii():
        return Repaired(text)
    lines = text.splitlines(keepends=True)
    fixed = [fix_encoding(line, _CONFIG) if not line.isascii() and is_bad(line) else line for line in lines]
    changed = tuple(number for number, (old, new) in enumerate(zip(lines, fixed, strict=True), 1) if old != new)
    return Repaired("".join(fixed), changed) if changed else Repaired(text)


def repair_problem(lines: tuple[int, ...], path: str) -> Problem:
    """The note that these lines of a text were put right."""
    shown = ", ".join(map(str, lines[:5])) + (", …" if len(lines) > 5 else "")
    return Problem(
        Code.TEXT_REPAIRED,
        "letters garbled by a wrong encoding were put right.",
        Severity.NOTE,
        path=path,
        place=f"line {shown}" if len(lines) == 1 else f"lines {shown}",
        remedy="Compare them with the source, if names or sums depend on them.",
    )
