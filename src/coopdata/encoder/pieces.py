"""Words as pieces of a vocabulary: "memorandums" is "memorandum" and "##s".

The vocabulary is that of BERT without capitals (data card in ``reference/SOURCES.md``), cut by the longest piece that
fits, from the left; accents and capitals are dropped first.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache

from coopdata.reference.files import read_column

Piece = tuple[int, int, int]
"""A piece's number in the vocabulary and the characters ``[start, end)`` of the text that it stands for."""
FIRST, LAST, UNKNOWN = "[CLS]", "[SEP]", "[UNK]"
_WORD = re.compile(r"\w+|[^\w\s]")
_LONGEST = 60
"""A word of more letters is unknown: a line without spaces is no word."""

_REMEMBERED = 1 << 14
"""So many words are remembered as they were cut."""


class Vocabulary:
    """Pieces by number, in the order of the file."""

    def __init__(self, pieces: Sequence[str]) -> None:
        self._numbers: Mapping[str, int] = {piece: number for number, piece in enumerate(pieces)}
        self.first, self.last = self._numbers[FIRST], self._numbers[LAST]
        self._unknown = self._numbers[UNKNOWN]
        self._cut_word = lru_cache(maxsize=_REMEMBERED)(lambda word: tuple(self._pieces_of(word)))

    def cut(self, text: str, start: int, end: int) -> Iterator[Piece]:
        """The pieces of ``text[start:end]`` in order; what folds to nothing, as a lone accent does, has none."""
        for match in _WORD.finditer(text, start, end):
            word, at = match.group(), match.start()
            for number, first, last in self._cut_word(word):
                yield number, at + first, at + last

    def _pieces_of(self, word: str) -> Iterator[Piece]:
        letters = [(letter, place) for place, character in enumerate(word) for letter in _folded(character)]
        if len(letters) > _LONGEST:
            yield self._unknown, 0, len(word)
            return
        folded = "".join(letter for letter, _ in letters)
        found, first = [], 0
        while first < len(folded):
            last = next((end for end in range(len(folded), first, -1)
                         if ("##" if first else "") + folded[first:end] in self._numbers), None)  # fmt: skip
            if last is None:
                yield self._unknown, 0, len(word)
                return
            number = self._numbers[("##" if first else "") + folded[first:last]]
            found.append((number, letters[first][1], letters[last - 1][1] + 1))
            first = last
        yield from found


def _folded(character: str) -> str:
    """A character in lower case without accents."""
    apart = unicodedata.normalize("NFD", character.lower())
    return "".join(one for one in apart if unicodedata.category(one) != "Mn")


@cache
def load_vocabulary() -> Vocabulary:
    """The vocabulary that ships with the package; the same object at every call."""
    return Vocabulary(read_column("encoder/vocabulary.csv", "piece"))
