"""An event in the making, and what its sentence says of when and where it took place."""

import datetime as dt
import re
from dataclasses import dataclass, field

from coopdata.documents.dates import resolve
from coopdata.documents.model import PartialDate, Precision
from coopdata.expressions import later
from coopdata.extract.circumstances import date_evidence, event_dates, located, publication_date
from coopdata.extract.clauses import Chunk, Clause
from coopdata.extract.context import Evidence
from coopdata.extract.lexicon import Kind
from coopdata.extract.scene import Scene
from coopdata.reference.wordlists import word_list

ORDINAL_WORD = r"(?:first|second|third|(?:four|fif|six|seven|eigh|nin|ten|eleven|twelf|[a-z]+teen|[a-z]+tie)th)"
"""An ordinal in small letters, without "twenty-" before it."""
_NEAR = 120
"""Characters between an event and a date or place that still belongs to it."""
_SAME_DAY = later(r"\b(?:on )?the same (?:day|date)\b|\bthat (?:same )?day\b")
_DAY_WORD = later(
    r"\b(?P<before>[Yy]esterday|[Tt]omorrow)(?='s\b)|\b(?:[Tt]oday(?='s\b)|[Tt]his (?:morning|afternoon|evening))\b"
)
"""The day of writing where it is no date by itself: "today's sitting", "this morning"."""
_HELD_AT = later(r"\bat (?:the )?(?P<place>[A-Z][\w-]*(?: [A-Z][\w-]*){0,8} (?:[Hh]eadquarters|[Cc]ent(?:er|re)))\b")
_NOT_A_DATE = later(r"\b(?:since|dated|than)(?: (?:the|at least))? $", re.IGNORECASE)
_NOT_A_START = later(r"\b(?:before|by)(?: the)? $", re.IGNORECASE)
_TO_THE_END = later(r"\b(?:until|till|through|up to)(?: the)? $", re.IGNORECASE)
_ENDS = later(
    r"\b(?:end(?:s|ed|ing)|conclud(?:es|ed|ing)|wrapp(?:ed|ing|s) up|broke(?:n)? up|clos(?:es|ed|ing)(?! ceremony)"
    r"|(?:last|final) day|finish(?:es|ed)|came to an end)\b",
    re.IGNORECASE,
)
_COMING = later(
    r"\b(?:will|is to|are to|to be [a-z]+|due to|due (?:on|in)|scheduled|upcoming|forthcoming|takes place|take place"
    r"|opens|begins|starts|kicks off|to (?:hold|host|organi[sz]e|convene|meet|attend)|plan(?:s|ned)?|expected|invited"
    r"|next [a-z]+ (?:is|in|on)|next (?:meeting|session|round|sitting|summit)|runs|would)\b"
)


@dataclass
class EventDraft:
    """An event in the making; `name` is its wording at ``[start, end)``, or made of what stands there."""

    name: Evidence
    kind: str
    noun: str
    starts: Evidence | None = None
    ends: Evidence | None = None
    place: Evidence | None = None
    country: Evidence | None = None
    participants: list[Chunk] = field(default_factory=list)
    goal: Chunk | None = None
    """Where a visit goes."""
    headline: bool = False
    dated: bool = False
    """Whether its sentence gives a date, be it one that cannot be resolved."""
    occasion: bool = False
    """Whether it is told as what something else took place at: "during a workshop", "on the margins of the forum"."""
    gathered_for: bool = False
    """Whether people met for it: "met for a joint session of their cabinets"."""
    definite: bool = False
    """Whether it is a noun with "the" or "their", which may take up an event told before."""

    @property
    def is_named(self) -> bool:
        """Whether its wording has two words with capitals, one of which may be an ordinal ("5th Session")."""
        words = self.name.value.split()
        capitals = sum(word[0].isupper() for word in words)
        return capitals >= 2 or (capitals == 1 and words[0][0].isdigit())


def worded(clause: Clause) -> Clause:
    """The sentence with verbs that need not be of agreeing as words in its line: "came to", "discussed"."""
    told = {
        f"V{clause.chunks.index(one)}": clause.passage.text[one.start : one.end].lower()
        for one in clause.of("V")
        if one.value.entry.detail.lemma in word_list("told_verb")
    }
    if not told:
        return clause
    return clause.with_line(_VERB.sub(lambda match: told.get(match.group(), match.group()), clause.line))


