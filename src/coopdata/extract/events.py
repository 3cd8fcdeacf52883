"""Events that a document dates or names: summits, visits, forums, meetings of two people.

A capitalised phrase that ends in an event noun names an event; a visit or a bare noun ("talks") is one only where
its sentence dates it; "had met with" between two people on a date is a meeting. Later mentions ("the sessions took
place from May 28") give dates and places to the event named before.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from coopdata.documents.model import BlockKind, Precision
from coopdata.extract.circumstances import event_dates, located
from coopdata.extract.clauses import Chunk, Clause
from coopdata.extract.context import Evidence
from coopdata.extract.drafts import Draft
from coopdata.extract.lexicon import Hit, Kind
from coopdata.extract.phrases import run_start, side_by_side
from coopdata.extract.scene import Scene
from coopdata.ids import fold
from coopdata.reference.wordlists import word_list

_SAME_DAY = re.compile(r"\b(?:on )?the same (?:day|date)\b|\bthat (?:same )?day\b")
_MET = re.compile(
    r" (?P<one>N\d+)(?: (?!N)[^ ]+){0,3} (?:met|meets|meet|received|hosted|(?:held|had) talks)(?: with)?"
    r"(?: (?!N)[^ ]+){0,6}? (?P<two>N\d+) "
)
_OF_WHOM = re.compile(r" of (?:the )?(?=[A-Z])")
_VISIT = re.compile(r"(?: (?:of|by) [^,.;]{1,60}?)? to (?:the )?$")
_HELD_AT = re.compile(
    r"\bat (?:the )?(?P<place>[A-Z][\w-]*(?: [A-Z][\w-]*){0,8} (?:[Hh]eadquarters|[Cc]ent(?:er|re)))\b"
)
_NEAR = 120
_RECENT = 100
"""So many events before one may be the same; a list of any length is read in linear time."""


@dataclass
class EventDraft:
    """An event in the making; `name` is its wording at ``[start, end)``."""

    name: Evidence
    kind: str
    noun: str
    starts: Evidence | None = None
    ends: Evidence | None = None
    place: Evidence | None = None
    country: Evidence | None = None
    participants: list[Chunk] = field(default_factory=list)

    @cached_property
    def folded(self) -> str:
        """The name as it is compared."""
        return fold(self.name.value)

    @cached_property
    def key_words(self) -> frozenset[str]:
        """The words of the name by which it is known again."""
        words = set(self.folded.split()) - {"the", "of", "pdr"}
        return frozenset("lao" if word == "laos" else word for word in words)


def read_events(scene: Scene, agreements: Sequence[Draft]) -> list[EventDraft]:
    """The events of a document in the order of the text, each once.

    An event that its sentence does not date, but names as the occasion of a signing, has the date of the signing.
    """
    signings = {id(sighting.clause): draft for draft in agreements for sighting in draft.sightings}
    signing: Draft | None = None
    since = 0
    drafts: list[EventDraft] = []
    last_date: Evidence | None = None
    for clause in scene.clauses:
        since = since + 1 if id(clause) not in signings else 0
        signing = signings.get(id(clause), signing)
        for draft in _candidates(clause):
            _add_circumstances(scene, clause, draft, last_date)
            if signing is not None and since <= 1:
                _date_by_signing(clause, draft, signing)
            known = next((other for other in drafts[-_RECENT:] if _same(other, draft)), None)
            if known is not None:
                _complete(known, draft)
            elif _counts(draft):
                drafts.append(draft)
        dated = [event_dates(scene, chunk)[0] for chunk in clause.of("D")]
        last_date = next((date for date in reversed(dated) if date is not None), last_date)
    for draft in drafts:
        _date_by_news(draft, agreements)
    return drafts


def _date_by_news(draft: EventDraft, agreements: Sequence[Draft]) -> None:
    """Give a meeting or visit without a date the day of the first signing that the text tells of."""
    if draft.starts is not None or draft.kind in ("ceremony", "other"):
        return
    signed = next((one.signed for one in agreements if one.signed is not None), None)
    if signed is not None and signed.date.precision is Precision.DAY:
        behind = signed.evidence
        draft.starts = Evidence(behind.value, behind.start, behind.end, "event.of_news", stated=False, confidence=0.5)


def _counts(draft: EventDraft) -> bool:
    """Named with capitals, or dated; never a bare "ceremony", nor the signing itself."""
    words = draft.name.value.split()
    bare = len(words) < 2 and draft.kind in ("ceremony", "visit", "meeting")
    if bare or "signing" in draft.name.value.lower():
        return False
    named = sum(word[0].isupper() for word in words) >= 2
    if draft.noun in word_list("weak_event"):
        return named
    held = draft.kind in ("forum", "conference", "workshop", "summit", "exhibition", "meeting") and len(words) >= 2
    return draft.starts is not None or named or (held and draft.place is not None)


_OCCASION = re.compile(r"\b(?:occasion|sidelines|margins)\b")


def _date_by_signing(clause: Clause, draft: EventDraft, signing: Draft) -> None:
    """Give an undated event that a sentence about a signing names as its occasion the date of the signing."""
    signed = signing.signed
    sentence = clause.passage.text[clause.passage.start : clause.passage.end].lower()
    if draft.starts is None and signed is not None and _OCCASION.search(sentence) and not clause.of("D"):
        behind = signed.evidence
        draft.starts = Evidence(
            behind.value, behind.start, behind.end, "event.of_signing", stated=False, confidence=0.6
        )


def _candidates(clause: Clause) -> Iterator[EventDraft]:
    for hit in clause.passage.hits[Kind.EVENT]:
        draft = _named(clause, hit)
        if draft is not None and not _is_organization(clause, hit):
            yield draft
    if " N" not in clause.line:
        return  # nobody who could meet or go
    yield from _visits(clause)
    if clause.passage.kind is BlockKind.CAPTION:
        return
    for match in _MET.finditer(clause.line):
        one, two = clause.named(match.group("one"))[0], clause.named(match.group("two"))[0]
        name = f"meeting of {one.value.name} and {two.value.name}"
        evidence = Evidence(name, one.start, two.end, "event.met", stated=False, confidence=0.8)
        yield EventDraft(evidence, "meeting", "met", participants=[one, two])


_GOES = re.compile(
    r" (?P<who>N\d+)(?: (?!N)[^ ]+){0,6}? (?:visited|visits|travelled to|traveled to|travels to|arrived in|arrives in"
    r"|visiting|came to|flew to|sets off(?: [^ ]+){0,6} for|heads for|headed for"
    r"|(?:on|for|paid|pays|made|makes)(?: [^ ]+){0,4}? (?:visit|trip|tour) to) (?P<where>[PL]\d+) "
)


def _visits(clause: Clause) -> Iterator[EventDraft]:
    """Somebody goes somewhere: "visit of Prime Minister Netanyahu to Liberia"."""
    for match in _GOES.finditer(clause.line):
        who, where = clause.named(match["who"])[0], clause.named(match["where"])[0]
        text = clause.passage.text
        name = f"visit of {text[who.start : who.end]} to {text[where.start : where.end]}"
        evidence = Evidence(name, who.start, where.end, "event.goes", stated=False, confidence=0.8)
        yield EventDraft(evidence, "visit", "visit", participants=[who])
    if _GOES.search(clause.line) is None:
        for match in _STAYS.finditer(clause.line):
            who = clause.named(match["who"])[0]
            name = f"visit of {clause.passage.text[who.start : who.end]}"
            evidence = Evidence(name, who.start, who.end, "event.goes", stated=False, confidence=0.7)
            yield EventDraft(evidence, "visit", "visit", participants=[who])


_STAYS = re.compile(
    r" (?P<who>N\d+)(?: (?!N)[^ ]+){0,8}? (?:on|for|paying|paid)(?: [^ ]+){1,3}? (?:visit|trip|tour)(?= (?!to )|$)"
)


def _is_organization(clause: Clause, hit: Hit) -> bool:
    """Whether the noun belongs to an organization's name ("Asia Trade Promotion Forum")."""
    return any(chunk.start <= hit.start and hit.end <= chunk.end for chunk in clause.of("P"))


