"""Sums of money in a text: where they stand, how much, in which currency.

The grammar starts from numbers (`numbers`). A number is money when a currency stands right before it
("US$6 million", "Rp 16 trillion") or right after its scale ("530 million baht", "49 million Croatian kuna"). The two
ends of a range ("$3-5 million") are two mentions that share what only one of them writes. What currency a form means
that several share ("$", "Rs", "dinars") is decided by the country named beside it, or by the countries of the text.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from coopdata.extract.numbers import any_of, find_numbers, over_scale
from coopdata.reference.countries import country_forms
from coopdata.reference.currencies import (
    CurrencyForm,
    CurrencyFormKind,
    DefaultRule,
    approximators,
    currency_forms,
)


@dataclass(frozen=True, order=True)
class MoneyMention:
    """A sum at view positions ``[start, end)``: symbol, number, scale and unit. `currency` is ISO 4217."""

    start: int
    end: int
    value: float
    currency: str
    approximate: bool
    rule: str
    """`money.prefix` (currency before the number), `money.unit` (after it), `money.range` (shared in a range) or
    `money.carried` (that of the sum before)."""
    names_currency: tuple[int, int] | None = None
    """Where the sum stands that names the currency, if another one does."""


@dataclass(frozen=True)
class _Quantity:
    """A number with what stands around it, before it is known to be money."""

    start: int
    end: int
    number: Decimal
    scale: Decimal | None
    before: tuple[CurrencyForm, ...] = ()
    """What the currency form before the number may mean."""
    after: tuple[CurrencyForm, ...] = ()
    """What the unit after it may mean."""
    country: str | None = None
    """The country named with the unit: "Croatian kuna"."""
    shared: bool = False
    """Whether scale or currency come from the other end of a range."""


_BEFORE = (CurrencyFormKind.CODE, CurrencyFormKind.SYMBOL, CurrencyFormKind.PREFIX)
_WORDS = (CurrencyFormKind.NAME, CurrencyFormKind.PLURAL)
_LARGE = 1000
"""From this number on a guarded form is money where its country is named: "P5,000" in the Philippines."""

_RANGE_GAP = re.compile(r" ?[-–—] ?| (?:up )?to ")
_DASHES = ("-", "–", "—")
_BETWEEN = re.compile(r"\bbetween $", re.IGNORECASE)
_OR_SO = re.compile(r" or so\b")


def find_money(text: str, *, countries: Sequence[str] = ()) -> list[MoneyMention]:
    """The sums of money in `text` (plain quotes, single spaces), in order, not overlapping.

    `countries` are the countries (ISO 3166-1 alpha-2) the document is about, the most important first; they decide
    for forms that several currencies share. A sum whose currency the text does not let be known is left out.
    """
    found: list[MoneyMention] = []
    currencies: set[str] = set()
    quantities = [_quantity(text, *number) for number in find_numbers(text)]
    if not any(quantity.before or quantity.after for quantity in quantities):
        return []
    for quantity in _shared(text, quantities):
        mention = _mention(text, quantity, countries)
        if mention is None and len(currencies) == 1:
            mention = _carried(text, quantity, found[-1])
        if mention is not None:
            found.append(mention)
            currencies.add(mention.currency)
    return found


# --- currencies ------------------------------------------------------------------------------------------------------


def _quantity(text: str, start: int, end: int, number: Decimal, scale: Decimal | None) -> _Quantity:
    """A number with its scale and the currency forms right before it and right after its scale."""
    end, scale = over_scale(text, end, scale)
    start, before = _before(text, start)
    match = _unit_at(text, end) if _may_be_unit(text, end) else None
    if match is None:
        return _Quantity(start, end, number, scale, before)
    unit = match["word"] or match["sign"]
    after = _words_forms()[unit.lower()] if match["word"] else currency_forms()[unit]
    named = match.groupdict().get("country")
    country = country_forms()[named].code if named else None
    if before and not {form.code for form in before} & {form.code for form in after}:
        return _Quantity(start, end, number, scale, before)
    return _Quantity(start, match.end(), number, scale, before, after, country)


def _before(text: str, at: int) -> tuple[int, tuple[CurrencyForm, ...]]:
    """Where the longest currency form that ends at `at` (one space aside) starts, and what it may mean."""
    end = at - 1 if at and text[at - 1] == " " else at
    if text[max(0, end - 2) : end] not in _endings() and text[max(0, end - 1) : end] not in _endings():
        return at, ()
    for length in range(min(_longest_before(), end), 0, -1):
        start = end - length
        forms = tuple(form for form in currency_forms().get(text[start:end], ()) if form.kind in _BEFORE)
        if forms and not (start and text[start - 1].isalnum()):
            return start, forms
    return at, ()


@cache
def _endings() -> frozenset[str]:
    """The last two characters of the forms before a number, or the only one."""
    return frozenset(form[-2:] for form, same in currency_forms().items() if any(f.kind in _BEFORE for f in same))


def _may_be_unit(text: str, at: int) -> bool:
    """Whether what stands behind a number begins with some unit, or a country before one; most words do not."""
    start = at + (text[at : at + 1] in (" ", "-"))
    opening = text[start : start + _OPENING].lower()
    if not any([opening[:length] in _unit_openings() for length in range(1, _OPENING + 1)]):  # noqa: C419
        return False
    begins = text[start : start + _LONGEST_UNIT]
    return not begins.isascii() or begins.lower().startswith(_units_by_letter()[opening[0]])


_OPENING = 3


@cache
def _unit_openings() -> frozenset[str]:
    """The first three characters of all units and of the countries before them, fewer where a unit is shorter."""
    forms = [*currency_forms(), *country_forms()]
    return frozenset(form[:_OPENING].lower() for form in forms)


_LONGEST_UNIT = 60
"""No unit or country is longer."""


@cache
def _units_by_letter() -> dict[str, tuple[str, ...]]:
    """All units and the countries before them in lower case, by the character with which they begin."""
    found: dict[str, list[str]] = {}
    for form in (*currency_forms(), *country_forms()):
        found.setdefault(form[0].lower(), []).append(form.lower())
    return {letter: tuple(forms) for letter, forms in found.items()}


@cache
def _longest_before() -> int:
    return max(len(form) for form, same in currency_forms().items() if any(f.kind in _BEFORE for f in same))


@cache
def _words_forms() -> dict[str, tuple[CurrencyForm, ...]]:
    """The unit words in lower case, with what each may mean."""
    found: dict[str, list[CurrencyForm]] = {}
    for form, same in currency_forms().items():
        found.setdefault(form.lower(), []).extend(f for f in same if f.kind in _WORDS)
    return {form: tuple(same) for form, same in found.items() if same}


def _unit_at(text: str, at: int) -> re.Match[str] | None:
    """The unit behind a number, if there is one, with the country of its currency where that is named."""
    start = at + (text[at : at + 1] in (" ", "-"))
    begins = _countries().get(text[start : start + _FEWEST], ())
    return _unit(after_country=any(text.startswith(form, start) for form in begins)).match(text, at)


_FEWEST = 2
"""No country is written in fewer characters."""


@cache
def _countries() -> dict[str, list[str]]:
    """The names of countries and what is of them, by their first characters."""
    found: dict[str, list[str]] = {}
    for form in country_forms().values():
        if form.is_adjective or form.is_name:
            found.setdefault(form.form[:_FEWEST], []).append(form.form)
    return found


@cache
def _unit(*, after_country: bool) -> re.Pattern[str]:
    """A unit after a number: a word, perhaps with its country, or a code or sign that is not the next number's."""
    countries = any_of(form for forms in _countries().values() for form in forms)
    country = rf"(?:(?P<country>{countries})[ -])?" if after_country else ""
    signs = any_of(
        form
        for form, same in currency_forms().items()
        if same[0].kind in (CurrencyFormKind.CODE, CurrencyFormKind.SYMBOL)
    )
    return re.compile(
        rf"[ -]?(?:{country}(?P<word>(?i:{any_of(_words_forms())}))(?! cents?\b)"
        rf"|(?P<sign>{signs})(?! ?\d))(?!\w)"
    )


