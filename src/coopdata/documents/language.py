"""The language of a text, as far as telling English from the rest goes."""

import re

from coopdata.reference.function_words import function_words

_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 5_000
"""Characters looked at: the head and lead of any text."""
_SHARE = 0.15
"""English prose has a fifth to a third of such words; other languages in Latin script a twentieth at most."""


def detect_language(text: str) -> str | None:
    """The code "en" where common English function words make up enough of the text; else None."""
    words, common = _WORD.findall(text[:_SAMPLE].lower()), function_words()
    known = sum(map(common.__contains__, words))
    return "en" if words and known / len(words) >= _SHARE else None
