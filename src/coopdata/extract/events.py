"""Events that a document dates or names: summits, visits, forums, meetings of two people.

`event_names`, `visits` and `meetings` find what a sentence tells of; here it is decided what of that counts, which
mentions are one event, and what date one without any takes over. A capitalised name counts, a bare noun ("talks") only
where its sentence dates it; a later mention ("the sessions took place from May 28") gives dates and places to the
event named before.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from coopdata.documents.model import Precision
from coopdata.extract.circumstances import event_dates, is_point_in_time
from coopdata.extract.clauses import Chunk, Clause
from coopdata.extract.context import Evidence
from coopdata.extract.event_drafts import ORDINAL_WORD, EventDraft, add_circumstances, worded
from coopdata.extract.event_names import is_marked, named_events
from coopdata.extract.meetings import meetings
from coopdata.extract.record import Status
from coopdata.extract.scene import Scene
from coopdata.extract.visits import visits
from coopdata.ids import fold
from coopdata.reference.wordlists import word_list

if TYPE_CHECKING:
    from coopdata.extract.drafts import Draft

__all__ = ["EventDraft", "read_events"]

_GATHERINGS = ("forum", "conference", "workshop", "summit", "exhibition")
_OF_THE_DAY = ("meeting", "visit", "ceremony")
"""The kinds that last about as long as what is told beside them, and so share its day."""
_SURE = ("event.met", "event.goes", "event.sidelines", "event.series")
_ORDINAL = re.compile(rf"(?:\d+(?:st|nd|rd|th)|(?:[a-z]+-)?{ORDINAL_WORD})\b", re.IGNORECASE)
_REMEMBERED = 4
"""For so many sentences "they" may be the people told last."""
_COMPARED = 100
"""A draft is compared with so many before it, so that reading stays linear in the length of a text."""
_LONG = 5
"""Letters of a word that a title would write with a capital."""
_DAY_LENGTH = len("2021-05-04")


@dataclass
class _Story:
    """What has been told so far: the last date and signing, and how many sentences ago."""

    signing: "Draft | None" = None
    since_signing: int = 0
    date: Evidence | None = None
    since_date: int = 0
    people: list[Chunk] = field(default_factory=list)
    """The people told last, in this sentence or the few before."""
    since_people: int = 0
    pair_dates: dict[frozenset[int], Evidence] = field(default_factory=dict)
    """When two people were last told of together."""
    people_before: list[Chunk] = field(default_factory=list)
    """Those told before this sentence."""


def read_events(scene: Scene, agreements: "Sequence[Draft]") -> list[EventDraft]:
    """The events of a document in the order of the text, each once.

    An event that its sentence does not date has the date of the signing it is told beside, or of the sentence before.
    """
    signings = {id(sighting.clause): draft for draft in agreements for sighting in draft.sightings}
    story = _Story()
    drafts: list[EventDraft] = []
    for clause in scene.clauses:
        _go_on(story, clause, signings.get(id(clause)))
        for draft in _candidates(clause, story):
            add_circumstances(scene, clause, draft, story.date)
            if draft.starts is None and draft.ends is None and not draft.dated:
                draft.starts = _by_signing(draft, story) or _by_sentence_before(draft, story)
            known = _known(draft, drafts)
            if known is not None:
                _complete(known, draft)
            elif _counts(clause, draft):
                drafts.append(draft)
        _note_date(scene, clause, story)
    for draft in drafts:
        _date_by_news(draft, agreements)
    visitors = {person: draft for draft in drafts if draft.kind == "visit" for person in _people(draft)}
    return [draft for draft in drafts if not _is_part_of_visit(draft, visitors)]


def _known(draft: EventDraft, drafts: Sequence[EventDraft]) -> EventDraft | None:
    """The event told before that the draft is; "after the talks" are those told before, whoever held them."""
    if draft.noun == "met" and draft.definite:
        return next((other for other in reversed(drafts) if other.kind in ("meeting", "visit")), None)
    return next((other for other in drafts[-_COMPARED:] if _same(other, draft)), None)


def _go_on(story: _Story, clause: Clause, signing: "Draft | None") -> None:
    """Count the sentence and note who and which signing it tells of."""
    named = clause.of("N")
    people = list({id(chunk.value): chunk for chunk in named}.values()) if named else []
    story.people_before = story.people
    story.since_people += 1
    if len(people) > 1 or (people and len(story.people) != 2):
        story.people, story.since_people = people, 0
    elif story.since_people > _REMEMBERED:
        story.people = people
    story.since_date += 1
    told = any(verb.value.entry.value == Status.SIGNED.value for verb in clause.of("V"))
    story.since_signing = 0 if signing is not None or told else story.since_signing + 1
    story.signing = signing or story.signing


def _note_date(scene: Scene, clause: Clause, story: _Story) -> None:
    """Remember the last date of the sentence."""
    points = (chunk for chunk in reversed(clause.of("D")) if is_point_in_time(clause, chunk))
    last = next((date for chunk in points if (date := event_dates(scene, chunk)[0]) is not None), None)
    if last is not None:
        story.date, story.since_date = last, 0
        story.pair_dates[frozenset(id(chunk.value) for chunk in clause.of("N"))] = last


def _by_signing(draft: EventDraft, story: _Story) -> Evidence | None:
    """The day of the signing in the same sentence or the one before."""
    signed = story.signing.signed if story.signing is not None else None
    if signed is None or signed.date.precision is Precision.YEAR or story.since_signing > 1:
        return None
    if not draft.occasion and draft.kind not in _OF_THE_DAY:
        return None
    return _inferred(signed.evidence, "event.of_signing", 0.6)


def _by_sentence_before(draft: EventDraft, story: _Story) -> Evidence | None:
    """The day that the sentence before tells, of a meeting, visit or ceremony."""
    together = story.pair_dates.get(frozenset(_people(draft))) if draft.name.rule == "event.met" else None
    if together is not None and len(together.value) == _DAY_LENGTH:
        return _inferred(together, "event.of_sentence_before", 0.5)
    far = 2 if draft.name.rule == "event.sidelines" else 1
    near = story.since_date <= far and (draft.kind in _OF_THE_DAY or draft.name.rule == "event.sidelines")
    if story.date is None or not near or len(story.date.value) < _DAY_LENGTH:
        return None
    return _inferred(story.date, "event.of_sentence_before", 0.5)


def _date_by_news(draft: EventDraft, agreements: "Sequence[Draft]") -> None:
    """Give a meeting or visit without a date the day of the first signing that the text tells of."""
    if draft.starts is not None or draft.ends is not None or draft.dated or draft.kind in ("ceremony", "other"):
        return
    dated = (one.signed for one in agreements if one.signed is not None)
    signed = next((one for one in dated if one.date.precision is Precision.DAY), None)
    if signed is not None:
        draft.starts = _inferred(signed.evidence, "event.of_news", 0.5)


def _inferred(date: Evidence, rule: str, confidence: float) -> Evidence:
    return replace(date, rule=rule, stated=False, confidence=confidence)


def _candidates(clause: Clause, story: _Story) -> Iterator[EventDraft]:
    """What the sentence tells of, each once: "held talks with" and its noun "talks" are one, as are guest and host."""
    plain = worded(clause)
    people = list(meetings(plain, story.people_before, story.people))
    journeys = [draft for draft in visits(plain) if draft.participants or not people]
    named = list(named_events(clause))
    if any(draft.gathered_for for draft in named):
        people = []
    told = [*journeys, *people]
    yield from told
    for draft in named:
        if not any(_tells_again(draft, other) for other in told):
            yield draft


def _tells_again(draft: EventDraft, told: EventDraft) -> bool:
    """Whether a meeting's noun stands in the words that tell of the meeting or visit, or names the same people."""
    if draft.kind != "meeting":
        return False
    inside = told.name.start <= draft.name.start < told.name.end and not draft.is_named
    talks = draft.noun in word_list("talks") and told.kind == "meeting"
    return inside or talks or bool(_people(draft) & _people(told))


