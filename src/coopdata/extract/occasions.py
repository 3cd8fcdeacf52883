"""When and where agreements were signed whose own sentences do not say so: on the occasion that the text tells of.

A signing without a date takes that of the visit, ceremony or meeting in a sentence beside it, else that of the
signing told before it with which it belongs together ("also signed", an item of one list, "the same day"). What the
text puts into the past behind that ("had signed", "an earlier agreement") takes nothing over.
"""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from coopdata.documents.model import BlockKind, PartialDate, Precision
from coopdata.extract.circumstances import (
    Dated,
    Located,
    date_evidence,
    is_point_in_time,
    publication_date,
    signing_place,
)
from coopdata.extract.clauses import Chunk, Clause
from coopdata.extract.context import Evidence
from coopdata.extract.drafts import Draft
from coopdata.extract.lexicon import Kind
from coopdata.extract.record import Status
from coopdata.extract.scene import Scene
from coopdata.extract.story_dates import STORY_RULE, resolved
from coopdata.reference.places import cities
from coopdata.reference.wordlists import word_list

_BESIDE = (-1, 1, -2, 2)
"""The sentences that may tell of the occasion, the likeliest first."""
_RECENT_DAYS = 31
"""A signing so many days before publication is news, which further signings in the text belong to."""


def settle_occasions(scene: Scene, drafts: Sequence[Draft]) -> None:
    """Give signings without date or place those of their occasion."""
    numbers = {id(clause): number for number, clause in enumerate(scene.clauses)}
    city = _dateline_city(scene)
    news = [(position, draft) for position, draft in enumerate(drafts) if _is_news(draft)]
    for _, draft in news:
        places = sorted({numbers[id(sighting.clause)] for sighting in draft.sightings})
        _from_here(draft, city)
        _from_beside(scene, draft, places)
    signings = [(at, one) for at, one in news if one.status is not None and one.status[0] is Status.SIGNED]
    for position, draft in news:
        before = [one for at, one in reversed(signings) if at < position]
        behind = [one for at, one in signings if at > position]
        _from_signings(scene, draft, [*before, *behind])


def _is_news(draft: Draft) -> bool:
    """Whether a draft is of a signing that the text does not put behind the one it is about."""
    status = draft.status
    if status is not None and status[0] not in (Status.SIGNED, Status.RENEWED):
        return False  # what nothing is said of counts as signed
    return not is_background(draft)


def is_background(draft: Draft) -> bool:
    """Whether a sentence puts the agreement behind what the text is about: "had signed", "an earlier treaty"."""
    return any(_is_background(sighting.clause, sighting.mention.verb) for sighting in draft.sightings)


def _is_background(clause: Clause, verb: Chunk | None) -> bool:
    words = clause.line.split()
    if verb is not None:
        symbol = f"V{clause.chunks.index(verb)}" if verb in clause.chunks else ""
        at = words.index(symbol) if symbol in words else len(words)
        auxiliaries = {"had", "have", "has"} & set(words[max(0, at - 3) : at])
        if auxiliaries and " now " not in clause.line.replace(" by now ", " "):
            return "had" in auxiliaries or any(word in word_list("background_word") for word in words)
    return any(word in word_list("background_word") for word in words)


def _from_here(draft: Draft, city: Located | None) -> None:
    """The city of the dateline where the text says that it was signed "here"."""
    own = [*draft.sightings, *(draft.umbrella.sightings if draft.umbrella is not None else [])]
    here = any(" here " in sighting.clause.line for sighting in own)
    if city is not None and here and draft.place is None:
        place = replace(city.place, stated=False, confidence=0.7)
        draft.extra_places.append(Located(place, city.country))


def _dateline_city(scene: Scene) -> Located | None:
    """The city that a dateline or a paragraph begins with: "NEW DELHI, Sept 6 (BSS) - …"."""
    text = scene.document.view.text
    datelines = [(one.start, one.end) for one in scene.document.blocks if one.kind is BlockKind.DATELINE]
    leads = [(clause.passage.start, clause.passage.end) for clause in scene.clauses[:_FIRST]]
    for start, end in (*datelines, *leads):
        match = _DATELINE_CITY.match(text, start, min(end, start + _LEAD))
        name = match["city"] if match is not None else ""
        city = cities().get(name) or cities().get(name.title())
        if match is not None and city is not None:
            place = Evidence(name.title() if name.isupper() else name, *match.span("city"), "place.of_dateline")
            return Located(place, Evidence(city[0].country, *match.span("city"), "place.state", stated=False))
    return None


_FIRST = 12
"""A dateline stands among so many sentences."""
_LEAD = 120
"""Characters of a paragraph in which a dateline ends."""
_DATELINE_CITY = re.compile(
    r"(?:\([^()\n]{1,30}\) ?[-–—]+ ?)?(?P<city>[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,3})"
    r"(?:, [^.;\n]{0,40}?|, [A-Z][a-z]{2,4}\. [^.;\n]{0,30}?)?(?: ?\([^()\n]{1,40}\))? ?(?:[-–—]+|:)"
)


