"""Finding the dates mentioned in a text."""

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache

from coopdata.documents.dates.anchors import Anchors
from coopdata.documents.dates.mention import DateMention, Relative, Unit
from coopdata.documents.dates.patterns import PATTERNS, Form, Pattern
from coopdata.documents.model import Span
from coopdata.reference.calendar_words import CalendarWord, months, weekdays
from coopdata.reference.currencies import cardinals

_AND = re.compile(r" (?:and|&) ")
Groups = Mapping[str, str | None]

_DAY_WORDS = {
    "yesterday": Relative.LAST,
    "today": Relative.THIS,
    "tonight": Relative.THIS,
    "tomorrow": Relative.NEXT,
    "this morning": Relative.THIS,
    "this afternoon": Relative.THIS,
    "this evening": Relative.THIS,
    "last night": Relative.LAST,
    "the day before yesterday": Relative.LAST,
}
_TWO_DAYS = "the day before yesterday"
_RELATIVE_WORDS = {
    "last": Relative.LAST,
    "past": Relative.LAST,
    "previous": Relative.LAST,
    "this": Relative.THIS,
    "current": Relative.THIS,
    "next": Relative.NEXT,
    "coming": Relative.NEXT,
}


def find_dates(text: str) -> list[DateMention]:
    """Every date mentioned in `text` (a view or a part of one), in order; no two overlap.

    >>> [mention.text for mention in find_dates("On June 3 they renewed the accord of September 2019.")]
    ['June 3', 'September 2019']
    """
    taken = bytearray(len(text))
    anchors = Anchors(text)
    found = [
        mention
        for pattern in PATTERNS
        for window in anchors.windows(pattern.anchors, pattern.reach)
        for mention in _claim(pattern, text, window, taken)
    ]
    return sorted(found, key=lambda mention: mention.start)


def _claim(pattern: Pattern, text: str, window: Span, taken: bytearray) -> Iterator[DateMention]:
    """The mentions by one pattern in characters of the window that are still free, which it then takes."""
    for match in pattern.expression.finditer(text, *window):
        mention = _mention(match, pattern.form)
        if mention is not None and taken.find(1, mention.start, mention.end) < 0:
            taken[mention.start : mention.end] = b"\x01" * (mention.end - mention.start)
            yield mention


def _mention(match: re.Match[str], form: Form) -> DateMention | None:
    """The mention a match stands for; None for a day that does not exist or a range that runs backwards."""
    groups = match.groupdict()
    start, end = _extent(match, groups)
    if form is Form.NUMERIC:
        return _numeric(DateMention(start, end, match.string[start:end]), groups)
    relative, unit = _relative(groups)
    mention = DateMention(
        start,
        end,
        match.string[start:end],
        bare_year=form is Form.BARE_YEAR,
        year=_number(groups.get("y")),
        month=_value(groups.get("m"), _months()),
        day=_number(groups.get("d")),
        weekday=_value(groups.get("wd"), _weekdays()),
        relative=relative,
        unit=unit,
        count=_count(groups),
    )
    if any(groups.get(name) for name in ("d2", "m2", "y2")):
        return _range(mention, match, groups)
    return mention if _exists(mention) else None


def _extent(match: re.Match[str], groups: Groups) -> tuple[int, int]:
    """Where the mention itself stands: the group `part`, or the whole match."""
    return match.span("part" if groups.get("part") else 0)


def _relative(groups: Groups) -> tuple[Relative | None, Unit | None]:
    """What the relative words say, and the unit they count in."""
    if year := groups.get("ry"):
        return _RELATIVE_WORDS[year], Unit.YEAR
    if groups.get("ago"):
        ago = (groups["unit"] or "").lower()
        return Relative.LAST, Unit.WEEK if ago == "fortnight" else Unit(ago)
    word = (groups.get("rel") or "").lower()
    if not word:
        return None, None
    if word in _DAY_WORDS:
        return _DAY_WORDS[word], Unit.DAY
    unit = groups.get("unit")
    return _RELATIVE_WORDS[word.split()[-1]], Unit(unit) if unit else None


