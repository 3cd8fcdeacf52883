"""Which date a mention means, seen from the day the text was published.

A publication date known to the month stands for the whole month: what happened "on December 15" in a text of December
2013 happened on 2013-12-15. One known only to the year places no day or month.
"""

import datetime as dt
from calendar import monthrange
from collections.abc import Iterator
from typing import Literal

from coopdata.documents.dates.mention import DateMention, Relative, Unit
from coopdata.documents.model import PartialDate, Precision

Direction = Literal["past", "future"]
"""Whether the sentence speaks of what has happened (up to the day of publication) or of what is to come."""

_STEP = {Relative.LAST: -1, Relative.THIS: 0, Relative.NEXT: 1}
_YEARS = 8
"""The longest time without a 29 February: the years between which a day of the year surely lies."""
_RECENT_MONTHS = 11
"""Where nothing says past or future, a date up to so many months ago is taken for past."""


def resolve(mention: DateMention, anchor: PartialDate | None, direction: Direction | None = None) -> PartialDate | None:
    """The date (of a range: the first) that `mention` means in a text published on `anchor`; None if unknowable.

    Without a year in words: for the past, the latest such date not after the anchor; for the future, the earliest not
    before it; where `direction` is None, the past one unless it lies more than eleven months back. A weekday is the
    latest such day up to the anchor, the anchor itself included ("last Friday" excludes it), or the next one. A week is
    resolved to its month, or its year where it lies in two months; quarters and decades are not resolved.
    """
    if mention.year is not None and not mention.ambiguous:
        return PartialDate(mention.year, mention.month, mention.day)
    if anchor is None or mention.ambiguous:
        return None
    if mention.unit is not None:
        return _count(mention, anchor)
    if mention.month is not None:
        return _complete(mention, anchor, direction)
    if mention.weekday is not None:
        return _weekday(mention, anchor, direction)
    return _day_of_month(mention, anchor, direction)


def resolve_range(
    mention: DateMention, anchor: PartialDate | None, direction: Direction | None = None
) -> tuple[PartialDate | None, PartialDate | None]:
    """First and last date of a range, the last not before the first; (date, None) for a mention of one date."""
    last = mention.range_end
    if last is None:
        return resolve(mention, anchor, direction), None
    if direction == "future":
        start = resolve(mention, anchor, "future")
        return start, resolve(last, start, "future")
    end = resolve(last, anchor, direction)
    return resolve(mention, end, "past"), end


def _count(mention: DateMention, anchor: PartialDate) -> PartialDate | None:
    """A unit counted from the anchor: yesterday, last month, September next year, the 15th of this month."""
    assert mention.relative is not None  # noqa: S101 - a unit always comes with a relative word
    step = _STEP[mention.relative] * mention.count
    if mention.unit is Unit.DAY and anchor.precision is Precision.DAY:
        return _partial(_date(anchor) + dt.timedelta(days=step))
    if mention.unit is Unit.MONTH and anchor.month is not None:
        year, month = _shift(anchor.year, anchor.month, step)
        return _valid(year, month, mention.day)
    if mention.unit is Unit.WEEK and anchor.precision is Precision.DAY and mention.weekday is None:
        return _month_of_week(_date(anchor) + dt.timedelta(weeks=step))
    if mention.unit is Unit.YEAR:
        return _valid(anchor.year + step, mention.month, mention.day)
    return None


def _month_of_week(day: dt.date) -> PartialDate:
    """The month that the week of a day lies in, or the year where it lies in two months; weeks begin on Monday."""
    first = day - dt.timedelta(days=day.weekday())
    last = first + dt.timedelta(days=6)
    return PartialDate(last.year, last.month) if first.month == last.month else PartialDate(last.year)


