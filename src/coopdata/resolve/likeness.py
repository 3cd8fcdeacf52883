"""Whether two names are alike: how they sound, a letter wrong, fewer fields of one ministry.

Likeness merges nothing by itself. It is asked where something else speaks for two records being one, and for what is
proposed to curators.
"""

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from rapidfuzz import fuzz

from coopdata.ids import fold
from coopdata.reference.files import read_rows
from coopdata.reference.wordlists import word_list
from coopdata.reference.words import is_listed_word, organization_head
from coopdata.resolve.naming import name_key, without_country

_LINKING = frozenset({"and", "for", "of", "the"})
_COMPOUND = re.compile(r"\b(\w+)(?:-\w+)+")
SHORTEST = 3
"""Initials that may stand for a name."""
ALIKE = 90.0
"""How alike two names must be to be a misspelling of each other, of 100: one letter in ten may differ."""


def sound(word: str) -> str:
    """The consonants of a word, none twice in a row: what most misspellings leave as it is.

    >>> sound("commerce") == sound("comerce")
    True
    """
    consonants = word[:1] + re.sub(r"[aeiouyh]", "", word[1:])
    return re.sub(r"(.)\1+", r"\1", consonants)


@lru_cache(maxsize=1 << 16)
def misspelt(one: str, other: str) -> bool:
    """Whether two keys may be one name with a letter or two wrong: a word more is no slip, nor is another word.

    >>> misspelt("hokkaido university", "hokaido university"), misspelt("development bank", "trade development bank")
    (True, False)
    >>> misspelt("northern province council", "southern province council")
    False
    """
    if one.count(" ") != other.count(" ") or not fuzz.ratio(one, other, score_cutoff=ALIKE):
        return False
    words, others = one.split(), other.split()
    differing = zip(_missing(words, others), _missing(others, words), strict=False)
    return not any(is_listed_word(word) and is_listed_word(there) for word, there in differing)


def _missing(words: Sequence[str], others: Sequence[str]) -> list[str]:
    return sorted(word for word in words if word not in others)


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
def local_authority(key: str) -> tuple[str, str] | None:
    """The place of whose local authority a key is a name, whatever that is called, and whether city or province.

    >>> local_authority("porto city council") == local_authority("camara municipal do porto") == ("porto", "municipal")
    True
    >>> local_authority("porto city council") == local_authority("province of porto")
    False
    """
    words = key.split()
    for level in ("municipal", "provincial"):
        heads = word_list(f"{level}_head")
        if heads.intersection(words):
            silent = heads | word_list("municipal_word") | _LINKING
            place = " ".join(word for word in words if word not in silent)
            return (place, level) if place else None
    return None


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
    few, many = sorted((content(one), content(other)), key=len)
    is_academic = not few.isdisjoint(word_list("academic_head"))
    return is_academic and len(few) >= 3 and few != many and shortened_name(one, other)


def shortened_name(one: str, other: str) -> bool:
    """Whether two keys have the same words, in any order and language, or one has some of the other's, its head too.

    >>> shortened_name("road department", "state road department")
    True
    >>> shortened_name("faculty of medicine", "faculty of medicine of wayamba university")
    False
    """
    heads = [frozenset(word for word in content(own) if organization_head(word) is not None) for own in (one, other)]
    return is_part_of_name(one, other) and heads[0] == heads[1]


def is_part_of_name(one: str, other: str) -> bool:
    """Whether all words of one key, two at least, are in the other, in any order and language.

    >>> is_part_of_name("school of medicine", "nazarbayev university school of medicine")
    True
    """
    few, many = sorted((content(one), content(other)), key=len)
    return len(few) > 1 and few <= many


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
    return is_short_for(one, other) or is_short_for(other, one)


def is_short_for(one: str, other: str) -> bool:
    """Whether a word of one name is made of the other's initials; of a compound word the first may do.

    >>> is_short_for("VEI B.V.", "Vitens Evides International"), is_short_for("Vitens", "Vitens Evides International")
    (True, False)
    >>> is_short_for("IDB", "Inter-American Development Bank")
    True
    """
    words = name_key(one, None).split()
    return any(len(initials) >= SHORTEST and initials in words for initials in _initials(other))


@lru_cache(maxsize=1 << 14)
def _initials(name: str) -> frozenset[str]:
    """The initials of a name, with those of all parts of compound words ("Inter-American") and with the first only."""
    written = (name, _COMPOUND.sub(r"\1", name))
    words = ([word for word in name_key(form, None).split() if word not in _LINKING] for form in written)
    return frozenset("".join(word[0] for word in own) for own in words)
