"""The grammar of dates, as patterns in the order in which they claim their characters.

Groups have fixed names, by which `find` reads them: wd, d, m, y are weekday, day, month and year; d2, m2, y2 those of
a range's end; rel and unit relative words, ry the relative word before "year", ago how many units ago; part what is the
mention where more was needed to know it; a and b the two numbers of an all-digit date that may be month and day either
way, sep what parts them.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from coopdata.documents.dates.anchors import Anchor
from coopdata.expressions import later
from coopdata.reference.calendar_words import CalendarWord, months, weekdays
from coopdata.reference.currencies import cardinals


class Form(StrEnum):
    """How the groups of a pattern are to be read."""

    PLAIN = "plain"
    NUMERIC = "numeric"
    BARE_YEAR = "bare_year"


@dataclass(frozen=True)
class Pattern:
    """One way of writing a date."""

    expression: re.Pattern[str]
    anchors: frozenset[Anchor]
    """Every match holds one of these."""
    reach: int
    """No match is longer."""
    form: Form = Form.PLAIN


def _pattern(anchors: Iterable[Anchor], reach: int, form: Form = Form.PLAIN) -> Callable[..., Pattern]:
    """What makes patterns of this sort from the parts of their expressions."""
    held = frozenset(anchors)
    return lambda *parts: Pattern(later("".join(parts)), held, reach, form)


_NARROW, _WIDE, _WIDEST = 50, 110, 140
"""Characters that no match exceeds: of a month or year, of a day with all that may stand with it, of two days."""

_months = _pattern((Anchor.MONTHS,), _WIDEST)
_day = _pattern((Anchor.MONTH,), _WIDE)
_month = _pattern((Anchor.MONTH,), _NARROW)
_weekday = _pattern((Anchor.WEEKDAY,), _NARROW)
_day_word = _pattern((Anchor.DAY,), _NARROW)
_part_of_day = _pattern((Anchor.DAY, Anchor.PART_OF_DAY), _NARROW)
_ago = _pattern((Anchor.AGO,), _NARROW)
_period = _pattern((Anchor.PERIOD,), _NARROW)
_year_first = _pattern((Anchor.YEAR_FIRST,), _NARROW)
_dated = _pattern((Anchor.YEAR,), _NARROW)
_quarter = _pattern((Anchor.YEAR, Anchor.PERIOD), _NARROW)
_ordinal = _pattern((Anchor.ORDINAL,), _NARROW)
_numeric = _pattern((Anchor.YEAR_LAST,), _NARROW, Form.NUMERIC)
_year = _pattern((Anchor.YEAR,), _NARROW, Form.BARE_YEAR)
_year_in_brackets = _pattern((Anchor.YEAR_IN_BRACKETS,), _NARROW, Form.BARE_YEAR)


def _any(words: tuple[CalendarWord, ...]) -> str:
    """An alternation of the words, longest first, as written in a sentence or in capitals."""
    forms = {form for word in words for form in (word.word, word.word.upper())}
    return "|".join(sorted(forms, key=lambda form: (-len(form), form)))


_MONTH = rf"(?:{_any(months())})"
_MONTH_ALONE = rf"(?:{_any(tuple(word for word in months() if word.alone))})"
_WEEKDAY = rf"(?:{_any(weekdays())})"
_WEEKDAY_ALONE = rf"(?:{_any(tuple(word for word in weekdays() if word.alone))})"
_TIME = r"(?: (?:morning|noon|afternoon|evening|night))"
_YEAR = r"(?:1[89]|20|21)\d\d(?![\d%]|[.,]\d)"
_DAY = r"[0-3]?\d(?!\d)"
_NTH = r"(?:st|nd|rd|th|ST|ND|RD|TH)?\b"
_TO = r"(?: ?[-–—] ?| (?:to|through|until|till|up to) )"
_REL = r"(?i:last|next|this coming|the coming|this past|the past|this|coming|past)"
_IN = r"(?i:in|since|by|until|till|during|early|late|mid|end of|beginning of)"
_COUNTED = r"| ?(?:million|billion|percent|per cent|people|tonnes|tons|hectares)\b"
_CARDINAL = "|".join(
    sorted((word for word, value in cardinals().items() if value == int(value)), key=len, reverse=True)
)
_NOT_A_FEAST = "".join(f"(?<!{word} )" for word in ("Black", "Good", "Easter", "Palm", "Ash"))
_TENS = "|".join(word for word, value in cardinals().items() if value >= 20)
_PAPER = r"(?:agreement|accord|treaty|protocol|pact|deal|memorandum|contract|convention)\b"
_DAY_START = r"(?<![\w.,/$€£¥#%-])"
_DAY_END = r"(?![\d%]|[.,]\d| ?(?:million|billion|percent|per cent|bn|mn)\b)"

_WD = rf"(?=[A-Z\d])(?:\b(?P<wd>{_WEEKDAY})\b\.?{_TIME}?,? (?:the )?(?P<paren>\()?)?"
"""Opens a date: with or without a weekday, it begins with a capital or a digit, which is soon seen."""
_WD2 = rf"(?:{_WEEKDAY}\.?,? )?"
_CLOSE = rf"(?(paren)\)?|)(?: ?\({_WEEKDAY}\.?\))?"
_D, _D2 = rf"{_DAY_START}(?P<d>{_DAY}){_NTH}", rf"(?P<d2>{_DAY}){_NTH}"
_M, _M2 = rf"\b(?P<m>{_MONTH})\b\.?", rf"\b(?P<m2>{_MONTH})\b\.?"
_Y, _Y2 = rf"(?P<y>{_YEAR})", rf"(?P<y2>{_YEAR})"
_OF = r"\.?(?: day)?(?: of)?[ -]"
_THEN_YEAR = rf"(?:(?:,|-| of)? ?{_Y}\b|,? (?:of )?(?P<ry>this|last|next) year\b)?"
_THEN_YEAR2 = rf"(?:,? {_Y2}\b)?"
_AND_DAY = rf"(?:{_TO}| (?:and|&) )"

PATTERNS = (
    # Ranges: 28 to 30 May 2022; May 28 to June 3; 28 May to 3 June; May 28-30, 2022; March 2020 to May 2021
    _day(rf"{_WD}{_D}{_AND_DAY}{_D2}{_OF}{_M}{_THEN_YEAR}{_CLOSE}"),
    _months(rf"{_WD}{_M} {_D}(?:,? {_Y})?{_TO}{_WD2}{_M2} {_D2}{_DAY_END}{_THEN_YEAR2}{_CLOSE}"),
    _months(rf"{_WD}{_D}{_OF}{_M}(?:,? {_Y})?{_TO}{_WD2}{_D2}{_OF}{_M2}{_THEN_YEAR2}{_CLOSE}"),
    _day(rf"{_WD}{_M} {_D}{_AND_DAY}{_D2}{_DAY_END}{_THEN_YEAR}{_CLOSE}"),
    _months(rf"{_M}(?:,? {_Y})?{_TO}{_M2},? {_Y2}\b"),
    _months(rf"\b(?i:from) (?P<part>{_M} to {_M2})"),
    _months(rf"\b(?i:between) (?P<part>{_M} and {_M2})"),
    # All digits: 2019-09-05, 2017 01 25; 20.10.2021, 05/09/2019
    _year_first(rf"(?<![\w-]){_Y}(?P<sep>[-/. ])(?P<m>[01]\d)(?P=sep)(?P<d>[0-3]\d)(?!\w|-\d)"),
    _numeric(rf"(?<![\w.-])(?P<a>[0-3]?\d)(?P<sep>[-/.])(?P<b>[0-3]?\d)(?P=sep){_Y}\b"),
    # One day: Friday, 15th of December 2013; Dec. 15, 2013
    _day(rf"{_WD}{_D}{_OF}{_M}{_THEN_YEAR}{_CLOSE}"),
    _day(rf"{_WD}{_M} (?:the )?{_D}{_DAY_END}{_THEN_YEAR}{_CLOSE}"),
    # A month: September 2019; September last year; this coming August; in May; end of December
    _month(rf"{_M}(?:,| of)? {_Y}\b"),
    _month(rf"{_M},? (?:of )?(?P<ry>this|last|next) year\b"),
    _month(rf"\b(?P<rel>{_REL}) {_M}"),
    _month(rf"\b{_IN}[ -](?:early |late |mid-)?(?P<part>{_M})"),
    _month(
        r"\b(?i:of|for|from|to|through|before|after|around|and) ",
        rf"(?P<part>\b(?P<m>{_MONTH_ALONE})\b\.?)(?! [A-Z\d])",
    ),
    # Quarters, halves and financial years, known to the year
    _quarter(
        r"\b(?:Q[1-4]|H[12]|(?:first|second|third|fourth|last) (?:quarter|half|(?:three|six|nine) months))",
        rf" ?(?:of |in )?(?:{_Y}\b|(?P<ry>this|last|next) year\b)",
    ),
    _dated(rf"\b(?:FY ?|(?i:fiscal|financial|academic) (?:year )?){_Y}(?:[-–/]\d{{2,4}})?\b"),
    # A day of an unnamed month: on the 15th; on the 15th of last month
    _ordinal(
        r"\bon the (?P<part>(?P<d>[0-3]?\d)(?:st|nd|rd|th)",
        r"(?: of (?P<rel>this|last|next) (?P<unit>month)\b|(?=[.,;:)]|$)))",
    ),
    # Weekdays: last Friday; late Monday; on Tuesday; Sunday evening. One before or after another name is part of it
    _weekday(rf"\b(?P<rel>{_REL}) (?P<wd>{_WEEKDAY_ALONE})\b{_TIME}?"),
    _weekday(
        r"(?:\b(?:(?i:on|late|early|since|until|by|from|to)|of|and|or|that|said) |(?<![A-Za-z] )\b)",
        rf"(?P<part>(?P<wd>{_WEEKDAY_ALONE})\b{_TIME}?)",
    ),
    _weekday(rf"(?<=[a-z] ){_NOT_A_FEAST}(?P<wd>{_WEEKDAY_ALONE})\b{_TIME}?(?! [A-Z])"),
    # Words that count from the day of writing: yesterday; earlier this month
    _part_of_day(r"\b(?P<rel>(?i:the day before yesterday|this morning|this afternoon|this evening|last night))\b"),
    _ago(
        rf"(?<!half )(?<![\w.,-])(?i:(?P<ago>an?|(?:(?:{_TENS})[- ])?(?:{_CARDINAL})|\d{{1,3}})",
        r" (?P<unit>day|week|fortnight|month|year)s? ago)\b",
    ),
    _day_word(r"(?<![A-Z] )(?<![A-Z]{2} )\b(?P<rel>(?i:yesterday|today|tonight|tomorrow))\b(?!'s)"),
    _period(
        rf"\b(?:(?i:earlier|later|late|early) )?(?P<rel>{_REL}|(?i:previous|current)) ",
        r"(?P<unit>week|month|quarter|year|decade)\b(?!'s)",
    ),
    # Years: 2021-2025; from 2015 to 2017; in 2019; the 2019 accord; (2019)
    _year(
        rf"(?<![\w.,/$€£¥-]){_Y}(?: ?[-–—] ?|/|(?<=from \d{{4}}) to |(?<=between \d{{4}}) and )",
        rf"(?P<y2>{_YEAR}|\d\d)(?![\w-]|[.,/]\d)",
    ),
    _year(rf"\b(?:{_IN}|(?i:year|back to|back in))[ -](?P<part>{_Y})(?![\w-]{_COUNTED})"),
    _year(
        r"\b(?i:of|from|to|through|before|after|for|around|and|or|the|its|their|his|a) ",
        rf"(?P<part>{_Y})(?![\w-]| [a-z]+s\b(?! {_PAPER}){_COUNTED})",
    ),
    _year_in_brackets(rf"\((?P<part>{_Y})\)"),
)
"""Every way of writing a date; an earlier pattern takes the characters it matches from all later ones."""
