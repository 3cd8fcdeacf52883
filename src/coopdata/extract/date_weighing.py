"""When an agreement was signed, weighed: every date of the sentences around it, and what speaks for each.

The rules of `circumstances`, `occasions` and `framing` read first; what they find is one observation among others, as
with parties. The model `signed`, learnt from annotated documents, weighs them, the encoder moves what it says
(`hearing`), and the likeliest date is taken or none.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from coopdata.documents.dates.resolution import Direction
from coopdata.documents.model import BlockKind, PartialDate, Precision
from coopdata.extract.circumstances import (
    Dated,
    date_evidence,
    is_point_in_time,
    publication_date,
)
from coopdata.extract.clauses import Chunk
from coopdata.extract.drafts import Draft
from coopdata.extract.features import at, bucket, verb_class
from coopdata.extract.lexicon import Kind
from coopdata.extract.occasions import is_background, is_dateline, is_of_end
from coopdata.extract.outline import Outline
from coopdata.extract.party_weighing import Spot
from coopdata.extract.scene import Scene
from coopdata.extract.story_dates import resolved, story_date
from coopdata.extract.weights import Model
from coopdata.reference.wordlists import word_list

SIGNED, NONE = "signed", "none"
_AROUND = 3
"""So many sentences before and after one about the agreement may say when it was signed."""
_DAYS = (0, 1, 7, 31, 366)


@dataclass
class DateCandidate:
    """A possible date of signing, with what is observed of it."""

    dated: Dated
    observed: set[str] = field(default_factory=set)


def date_candidates(scene: Scene, outline: Outline, draft: Draft, spots: Sequence[Spot]) -> list[DateCandidate]:
    """The dates that the agreement may have been signed on, each once, in the order of the text."""
    said = draft.status[0].value if draft.status is not None else "unsaid"
    published = publication_date(scene)
    found: dict[str, DateCandidate] = {}

    def candidate(dated: Dated) -> DateCandidate:
        return found.setdefault(str(dated.date), DateCandidate(dated))

    own = {spot.clause for spot in spots}
    for number in _numbers(outline, spots) if not is_background(draft) else sorted(own):
        clause = outline.clauses[number]
        for chunk in clause.of("D"):
            if is_dateline(clause, chunk) or is_of_end(clause, chunk):
                continue
            for direction, date in _meant(scene, chunk, published):
                one = candidate(Dated(date, date_evidence(chunk, date)))
                one.observed |= set(_observed(outline, spots, number, chunk, said))
                point = is_point_in_time(clause, chunk)
                one.observed |= {f"point={point}", f"point={point}/{said}", f"absolute={chunk.value.absolute}"}
                one.observed.add(f"{direction}/{said}")
        if (story := story_date(scene, clause, published)) is not None:
            candidate(Dated(*story)).observed.add(f"story:{_offset(spots, number)}")
    ruled = draft.signed
    if ruled is not None:
        candidate(ruled).dated = ruled
    for one in found.values():
        one.observed |= set(_of_date(one.dated.date, published, said))
        one.observed |= set(_ruled(one, ruled, said))
        one.observed |= {f"candidates={min(len(found), 4)}", f"said={said}"}
    return list(found.values())


def _meant(scene: Scene, chunk: Chunk, published: PartialDate | None) -> Iterator[tuple[str, PartialDate]]:
    """What the words mean, looking back from the publication and looking ahead; one where both are the same."""
    if chunk.value.range_end is not None:
        return
    back, ahead = (resolved(scene, chunk.value, direction, published) for direction in _DIRECTIONS)
    if back == ahead and back is not None:
        yield "either", back
        return
    yield from ((name, date) for name, date in (("back", back), ("ahead", ahead)) if date is not None)


_DIRECTIONS: tuple[Direction, Direction] = ("past", "future")


def _ruled(one: DateCandidate, ruled: Dated | None, said: str) -> Iterator[str]:
    """Whether the rules took this date, another or none."""
    if ruled is None:
        yield "unruled"
        yield f"unruled/{said}"
    elif one.dated is ruled:
        yield "ruled"
        yield f"ruled={ruled.evidence.rule}"
        yield f"ruled/{said}"
    else:
        yield "other_ruled"
        yield f"other_ruled={ruled.evidence.rule}"


def weigh_dates(candidates: Sequence[DateCandidate], model: Model) -> list[float]:
    """The probability of each candidate by what is observed of it."""
    return [model.probabilities(one.observed)[SIGNED] for one in candidates]


def choose_date(candidates: Sequence[DateCandidate], probabilities: Sequence[float]) -> Dated | None:
    """The likeliest candidate, with its probability as the confidence; None where none of them is likelier."""
    best = max(range(len(candidates)), key=lambda number: (probabilities[number], -number), default=None)
    if best is None or probabilities[best] < max(_LIKELY, 1 - sum(probabilities)):
        return None
    dated = candidates[best].dated
    return replace(dated, evidence=replace(dated.evidence, confidence=round(probabilities[best], 2)))


_LIKELY = 0.45
"""A wrong date is worse than none."""


def _numbers(outline: Outline, spots: Sequence[Spot]) -> list[int]:
    """The numbers of the sentences that are looked at, in order: those around the agreement, and the lead."""
    near = {spot.clause + step for spot in spots for step in range(-_AROUND, _AROUND + 1)}
    return sorted(number for number in near | set(outline.lead) if 0 <= number < len(outline.clauses))


def _offset(spots: Sequence[Spot], number: int) -> str:
    """How many sentences behind (+) or before (-) the nearest about the agreement."""
    nearest = min((number - spot.clause for spot in spots), key=lambda step: (abs(step), step < 0), default=9)
    return f"{nearest:+d}" if abs(nearest) <= _AROUND else "far"


def _observed(outline: Outline, spots: Sequence[Spot], number: int, chunk: Chunk, said: str) -> Iterator[str]:
    """What one naming of a date shows: where it stands to the agreement, and between which words."""
    token = outline.token_of(number, chunk)
    offset = _offset(spots, number)
    yield f"offset={offset}"
    yield f"offset={offset}/{said}"
    clause = outline.clauses[number]
    yield f"block={clause.passage.kind.value}"
    if clause.passage.kind is BlockKind.BODY and clause.passage.hits[Kind.EVENT]:
        yield f"event/{offset}"
    background = not word_list("background_word").isdisjoint(outline.tokens[number])
    if background:
        yield f"background/{offset}"
    if token is None:
        return
    tokens = outline.tokens[number]
    before, behind = at(tokens, token - 1), at(tokens, token + 1)
    here = "=" if offset == "+0" else "~"
    yield f"b{here}{before}"
    yield f"a{here}{behind}"
    yield f"b2{here}{at(tokens, token - 2)} {before}"
    yield f"a2{here}{behind} {at(tokens, token + 2)}"
    yield f"b/{said}={before}"
    if token <= 1:
        yield f"opens/{offset}"
    yield from _by_verb(outline, number, token, here, said)
    for spot in spots:
        if spot.clause == number and spot.instrument >= 0:
            yield from _by_instrument(outline, spot, token, said)


def _by_verb(outline: Outline, number: int, token: int, here: str, said: str) -> Iterator[str]:
    """The verb of agreeing nearest to it in its sentence."""
    verbs = outline.verbs[number]
    if not verbs:
        yield f"no_verb{here}"
        return
    nearest = min(verbs, key=lambda index: abs(index - token))
    side = "L" if token < nearest else "R"
    told = verb_class(outline.clauses[number], outline.tokens[number][nearest])
    yield f"verb{here}{side}:{told}"
    yield f"verb{here}{side}{bucket(token - nearest)}"
    yield f"verb/{said}{here}{side}:{told.partition('-')[0]}"
    low, high = sorted((token, nearest))
    for kind in set(outline.kinds[number][low + 1 : high]) & set("PNUILDV;"):
        yield f"verb_over{here}{side}{kind}"


def _by_instrument(outline: Outline, spot: Spot, token: int, said: str) -> Iterator[str]:
    """How it stands to the agreement in the sentence that names it."""
    side = "L" if token < spot.instrument else "R"
    low, high = sorted((token, spot.instrument))
    between = outline.kinds[spot.clause][low + 1 : high]
    symbols = "".join(sorted({kind for kind in between if kind in "PNVIUDL;"}))
    yield f"to={side}{bucket(token - spot.instrument)}"
    yield f"to={side}{bucket(token - spot.instrument)}/{said}"
    yield f"over={side}{symbols}"
    if len(between) <= 2:
        yield f"link={side}{' '.join(between)}"
        yield f"link={side}{' '.join(between)}/{said}"
    yield f"spot={spot.kind}"


def _of_date(date: PartialDate, published: PartialDate | None, said: str) -> Iterator[str]:
    """How precise the date is, and how long before the publication."""
    yield f"precision={date.precision.value}"
    yield f"precision={date.precision.value}/{said}"
    if published is None:
        yield "published=unknown"
        return
    if date.precision is published.precision is Precision.DAY:
        days = (_day(published) - _day(date)).days
        age = "future" if days < 0 else next((f"<={limit}" for limit in _DAYS if days <= limit), "old")
    else:
        age = f"years={min(published.year - date.year, 2)}"
    yield f"age={age}"
    yield f"age={age}/{said}"


def _day(date: PartialDate) -> dt.date:
    return dt.date(date.year, date.month or 1, date.day or 1)
