"""How names of organizations are compared: what differs only in how it is written has one key.

No likeness is measured here: two names have one key if one can be turned into the other by leaving out what says
nothing of the body (its own country, its legal form, "and", "the") or by a rearrangement that English allows
("Health Ministry", "Ministry of Commerce and Industry").
"""

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from coopdata.ids import fold
from coopdata.reference.countries import CountryFormKind, country_forms
from coopdata.reference.files import read_rows
from coopdata.reference.places import cities
from coopdata.reference.wordlists import word_list
from coopdata.reference.words import is_english_word, organization_head
from coopdata.resolve.wording import is_abbreviation

_SILENT = frozenset({"and", "in", "the"})
_LINKING = frozenset({"of", "for"})
MINISTRY = "ministry"
_TELLING = 4
"""Letters of a word that may tell a body apart."""
_LONGEST_FORM = 5
"""Words of the longest form of a country, or of a legal form, that is looked for at the end of a name."""

_BRACKETS = re.compile(r"\([^()]*\)")
_SUPERIOR = re.compile(r",? (?:of|under|at) (?:the )?(?:\w+ )?Ministry\b.*|, Ministry of .*")
_ARTICLE = re.compile(r"\b(al|el|abdal|abdel|abdul) (\w)")

_BARRED = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h"})
"""Letters that Unicode does not take apart into a letter and a mark, as English-language news writes them."""

_APOSTROPHES = str.maketrans(dict.fromkeys("ʻʼ‘`´", "'"))
"""Signs that stand for an apostrophe or a glottal stop, which news mostly leaves out."""
_MISSION = re.compile(r"\b(?:embassy|high commission)\b", re.IGNORECASE)
_HOST = re.compile(r"(?: in| to|,) (?:the )?([^,]+)")
_MARKED = re.compile(r"[(ʻʼ‘`´]")
_IN_CITY = re.compile(r" in ([^,]+)$")

Words = tuple[str, ...]


@cache
def _spellings() -> dict[str, str]:
    """Words with two spellings, each by the one that is compared."""
    return {row["form"]: row["as"] for row in read_rows("spellings.csv")}


@cache
def _legal_forms() -> frozenset[Words]:
    """Words before or after a company's name that only say what it is in law, or that it is many."""
    return frozenset(_folded(form) for form in (word_list("legal_form") - {"group"}) | word_list("group_form"))


@cache
def _own_forms() -> dict[str, frozenset[Words]]:
    """For each country all that may stand in a name for "of this country"."""
    found: dict[str, set[Words]] = {}
    for form in country_forms().values():
        if form.kind is not CountryFormKind.PART:
            found.setdefault(form.code, set()).add(_folded(form.form))
    return {code: frozenset(forms) for code, forms in found.items()}


def _folded(name: str) -> Words:
    """The words of a name, without what stands in brackets or whom it stands under; an Arabic article with its word.

    >>> _folded("El Sewedy Electric (Egypt)") == _folded("ElSewedy Electric")
    True
    """
    bare = _BRACKETS.sub(" ", name.translate(_APOSTROPHES)) if _MARKED.search(name) else name
    words = fold(_SUPERIOR.sub("", bare) if "Ministry" in bare else bare).split()
    if len(words) < 2:
        words = fold(bare).split() or fold(name).split()
    joined = " ".join(words)
    joined = joined if joined.isascii() else joined.translate(_BARRED)
    return tuple((_ARTICLE.sub(r"\1\2", joined) if "l " in joined else joined).split())


@lru_cache(maxsize=1 << 16)
def name_key(name: str, country: str | None) -> str:
    """What a name of a body of this country (ISO 3166-1 alpha-2) is compared by, never empty for a name with letters.

    >>> name_key("Lao Ministry of Commerce & Industry", "LA") == name_key("Industry and Commerce Ministry", "LA")
    True
    >>> name_key("Bank of China Limited", "CN")
    'bank of china'
    """
    spelt = " ".join(_spellings().get(word, word) for word in _folded(_without_city(_at_host(name, country), country)))
    words = _without_legal_form(tuple(spelt.split()))
    if is_abbreviation(name.split(maxsplit=1)[0] if name.split() else name) and len(words) > 2:
        words = _without_office(words)
    if country is None and len(words) > 2 and words[:2] == ("united", "nations"):
        words = words[2:]
    if word_list("public_head") & set(words):
        words = without_country(_without_country_within(words, country), country)
        if words[0] in word_list("rank_of_ministry") and len(words) > 2:
            words = words[1:]
        if MINISTRY in (words[0], words[-1]) and words.count(MINISTRY) == 1:
            return " ".join((MINISTRY, *sorted(map(singular, set(words) - {MINISTRY} - _SILENT - _LINKING))))
    elif _tells(left := without_country(words, country)) and words[: len(left)] == left:
        words = left
    return " ".join(singular(word) for word in words if word not in _SILENT) or " ".join(words)


@lru_cache(maxsize=1 << 14)
def spelt(word: str) -> str:
    """A word as it is compared: of two spellings the one, and in the singular ("centres", "center")."""
    return singular(_spellings().get(word, word))


def singular(word: str) -> str:
    """A word without the s that one report writes and another does not ("Water" and "Waters", "Drug" and "Drugs")."""
    return word[:-1] if len(word) > _TELLING and word.endswith("s") and not word.endswith("ss") else word


