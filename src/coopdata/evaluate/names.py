"""When two names mean the same: case, accents, "the", punctuation and "Government of" aside.

Names are given as items: dictionaries with `name` and `aliases`, as gold and records have them. Two items are the same
when a form of one equals a form of the other, or when two long forms share four words of five.
"""

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

Item = Mapping[str, Any]
"""Anything with a name: a party, an organization, a person."""

_HONORIFICS = frozenset((
    "mr", "mrs", "ms", "dr", "prof", "professor", "h", "e", "he", "his", "her",
    "excellency", "sir", "dato", "datuk", "seri", "tan", "sri",
))  # fmt: skip
_LONG = 3
"""From so many words on, names may differ in one word of five."""
_ALIKE = 0.8


@lru_cache(maxsize=65536)
def fold_name(name: str) -> str:
    """A name as comparable words: "The Gov't of Laos (GOL)" gives "gov t of laos"."""
    text = unicodedata.normalize("NFKD", name)
    text = "".join(char for char in text if not unicodedata.combining(char)).casefold()
    text = text.replace("&", " and ").replace("’", "'")
    text = re.sub(r"\([^)]*\)", " ", text)
    text = re.sub(r"'s\b|'", "", text)
    words = re.findall(r"[^\W_]+", text)
    while words and words[0] == "the":
        words.pop(0)
    if words[:2] == ["government", "of"]:
        words = [word for word in words[2:] if word != "the"]
    elif len(words) > 1 and words[-1] == "government":
        words = words[:-1]
    return " ".join(words)


def forms(item: Item) -> frozenset[str]:
    """All comparable forms of an item, what stands in brackets included."""
    raw = [item.get("name") or "", *(item.get("aliases") or [])]
    found = {fold_name(name) for name in raw}
    found |= {fold_name(inside) for name in raw for inside in re.findall(r"\(([^)]*)\)", name or "")}
    return frozenset(form for form in found if form)


def person_forms(item: Item) -> frozenset[str]:
    """The forms of a person, with and without honorifics."""
    found = forms(item)
    bare = {" ".join(word for word in form.split() if word not in _HONORIFICS) for form in found}
    return found | bare


def same_name(one: Item, other: Item) -> bool:
    """Whether two organizations, parties or places are named alike."""
    return _overlap(forms(one), forms(other))


def same_person(one: Item, other: Item) -> bool:
    """Whether two people are named alike."""
    return _overlap(person_forms(one), person_forms(other))


def _overlap(mine: frozenset[str], theirs: frozenset[str]) -> bool:
    if mine & theirs:
        return True
    for one in mine:
        for other in theirs:
            left, right = set(one.split()), set(other.split())
            if min(len(left), len(right)) >= _LONG and len(left & right) / len(left | right) >= _ALIKE:
                return True
    return False
