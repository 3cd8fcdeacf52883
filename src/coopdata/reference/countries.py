"""Countries: every form by which English-language news names a state or its people, and the ISO code it stands for."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from types import MappingProxyType

from coopdata.reference.files import read_rows


class CountryFormKind(StrEnum):
    """What a form says of its country."""

    NAME = "name"
    OFFICIAL = "official"
    ABBREVIATION = "abbreviation"
    INVERTED = "inverted"
    """As code lists write it: "Korea, Republic of"."""
    PART = "part"
    """A country or land within the state: "Scotland", "Zanzibar"."""
    AMBIGUOUS_DEFAULT = "ambiguous_default"
    """A name that may mean another state or a continent; this state unless the text says otherwise: "Korea"."""
    ADJECTIVE = "adjective"
    """Of the country, or one of its people: "Laotian"."""
    AMBIGUOUS_ADJECTIVE = "ambiguous_adjective"
    """An adjective that may mean another state; this one unless the text says otherwise: "Korean"."""
    DEMONYM = "demonym"
    """People only, never before another noun: "Laotians", "Briton"."""


@dataclass(frozen=True)
class CountryForm:
    """One way to write a country: `code` is ISO 3166-1 alpha-2 (XK for Kosovo), `name` its short English name."""

    form: str
    code: str
    name: str
    kind: CountryFormKind

    @property
    def is_name(self) -> bool:
        """Whether the form names the country itself, rather than its people or what is of it."""
        return self.kind not in (
            CountryFormKind.ADJECTIVE,
            CountryFormKind.AMBIGUOUS_ADJECTIVE,
            CountryFormKind.DEMONYM,
        )

    @property
    def is_adjective(self) -> bool:
        """Whether the form can stand before a noun: "Korean company", "UK minister"."""
        return self.kind in (
            CountryFormKind.ADJECTIVE,
            CountryFormKind.AMBIGUOUS_ADJECTIVE,
            CountryFormKind.ABBREVIATION,
        )


@cache
def country_forms() -> Mapping[str, CountryForm]:
    """Every form, exactly as written (case matters: "US" is a country, "us" is not)."""
    return MappingProxyType(
        {
            row["form"]: CountryForm(row["form"], row["code"], row["name"], CountryFormKind(row["kind"]))
            for row in read_rows("countries.csv")
        }
    )


@cache
def country_names() -> Mapping[str, str]:
    """The short English name of every country, by its code."""
    return MappingProxyType({form.code: form.name for form in country_forms().values()})
