"""The writing systems that a page tells a browser of, so that it takes a font that has them and writes the right way.

Which language a name is in, nobody says; ``writing_systems.csv`` has for each script the language that alone is usual
in it, else ``und-`` (BCP 47: a language that is not known) and the script.
"""

import unicodedata
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from coopdata.reference.files import read_rows


@dataclass(frozen=True)
class WritingSystem:
    """A script."""

    script: str
    """Its code in ISO 15924."""
    language: str
    """What a page gives as the language of a text in it, BCP 47."""
    right_to_left: bool


@cache
def writing_systems() -> Mapping[str, WritingSystem]:
    """The scripts, by the word with which Unicode's names of their letters begin."""
    return MappingProxyType(
        {
            row["unicode_name"]: WritingSystem(row["script"], row["language"], row["direction"] == "rtl")
            for row in read_rows("writing_systems.csv")
        }
    )


def written_in(text: str) -> WritingSystem | None:
    """The script of most of the letters of a text; None where these are of the Latin or of no known script.

    Chinese characters among Japanese letters are Japanese.
    """
    if text.isascii():
        return None
    words = Counter(unicodedata.name(letter, "?").partition(" ")[0] for letter in text if letter.isalpha())
    known = {word: count for word, count in words.items() if word in writing_systems()}
    if 2 * sum(known.values()) <= words.total():
        return None
    japanese = {word for word in known if writing_systems()[word].language == "ja"}
    return writing_systems()[min(japanese) if japanese else min(known, key=lambda word: (-known[word], word))]
