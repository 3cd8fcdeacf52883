"""The code lists that coded columns refer to, put together from where each is kept.

coopdata's own lists stand in ``reference/codes.csv``, those of problems in `coopdata.problems`, table names in the
catalogue, sectors in ``reference/dac_sectors.csv``; countries, currencies and languages come from pycountry, which
holds the ISO lists. `is_open` tells the lists of which a release publishes only the codes in use.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

import pycountry

from coopdata.problems import Code, Defined, Severity
from coopdata.reference.countries import country_names
from coopdata.reference.currencies import withdrawn_currencies
from coopdata.reference.files import read_rows
from coopdata.tables.catalogue import TABLES

COUNTRY, CURRENCY, LANGUAGE, DAC_SECTOR = "country", "currency", "language", "dac_sector"

OPEN_LISTS = frozenset({COUNTRY, CURRENCY, LANGUAGE, DAC_SECTOR})
"""Lists kept by others, of which only the codes in use are published."""


@dataclass(frozen=True)
class CodeEntry:
    """One code: a row of the table `codes`. `definition` is None where the label says it all."""

    code_list: str
    code: str
    label: str
    definition: str | None
    source: str


@cache
def code_lists() -> Mapping[str, Mapping[str, CodeEntry]]:
    """Every code list by its name, each by code."""
    lists: dict[str, dict[str, CodeEntry]] = {}
    for entry in _entries():
        lists.setdefault(entry.code_list, {})[entry.code] = entry
    return MappingProxyType({name: MappingProxyType(codes) for name, codes in lists.items()})


def _entries() -> Iterator[CodeEntry]:
    for row in read_rows("codes.csv"):
        yield CodeEntry(row["code_list"], row["code"], row["label"], row["definition"], row["source"])
    yield from _defined("issue_code", Code)
    yield from _defined("severity", Severity)
    for table in TABLES:
        yield CodeEntry("table", table.name, table.title.lower(), table.description, "coopdata")
    for row in read_rows("dac_sectors.csv"):
        yield CodeEntry(DAC_SECTOR, row["code"], row["label"], None, "OECD DAC sector codes")
    yield from _iso_entries()


def _defined(code_list: str, members: type[Defined]) -> Iterator[CodeEntry]:
    for member in members:
        yield CodeEntry(code_list, str(member), str(member).replace("_", " "), member.definition, "coopdata")


def _iso_entries() -> Iterator[CodeEntry]:
    """Countries by the names the reader uses (Kosovo's user-assigned XK with them), currencies, languages."""
    countries = {country.alpha_2: country.name for country in pycountry.countries} | dict(country_names())
    for code, name in countries.items():
        yield CodeEntry(COUNTRY, code, name, None, "ISO 3166-1 alpha-2")
    for currency in pycountry.currencies:
        yield CodeEntry(CURRENCY, currency.alpha_3, currency.name, None, "ISO 4217")
    for code, name in withdrawn_currencies().items():
        yield CodeEntry(CURRENCY, code, name, None, "ISO 4217, withdrawn")
    for language in pycountry.languages:
        if hasattr(language, "alpha_2"):
            yield CodeEntry(LANGUAGE, language.alpha_2, language.name, None, "ISO 639-1")