def _count(groups: Groups) -> int:
    """How many units a relative word steps."""
    if ago := groups.get("ago"):
        number = int(ago) if ago.isdigit() else 1 if ago.lower() in ("a", "an") else _in_words(ago.lower())
        return number * 2 if (groups["unit"] or "").lower() == "fortnight" else number
    return 2 if (groups.get("rel") or "").lower() == _TWO_DAYS else 1


def _in_words(number: str) -> int:
    """A number below a hundred: "five", "twenty-five"."""
    return sum(int(cardinals()[word]) for word in number.replace("-", " ").split())


def _numeric(mention: DateMention, groups: Groups) -> DateMention | None:
    """Day and month in either order: told apart where one of them is no month, both are the same, or by full stops.

    Where numbers are parted by full stops ("11.12.2017"), the day comes first wherever that is written.
    """
    first, second, year = int(groups["a"] or 0), int(groups["b"] or 0), _number(groups["y"])
    if first <= 12 and second <= 12 and first != second and groups["sep"] != ".":
        return replace(mention, year=year, ambiguous=True) if first and second else None
    day, month = (first, second) if second <= 12 else (second, first)
    mention = replace(mention, year=year, month=month, day=day)
    return mention if _exists(mention) else None


def _range(mention: DateMention, match: re.Match[str], groups: Groups) -> DateMention | None:
    """The mention with its end; a year or month that only one end names holds for both."""
    names = [name for name in ("d2", "m2", "y2") if groups.get(name)]
    start, end = min(map(match.start, names)), max(map(match.end, names))
    last = DateMention(
        start,
        end,
        match.string[start:end],
        year=_end_year(mention.year, groups.get("y2")),
        month=_value(groups.get("m2"), _months()) or mention.month,
        day=_number(groups.get("d2")),
        relative=mention.relative,
        unit=mention.unit,
        bare_year=mention.bare_year,
    )
    mention, last = _share_year(mention, last)
    if mention.day and groups.get("m2") is None and _AND.search(mention.text) and (last.day or 0) != mention.day + 1:
        return None  # "on 3 and 17 May" is two dates
    valid = _runs_forward(mention, last) and _exists(mention) and _exists(last)
    return replace(mention, range_end=last) if valid else None


def _end_year(year: int | None, written: str | None) -> int | None:
    """The end's year; two digits ("2015-16") continue the century of the start."""
    if written is None or len(written) == 4:
        return _number(written)
    return (year or 0) // 100 * 100 + int(written)


def _share_year(first: DateMention, last: DateMention) -> tuple[DateMention, DateMention]:
    """Give both ends a year where one has it; "December 28 to January 3, 2022" began the year before."""
    turns = (first.month or 0, first.day or 0) > (last.month or 0, last.day or 0)
    if first.year is None and last.year is not None:
        return replace(first, year=last.year - turns), last
    if first.year is not None and last.year is None:
        return first, replace(last, year=first.year + turns)
    return first, last


def _runs_forward(first: DateMention, last: DateMention) -> bool:
    """Whether the ends of a range are in order; without years, a range of months may turn over the new year."""
    if first.year is None and first.month != last.month:
        return True
    return _order(first) < _order(last)


def _order(mention: DateMention) -> tuple[int, int, int]:
    return mention.year or 0, mention.month or 0, mention.day or 0


def _exists(mention: DateMention) -> bool:
    """Whether the calendar has such a day; the 29 February of an unknown year may exist."""
    if mention.month is not None and not 1 <= mention.month <= 12:
        return False
    if mention.day is None:
        return True
    try:
        dt.date(mention.year or 2000, mention.month or 1, mention.day)
    except ValueError:
        return False
    return True


def _number(digits: str | None) -> int | None:
    return int(digits) if digits else None


def _value(word: str | None, values: Mapping[str, int]) -> int | None:
    if word is None:
        return None
    return int(word) if word.isdigit() else values[word.lower()]


@cache
def _months() -> Mapping[str, int]:
    return _by_word(months())


@cache
def _weekdays() -> Mapping[str, int]:
    return _by_word(weekdays())


def _by_word(words: tuple[CalendarWord, ...]) -> Mapping[str, int]:
    return {word.word.lower(): word.value for word in words}
