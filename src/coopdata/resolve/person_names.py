"""How names of people are compared: words left out or cut short, one word as two alphabets or languages write it.

Nothing is one by its name alone: what must speak for two people being one says `person_circles`, the more the less
their names fit.
"""

import re
from collections.abc import Mapping, Sequence
from enum import IntEnum
from functools import cache, lru_cache
from typing import NamedTuple

from coopdata.reference.files import parts, read_rows

Words = tuple[str, ...]
FULL_NAME = 2
"""Words of a name from which on it may stand without its body."""
ARTICLED = 6
"""Letters of a name from which on "al" or "el" before it may be an article."""
SHORTENED = 3
"""Letters of a name's beginning that may stand for it, and those that are then left out: Amira is not Amir."""
STEM = 4
"""Letters that a pet name in -y or -i has in common with the name; one less where the last of them is doubled."""
_ROUND = frozenset("ou")
_OPEN = frozenset("ao")
_NEAR = frozenset({_ROUND, frozenset("ae"), frozenset("ei")})
"""Vowels that transliterations from one alphabet take for each other; a and i, a and u tell names apart."""
_TELLING_LENGTH = 6
"""Letters of a word from which on it has hardly a twin with two letters in another order; "Brian" has."""
_TELLING_SYLLABLES = 2
"""Syllables of a word from which on a vowel may be another: "Min" and "Men" are two names."""
_VOWELS = "aeiou"


class Fit(IntEnum):
    """How one name may be read as another; the higher, the more must speak for it."""

    SHORTER = 1
    """Words are left out, or cut to an initial."""
    ALIKE = 2
    """A word is spelt otherwise, as another alphabet or language writes it."""
    FAMILIAR = 3
    """A word is a short form or the beginning of the other's."""


class _Letters(NamedTuple):
    """Letters that stand for others, where in a word and in the names of which countries; none: of all."""

    letters: str
    at_start: bool
    countries: frozenset[str]
    written: str


@cache
def _letters() -> tuple[_Letters, ...]:
    rows = read_rows("name_letters.csv")
    return tuple(
        _Letters(row["letters"], row["place"] == "start", frozenset(parts(row["countries"])), row["as"]) for row in rows
    )


@cache
def _rewriting(country: str | None) -> tuple[re.Pattern[str], Mapping[tuple[str, bool], str]]:
    """What finds the letters that are written otherwise in names of a country, and how they are written.

    The longest go first, those at the start of a word before those anywhere, the country's own before all countries'.
    """
    own = [one for one in _letters() if not one.countries or country in one.countries]
    own.sort(key=lambda one: (-len(one.letters), not one.at_start, not one.countries))
    written: dict[tuple[str, bool], str] = {}
    for one in own:
        written.setdefault((one.letters, one.at_start), one.written)
    found = "|".join(("^" if at_start else "") + letters for letters, at_start in written)
    return re.compile(found), written


@cache
def _forms(kind: str) -> Mapping[str, tuple[tuple[frozenset[str], frozenset[str]], ...]]:
    """The forms of one kind, each with the names that it may stand for, and the countries where it does."""
    found: dict[str, tuple[tuple[frozenset[str], frozenset[str]], ...]] = {}
    for row in read_rows("name_forms.csv"):
        if row["kind"] == kind:
            own = (frozenset(parts(row["countries"])), frozenset(parts(row["as"])))
            found[row["form"]] = (*found.get(row["form"], ()), own)
    return found


def _stands_for_names(word: str, kind: str, country: str | None) -> frozenset[str]:
    own = _forms(kind).get(word, ())
    return frozenset(name for countries, names in own if not countries or country in countries for name in names)