def _counts(clause: Clause, draft: EventDraft) -> bool:
    """Named with capitals, or dated; never a bare "ceremony", nor the signing itself."""
    lower = draft.name.value.lower()
    if "signing" in lower or "signature" in lower:
        return False
    if draft.name.rule in _SURE or len(draft.participants) > 1:
        return True
    if draft.name.rule == "event.body_met":
        return draft.dated or draft.place is not None
    if draft.noun == "anniversary":
        return lower[0].isdigit() and " of " in lower and is_marked(clause)
    if draft.headline and draft.kind != "visit":
        return draft.is_named and (draft.dated or _is_sentence_case(clause))
    return _is_named(clause, draft) or _is_told(clause, draft)


def _is_sentence_case(clause: Clause) -> bool:
    """Whether a headline writes common words small, so that its capitals are those of names."""
    return sum(len(word.text) >= _LONG and word.text.islower() for word in clause.passage.words) >= 2


def _is_named(clause: Clause, draft: EventDraft) -> bool:
    """Whether it has a name of its own; capitals in a line all in capitals name nothing."""
    if draft.kind == "visit":
        return draft.is_named and bool(draft.participants or draft.goal or not draft.headline)
    if draft.noun in word_list("talks") and draft.noun.title() not in draft.name.value[1:]:
        return False
    return draft.is_named and not clause.passage.text[draft.name.start : draft.name.end].isupper()


def _words(draft: EventDraft) -> int:
    """The words of its name, but for a topic behind the noun: any meeting is "of experts" or "on trade"."""
    head, noun, tail = draft.name.value.lower().partition(draft.noun)
    plain = bool(noun) and draft.name.stated and draft.name.value.endswith(tail)
    return len(f"{head}{noun}".split()) if plain else len(draft.name.value.split())


