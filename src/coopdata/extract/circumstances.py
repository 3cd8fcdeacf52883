"""When and where something a sentence tells of took place: the date and the city nearest to the words that tell it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from coopdata.documents.dates import DateMention, Unit, resolve, resolve_range
from coopdata.documents.model import PartialDate, Precision
from coopdata.extract.clauses import Chunk, Clause
from coopdata.extract.context import Evidence
from coopdata.extract.lexicon import Hit, Kind
from coopdata.extract.record import Status
from coopdata.extract.scene import Scene
from coopdata.extract.story_dates import resolved, story_date
from coopdata.reference.places import cities

_AT = re.compile(r"\b(?:in|at)(?: the)? $", re.IGNORECASE)
_NEAR = 160
"""Characters between a verb and a place that still belongs to it."""


@dataclass(frozen=True)
class Dated:
    """A date with the evidence it was resolved from."""

    date: PartialDate
    evidence: Evidence


@dataclass(frozen=True)
class Located:
    """A place as the text names it, and the state it lies in."""

    place: Evidence
    country: Evidence


def signing_date(
    scene: Scene, clause: Clause, instrument: Chunk, verb: Chunk | None, status: Status | None
) -> Dated | None:
    """The date that belongs to the instrument ("the 2012 agreement") or is nearest to its verb in the sentence.

    It is resolved in the direction of the status. None where the nearest cannot be resolved: a farther one is of
    something else. What ends, exists or is negotiated is dated only by a date right beside its name.
    """
    dates = [chunk for chunk in clause.of("D") if chunk.value.range_end is None]
    beside = next((chunk for chunk in dates if _is_beside(clause, instrument, chunk)), None)
    if beside is not None:
        date = resolved(scene, beside.value, "past", publication_date(scene))
        return Dated(date, date_evidence(beside, date)) if date is not None else None
    if status not in (Status.SIGNED, Status.RENEWED, Status.PLANNED):
        return _once_signed(scene, clause, instrument, dates) or _since(scene, clause, dates)
    direction: Literal["past", "future"] = "future" if status is Status.PLANNED else "past"
    anchor = verb or instrument
    own = [chunk for chunk in dates if is_point_in_time(clause, chunk) and not _of_other_verb(clause, chunk, anchor)]
    nearest = min(own, key=lambda chunk: distance(chunk, anchor), default=None)
    if nearest is None:
        story = story_date(scene, clause, publication_date(scene)) if direction == "past" else None
        return Dated(*story) if story is not None else None
    date = resolved(scene, nearest.value, direction, publication_date(scene))
    return Dated(date, date_evidence(nearest, date)) if date is not None else _month_of_publication(scene, nearest)


def _once_signed(scene: Scene, clause: Clause, instrument: Chunk, dates: Sequence[Chunk]) -> Dated | None:
    """The date of the signing that a clause about the instrument tells: "ended the contract signed in August 2021"."""
    for verb in clause.of("V"):
        told = verb.start > instrument.end and verb.value.entry.value == Status.SIGNED.value
        close = told and _ABOUT.fullmatch(clause.passage.text[instrument.end : verb.start]) is not None
        date = next((chunk for chunk in dates if 0 <= chunk.start - verb.end < _ADJACENT), None) if close else None
        resolved = resolve(date.value, publication_date(scene), "past") if date is not None else None
        if date is not None and resolved is not None:
            return Dated(resolved, date_evidence(date, resolved))
    return None


def _since(scene: Scene, clause: Clause, dates: Sequence[Chunk]) -> Dated | None:
    """Since when an agreement has bound its parties: "have been linked by an agreement since 2005"."""
    for chunk in dates:
        before = clause.passage.text[max(clause.passage.start, chunk.start - 6) : chunk.start]
        if chunk.value.absolute and before.lower() == "since ":
            date = resolve(chunk.value, publication_date(scene), "past")
            return Dated(date, date_evidence(chunk, date)) if date is not None else None
    return None


_ABOUT = re.compile(r",? (?:(?:which|that)? ?(?:[^ ,.;]+ ){0,6})?")


_BEHIND = re.compile(
    r"(?: \([^()]{1,40}\))?,? (?:of|dated|from|dating from|dating back to|made on|made in|in) (?:the )?"
)
_NO_POINT = re.compile(
    r"(?<!\bdates )(?<!\bdate )(?<!\bdating )(?<!\bdated )"
    r"\b(?:since|until|till|through|to|by|before|from|for|within|than)(?: (?:the|at least|then|about))? $",
    re.IGNORECASE,
)


def _is_beside(clause: Clause, instrument: Chunk, date: Chunk) -> bool:
    """Whether the date is part of the instrument's name or right behind it: "the MoU of 2012", "a 2012 agreement"."""
    text = clause.passage.text
    if date.end <= instrument.start:
        return date.value.absolute and text[date.end : instrument.start] == " "
    between = text[instrument.end : date.start]
    behind = _BEHIND.fullmatch(between)
    return behind is not None and (date.value.absolute or not between.endswith(" in "))


