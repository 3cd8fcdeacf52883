"""Words of a text with the shape features that the mention grammars look at.

Only splitting and shape belong here; what a word means comes from the lexicon.
"""

import re
from functools import lru_cache
from typing import NamedTuple

_WORD = re.compile(
    r"(?:[A-Z]\.){2,}(?![a-z])"  # U.S., P.E.
    r"|[^\W_]+(?:[-'’&/.·][^\W_]+)*"  # joined by hyphen, apostrophe, ampersand, slash, inner full stop
)
_POSSESSIVE = re.compile(r"(?:'s|(?<=[sSxXzZ])')$")
_MAX_WORD = 100


class Word(NamedTuple):
    """One word in view positions. `text` is without a possessive ending; `possessive` says one was there."""

    start: int
    end: int
    text: str
    possessive: bool
    gap: str
    """What stands between this word and the one before it: " ", ", ", " (" and so on."""
    lower: str
    """The word in lower case."""
    is_capital: bool
    """Whether the word begins like a name: upper case, or digits followed by letters in upper case."""
    is_acronym: bool
    """Two or more capitals and nothing else but digits, ampersands and points ("KOTRA", "R&D", "U.S.")."""


class _Shape(NamedTuple):
    """What a word's spelling alone shows; see `Word`."""

    bare: str
    lower: str
    is_capital: bool
    is_acronym: bool


@lru_cache(maxsize=1 << 16)
def _shape(form: str) -> _Shape:
    """The shape of a word as it stands in the text; kept for the words met most, since texts repeat them."""
    bare = _POSSESSIVE.sub("", form)
    letters = [char for char in bare if char.isalpha()]
    return _Shape(bare, bare.lower(), _is_capital(bare), len(letters) >= 2 and all(char.isupper() for char in letters))


def _is_capital(text: str) -> bool:
    if text[0].isupper():
        return True
    if text[0].isdigit():
        return any(char.isupper() for char in text)
    if text.isalpha():
        return not text.islower()  # "eThekwini", "hanseWasser"
    return any(char.isupper() for char in text[1:4])  # "e-Governance", "al-Thani"


def split_words(text: str, start: int, end: int) -> list[Word]:
    """The words of ``text[start:end]``, with positions in `text`. Linear in the length; a word is at most 100 long."""
    words: list[Word] = []
    after = start
    for match in _WORD.finditer(text, start, end):
        form = match.group()
        if len(form) > _MAX_WORD:
            continue
        # the possessive s' of a plural has its apostrophe outside the word as matched
        tail = text[match.end() : match.end() + 1] == "'" and form[-1:].lower() in "sxz"
        bare, lower, is_capital, is_acronym = _shape(form)
        possessive = bare != form or (tail and text[match.end() + 1 : match.end() + 2] in ("", " "))
        first = match.start()
        words.append(Word(first, first + len(bare), bare, possessive, text[after:first], lower, is_capital, is_acronym))
        after = match.end()
    return words