_VERB = later(r"\bV\d+\b")


def add_circumstances(scene: Scene, clause: Clause, draft: EventDraft, last_date: Evidence | None) -> None:
    """Note when and where the sentence says that the event took place; `last_date` is the last one told before."""
    _add_dates(scene, clause, draft)
    if draft.starts is None and draft.ends is None:
        draft.starts = _day_of_words(scene, clause, draft, last_date)
        draft.dated = draft.dated or draft.starts is not None
    draft.place, draft.country = _place(clause, draft)


def _add_dates(scene: Scene, clause: Clause, draft: EventDraft) -> None:
    """Start and end by the dates near the event, the nearest first."""
    text, passage = clause.passage.text, clause.passage
    for chunk in sorted(clause.of("D"), key=lambda chunk: _distance(chunk, draft)):
        before = text[max(passage.start, chunk.start - 16) : chunk.start]
        if (
            _distance(chunk, draft) > _NEAR
            or _is_of_other(clause, draft, chunk)
            or _NOT_A_DATE.search(before) is not None
        ):
            continue
        draft.dated = True
        if _NOT_A_START.search(before) is not None:
            continue
        if chunk.value.range_end is not None:
            draft.starts, draft.ends = event_dates(scene, chunk)
        else:
            _add_date(scene, clause, draft, chunk, to_the_end=_TO_THE_END.search(before) is not None)
        if draft.starts is not None or draft.ends is not None:
            return


def _is_of_other(clause: Clause, draft: EventDraft, date: Chunk) -> bool:
    """Whether another event stands between this one and a date: "at the summit and plan a workshop in May"."""
    between = clause.passage.hits_in(Kind.EVENT, draft.name.end, date.start)
    if draft.noun == "met":
        between = [hit for hit in between if hit.entry.value != "meeting"]
    return any(hit.entry.value != "visit" and hit.entry.form not in word_list("weak_event") for hit in between)


def _add_date(scene: Scene, clause: Clause, draft: EventDraft, chunk: Chunk, *, to_the_end: bool) -> None:
    """Start, or the end where the words say so ("until Thursday", "wrapped up on Friday")."""
    text, passage = clause.passage.text, clause.passage
    first, last = min(draft.name.start, chunk.start), max(draft.name.end, chunk.end)
    around = text[max(passage.start, first - 30) : min(passage.end, last + 10)]
    coming = _COMING.search(text[max(passage.start, first - 40) : min(passage.end, last + 10)]) is not None
    date = resolve(chunk.value, publication_date(scene), "future" if coming else None)
    if date is None:
        return
    if to_the_end or _ENDS.search(around) is not None:
        draft.ends = date_evidence(chunk, date)
    else:
        draft.starts = date_evidence(chunk, date)


def _distance(chunk: Chunk, draft: EventDraft) -> int:
    if draft.name.start <= chunk.start < draft.name.end:
        return 0
    return min(abs(chunk.start - draft.name.end), abs(draft.name.start - chunk.end))


def _day_of_words(scene: Scene, clause: Clause, draft: EventDraft, last_date: Evidence | None) -> Evidence | None:
    """The day told by words alone: "the same day", "today's sitting", "this morning"."""
    text, passage = clause.passage.text, clause.passage
    same = _SAME_DAY.search(text, passage.start, passage.end)
    if same is not None and last_date is not None:
        return Evidence(last_date.value, same.start(), same.end(), "date.same_day", stated=False, confidence=0.85)
    published = publication_date(scene)
    word = _DAY_WORD.search(text, passage.start, passage.end)
    if word is None or published is None or published.precision is not Precision.DAY:
        return None
    if min(abs(word.start() - draft.name.end), abs(draft.name.start - word.end())) > _NEAR:
        return None
    step = {"yesterday": -1, "tomorrow": 1}.get((word["before"] or "").lower(), 0)
    day = dt.date(published.year, published.month or 1, published.day or 1) + dt.timedelta(days=step)
    date = PartialDate(day.year, day.month, day.day)
    return Evidence(str(date), word.start(), word.end(), "date.day_word", stated=False, confidence=0.8)


def _place(clause: Clause, draft: EventDraft) -> tuple[Evidence | None, Evidence | None]:
    """Where it took place and in which state: the hall it was held at, else the city or country nearest to it."""
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