def _meant(forms: Sequence[CurrencyForm], countries: Sequence[str]) -> CurrencyForm | None:
    """Which of the currencies that share a form is meant where `countries` are named; None when that is unknowable."""
    default = next((form for form in forms if form.default is not DefaultRule.NEVER), None)
    named = [form for country in countries for form in forms if country in form.countries]
    if default is None:
        return named[0] if named else None
    if default.default is DefaultRule.UNLESS_SOLE:
        sole = bool(named) and all(country in named[0].countries for country in countries)
        return named[0] if sole else default
    if not named or (default.default is DefaultRule.IF_PRESENT and default in named):
        return default
    return named[0]


# --- mentions --------------------------------------------------------------------------------------------------------


def _shared(text: str, quantities: Sequence[_Quantity]) -> Iterator[_Quantity]:
    """The quantities, the ends of a range given the scale and currency that only the other end writes."""
    done: _Quantity | None = None
    for quantity in quantities:
        if done is not None and quantity.start < done.end:
            continue
        high = quantity
        if done is not None:
            low, high = _share(text, done, quantity)
            yield low
        done = high
    if done is not None:
        yield done


def _share(text: str, low: _Quantity, high: _Quantity) -> tuple[_Quantity, _Quantity]:
    """Two neighbours: each with what it lacks and the other has where they are the ends of a range, else as they are.

    Ends of a range rise ("2015 to 5 million" is none). A currency before the lower end passes to the upper one only
    where a scale or a closed dash shows that it counts the same ("$5 million to 12 schools" gives no second sum).
    """
    gap = text[low.end : high.start]
    scale = low.scale or high.scale or Decimal(1)
    if low.after or not _joins_range(text, low, gap) or low.number * scale >= high.number * (high.scale or 1):
        return low, high
    if low.before and high.before and low.before != high.before:
        return low, high
    if low.before and not high.before and high.scale is None and (low.scale is not None or gap not in _DASHES):
        return low, high
    shared_low = replace(
        low,
        scale=low.scale or high.scale,
        after=() if low.before or high.before else high.after,
        country=None if low.before or high.before else high.country,
    )
    shared_high = replace(high, before=high.before or low.before)
    return _marked(low, shared_low), _marked(high, shared_high)


