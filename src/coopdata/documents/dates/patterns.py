"""The grammar of dates, as patterns in the order in which they claim their characters.

Groups have fixed names, by which `find` reads them: wd, d, m, y are weekday, day, month and year; d2, m2, y2 those of
a range's end; rel and unit relative words, ry the relative word before "year"; part what is the mention where more was
needed to know it; a and b the numbers of an all-digit date that may be month and day either way.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from coopdata.reference.calendar_words import CalendarWord, months, weekdays


class Form(StrEnum):
    """How the groups of a pattern are to be read."""

    PLAIN = "plain"
    NUMERIC = "numeric"
    BARE_YEAR = "bare_year"


@dataclass(frozen=True)
class Pattern:
    """One way of writing a date."""

    expression: re.Pattern[str]
    form: Form = Form.PLAIN


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
_REL = r"[Ll]ast|[Nn]ext|[Tt]his coming|[Tt]he coming|[Tt]his past|[Tt]his|[Cc]oming|[Pp]ast|[Tt]he past"
_NOT_A_FEAST = "".join(f"(?<!{word} )" for word in ("Black", "Good", "Easter", "Palm", "Ash"))
_DAY_START = r"(?<![\w.,/$€£¥#%-])"
_DAY_END = r"(?![\d%]|[.,]\d| ?(?:million|billion|percent|per cent|bn|mn)\b)"

_WD = rf"(?:\b(?P<wd>{_WEEKDAY})\b\.?{_TIME}?,? (?:the )?(?P<paren>\()?)?"
_WD2 = rf"(?:{_WEEKDAY}\.?,? )?"
_CLOSE = rf"(?(paren)\)?|)(?: ?\({_WEEKDAY}\.?\))?"
_D, _D2 = rf"{_DAY_START}(?P<d>{_DAY}){_NTH}", rf"(?P<d2>{_DAY}){_NTH}"
_M, _M2 = rf"\b(?P<m>{_MONTH})\b\.?", rf"\b(?P<m2>{_MONTH})\b\.?"
_Y, _Y2 = rf"(?P<y>{_YEAR})", rf"(?P<y2>{_YEAR})"
_OF = r"\.?(?: day)?(?: of)?[ -]"
_THEN_YEAR = rf"(?:(?:,|-| of)? ?{_Y}\b|,? (?:of )?(?P<ry>this|last|next) year\b)?"
_THEN_YEAR2 = rf"(?:,? {_Y2}\b)?"
_AND_DAY = rf"(?:{_TO}| (?:and|&) )"

_SOURCES: tuple[tuple[str, Form], ...] = (
    # Ranges: 28 to 30 May 2022; May 28-30, 2022; May 28 to June 3; 28 May to 3 June; March 2020 to May 2021
    (rf"{_WD}{_D}{_AND_DAY}{_D2}{_OF}{_M}{_THEN_YEAR}{_CLOSE}", Form.PLAIN),
    (rf"{_WD}{_M} {_DAY_START}(?P<d>{_DAY}){_NTH}(?:,? {_Y})?{_TO}{_WD2}{_M2} {_D2}{_DAY_END}{_THEN_YEAR2}{_CLOSE}",
     Form.PLAIN),
    (rf"{_WD}{_D}{_OF}{_M}(?:,? {_Y})?{_TO}{_WD2}{_D2}{_OF}{_M2}{_THEN_YEAR2}{_CLOSE}", Form.PLAIN),
    (rf"{_WD}{_M} {_D}{_AND_DAY}{_D2}{_DAY_END}{_THEN_YEAR}{_CLOSE}", Form.PLAIN),
    (rf"{_M}(?:,? {_Y})?{_TO}{_M2},? {_Y2}\b", Form.PLAIN),
    (rf"\b(?:[Ff]rom (?P<part>{_M} to {_M2})|[Bb]etween (?P<part2>(?P<m3>{_MONTH})\.? and (?P<m4>{_MONTH})))\b",
     Form.PLAIN),
    # All digits: 2019-09-05, 2017 01 25, 20.10.2021, 05/09/2019
    (r"(?<![\w-])(?P<y>(?:1[89]|20|21)\d\d)(?P<sep>[-/. ])(?P<m>[01]\d)(?P=sep)(?P<d>[0-3]\d)(?![\w-]\d|\d)",
     Form.PLAIN),
    (r"(?<![\w.-])(?P<a>[0-3]?\d)(?P<sep>[-/.])(?P<b>[0-3]?\d)(?P=sep)(?P<y>(?:1[89]|20|21)\d\d)(?!\d)", Form.NUMERIC),
    # One day: Friday, 15th of December 2013; Dec. 15, 2013
    (rf"{_WD}{_D}{_OF}{_M}{_THEN_YEAR}{_CLOSE}", Form.PLAIN),
    (rf"{_WD}{_M} (?:the )?{_D}{_DAY_END}{_THEN_YEAR}{_CLOSE}", Form.PLAIN),
    # A month: September 2019, September last year, this coming August, in December
    (rf"{_M}(?:,| of)? {_Y}\b", Form.PLAIN),
    (rf"{_M},? (?:of )?(?P<ry>this|last|next) year\b", Form.PLAIN),
    (rf"\b(?P<rel>{_REL}) {_M}", Form.PLAIN),
    (rf"\b(?:[Ii]n|[Ss]ince|[Bb]y|[Uu]ntil|[Tt]ill|[Dd]uring|[Ee]arly|[Ll]ate|[Mm]id|[Bb]egin(?:ning)? of)[ -]"
     rf"(?:early |late |mid-)?(?P<part>{_M})", Form.PLAIN),
    (rf"\b(?:of|for|from|to|through|before|after|around|and|[Ee]nd of) (?P<part>\b(?P<m>{_MONTH_ALONE})\b\.?)(?! [A-Z\d])",
     Form.PLAIN),
    # Quarters and halves, financial years: known to the year
    (rf"\b(?:Q[1-4]|H[12]|(?:first|second|third|fourth|last) (?:quarter|half|(?:three|six|nine) months)) ?(?:of |in )?"
     rf"(?:{_Y}\b|(?P<ry>this|last|next) year\b)", Form.PLAIN),
    (rf"\b(?:FY ?|(?:[Ff]iscal|[Ff]inancial|[Aa]cademic) (?:year )?){_Y}(?:[-–/]\d{{2,4}})?\b", Form.PLAIN),
    (r"\bon the (?P<part>(?P<d>[0-3]?\d)(?:st|nd|rd|th)(?: of (?P<rel>this|last|next) (?P<unit>month)\b|(?=[.,;:)]|$)))",
     Form.PLAIN),
    # Relative words: last Friday, late Monday, yesterday, earlier this month
    (rf"\b(?P<rel>{_REL}) (?P<wd>{_WEEKDAY_ALONE})\b{_TIME}?", Form.PLAIN),
    (rf"(?:\b(?:[Oo]n|[Ll]ate|[Ee]arly|[Ss]ince|[Uu]ntil|[Bb]y|[Ff]rom|[Tt]o|of|and|or|that|said) |(?<![A-Za-z] )\b)"
     rf"(?P<part>(?P<wd>{_WEEKDAY_ALONE})\b{_TIME}?)", Form.PLAIN),
    (rf"(?<=[a-z] ){_NOT_A_FEAST}(?P<wd>{_WEEKDAY_ALONE})\b{_TIME}?(?! [A-Z])", Form.PLAIN),
    (r"(?<![A-Z] )(?<![A-Z][a-z] )(?<![A-Z]{2} )\b(?P<rel>[Yy]esterday|[Tt]oday|[Tt]onight|[Tt]omorrow)\b(?!'s)",
     Form.PLAIN),
    (rf"\b(?:(?:[Ee]arlier|[Ll]ater|[Ll]ate|[Ee]arly) )?(?P<rel>{_REL}|[Pp]revious|[Cc]urrent) "
     r"(?P<unit>week|month|quarter|year|decade)\b(?!'s)", Form.PLAIN),
    # Years: 2021-2025, from 2015 to 2017, in 2019, the 2019 accord, (2019)
    (rf"(?<![\w.,/$€£¥-]){_Y}(?: ?[-–—] ?|/|(?<=from \d{{4}}) to |(?<=between \d{{4}}) and )(?P<y2>{_YEAR}|\d\d)(?![\w-]|[.,/]\d)",
     Form.BARE_YEAR),
    (rf"\b(?:[Ii]n|[Ss]ince|[Uu]ntil|[Tt]ill|[Dd]uring|[Bb]y|[Ee]arly|[Ll]ate|[Mm]id|year|back (?:to|in))[ -]"
     rf"(?P<part>{_Y})(?![\w-]| ?(?:million|billion|percent|per cent|people|tonnes|tons|hectares)\b)", Form.BARE_YEAR),
    (rf"\b(?:of|from|to|through|before|after|for|around|and|or|to|[Tt]he|[Ii]ts|[Tt]heir|[Hh]is|[Aa]) "
     rf"(?P<part>{_Y})(?![\w-]| [a-z]+s\b| ?(?:million|billion|percent|per cent|people)\b)", Form.BARE_YEAR),
    (rf"\((?P<part>{_Y})\)", Form.BARE_YEAR),
)  # fmt: skip

PATTERNS = tuple(Pattern(re.compile(source), form) for source, form in _SOURCES)
"""Every pattern; an earlier one takes the characters it matches from all later ones."""
