"""Putting right letters that were garbled before a text came here: "SÃ£o Paulo", read once in a wrong encoding.

Only lines that ftfy finds garbled are touched, and in them only what encodings explain: quotes stay as they are.
"""

import re
from dataclasses import dataclass

from coopdata.problems import Code, Problem, Severity

MOJIBAKE = "mojibake"
"""The name of this repair, as it is recorded beside a stored text."""
MAY_BE_GARBLED = re.compile("[\x80-\x9f]|[^\x00-\x7f]{2}|[ŒœÃÂ]")
"""What every line has that ftfy finds garbled: to load ftfy takes longer than to read a text, and few need it."""


@dataclass(frozen=True)
class Repaired:
    """A text with the numbers of the lines, from 1, in which something was put right."""

    text: str
    lines: tuple[int, ...] = ()


def repair(text: str) -> Repaired:
    """The text as it was meant."""
    if text.isascii() or MAY_BE_GARBLED.search(text) is None:
        return Repaired(text)
    lines = text.splitlines(keepends=True)
    fixed = [_fixed(line) for line in lines]
    changed = tuple(number for number, (old, new) in enumerate(zip(lines, fixed, strict=True), 1) if old != new)
    return Repaired("".join(fixed), changed) if changed else Repaired(text)


def _fixed(line: str) -> str:
    if line.isascii() or MAY_BE_GARBLED.search(line) is None:
        return line
    from ftfy import TextFixerConfig, fix_encoding  # noqa: PLC0415 - few texts need it
    from ftfy.badness import is_bad  # noqa: PLC0415

    return fix_encoding(line, TextFixerConfig(uncurl_quotes=False, normalization=None)) if is_bad(line) else line


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