def _is_told(clause: Clause, draft: EventDraft) -> bool:
    """Whether an event without a name is told as one that took place: with a day, a city, or as an occasion."""
    words = _words(draft)
    if draft.kind == "visit":
        to_somewhere = draft.goal is not None or draft.noun not in word_list("weak_visit") or draft.occasion
        return words >= 2 and to_somewhere and (draft.dated or draft.occasion or "visit" in draft.name.value.lower())
    if draft.gathered_for:
        return True
    if draft.noun in word_list("weak_event"):
        enough = words >= 3 or _ORDINAL.match(draft.name.value) is not None
        return enough and draft.noun in word_list("countable_event") and (draft.dated or draft.occasion)
    if draft.noun in word_list("talks"):
        held = not word_list("held").isdisjoint(clause.line.split())
        over = any(one.value.entry.value == Status.TERMINATED.value for one in clause.of("V"))
        over = over or not word_list("broken_off").isdisjoint(clause.line.split())
        return words >= 2 and draft.dated and (held or draft.place is not None or draft.occasion) and not over
    if draft.kind in _GATHERINGS:
        is_dated = draft.dated or draft.starts is not None or draft.ends is not None
        return (
            is_dated
            or (words >= 2 and (draft.place is not None or draft.occasion))
            or (draft.occasion and draft.place is not None)
        )
    return words >= 2 and (draft.dated or draft.occasion or (draft.kind == "meeting" and draft.place is not None))


def _is_part_of_visit(draft: EventDraft, visitors: Mapping[int, EventDraft]) -> bool:
    """Whether a meeting is one of a visitor on the visit."""
    if draft.name.rule != "event.met":
        return False
    journeys = [visitors[person] for person in _people(draft) if person in visitors]
    return any(_may_be_same_day(draft.starts, other.starts) for other in journeys)


def _may_be_same_day(one: Evidence | None, other: Evidence | None) -> bool:
    """Whether a meeting may be on the day that a visit began: not where only its month or year is told."""
    if other is None:
        return True
    return one.value == other.value if one is not None else len(other.value) == _DAY_LENGTH


def _same(one: EventDraft, other: EventDraft) -> bool:
    """Whether two drafts tell of one event: like names, or a bare "the sessions" after the full name."""
    if one.kind == "visit" and other.kind == "visit":
        return _same_visit(one, other)
    if one.noun == "met" and other.definite and other.kind == "meeting" and not other.is_named:
        return True
    if one.kind == other.kind == "meeting" and _same_body(one, other):
        return True
    if one.kind == "visit" or other.kind == "visit" or "met" in (one.noun, other.noun):
        return _people(one) == _people(other) != set() or fold(one.name.value) == fold(other.name.value)
    mine, theirs = _key_words(one), _key_words(other)
    if not theirs <= {other.noun} and not mine & theirs - {one.noun}:
        return False
    return theirs <= mine or (mine < theirs and len(mine) >= 2) or len(mine & theirs) / len(mine | theirs) >= 0.6


def _same_body(one: EventDraft, other: EventDraft) -> bool:
    """Whether one body meets in both ("12th session of the Joint Commission"), not on two days or in two places."""
    if one.participants or other.participants or {one.name.rule, other.name.rule} == {"event.noun"}:
        return False
    mine, theirs = (_key_words(draft) - word_list("meeting_word") for draft in (one, other))
    days = {draft.starts.value for draft in (one, other) if draft.starts is not None}
    places = {draft.place.value for draft in (one, other) if draft.place is not None}
    return len(days) < 2 and len(places) < 2 and bool(mine and theirs) and (mine <= theirs or theirs <= mine)


def _same_visit(one: EventDraft, other: EventDraft) -> bool:
    """Whether visitor and destination are the same, as far as both are told."""
    if _people(one) and _people(other) and not _people(one) & _people(other):
        return False
    here, there = _goal(one), _goal(other)
    return here == there or not here or not there or here in there or there in here


def _people(draft: EventDraft) -> set[int]:
    return {id(chunk.value) for chunk in draft.participants}


def _goal(draft: EventDraft) -> str:
    """Where a visit goes: its state where that is known."""
    if draft.country is not None:
        return draft.country.value
    return fold(draft.name.value).rpartition(" to ")[2] if draft.goal is not None else ""


def _key_words(draft: EventDraft) -> set[str]:
    words = set(fold(draft.name.value).split()) - {"the", "of", "pdr"}
    return {"lao" if word == "laos" else word for word in words}


def _complete(known: EventDraft, other: EventDraft) -> None:
    """Give an event the dates, place and fuller name that a later mention tells."""
    known.starts = known.starts or other.starts
    known.ends = known.ends or (other.ends if known.starts == other.starts else known.ends)
    if known.place is None:
        known.place, known.country = other.place, other.country
    fuller = _key_words(known) < _key_words(other) or (not known.participants and bool(other.participants))
    if fuller and not other.headline:
        known.name, known.participants = other.name, known.participants or other.participants
        known.goal = known.goal or other.goal
