"""How texts write currencies and numbers: symbols, codes, unit words, number words."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cache
from types import MappingProxyType

from coopdata.reference.files import parts, read_rows


class CurrencyFormKind(StrEnum):
    """Where a form stands."""

    CODE = "code"
    """ISO 4217, before or after the number: "USD 50m", "50m USD"."""
    SYMBOL = "symbol"
    """A sign, before or after the number: "€5", "5 €"."""
    PREFIX = "prefix"
    """Only before the number: "Rp", "KSh"."""
    NAME = "name"
    """A unit word after the number, singular or the same for all numbers: "yen", "euro"."""
    PLURAL = "plural"
    """A unit word after the number: "euros"."""


class DefaultRule(StrEnum):
    """When a currency is meant by a form that several share."""

    NEVER = ""
    """Only where a country that uses it is named."""
    IF_UNDECIDED = "if_undecided"
    """Where no country named decides for one of them."""
    IF_PRESENT = "if_present"
    """Where no country named decides, or one that uses this currency is named."""
    UNLESS_SOLE = "unless_sole"
    """Unless all countries named use one and the same other of them."""


@dataclass(frozen=True)
class CurrencyForm:
    """A way to write a currency. `code` is ISO 4217, `countries` (ISO 3166-1 alpha-2) are those where it is used.

    `guarded`: the form is also a word or letter of other meaning, and is money only beside a large number.
    """

    form: str
    code: str
    kind: CurrencyFormKind
    countries: frozenset[str]
    default: DefaultRule
    guarded: bool


@cache
def currency_forms() -> Mapping[str, tuple[CurrencyForm, ...]]:
    """The currencies that each form may mean, in the order of their codes."""
    found: dict[str, list[CurrencyForm]] = {}
    for row in read_rows("currencies.csv"):
        form = CurrencyForm(
            form=row["form"],
            code=row["code"],
            kind=CurrencyFormKind(row["kind"]),
            countries=frozenset(parts(row["countries"])),
            default=DefaultRule(row["default"]),
            guarded=row["guard"] == "scale",
        )
        found.setdefault(form.form, []).append(form)
    return MappingProxyType({form: tuple(same) for form, same in found.items()})


@cache
def withdrawn_currencies() -> Mapping[str, str]:
    """The names of currencies that older texts give sums in and ISO 4217 no longer lists, by their codes."""
    return MappingProxyType({row["code"]: row["name"] for row in read_rows("withdrawn_currencies.csv")})


@cache
def cardinals() -> Mapping[str, Decimal]:
    """Number words below a hundred, and "half", with their values."""
    return _numbers("cardinal")


@cache
def scales() -> Mapping[str, Decimal]:
    """Words that multiply the number before them ("million", "bn", "crore"), with their values."""
    return _numbers("scale")


@cache
def approximators() -> frozenset[str]:
    """Words that make a number an approximate one ("about", "up to")."""
    return frozenset(row["form"] for row in read_rows("number_words.csv") if row["kind"] == "approximator")


def _numbers(kind: str) -> Mapping[str, Decimal]:
    rows = read_rows("number_words.csv")
    return MappingProxyType({row["form"]: Decimal(row["value"]) for row in rows if row["kind"] == kind})