def _complete(mention: DateMention, anchor: PartialDate, direction: Direction | None) -> PartialDate | None:
    """A month, or a day of a month, with the year that the anchor gives it."""
    if anchor.month is None or mention.month is None:
        return None
    if mention.relative is Relative.THIS:
        return _valid(anchor.year, mention.month, mention.day)
    strict = mention.relative is not None
    past = next(_before(mention, anchor, strict=strict), None)
    future = next(_after(mention, anchor, strict=strict), None)
    if mention.relative is not None:
        return past if mention.relative is Relative.LAST else future
    if direction is not None:
        return past if direction == "past" else future
    return past if past is not None and _is_recent(past, anchor) else future


def _before(mention: DateMention, anchor: PartialDate, *, strict: bool) -> Iterator[PartialDate]:
    """Such dates up to the anchor (`strict`: before its month or day), the latest first."""
    limit = (anchor.year, anchor.month, anchor.day or 31)[: 3 if mention.day else 2]
    for year in range(anchor.year, anchor.year - _YEARS - 1, -1):
        date = _valid(year, mention.month, mention.day)
        if date is not None and (_key(date) < limit or (_key(date) == limit and not strict)):
            yield date


def _after(mention: DateMention, anchor: PartialDate, *, strict: bool) -> Iterator[PartialDate]:
    """Such dates from the anchor on (`strict`: after its month or day), the earliest first."""
    limit = (anchor.year, anchor.month, anchor.day or 1)[: 3 if mention.day else 2]
    for year in range(anchor.year, anchor.year + _YEARS + 1):
        date = _valid(year, mention.month, mention.day)
        if date is not None and (_key(date) > limit or (_key(date) == limit and not strict)):
            yield date


def _key(date: PartialDate) -> tuple[int | None, ...]:
    return (date.year, date.month, date.day)[: 3 if date.day else 2]


def _is_recent(date: PartialDate, anchor: PartialDate) -> bool:
    """Whether a past date lies less than eleven months back, or that and no more days."""
    year, month = _shift(anchor.year, anchor.month or 12, -_RECENT_MONTHS)
    if date.day is None:
        return (date.year, date.month or 0) > (year, month)
    return (date.year, date.month or 0, date.day) >= (year, month, anchor.day or 31)


def _weekday(mention: DateMention, anchor: PartialDate, direction: Direction | None) -> PartialDate | None:
    """The nearest such weekday on the side that the words or else `direction` name (past where neither does)."""
    if anchor.precision is not Precision.DAY or mention.weekday is None:
        return None
    day = _date(anchor)
    back = (day.weekday() - mention.weekday) % 7
    ahead = (mention.weekday - day.weekday()) % 7
    if mention.relative is Relative.LAST:
        return _partial(day - dt.timedelta(days=back or 7))
    if mention.relative is Relative.NEXT:
        return _partial(day + dt.timedelta(days=ahead or 7))
    if direction == "future":
        return _partial(day + dt.timedelta(days=ahead))
    return _partial(day - dt.timedelta(days=back))


def _day_of_month(mention: DateMention, anchor: PartialDate, direction: Direction | None) -> PartialDate | None:
    """A day like "the 15th": of the anchor's month, or of the next one to it where it is on the wrong side."""
    if anchor.month is None or mention.day is None:
        return None
    step = 0
    if anchor.day is not None and direction == "future":
        step = int(mention.day < anchor.day)
    elif anchor.day is not None:
        step = -int(mention.day > anchor.day)
    year, month = _shift(anchor.year, anchor.month, step)
    return _valid(year, month, mention.day)


def _shift(year: int, month: int, months: int) -> tuple[int, int]:
    """The year and month so many months later."""
    count = year * 12 + month - 1 + months
    return count // 12, count % 12 + 1


def _valid(year: int, month: int | None, day: int | None) -> PartialDate | None:
    """The date, None where the calendar has no such day."""
    if month is not None and day is not None and day > monthrange(year, month)[1]:
        return None
    return PartialDate(year, month, day)


def _date(date: PartialDate) -> dt.date:
    return dt.date(date.year, date.month or 1, date.day or 1)


def _partial(date: dt.date) -> PartialDate:
    return PartialDate(date.year, date.month, date.day)
