"""When and where something a sentence tells of took place: the date and the city nearest to the words that tell it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from coopdata.documents.dates import DateMention, Unit, resolve, resolve_range
from coopdata.documents.model import PartialDate, Precision
from coopdata.expressions import later
from coopdata.extract.clauses import Chunk, Clause
from coopdata.extract.context import Evidence
from coopdata.extract.lexicon import Hit, Kind
from coopdata.extract.record import Status
from coopdata.extract.scene import Scene
from coopdata.extract.story_dates import resolved, story_date
from coopdata.reference.places import cities
from coopdata.reference.wordlists import word_list

_AT = later(
    r"\b(?:in|at)(?: the)?"
    r"(?:(?: [\w-]+){0,2}? (?:capital|city|town|port|resort|metropolis|village)(?: city)?(?: of)?,?)?"
    r"(?: (?:downtown|central|nearby))? $",
    re.IGNORECASE,
)
_SEAT = later(
    r"\b(?:base|based|headquartered|located|situated|lives?|living|born|studied|works?)"
    r"(?: \w+)? (?:in|at)(?: the)? $|\b(?:plant|factory|farm|mine|port|airport|road|bridge) (?:in|at) $"
)
"""Before a place where somebody or something is, whatever is signed elsewhere."""
_OF_PURPOSE = later(
    r"\b(?:that (?!effect)|(?:who|whose|where|whereby|concerning|regarding|covering|about)\b"
    r"|to (?!be |both |it |an? |th[a-z]+ )[a-z]+|(?:for|on|of) (?!understanding)[a-z]+ing\b)"
)
_VENUE = later(
    r"\b(?:ceremony|meeting|visit|forum|conference|summit|event|session|talks|headquarters|offices?|palace|hotel|embassy"
    r"|ministry|held|signed|place|here|today|yesterday|day|\d{1,4}|[A-Z][\w-]+),? (?:in|at)(?: the)? $"
)
_NEAR = 160
"""Characters between a verb and a place that still belongs to it."""


_FRONTED = 40
"""A place so near the beginning of a sentence ("On 3 May in Lima, …") is that of all it tells."""


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


_ABOUT = later(r",? (?:(?:which|that)? ?(?:[^ ,.;]+ ){0,6})?")


_BEHIND = later(r"(?: \([^()]{1,40}\))?,? (?:of|dated|from|dating from|dating back to|made on|made in|in) (?:the )?")
_NO_POINT = later(
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
    """The city after "in" or "at" nearest to the verb; a dateline, which has no such word before it, is none.

    None for a verb that tells of no signing, and for cities where something else is or is to be: "in order to build a
    plant in Hanoi".
    """
    if anchor.symbol == "V" and _is_no_signing(anchor):
        anchor = next((verb for verb in clause.of("V") if not _is_no_signing(verb)), anchor)
        if _is_no_signing(anchor):
            return None
    near = [
        hit
        for hit in _cities_at(clause)
        if (_gap(hit, anchor) <= _NEAR or hit.start - clause.passage.start < _FRONTED)
        and not _is_elsewhere(clause, hit.start, anchor)
    ]
    hit = min(near, key=lambda hit: _gap(hit, anchor), default=None)
    return located(hit, clause.passage.text) if hit is not None else _with_its_state(clause, anchor)


def _with_its_state(clause: Clause, anchor: Chunk) -> Located | None:
    """A place that no list knows, where its state stands behind it: "in Schaan, Liechtenstein"."""
    text, passage = clause.passage.text, clause.passage
    for state in passage.hits[Kind.COUNTRY]:
        match = _TOWN.search(text, max(passage.start, state.start - 60), state.start)
        if match is None or match.end() != state.start or abs(match.start() - anchor.end) > _NEAR:
            continue
        known = passage.hits_in(Kind.COUNTRY, match.start(), match.end())
        if not known and not _is_elsewhere(clause, match.start("town"), anchor):
            town = Evidence(match["town"], match.start("town"), match.end("town"), "place.with_state", confidence=0.75)
            country = Evidence(state.entry.value, state.start, state.end, "place.state", confidence=0.85)
            return Located(town, country)
    return None


_TOWN = later(r"\b(?:in|at) (?P<town>[A-Z][\w'’-]+(?: [A-Z][\w'’-]+){0,2}), (?:the )?")


def _is_no_signing(verb: Chunk) -> bool:
    return verb.value.entry.detail.lemma in word_list("no_place_verb")


def _cities_at(clause: Clause) -> list[Hit]:
    """The cities said to be where something is; a city-state's name is a city too."""
    passage, text = clause.passage, clause.passage.text
    others = [*passage.hits[Kind.COUNTRY], *passage.hits[Kind.REGION]]
    named = [*passage.hits[Kind.CITY], *(one for one in others if text[one.start : one.end] in cities())]
    return [
        hit
        for hit in named
        if (_AT.search(text[max(passage.start, hit.start - 50) : hit.start]) is not None or _is_goal(clause, hit))
        and _SEAT.search(text[max(passage.start, hit.start - 40) : hit.start]) is None
        and _DIVISION.match(text, hit.end) is None
        and not _names_building(clause, hit)
    ]


def _names_building(clause: Clause, hit: Hit) -> bool:
    """Whether the city is the first word of another name: "at Hyderabad House", but not "in Geneva Monday"."""
    passage = clause.passage
    index = passage.index_after(hit.end)
    if index >= len(passage.words) or passage.words[index].gap != " " or not passage.words[index].is_capital:
        return False
    start = passage.words[index].start
    return not passage.is_state(index) and not any(date.start == start for date in clause.of("D"))


def _is_goal(clause: Clause, hit: Hit) -> bool:
    """Whether somebody came to the city to sign: "travelled to Colombo to sign the deal"."""
    text, passage = clause.passage.text, clause.passage
    came = _CAME_TO.search(text[max(passage.start, hit.start - 20) : hit.start])
    return came is not None and _TO_SIGN.match(text, hit.end, passage.end) is not None


_CAME_TO = later(r"\b(?:travell?ed|flew|came|went|come|flown|gone|arrived in) (?:to )?$")
_TO_SIGN = later(
    r"(?: [\w-]+){0,4}? (?:to (?:sign|ink|conclude|seal|exchange)|for the (?:[a-z]+ )?(?:signing|ceremony|signature))\b"
)
_DIVISION = later(r" (?:Province|Prefecture|Municipality|County|Governorate|Regency|State)\b")


def _is_elsewhere(clause: Clause, start: int, anchor: Chunk) -> bool:
    """Whether words of purpose stand between the verb and the place, and no venue right before it."""
    text = clause.passage.text
    told = any(anchor.end <= event.start < start for event in clause.passage.hits[Kind.EVENT])
    if told or start < anchor.end or _OF_PURPOSE.search(text, anchor.end, start) is None:
        return False
    return _VENUE.search(text[max(anchor.end, start - 40) : start]) is None


def _gap(hit: Hit, anchor: Chunk) -> int:
    return min(abs(hit.start - anchor.end), abs(anchor.start - hit.end))


def located(hit: Hit, text: str) -> Located:
    """The place at a hit with its state."""
    place = Evidence(text[hit.start : hit.end], hit.start, hit.end, "place.in_sentence", confidence=0.85)
    country = Evidence(hit.entry.value, hit.start, hit.end, "place.state", stated=False, confidence=0.85)
    return Located(place, country)


def distance(chunk: Chunk, anchor: Chunk) -> int:
    """Characters between two chunks."""
    return min(abs(chunk.start - anchor.end), abs(anchor.start - chunk.end))
