"""Forms of names as they stand in a text."""

import re
from collections.abc import Iterable
from functools import lru_cache

from coopdata.documents.model import Document, Span

ABBREVIATION_LENGTH = 12
"""Longest abbreviation, in characters."""


@lru_cache(maxsize=1 << 16)
def is_abbreviation(form: str) -> bool:
    """Whether a name is letters that stand for words: one word, two capitals or more, half of it capitals or more."""
    if len(form) > ABBREVIATION_LENGTH or re.search(r"\s", form):
        return False
    capitals = sum(char.isupper() for char in form)
    letters = sum(char.isalpha() for char in form)
    return capitals >= 2 and 2 * capitals >= letters


def find_wording(document: Document, form: str, spans: Iterable[Span]) -> Span | None:
    """Where the document writes the form: first one of the spans, else the first place in the text; None if nowhere.

    Runs of white space and the kind of quotation marks do not count, as in the document's view.
    """
    wanted = " ".join(form.split())
    for start, end in spans:
        if " ".join(document.text[start:end].split()) == wanted:
            return start, end
    match = re.search(rf"(?<!\w){re.escape(wanted)}(?!\w)", document.view.text)
    return document.view.to_source(*match.span()) if match else None
