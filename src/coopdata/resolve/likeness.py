"""Whether two names are alike: how they sound, a letter wrong, fewer fields of one ministry.

Likeness merges nothing by itself. It is asked where something else speaks for two records being one, and for what is
proposed to curators.
"""

import re
from functools import cache, lru_cache

from rapidfuzz import fuzz

from coopdata.ids import fold
from coopdata.reference.files import read_rows
from coopdata.reference.wordlists import word_list
from coopdata.reference.words import organization_head
from coopdata.resolve.naming import name_key, without_country

_LINKING = frozenset({"and", "for", "of", "the"})
ALIKE = 90.0
"""How alike two names must be to be a misspelling of each other, of 100: one letter in ten may differ."""


def sound(word: str) -> str:
    """The consonants of a word, none twice in a row: what most misspellings leave as it is.

    >>> sound("commerce") == sound("comerce")
    True
    """
    consonants = word[:1] + re.sub(r"[aeiouyh]", "", word[1:])
    return re.sub(r"(.)\1+", r"\1", consonants)


def misspelt(one: str, other: str) -> bool:
    """Whether two keys may be one name with a letter or two wrong: a word more is no slip.

    >>> misspelt("hokkaido university", "hokaido university"), misspelt("development bank", "trade development bank")
    (True, False)
    """
    return one.count(" ") == other.count(" ") and fuzz.ratio(one, other, score_cutoff=ALIKE) > 0


@cache
def _translations() -> dict[str, str]:
    return {row["form"]: row["as"] for row in read_rows("head_translations.csv")}


@lru_cache(maxsize=1 << 16)
def content(key: str) -> frozenset[str]:
    """The words of a key in English, in no order, without those that only link them.

    >>> content("autoridad portuaria de valencia") == content("port authority of valencia")
    True
    """
    return frozenset(_translations().get(word, word) for word in key.split()) - _LINKING - word_list("enterprise_head")


@lru_cache(maxsize=1 << 14)
def fields_of_ministry(name: str, country: str | None) -> frozenset[str]:
    """The fields of work that a ministry's name lists, each whole; empty for a name that is none of a ministry.

    >>> sorted(fields_of_ministry("Ministry of Agriculture and Maritime Fisheries of Morocco", "MA"))
    ['agriculture', 'maritime fisheries']
    """
    found = re.search(r"\bministry (?:of|for) (.+)|^(?:the )?(.+) ministry$", name.casefold())
    if found is None:
        return frozenset()
    fields = (fold(part) for part in re.split(r",|&|\band\b|\bof the\b", found[1] or found[2]))
    bare = (" ".join(without_country(("of", *field.split()), country)[1:]) for field in fields if field)
    return frozenset(field for field in bare if field)


def shorter_ministry(one: str, other: str, country: str | None) -> bool:
    """Whether one is a ministry's name with some of the other's fields only; both are of this country."""
    fields = (fields_of_ministry(one, country), fields_of_ministry(other, country))
    return all(fields) and (fields[0] < fields[1] or fields[1] < fields[0])


def longer_name(one: str, other: str) -> bool:
    """Whether two keys are one academic body's name, in one of which telling words are left out.

    >>> longer_name("tbilisi state university", "ivane javakhishvili tbilisi state university")
    True
    """
    words = (content(one), content(other))
    heads = [frozenset(word for word in own if organization_head(word) is not None) for own in words]
    few, many = sorted(words, key=len)
    return few < many and len(few) >= 3 and heads[0] == heads[1] and bool(heads[0] & word_list("academic_head"))


def akin(one: str, other: str) -> bool:
    """Whether two names have a telling word in common, or one is made of the other's initials.

    >>> akin("Ministry of Fisheries Wealth", "Ministry of Fisheries"), akin("Ministry of Health", "Ministry of Finance")
    (True, False)
    >>> akin("VEI B.V.", "Vitens Evides International")
    True
    """
    words = [[word for word in name_key(name, None).split() if word not in _LINKING] for name in (one, other)]
    telling = [{word for word in content(" ".join(own)) if organization_head(word) is None} for own in words]
    if telling[0] & telling[1]:
        return True
    initials = ["".join(word[0] for word in own) for own in words]
    return any(first in own for own, first in ((words[0], initials[1]), (words[1], initials[0])))