def _named(clause: Clause, hit: Hit) -> EventDraft | None:
    """The event whose noun is at `hit`: the capitals before it, and "to <place>" after a visit."""
    passage = clause.passage
    words = passage.words
    index = passage.index_at(hit.start)
    first = index
    if index > 0 and side_by_side(words, index):
        while first > 0 and side_by_side(words, first) and words[first - 1].lower in word_list("event_modifier"):
            first -= 1
        if first > 0 and words[first - 1].is_capital and side_by_side(words, first):
            first = run_start(words, first - 1)
    first = _over_body(clause, first)
    if 2 <= first < index and words[first].gap == ") " and words[first - 1].gap == " (" and words[first - 2].is_capital:
        first = run_start(words, first - 2)  # "Knowledge Sharing Programme (KSP) fellowship sessions"
    while first < index and words[first].lower in word_list("sentence_opener"):
        first += 1
    start, end = words[first].start, hit.end
    if hit.entry.value == "visit":
        start, end = _visit_span(clause, start, end)
    else:
        end = _over_of(clause, end)
    name = passage.text[start:end]
    bare = first == index and hit.entry.value != "visit"
    definite = bare and passage.text[max(0, start - 6) : start].lower().endswith(("the ", "this ", "these "))
    if bare and not definite and not clause.of("D"):
        return None
    return EventDraft(Evidence(name, start, end, "event.noun", confidence=0.8), hit.entry.value, hit.entry.form)