def _without_office(words: Words) -> Words:
    """The name of a branch without what kind of an office it is ("KOTRA Hanoi Trade Office", "JICA Laos Office")."""
    if words[-1] == "office" and words[-2] in word_list("kind_of_office") and len(words) > 3:
        words = words[:-2]
    return tuple(word for word in words if word != "office") or words


def _at_host(name: str, country: str | None) -> str:
    """The name of an embassy with the code of the state it is in, told by that or by its capital."""
    if _MISSION.search(name):
        for found in _HOST.finditer(name):
            host = _state(found[1])
            if host not in (None, country):
                return f"{name[: found.start()]} in {host}"
    return name


@lru_cache(maxsize=1 << 12)
def _state(place: str) -> str | None:
    """The state of that name, or with such a capital."""
    form = country_forms().get(place)
    if form is not None and form.is_name:
        return form.code
    capitals = {city.country for city in cities().get(place, ()) if city.is_capital}
    return next(iter(capitals)) if len(capitals) == 1 else None


def _without_city(name: str, country: str | None) -> str:
    """The name of a public body without the city of its country that it sits in ("… Authority in Accra")."""
    found = _IN_CITY.search(name)
    of_country = found is not None and any(city.country == country for city in cities().get(found[1], ()))
    return name[: found.start()] if found is not None and of_country else name


@lru_cache(maxsize=1 << 16)
def name_words(name: str) -> str:
    """A person's name with its words in alphabetical order, so that family and given name may stand either way.

    >>> name_words("Abe Shinzo") == name_words("Shinzo Abe")
    True
    """
    return " ".join(sorted(words_in_order(name)))


@lru_cache(maxsize=1 << 16)
def shortened(person: str) -> Words:
    """A person's name as it may be shortened: one of its words, with the initials of the others in order."""
    words = person.split()
    return tuple(
        " ".join((word, *sorted(other[0] for place, other in enumerate(words) if place != own)))
        for own, word in enumerate(words)
        if len(word) > 1
    )


@lru_cache(maxsize=1 << 16)
def words_in_order(name: str) -> Words:
    """The words of a person's name as they are compared, in the order told."""
    return _folded(name)


def is_full_name(name: str, country: str | None) -> bool:
    """Whether a name says which body it means, beyond its kind and country: not "the Lao ministry", "the Bank".

    >>> is_full_name("Electricity of Vietnam", "VN"), is_full_name("Lao ministry", "LA")
    (True, False)
    """
    words = _folded(name)
    said = set(words) - _SILENT - _LINKING - {word for form in _own_forms().get(country or "", ()) for word in form}
    return len(words) > 1 and any(organization_head(word) is None for word in said)


def is_distinctive(name: str) -> bool:
    """Whether a name holds a word that English has not, so that hardly two bodies in the world share it.

    >>> is_distinctive("Yanmar Co., Ltd."), is_distinctive("Faculty of Agriculture")
    (True, False)
    """
    return is_distinctive_key(name_key(name, None))


def is_distinctive_key(key: str) -> bool:
    """The same of a name's key, made without a country (see `name_key`)."""
    return _tells(key.split())


def _tells(words: Iterable[str]) -> bool:
    return any(len(word) >= _TELLING and not is_english_word(word) for word in words)


def _without_legal_form(words: Words) -> Words:
    """Without "Co., Ltd." at the end, "PT" or "Groupe" before; never without every word."""
    for length in range(min(_LONGEST_FORM, len(words) - 1), 0, -1):
        if words[-length:] in _legal_forms():
            return _without_legal_form(words[:-length])
    before = len(words) > 1 and words[0] in word_list("form_before")
    return _without_legal_form(words[1:]) if before else words


def without_country(words: Words, country: str | None) -> Words:
    """The words of a name without the country that it is of, before or after, where two words or more are left."""
    return _without_country(words, _own_forms().get(country or "", frozenset()))


def _without_country_within(words: Words, country: str | None) -> Words:
    """Without the own country in the middle ("State Committee of Uzbekistan for Tourism", "Embassy of Oman in UAE")."""
    forms = _own_forms().get(country or "", frozenset())
    for start in range(1, len(words) - 2):
        if words[start] == "of":
            first = start + 1 + (words[start + 1] == "the")
            for end in range(min(first + _LONGEST_FORM, len(words) - 1), first, -1):
                if words[first:end] in forms and words[end] in word_list("after_country"):
                    return words[:start] + words[end:]
    return words


def _without_country(words: Words, forms: frozenset[Words]) -> Words:
    """Without the own country before ("Lao …") or after ("… of the Lao PDR"), where two words or more are left.

    Without "of" it goes only after a ministry ("Ministry of Health, Laos"): "KCB Bank Kenya" is not KCB Bank.
    """
    for length in range(min(_LONGEST_FORM, len(words) - 2), 0, -1):
        if words[:length] in forms:
            return _without_country(words[length:], forms)
        if words[-length:] in forms or (
            forms and length == 1 and words[-2:-1] == ("the",) and words[-1] in word_list("state_form")
        ):
            left = words[:-length]
            if left[-1] not in _SILENT | _LINKING and MINISTRY not in words:
                continue
            while left and left[-1] in _SILENT | _LINKING:
                left = left[:-1]
            if len(left) >= 2:
                return _without_country(left, forms)
    return words
