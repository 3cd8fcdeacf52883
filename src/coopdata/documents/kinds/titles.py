"""Titles that a file gives beside its text: how they open the text, and what belongs to a site and not to them."""

import re

from coopdata.documents.view import plain
from coopdata.ids import fold

_SEPARATOR = re.compile(r"\s+[|–—:·»-]\s+")
_HEAD = 600
"""Characters at the start of a text within which its own headline stands."""


def with_title(title: str | None, text: str) -> tuple[str | None, str]:
    """The title and the text that begins with it: a line at its head that says the same is taken for the title.

    A title that the text does not have is put before it as a paragraph of its own.
    """
    if not title or not fold(title):
        return None, text
    wanted = fold(title)
    for line in text[:_HEAD].splitlines():
        if fold(line) == wanted or (len(fold(line).split()) > 3 and wanted.startswith(f"{fold(line)} ")):
            return plain(line), text
    return plain(title), f"{plain(title)}\n\n{text}"


def without_site(title: str, site: str | None) -> str:
    """The title without the name of its site: "Ministers sign pact | Ministry of Trade" → "Ministers sign pact"."""
    parts = _SEPARATOR.split(title)
    if site and len(parts) > 1 and fold(parts[-1]) == fold(site):
        return title[: title.rindex(parts[-1])].rstrip(" |–—:·»-")
    return title