def _over_body(clause: Clause, first: int) -> int:
    """The first word of a name over the body whose event it is: "Federal Court hearing", "CAF's General Assembly"."""
    words = clause.passage.words
    if first == 0 or words[first].gap not in (" ", "'s ", "' "):
        return first
    end = words[first - 1].end
    body = next((chunk for chunk in clause.chunks if chunk.symbol in "PU" and chunk.end == end), None)
    return clause.passage.index_at(body.start) if body is not None else first


def _over_of(clause: Clause, end: int) -> int:
    """The end of the name over the body it is of: "Seventh Meeting of the Nepal-India Joint Commission"."""
    link = _OF_WHOM.match(clause.passage.text, end, clause.passage.end)
    if link is None:
        return end
    return next((chunk.end for chunk in clause.chunks if chunk.start == link.end() and chunk.symbol in "PU"), end)


def _visit_span(clause: Clause, start: int, end: int) -> tuple[int, int]:
    """From whose visit it is ("the Korean president's", "Xi Jinping's") to where it goes ("to Laos")."""
    text, passage = clause.passage.text, clause.passage
    owner = re.search(r"((?:[A-Z][\w-]*|[a-z]+) )?[\w-]+'s? $", text[max(passage.start, start - 50) : start])
    if owner is not None:
        start = max(passage.start, start - 50) + owner.start()
        if text.startswith("the ", start):
            start += 4
        person = next((chunk for chunk in clause.of("N") if chunk.start <= start < chunk.end), None)
        start = person.start if person is not None else start
    for hit in sorted([*passage.hits[Kind.COUNTRY], *passage.hits[Kind.CITY]], key=lambda h: h.start):
        if hit.start > end and _VISIT.fullmatch(text[end : hit.start]):
            return start, hit.end
    behind = next(
        (chunk for chunk in clause.of("N") if text[end : chunk.start] in (" by ", " of ", " by the ", " of the ")), None
    )
    return start, behind.end if behind is not None else end


def _add_circumstances(scene: Scene, clause: Clause, draft: EventDraft, last_date: Evidence | None) -> None:
    text, passage = clause.passage.text, clause.passage
    dates = sorted(clause.of("D"), key=lambda chunk: abs(chunk.start - draft.name.end))
    for chunk in dates:
        if min(abs(chunk.start - draft.name.end), abs(draft.name.start - chunk.end)) > _NEAR:
            continue
        draft.starts, draft.ends = event_dates(scene, chunk)
        if draft.starts is not None:
            break
    if draft.starts is None and last_date is not None and _SAME_DAY.search(text, passage.start, passage.end):
        same = _SAME_DAY.search(text, passage.start, passage.end)
        assert same is not None  # noqa: S101 - found in the condition
        draft.starts = Evidence(
            last_date.value, same.start(), same.end(), "date.same_day", stated=False, confidence=0.85
        )
    draft.place, draft.country = _place(clause, draft)


def _place(clause: Clause, draft: EventDraft) -> tuple[Evidence | None, Evidence | None]:
    """Where it took place and in which state: the hall it was held at, else the city or country nearest after it."""
    text, passage = clause.passage.text, clause.passage
    hall = _HELD_AT.search(text, draft.name.end, min(passage.end, draft.name.end + _NEAR))
    if hall is not None:
        place = Evidence(hall["place"], hall.start("place"), hall.end("place"), "event.held_at", confidence=0.85)
        return place, None
    places = [*passage.hits[Kind.CITY], *passage.hits[Kind.COUNTRY]]
    near = [
        hit for hit in places if text[max(0, hit.start - 7) : hit.start].lower().endswith(("in ", "in the ", "at "))
    ]
    inside = [hit for hit in places if draft.name.start <= hit.start < draft.name.end and draft.kind == "visit"]
    for hit in inside[-1:] or sorted(near, key=lambda h: abs(h.start - draft.name.end)):
        if abs(hit.start - draft.name.end) <= _NEAR:
            found = located(hit, text)
            return found.place, found.country
    return None, None


def _same(one: EventDraft, other: EventDraft) -> bool:
    """Whether two drafts tell of one event: like names, or a bare "the sessions" after the full name."""
    if one.kind == "visit" or other.kind == "visit" or "met" in (one.noun, other.noun):
        return one.folded == other.folded
    mine, theirs = one.key_words, other.key_words
    if not theirs <= {other.noun} and not mine & theirs - {one.noun}:
        return False
    return theirs <= mine or len(mine & theirs) / len(mine | theirs) >= 0.6


def _complete(known: EventDraft, other: EventDraft) -> None:
    known.starts = known.starts or other.starts
    known.ends = known.ends or (other.ends if known.starts == other.starts else known.ends)
    if known.place is None:
        known.place, known.country = other.place, other.country
