"""Places below the state: cities and first-level regions, and the country each lies in."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from coopdata.reference.countries import country_forms
from coopdata.reference.files import is_true, read_columns


class City(NamedTuple):
    """One spelling of a city. `name` is the usual English one, `population` that of the city (0 where unknown).

    `ambiguous` marks a spelling that is also an English word, a person's name or the name of a country or region;
    it is a city only where the text says so ("in Reading").
    """

    form: str
    name: str
    country: str
    population: int
    is_capital: bool
    ambiguous: bool


class Region(NamedTuple):
    """One spelling of a state, province, prefecture or the like; `ambiguous` as for cities."""

    form: str
    name: str
    country: str
    ambiguous: bool


@cache
def cities() -> Mapping[str, tuple[City, ...]]:
    """The cities by spelling; where several countries have one of that name, the largest first."""
    found: dict[str, list[City]] = {}
    rows = read_columns("cities.csv", "form", "name", "country", "population", "is_capital", "ambiguous")
    for form, name, country, population, is_capital, ambiguous in rows:
        city = City(form, name, country, int(population), is_true(is_capital), is_true(ambiguous))
        found.setdefault(form, []).append(city)
    return MappingProxyType({form: tuple(sorted(same, key=_rank)) for form, same in found.items()})


@cache
def regions() -> Mapping[str, tuple[Region, ...]]:
    """The regions by spelling; those of several countries in the order of their codes."""
    found: dict[str, list[Region]] = {}
    for form, name, country, ambiguous in read_columns("regions.csv", "form", "name", "country", "ambiguous"):
        found.setdefault(form, []).append(Region(form, name, country, is_true(ambiguous)))
    return MappingProxyType({form: tuple(sorted(same, key=lambda r: r.country)) for form, same in found.items()})


def names_place(word: str) -> bool:
    """Whether a name, as written, is that of a city, a region or a country."""
    return word in cities() or word in regions() or word in country_forms()


def _rank(city: City) -> tuple[int, str]:
    """Larger first; a capital counts tenfold, being named so much more often than a namesake of its size."""
    return -city.population * (10 if city.is_capital else 1), city.country
