"""Places below the state: cities and first-level regions, and the country each lies in."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from coopdata.reference.countries import country_forms
from coopdata.reference.files import is_true, read_rows


@dataclass(frozen=True)
class City:
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


@dataclass(frozen=True)
class Region:
    """One spelling of a state, province, prefecture or the like; `ambiguous` as for cities."""

    form: str
    name: str
    country: str
    ambiguous: bool


@cache
def cities() -> Mapping[str, tuple[City, ...]]:
    """The cities by spelling; where several countries have one of that name, the largest first."""
    found: dict[str, list[City]] = {}
    for row in read_rows("cities.csv"):
        city = City(
            form=row["form"],
            name=row["name"],
            country=row["country"],
            population=int(row["population"]),
            is_capital=is_true(row["is_capital"]),
            ambiguous=is_true(row["ambiguous"]),
        )
        found.setdefault(city.form, []).append(city)
    return MappingProxyType({form: tuple(sorted(same, key=_rank)) for form, same in found.items()})


@cache
def regions() -> Mapping[str, tuple[Region, ...]]:
    """The regions by spelling; those of several countries in the order of their codes."""
    found: dict[str, list[Region]] = {}
    for row in read_rows("regions.csv"):
        region = Region(row["form"], row["name"], row["country"], is_true(row["ambiguous"]))
        found.setdefault(region.form, []).append(region)
    return MappingProxyType({form: tuple(sorted(same, key=lambda r: r.country)) for form, same in found.items()})


def names_place(word: str) -> bool:
    """Whether a name, as written, is that of a city, a region or a country."""
    return word in cities() or word in regions() or word in country_forms()


def _rank(city: City) -> tuple[int, str]:
    """Larger first; a capital counts tenfold, being named so much more often than a namesake of its size."""
    return -city.population * (10 if city.is_capital else 1), city.country
