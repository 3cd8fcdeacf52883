"""Words of a text with the shape features that the mention grammars look at.

Only splitting and shape belong here; what a word means comes from the lexicon.
"""

import re
from dataclasses import dataclass

_WORD = re.compile(
    r"(?:[A-Z]\.){2,}(?![a-z])"  # U.S., P.E.
    r"|[^\W_]+(?:[-'’&/.·][^\W_]+)*"  # joined by hyphen, apostrophe, ampersand, slash, inner full stop
)
_POSSESSIVE = re.compile(r"(?:'s|(?<=[sSxXzZ])')$")
_MAX_WORD = 100


@dataclass(frozen=True, slots=True)
class Word:
    """One word in view positions. `text` is without a possessive ending; `possessive` says one was there."""

    start: int
    end: int
    text: str
    possessive: bool
    gap: str
    """What stands between this word and the one before it: " ", ", ", " (" and so on."""

    @property
    def lower(self) -> str:
        """The word in lower case."""
        return self.text.lower()

    @property
    def is_capital(self) -> bool:
        """Whether the word begins like a name: upper case, or digits followed by letters in upper case."""
        if self.text[0].isupper():
            return True
        if self.text[0].isdigit():
            return any(char.isupper() for char in self.text)
        return any(char.isupper() for char in self.text[1:4])  # "e-Governance", "al-Thani", "eThekwini"

    @property
    def is_acronym(self) -> bool:
        """Two or more capitals and nothing else but digits, ampersands and points ("KOTRA", "R&D", "U.S.")."""
        letters = [char for char in self.text if char.isalpha()]
        return len(letters) >= 2 and all(char.isupper() for char in letters)


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
        bare = _POSSESSIVE.sub("", form)
        possessive = bare != form or (tail and text[match.end() + 1 : match.end() + 2] in ("", " "))
        stop = match.start() + len(bare)
        words.append(Word(match.start(), stop, bare, possessive, text[after : match.start()]))
        after = match.end()
    return words
