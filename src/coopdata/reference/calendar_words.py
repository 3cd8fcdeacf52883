"""Names of months and weekdays: `calendar_words.csv` (word, kind, value, alone).

`value` is 1 to 12 for a month and 0 (Monday) to 6 for a weekday; `alone` says whether the word is a date without a
number beside it ("in October"; "may" and "sat" need one).
"""

from dataclasses import dataclass
from functools import cache

from coopdata.reference.files import is_true, read_rows


@dataclass(frozen=True)
class CalendarWord:
    """One spelling of a month or weekday."""

    word: str
    value: int
    alone: bool


@cache
def months() -> tuple[CalendarWord, ...]:
    """Every spelling of a month, in the order of the file."""
    return _words("month")


@cache
def weekdays() -> tuple[CalendarWord, ...]:
    """Every spelling of a weekday, in the order of the file."""
    return _words("weekday")


def _words(kind: str) -> tuple[CalendarWord, ...]:
    rows = (row for row in read_rows("calendar_words.csv") if row["kind"] == kind)
    return tuple(CalendarWord(row["word"], int(row["value"]), is_true(row["alone"])) for row in rows)