def _from_beside(scene: Scene, draft: Draft, numbers: Sequence[int]) -> None:
    """Date and place of a visit, ceremony or meeting in a sentence around."""
    own = [scene.clauses[number] for number in numbers]
    around = [
        scene.clauses[number + step]
        for step in _BESIDE
        for number in numbers
        if 0 <= number + step < len(scene.clauses) and number + step not in numbers
    ]
    for clause in [*own, *_ceremonies(scene), *around]:
        if not _is_occasion(clause):
            continue
        known = draft.signed
        if known is None or (known.date.precision is not Precision.DAY and known.evidence.rule != STORY_RULE):
            dated = next(_points(scene, clause), None)
            if dated is not None and (known is None or known.date.contains(dated.date)):
                draft.extra_dates.append(dated)
        if draft.place is None and not _is_to_come(clause) and (place := _place_in(clause)) is not None:
            draft.extra_places.append(place)


_TOOK_PLACE = re.compile(
    r" the occasion (?:was|is) | (?:signing|ceremony|signature|exchange|V\d+)(?: [^ ]+){0,4}"
    r" (?:took place|takes place|was held|were held|occurred) "
)


def _ceremonies(scene: Scene) -> list[Clause]:
    """The sentences that say when and where the signing took place."""
    return [clause for clause in scene.clauses if _TOOK_PLACE.search(clause.line) is not None]


def _is_occasion(clause: Clause) -> bool:
    """Whether a sentence tells of a visit, meeting or ceremony that takes place, or of the signing itself."""
    words = set(clause.line.split())
    if words & word_list("background_word"):
        return False
    signed = any(verb.value.entry.value == Status.SIGNED.value for verb in clause.of("V"))
    return signed or bool(clause.passage.hits[Kind.EVENT]) or bool(words & word_list("meeting_cue"))


def _is_to_come(clause: Clause) -> bool:
    """Whether the sentence speaks of what is still to take place, where nothing has been signed."""
    signed = any(verb.value.entry.value == Status.SIGNED.value for verb in clause.of("V"))
    return not signed and not {"will", "would", "scheduled"}.isdisjoint(clause.line.split())


def _points(scene: Scene, clause: Clause) -> Iterator[Dated]:
    """The days in a sentence that are known and not yet past the publication."""
    published = publication_date(scene)
    for chunk in clause.of("D"):
        if chunk.value.range_end is not None or not is_point_in_time(clause, chunk):
            continue
        if is_dateline(clause, chunk) or is_of_end(clause, chunk):
            continue
        date = resolved(scene, chunk.value, "past", published)
        if date is not None and _is_day_of_news(scene, date):
            evidence = date_evidence(chunk, date)
            yield Dated(date, replace(evidence, rule="date.of_occasion", stated=False, confidence=0.7))


_DASH = re.compile(r"\s*(?:\([^()]{1,30}\))?\s*[–—:-]")
_DATELINE = 60


def is_dateline(clause: Clause, chunk: Chunk) -> bool:
    """Whether the date only stamps the text: "CASTRIES, March 14, 2019 – The Bank …"."""
    leads = chunk.start - clause.passage.start < _DATELINE
    return leads and _DASH.match(clause.passage.text, chunk.end, clause.passage.end) is not None


def is_of_end(clause: Clause, chunk: Chunk) -> bool:
    """Whether the verb right before the date tells of an end: "lapsed on Wednesday"."""
    return any(
        0 <= chunk.start - verb.end < _CLOSE and verb.value.entry.value == Status.TERMINATED.value
        for verb in clause.of("V")
    )


_CLOSE = 16


def _is_recent(date: PartialDate, published: PartialDate | None) -> bool:
    """Whether a day lies at most a month before the publication; with no day of publication known, any does."""
    if published is None or published.precision is not Precision.DAY:
        return True
    return 0 <= (_day(published) - _day(date)).days <= _RECENT_DAYS


def _is_day_of_news(scene: Scene, date: PartialDate) -> bool:
    return date.precision is Precision.DAY and _is_recent(date, publication_date(scene))


def _day(date: PartialDate) -> dt.date:
    return dt.date(date.year, date.month or 1, date.day or 1)


def _place_in(clause: Clause) -> Located | None:
    events = [Chunk("E", hit.start, hit.end, hit) for hit in clause.passage.hits[Kind.EVENT]]
    anchor = next(iter([*clause.of("V"), *clause.of("D"), *events]), None)
    found = signing_place(clause, anchor) if anchor is not None else None
    if found is None:
        return None
    return Located(replace(found.place, rule="place.of_occasion", stated=False, confidence=0.7), found.country)


def _from_signings(scene: Scene, draft: Draft, others: Sequence[Draft]) -> None:
    """Date and place of the other signings of the text that are news, the one told right before it first."""
    for other in others:
        if draft.signed is not None and draft.place is not None:
            return
        own = any(sighting.clause.of("D") for sighting in draft.sightings)
        if draft.signed is None and not own and other.signed is not None and _is_day_of_news(scene, other.signed.date):
            inherited = replace(other.signed.evidence, rule="date.of_signing_beside", stated=False, confidence=0.6)
            draft.extra_dates.append(replace(other.signed, evidence=inherited))
        same_day = draft.signed is not None and other.signed is not None and other.signed.date == draft.signed.date
        if same_day and draft.place is None and other.place is not None:
            draft.extra_places.append(other.place)