def _joins_range(text: str, low: _Quantity, gap: str) -> bool:
    if gap == " and ":
        return _BETWEEN.search(text, max(0, low.start - 20), low.start) is not None
    return _RANGE_GAP.fullmatch(gap) is not None


def _marked(before: _Quantity, after: _Quantity) -> _Quantity:
    return after if after == before else replace(after, shared=True)


def _mention(text: str, quantity: _Quantity, countries: Sequence[str]) -> MoneyMention | None:
    """The quantity as money, None where it is none or its currency is unknowable."""
    context = (quantity.country,) if quantity.country else countries
    forms = quantity.after or quantity.before
    if quantity.before and quantity.after:
        forms = tuple(form for form in quantity.after if form.code in {known.code for known in quantity.before})
    if quantity.country and not any(quantity.country in form.countries for form in forms):
        return None
    currency = _meant(forms, context)
    if currency is None or (currency.guarded and not _is_large(quantity, currency, context)):
        return None
    rule = "money.range" if quantity.shared else "money.prefix" if quantity.before else "money.unit"
    value = float(quantity.number * (quantity.scale or 1))
    approximate = _is_approximate(text, quantity.start, quantity.end)
    return MoneyMention(quantity.start, quantity.end, value, currency.code, approximate, rule)


_CARRIED = 300
"""So many characters after a sum, in the same paragraph, a number may still count the same money, if the text has named
no other till then."""
_COUNTS_NOTHING = re.compile(r" ?[.,;:)\n]| (?:as|before|by|for|from|in|on|to|under) |\Z")
"""What stands behind a number that counts nothing of its own, as "million people" does."""


def _carried(text: str, quantity: _Quantity, before: MoneyMention) -> MoneyMention | None:
    """A large number that counts the money of the sum before: "7 billion euros, of which 950 million for Syria"."""
    if quantity.scale is None or quantity.scale < _LARGE or quantity.before or quantity.after:
        return None
    near = quantity.start - before.end <= _CARRIED and text.find("\n", before.end, quantity.start) < 0
    if not near or _COUNTS_NOTHING.match(text, quantity.end) is None:
        return None
    return MoneyMention(
        quantity.start,
        quantity.end,
        float(quantity.number * quantity.scale),
        before.currency,
        _is_approximate(text, quantity.start, quantity.end),
        "money.carried",
        before.names_currency or (before.start, before.end),
    )


def _is_large(quantity: _Quantity, currency: CurrencyForm, countries: Sequence[str]) -> bool:
    if quantity.scale is not None:
        return True
    return quantity.number >= _LARGE and any(country in currency.countries for country in countries)


def _is_approximate(text: str, start: int, end: int) -> bool:
    words = re.split(r"[ (]+", text[max(0, start - 30) : start].rstrip(" (").lower())
    last = (" ".join(words[-count:]) for count in (1, 2, 3))
    return _OR_SO.match(text, end) is not None or any(phrase in approximators() for phrase in last)
