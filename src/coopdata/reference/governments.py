"""Telling when a name means the government of a country, however the text puts it."""

from collections import defaultdict
from functools import cache, lru_cache

from coopdata.ids import fold
from coopdata.reference.countries import CountryFormKind, country_forms
from coopdata.reference.files import read_column

NOT_A_STATE = frozenset({CountryFormKind.PART, CountryFormKind.DEMONYM})


@cache
def _country_words() -> dict[str, frozenset[tuple[str, ...]]]:
    """For each country the forms of its name, each as its words without those that only say "government"."""
    found: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for form in country_forms().values():
        if form.kind not in NOT_A_STATE:
            found[form.code].add(_bare(form.form))
    return {code: frozenset(forms) for code, forms in found.items()}


@cache
def _government_words() -> frozenset[str]:
    """Words that say of a name only that it is a government's."""
    return frozenset(read_column("government_words.csv", "word"))


def _bare(name: str) -> tuple[str, ...]:
    return tuple(word for word in fold(name).split() if word not in _government_words())


@lru_cache(maxsize=1 << 16)
def is_national_government(name: str, country: str | None) -> bool:
    """Whether the name means the government of this country: "Laos", "Laotian Government", "Government of Laos".

    >>> is_national_government("Royal Government of Cambodia", "KH")
    True
    >>> is_national_government("Government of Kerala", "IN")
    False
    """
    return country is not None and _bare(name) in _country_words().get(country, frozenset())


@cache
def means_state(name: str, country: str | None) -> bool:
    """Whether the name of a body of this country means its government, also where it names no country.

    >>> means_state("Federal Government", "DE")
    True
    >>> means_state("Yerevan Municipality", "AM")
    False
    """
    return country is not None and (not _bare(name) or is_national_government(name, country))