@lru_cache(maxsize=1 << 16)
def sounded(word: str, country: str | None = None) -> str:
    """A word of a name as it sounds, however the alphabet it was taken from is transliterated.

    >>> sounded("yerlan") == sounded("erlan"), sounded("otsuka") == sounded("ohtsuka")
    (True, True)
    """
    name = min(_stands_for_names(word, "spelling", country), default=word)
    found, written = _rewriting(country)

    def rewrite(match: re.Match[str]) -> str:
        own = match[0]
        return written.get((own, match.start() == 0)) or written[own, False]

    heard = re.sub(rf"(?<=.)h(?![{_VOWELS}])", "", found.sub(rewrite, name))
    return re.sub(r"(.)\1+", r"\1", heard.replace("z", "s") if heard[:1] != "z" else "z" + heard[1:].replace("z", "s"))


@lru_cache(maxsize=1 << 16)
def consonants(word: str) -> str:
    """What words that are alike have in common wherever they come from: what to look for them by.

    >>> consonants("khaled") == consonants("khalid")
    True
    """
    heard = _heard(word, None)
    return heard.consonants or heard.whole


def bare(word: str) -> str:
    """A name without an Arabic article joined to it ("Al-Majali", "Majali")."""
    return word[2:] if len(word) > ARTICLED and word.startswith(("al", "el")) else word


class _Heard(NamedTuple):
    """A word as it sounds, without an article joined to it; its consonants; its groups of vowels and of consonants."""

    whole: str
    consonants: str
    groups: tuple[str, ...]


@lru_cache(maxsize=1 << 16)
def _heard(word: str, country: str | None) -> _Heard:
    whole = sounded(word, country)
    if len(word) > ARTICLED and whole.startswith(("al", "el")):
        whole = whole[2:]
    groups = tuple(re.findall(rf"[{_VOWELS}]+|[^{_VOWELS}]+", whole))
    return _Heard(whole, re.sub(rf"[{_VOWELS}]", "", whole), groups)


def alike(one: str, other: str, country: str | None = None) -> bool:
    """Whether two words may be one name in two spellings: the consonants are one, the vowels near in longer words.

    >>> alike("khaled", "khalid"), alike("mendosa", "mendoza"), alike("karim", "karam"), alike("maria", "mario")
    (True, True, False, False)
    >>> alike("jianguo", "jiangou"), alike("christian", "christina")
    (True, False)
    """
    first, second = _heard(one, country), _heard(other, country)
    if first.whole == second.whole:
        return True
    if first.consonants != second.consonants or len(first.groups) != len(second.groups):
        return _transposed(one, other)
    pairs = list(zip(first.groups, second.groups, strict=True))
    syllables = sum(group[0] in _VOWELS for group in first.groups)
    last = len(pairs) - 1
    near = syllables >= _TELLING_SYLLABLES and all(
        own == its or (number < last and _near(own, its, first=number == 0, syllables=syllables))
        for number, (own, its) in enumerate(pairs)
    )
    return near or _transposed(one, other)


def _transposed(one: str, other: str) -> bool:
    """Whether two neighbouring letters of a longer word have changed places, a slip.

    The last two are asked only if both are vowels: Christian is not Christina.
    """
    if len(one) != len(other) or len(one) < _TELLING_LENGTH:
        return False
    differ = [place for place in range(len(one)) if one[place] != other[place]]
    if len(differ) != 2 or differ[1] != differ[0] + 1:
        return False
    pair = one[differ[0] : differ[1] + 1]
    inside = differ[1] < len(one) - 1 or set(pair) <= set(_VOWELS)
    return inside and pair == other[differ[0] : differ[1] + 1][::-1]


def _near(one: str, other: str, *, first: bool, syllables: int) -> bool:
    """Whether two groups of vowels may be one in two transliterations.

    At the start of a word that is so for o and u only, and for a and o only in a word of three syllables or more.
    """
    near = {_ROUND} if first else _NEAR | {_OPEN} if syllables > _TELLING_SYLLABLES else _NEAR
    return len(one) == len(other) and all(
        own == its or frozenset((own, its)) in near for own, its in zip(one, other, strict=True)
    )


