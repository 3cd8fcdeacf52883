"""Where in a text dates may stand: near the name of a month or weekday, a year, an ordinal, a word for a period.

Dates are rare, and the patterns for them many. One look for the words that no date is without leaves short windows
in which the patterns are tried.
"""

import re
from collections.abc import Iterable, Iterator, Set
from enum import StrEnum
from functools import cache

from ahocorasick_rs import AhoCorasick

from coopdata.documents.model import Span
from coopdata.documents.view import lower_same_length
from coopdata.reference.calendar_words import months, weekdays


class Anchor(StrEnum):
    """What every match of a pattern holds, so that it is tried only near such a place."""

    MONTH = "month"
    MONTHS = "months"
    """A month that another one stands near."""
    WEEKDAY = "weekday"
    YEAR = "year"
    """The four digits of a year."""
    YEAR_FIRST = "year first"
    """A year before a mark or space and the first digit of a month: "2019-09"."""
    YEAR_LAST = "year last"
    """A year behind a mark: "05/09/2019"."""
    YEAR_IN_BRACKETS = "year in brackets"
    """A year behind an opening bracket."""
    ORDINAL = "ordinal"
    """A number with an ending: "15th"."""
    DAY = "day"
    """A word that counts from the day of writing: "today"."""
    PART_OF_DAY = "part of day"
    AGO = "ago"
    PERIOD = "period"
    """A word for a stretch of time: "month"."""


_BESIDE = 140
"""Characters between two months that one date may name, at most."""
_WORDS = {
    Anchor.DAY: ("yesterday", "today", "tonight", "tomorrow"),
    Anchor.PART_OF_DAY: ("morning", "afternoon", "evening", "night"),
    Anchor.AGO: ("ago",),
    Anchor.PERIOD: ("week", "month", "quarter", "year", "decade"),
}
_YEAR = re.compile(r"(?:1[89]|20|21)\d\d")
_DIGITS = 4
_MONTH_BEHIND = re.compile(r"[-/. ][01]")
_ORDINAL = re.compile(r"\d(?:st|nd|rd|th)")


class Anchors:
    """The anchors of one text."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._places: dict[Anchor, list[int]] = {anchor: [] for anchor in Anchor}
        automaton, kinds = _words()
        for index, start, end in automaton.find_matches_as_indexes(lower_same_length(text), overlapping=True):
            if not (text[start - 1 : start].isalpha() or text[end : end + 1].isalpha()):
                self._places[kinds[index]].append(start)
        years = [match.start() for match in _YEAR.finditer(text)]
        self._places[Anchor.YEAR] = years
        self._places[Anchor.YEAR_FIRST] = [place for place in years if _MONTH_BEHIND.match(text, place + _DIGITS)]
        self._places[Anchor.YEAR_LAST] = [place for place in years if text.endswith(("-", "/", "."), 0, place)]
        self._places[Anchor.YEAR_IN_BRACKETS] = [place for place in years if text.endswith("(", 0, place)]
        self._places[Anchor.ORDINAL] = [match.start() for match in _ORDINAL.finditer(text)]
        self._places[Anchor.MONTHS] = list(_beside(self._places[Anchor.MONTH]))
        self._windows: dict[tuple[Set[Anchor], int], list[Span]] = {}

    def windows(self, anchors: Set[Anchor], reach: int) -> list[Span]:
        """The stretches of the text within `reach` of one of these anchors, in order and apart."""
        if (anchors, reach) not in self._windows:
            places = sorted(place for anchor in anchors for place in self._places[anchor])
            self._windows[anchors, reach] = list(_around(places, reach, len(self._text)))
        return self._windows[anchors, reach]


def _beside(places: list[int]) -> Iterator[int]:
    """The places that another one is beside."""
    for number, place in enumerate(places):
        near = places[max(0, number - 1) : number] + places[number + 1 : number + 2]
        if any(abs(place - other) <= _BESIDE for other in near):
            yield place


def _around(places: Iterable[int], reach: int, length: int) -> Iterator[Span]:
    first, last = 0, -1
    for place in places:
        if last >= 0 and place - reach > last:
            yield first, last
            first = place - reach
        elif last < 0:
            first = max(0, place - reach)
        last = min(length, place + reach)
    if last >= 0:
        yield first, last


@cache
def _words() -> tuple[AhoCorasick, list[Anchor]]:
    """The automaton over the words that are anchors, in lower case, and what each of them is."""
    kinds = {
        **{word.word.lower(): Anchor.MONTH for word in months()},
        **{word.word.lower(): Anchor.WEEKDAY for word in weekdays()},
        **{word: anchor for anchor, words in _WORDS.items() for word in words},
    }
    return AhoCorasick(list(kinds)), list(kinds.values())