def is_point_in_time(clause: Clause, date: Chunk) -> bool:
    """Whether the date is a point in time and not where a span begins or ends ("since 2020", "by March")."""
    before = clause.passage.text[max(clause.passage.start, date.start - 24) : date.start]
    return _NO_POINT.search(before) is None


def _of_other_verb(clause: Clause, date: Chunk, anchor: Chunk) -> bool:
    """Whether another verb of agreeing stands between the anchor and the date, right before the date."""
    first, last = (anchor.end, date.start) if anchor.end <= date.start else (date.end, anchor.start)
    return date.start > anchor.end and any(
        first <= verb.start and verb.end <= last and last - verb.end < _ADJACENT and verb is not anchor
        for verb in clause.of("V")
    )


_ADJACENT = 16
"""Characters between a verb and a date that is surely its own ("signed on Monday")."""


def _month_of_publication(scene: Scene, chunk: Chunk) -> Dated | None:
    """A weekday or "yesterday" in news of which only the month is known: that month."""
    mention: DateMention = chunk.value
    published = publication_date(scene)
    of_the_week = mention.weekday is not None or mention.unit is Unit.DAY
    if published is None or published.precision is not Precision.MONTH or not of_the_week or mention.absolute:
        return None
    evidence = Evidence(
        str(published), chunk.start, chunk.end, "date.month_of_publication", stated=False, confidence=0.6
    )
    return Dated(published, evidence)


def event_dates(scene: Scene, chunk: Chunk) -> tuple[Evidence | None, Evidence | None]:
    """First and last day of what took place on the date or between the dates of the chunk; None where unknown."""
    start, end = resolve_range(chunk.value, publication_date(scene))
    return (date_evidence(chunk, start) if start else None), (date_evidence(chunk, end) if end else None)


def date_evidence(chunk: Chunk, date: PartialDate) -> Evidence:
    """The evidence for a date: stated where the words give the year, inferred where the publication date does."""
    mention: DateMention = chunk.value
    rule, confidence = ("date.absolute", 0.95) if mention.absolute else ("date.relative", 0.85)
    return Evidence(str(date), chunk.start, chunk.end, rule, stated=mention.absolute, confidence=confidence)


def publication_date(scene: Scene) -> PartialDate | None:
    """The day, month or year of publication, as far as known."""
    return scene.document.published.date if scene.document.published else None


def signing_place(clause: Clause, anchor: Chunk) -> Located | None:
    """The city after "in" or "at" nearest to the verb; a dateline, which has no such word before it, is none."""
    near = [chunk for chunk in clause.of("L") if _is_city(clause, chunk) and distance(chunk, anchor) <= _NEAR]
    chunk = min(near, key=lambda chunk: distance(chunk, anchor), default=None)
    return located(chunk.value, clause.passage.text) if chunk is not None else None


def located(hit: Hit, text: str) -> Located:
    """The place at a hit with its state."""
    place = Evidence(text[hit.start : hit.end], hit.start, hit.end, "place.in_sentence", confidence=0.85)
    country = Evidence(hit.entry.value, hit.start, hit.end, "place.state", stated=False, confidence=0.85)
    return Located(place, country)


def _is_city(clause: Clause, chunk: Chunk) -> bool:
    """Whether the place is a city said to be where something is; a city-state's name is a city too."""
    text = clause.passage.text
    city = chunk.value.entry.kind is Kind.CITY or text[chunk.start : chunk.end] in cities()
    return city and _AT.search(text[max(clause.passage.start, chunk.start - 8) : chunk.start]) is not None


def distance(chunk: Chunk, anchor: Chunk) -> int:
    """Characters between two chunks."""
    return min(abs(chunk.start - anchor.end), abs(anchor.start - chunk.end))
