"""What a mention of a date says, before anything is concluded from it."""

from dataclasses import dataclass
from enum import StrEnum


class Relative(StrEnum):
    """Where a unit of time lies, seen from the day of writing."""

    LAST = "last"
    THIS = "this"
    NEXT = "next"


class Unit(StrEnum):
    """The unit that a relative word counts in: "yesterday" is the last day, "next year" the next year."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    DECADE = "decade"


@dataclass(frozen=True)
class DateMention:
    """A date as it is worded, from `start` to `end` of the text searched.

    A field is None where the words do not say it. `weekday` is 0 for Monday to 6. `relative` with a `unit` places that
    unit ("last month"; with a month besides, "September last year"); without a unit it places the month or weekday
    named ("this coming August", "last Friday"). A range has its first date here and its last one in `range_end`.
    """

    start: int
    end: int
    text: str
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    relative: Relative | None = None
    unit: Unit | None = None
    count: int = 1
    """How many units "last" and "next" step: 3 in "three days ago"."""
    range_end: "DateMention | None" = None
    bare_year: bool = False
    """A year that stands alone ("in 2019"): the weakest mention, which its context alone shows to be a date."""
    ambiguous: bool = False
    """Day and month cannot be told apart ("05/09/2019"); such a mention is never resolved."""

    @property
    def absolute(self) -> bool:
        """Whether the words give the year, so that no other date is needed to know which one it is."""
        return self.year is not None
