"""Words of a text with the shape features that the mention grammars look at.

Only splitting and shape belong here; what a word means comes from the lexicon.
"""

import re
from collections.abc import Callable
from functools import lru_cache, partial
from typing import NamedTuple

_GAP_AND_WORD = re.compile(
    r"([\W_]*+)("
    r"(?:[A-Z]\.){2,}(?![a-z])"  # U.S., P.E.
    r"|[^\W_]+(?:[-'’&/.·][^\W_]+)*"  # joined by hyphen, apostrophe, ampersand, slash, inner full stop
    r"|\Z)"
)
"""What stands before a word, and the word; the last word is empty."""
_POSSESSIVE = re.compile(r"(?:'s|(?<=[sSxXzZ])')$")
_SIBILANTS = tuple("sxzSXZ")
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


_word: Callable[[tuple[int, int, str, bool, str, str, bool, bool]], Word] = partial(tuple.__new__, Word)
"""A word of its fields, in half the time that `Word` takes to sort them: texts have hundreds."""


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
    before, last = "", start
    for gap, form in _GAP_AND_WORD.findall(text, start, end):
        first = last + len(gap)
        last = first + len(form)
        if not 0 < len(form) <= _MAX_WORD:
            before += gap + form
            continue
        bare, lower, is_capital, is_acronym = _shape(form)
        possessive = bare != form
        if text.startswith("'", last) and form.endswith(_SIBILANTS):
            # the possessive s' of a plural has its apostrophe outside the word as matched
            possessive = possessive or text[last + 1 : last + 2] in ("", " ")
        words.append(_word((first, first + len(bare), bare, possessive, before + gap, lower, is_capital, is_acronym)))
        before = ""
    return words
