"""What a name is abbreviated to: its initials ("MoIC"), or beginnings of its words ("WASCO")."""

import re
from collections.abc import Sequence

from coopdata.reference.wordlists import word_list


def abbreviates(acronym: str, name: str) -> bool:
    """Whether the acronym is made of beginnings of the name's words, in order: "WASCO", Water and Sewerage Company.

    Every word must give its initial but for small ones and a legal form at the end; capitals that stand for a word of
    the name have to be of its beginning.
    """
    letters = acronym.casefold()
    words = re.findall(r"[^\W_]+", name)
    while words:
        if len(letters) >= _FEWEST and _spells(letters, words):
            return True
        if words[-1].casefold() not in word_list("legal_form"):
            return False
        words.pop()
    return False


def _spells(letters: str, words: Sequence[str]) -> bool:
    told = [word.casefold() for word in words if word[0].isupper()]
    if len(told) < 2 or len(told) > len(letters):
        return False
    plain = "".join(word[0] for word in told)
    return letters in (plain, initials(" ".join(words)).casefold()) or _in_parts(letters, told)


_FEWEST = 3


def _in_parts(letters: str, words: Sequence[str]) -> bool:
    """Whether the letters are beginnings of the words, one after the other, none left out; four letters at least."""
    ends = {0}
    for word in words:
        after: set[int] = set()
        for start in ends:
            shared = 0
            while start + shared < len(letters) and shared < len(word) and word[shared] == letters[start + shared]:
                shared += 1
                after.add(start + shared)
        ends = after
    return len(letters) > _FEWEST and len(letters) in ends


def initials(name: str) -> str:
    """The initials of a name with its small words in lower case: "Ministry of Industry and Commerce" gives MoIC."""
    words = [word for word in re.findall(r"[\w&]+", name) if word not in ("and", "&", "the", "for")]
    return "".join(word[0] for word in words)
