"""Dates that a text gives by another date it has told: "a day later", "on the same day", "22 December" of that year."""

import datetime as dt
import re

from coopdata.documents.dates import DateMention, resolve
from coopdata.documents.dates.resolution import Direction
from coopdata.documents.model import PartialDate, Precision
from coopdata.expressions import later
from coopdata.extract.clauses import Clause
from coopdata.extract.context import Evidence
from coopdata.extract.scene import Scene
from coopdata.reference.currencies import cardinals

_SAME_DAY = later(r"\b(?:the|that) same (?:day|morning|afternoon|evening)\b|\b(?:on|later) that day\b", re.IGNORECASE)
_DAYS_ON = later(
    r"\b(?P<count>[a-z]+|\d{1,2}) days? (?:later|afterwards|after)\b|\bthe (?:next|following) day\b", re.IGNORECASE
)
_SAME_MONTH = later(r"\b(?:the|that) same (?:week|month)\b", re.IGNORECASE)
STORY_RULE = "date.of_story"
_SURE = 0.75


def resolved(
    scene: Scene, mention: DateMention, direction: Direction, published: PartialDate | None
) -> PartialDate | None:
    """What the mention means seen from the publication or, where that is unknown, from the year last told."""
    date = resolve(mention, published, direction)
    if date is not None or published is not None or mention.month is None or mention.ambiguous:
        return date
    told = [one for one in scene.dates if one.start < mention.start and one.year is not None and not one.bare_year]
    year = told[-1].year if told else None
    return PartialDate(year, mention.month, mention.day) if year is not None else None


def story_date(scene: Scene, clause: Clause, published: PartialDate | None) -> tuple[PartialDate, Evidence] | None:
    """The date that the sentence counts from the last day told before it; None where it counts none."""
    text, start, end = clause.passage.text, clause.passage.start, clause.passage.end
    for pattern in (_SAME_DAY, _DAYS_ON, _SAME_MONTH):
        match = pattern.search(text, start, end)
        if match is None:
            continue
        day = _last_day(scene, match.start(), published)
        date = _counted(day, match, pattern) if day is not None else None
        if date is not None:
            return date, Evidence(str(date), match.start(), match.end(), STORY_RULE, stated=False, confidence=_SURE)
    return None


def _last_day(scene: Scene, position: int, published: PartialDate | None) -> dt.date | None:
    """The last day told before the position."""
    for mention in reversed([one for one in scene.dates if one.end <= position and one.range_end is None]):
        date = resolved(scene, mention, "past", published)
        if date is not None and date.precision is Precision.DAY and date.month and date.day:
            return dt.date(date.year, date.month, date.day)
    return None


def _counted(day: dt.date, match: re.Match[str], pattern: re.Pattern[str]) -> PartialDate | None:
    if pattern is _SAME_MONTH:
        return PartialDate(day.year, day.month)
    if pattern is _DAYS_ON:
        days = _number(match["count"]) if match["count"] is not None else 1
        if days is None:
            return None
        day += dt.timedelta(days=days)
    return PartialDate(day.year, day.month, day.day)


def _number(word: str) -> int | None:
    """The whole number in figures or words; "a" is one, "some" none."""
    if word.isdigit():
        return int(word)
    if word.lower() == "a":
        return 1
    value = cardinals().get(word.lower())
    return int(value) if value is not None and value == int(value) else None