def familiar(short: str, name: str, country: str | None = None) -> bool:
    """Whether a word is a short form of a given name.

    >>> familiar("raffy", "rafael"), familiar("thandi", "thandeka"), familiar("bill", "william")
    (True, True, True)
    >>> familiar("marie", "martin"), familiar("maria", "mariam")
    (False, False)
    >>> familiar("sam", "samuel"), familiar("daniel", "daniela")
    (True, False)
    """
    if short[0] == name[0]:
        is_beginning = SHORTENED <= len(short) <= len(name) - SHORTENED and name.startswith(short)
        stem = _stem(short)
        if is_beginning or (stem and len(name) > len(stem) + 1 and name.startswith(stem)):
            return True
    return short in _forms("short") and name in _stands_for_names(short, "short", country)


@lru_cache(maxsize=1 << 16)
def _stem(short: str) -> str | None:
    """The letters that a pet name in -y or -i has in common with the names it may stand for."""
    ended = re.fullmatch(r"(.+?)(?:y|i|ie)", short)
    if ended is None:
        return None
    stem = re.sub(r"(.)\1$", r"\1", ended[1])
    return stem if len(stem) >= (STEM if stem == ended[1] else STEM - 1) else None


class _Way(IntEnum):
    """How a word may be another one, in the order in which it is asked."""

    SAME = 1
    ALIKE = 2
    INITIAL = 3
    FAMILIAR = 4


_FITS = {_Way.SAME: Fit.SHORTER, _Way.ALIKE: Fit.ALIKE, _Way.INITIAL: Fit.SHORTER, _Way.FAMILIAR: Fit.FAMILIAR}


@lru_cache(maxsize=1 << 18)
def _way(word: str, other: str, country: str | None) -> _Way | None:
    if word == other or bare(word) == bare(other):
        return _Way.SAME
    if len(word) == 1:
        return _Way.INITIAL if other.startswith(word) or sounded(other).startswith(word) else None
    if len(other) > 1 and alike(word, other, country):
        return _Way.ALIKE
    return _Way.FAMILIAR if familiar(word, other, country) else None


@lru_cache(maxsize=1 << 16)
def fit(words: Words, full: Words, country: str | None = None) -> Fit | None:
    """How a name may be read as the other, which may have more words; None where it may not.

    Each word has one of the other's, one at least is whole, and they go round in one order: the family name may stand
    first or last, but "Kim Min-su" is not "Kim Su-min".

    >>> fit(("l", "moura", "r"), ("claudia", "regina", "moura")), fit(("r", "moura"), ("regina", "moura"))
    (None, <Fit.SHORTER: 1>)
    >>> fit(("khaled", "sharif"), ("khalid", "mostafa", "elsherif"))
    <Fit.ALIKE: 2>
    """
    if len(words) > len(full):
        return None
    ways: list[list[_Way | None]] = []
    for word in words:
        ways.append([_way(word, other, country) for other in full])
        if not any(ways[-1]):
            return None
    met: dict[int, int] = {}
    used: list[_Way] = []
    longest_first = sorted(range(len(words)), key=lambda place: (-len(words[place]), place))
    for wanted in _Way:
        for place in longest_first:
            free = (other for other, way in enumerate(ways[place]) if way is wanted and other not in met.values())
            if place not in met and (match := next(free, None)) is not None:
                met[place] = match
                used.append(wanted)
    whole = any(len(words[place]) > 1 and ways[place][match] in (_Way.SAME, _Way.ALIKE) for place, match in met.items())
    if len(met) < len(words) or not whole or not _goes_round([met[place] for place in sorted(met)]):
        return None
    return max(_FITS[way] for way in used)


def _goes_round(places: Sequence[int]) -> bool:
    """Whether places follow each other in a circle."""
    return sum(one > other for one, other in zip(places, (*places[1:], *places[:1]), strict=True)) <= 1


@lru_cache(maxsize=1 << 16)
def ring(words: Words) -> str:
    """The letters of a name from wherever they are read first: the same if words are parted or turned otherwise.

    >>> ring(("wei", "lin", "zhen")) == ring(("zhen", "weilin"))
    True
    >>> ring(("kim", "min", "su")) == ring(("kim", "su", "min"))
    False
    """
    letters = "".join(words)
    return min((letters[place:] + letters[:place] for place in range(len(letters))), default="")
