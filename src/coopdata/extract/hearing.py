"""What the encoder makes of each draft: it reads the sentences around it once more and has the last voice.

The reader has marked the names by then, and weighed who could be a party; `coopdata.encoder` is asked with both and
moves the probabilities. What moved how far is kept, so that `reasons` can tell.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from coopdata.encoder.heads import ROLES, STATUSES, Answer, Question, Rows
from coopdata.encoder.layers import Ints
from coopdata.encoder.model import load_encoder
from coopdata.encoder.pieces import Vocabulary, load_vocabulary
from coopdata.extract.drafts import Draft, Sighting
from coopdata.extract.outline import Outline, Place
from coopdata.extract.record import Status
from coopdata.extract.weighed import Weighed

_ROOM = 250
"""So many pieces are read at most, from the sentences that name the draft outward."""
_FAR, _HEADLINE = 3, 2.5
"""Sentences farther from a draft than this say nothing of it; a headline is as near as this from anywhere."""
_LEAST = 0.003
"""No probability is taken for surer than this leaves open."""
_SORTS = {
    "state": 1,
    "ministry": 2,
    "agency": 2,
    "government": 2,
    "company": 3,
    "bank": 3,
    "university": 4,
    "intergovernmental": 5,
}
_OTHER_BODY, _PERSON, _IMPLIED = 6, 7, 8
_THIS, _VERB, _ANOTHER = 1, 2, 3
"""How pieces are marked that name this draft, are its verb, or name another draft."""
SORTS, FOCI = _IMPLIED + 1, _ANOTHER + 1
"""How many marks there are of each kind, that for nothing among them."""


def hear(outline: Outline, weighed: Sequence[Weighed]) -> None:
    """Ask the encoder about all drafts and write its answers over the probabilities of before."""
    questions = questions_of(load_vocabulary(), outline, weighed)
    for one, question in zip(weighed, questions, strict=True):
        answer = load_encoder().ask(question)
        _move(one, answer.parties.tolist())
        one.roles = {
            number: dict(zip(ROLES[1:], roles[1:], strict=True))
            for number, roles in zip(one.roles, answer.roles.tolist(), strict=True)
        }
        one.stands, one.doubted = _stands(one.stands, answer), one.stands
        one.statuses = _statuses(one.draft.status[0] if one.draft.status is not None else None, answer)


_MOVED = 2.0
"""By how much the log-odds of a possible party are moved at most."""


def _move(one: Weighed, heard: Sequence[float]) -> None:
    """Move the probabilities of the candidates towards the log-odds heard, which come in their order."""
    for (key, before), odds in zip(list(one.final.items()), heard, strict=True):
        one.moved[key] = min(max(odds - log_odds(before), -_MOVED), _MOVED)
        one.final[key] = likelihood(log_odds(before) + one.moved[key])


def questions_of(vocabulary: Vocabulary, outline: Outline, weighed: Sequence[Weighed]) -> Iterator[Question]:
    """What the encoder is asked about each draft, once all are weighed."""
    cut = _Cut(vocabulary, outline)
    for one in weighed:
        yield _question(cut, outline, one, [other.draft for other in weighed if other is not one])


def log_odds(probability: float) -> float:
    """The logarithm of the odds of a probability."""
    probability = min(max(probability, _LEAST), 1 - _LEAST)
    return math.log(probability / (1 - probability))


def likelihood(odds: float) -> float:
    """The probability with these log-odds."""
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, odds))))


def _stands(before: float, answer: Answer) -> float:
    """The probability to be an agreement: halfway between the log-odds of before and those of the encoder.

    The encoder's are halfway between those to be an agreement at all and to be one with the parties of before; they
    count no more than `_AT_MOST`, so that it tips what is open and does not throw over what is plain.
    """
    heard = min(max((answer.standing + answer.right) / 2, -_AT_MOST), _AT_MOST)
    return likelihood((log_odds(before) + heard) / 2)


_AT_MOST = 1.5
_SAID, _SAID_PLAINLY = 3.0, 30.0
"""By how much a status becomes likelier that a rule reads, and one that it reads off a plain word ("scrap")."""
_PLAIN = frozenset((Status.RENEWED, Status.UNDER_NEGOTIATION, Status.TERMINATED))


def _statuses(said: Status | None, answer: Answer) -> dict[Status, float]:
    """The probability of each status, with that which a rule reads raised."""
    found = dict(zip(map(Status, STATUSES), answer.statuses.tolist(), strict=True))
    if said is not None:
        found[said] *= _SAID_PLAINLY if said in _PLAIN else _SAID
    total = sum(found.values())
    return {status: value / total for status, value in found.items()}


class _Cut:
    """The sentences of a document as pieces, each cut once when it is first needed."""

    def __init__(self, vocabulary: Vocabulary, outline: Outline) -> None:
        self.vocabulary = vocabulary
        self._clauses = outline.clauses
        self._known: dict[int, list[tuple[int, int, int]]] = {}

    def of(self, clause: int) -> list[tuple[int, int, int]]:
        """The pieces of a clause by its number."""
        if clause not in self._known:
            passage = self._clauses[clause].passage
            self._known[clause] = list(self.vocabulary.cut(passage.text, passage.start, passage.end))
        return self._known[clause]


@dataclass(frozen=True)
class _Window:
    """The pieces that are read, without the marks that end them, and the characters that each stands for."""

    ids: Sequence[int]
    starts: Ints
    ends: Ints

    def rows(self, start: int, end: int) -> Rows:
        """The numbers of the pieces that overlap the characters, counted with the mark before the first."""
        return (np.flatnonzero((self.starts < end) & (self.ends > start)) + 1).tolist()


def _window(cut: _Cut, outline: Outline, one: Weighed) -> _Window:
    spots = {spot.clause for spot in one.spots}
    headlines = set(outline.headlines)
    near = {}
    for clause in range(len(outline.clauses)):
        apart = float(min((abs(clause - spot) for spot in spots), default=_FAR + 1))
        near[clause] = min(apart, _HEADLINE) if clause in headlines else apart
    order = sorted(near, key=lambda number: (near[number], number))
    taken: list[int] = []
    room = _ROOM - 2
    for clause in [number for number in order if near[number] <= _FAR] or order[:1]:
        room -= len(cut.of(clause))
        if room < 0 and taken:
            break
        taken.append(clause)
    pieces = [piece for clause in sorted(taken) for piece in cut.of(clause)][: _ROOM - 2]
    starts, ends = (np.array([piece[side] for piece in pieces], np.int64) for side in (1, 2))
    return _Window([number for number, _, _ in pieces], starts, ends)


def _question(cut: _Cut, outline: Outline, one: Weighed, others: Sequence[Draft]) -> Question:
    window = _window(cut, outline, one)
    ids = np.array([cut.vocabulary.first, *window.ids, cut.vocabulary.last], np.int64)
    sorts, foci = np.zeros(len(ids), np.int64), np.zeros(len(ids), np.int64)
    parties = [list(_places(window, candidate.places)) for candidate in outline.candidates.values()]
    for candidate, mine in zip(outline.candidates.values(), parties, strict=True):
        for rows, place in mine:
            sorts[list(rows)] = _IMPLIED if place.implied else _SORTS.get(candidate.kind, _OTHER_BODY)
    people = [list(_places(window, places)) for _, places in outline.people.values()]
    for rows in (rows for mine in people for rows, _ in mine):
        sorts[list(rows)] = _PERSON
    for draft in others:
        for sighting in draft.sightings:
            chunk = sighting.mention.chunk
            foci[list(window.rows(chunk.start, chunk.end))] = _ANOTHER
    said = one.draft.status
    return Question(
        ids,
        sorts,
        foci,
        _focused(window, foci, one.draft.sightings),
        [[rows for rows, _ in mine] for mine in parties],
        [[rows for rows, _ in mine] for mine in people],
        np.array([[log_odds(each[key]) for each in (one.final, one.first)] for key in one.final], np.float32).reshape(
            -1, 2
        ),
        np.array([_logs(roles) for roles in one.roles.values()], np.float32).reshape(-1, len(ROLES)),
        log_odds(one.stands),
        STATUSES.index(said[0].value) if said is not None else len(STATUSES),
    )


def _places(window: _Window, places: Sequence[Place]) -> Iterator[tuple[Rows, Place]]:
    """The places that are read, each with the numbers of its pieces."""
    for place in places:
        rows = window.rows(place.chunk.start, place.chunk.end)
        if rows:
            yield rows, place


_OPENING = 3
"""So many pieces of an item of a list stand for an agreement that it does not name."""


def _focused(window: _Window, foci: Ints, sightings: Sequence[Sighting]) -> Rows:
    """Mark the pieces that name the draft and its verbs, and give their numbers; the first mark where none is read."""
    found: list[int] = []
    for sighting in sightings:
        passage, chunk, verb = sighting.clause.passage, sighting.mention.chunk, sighting.mention.verb
        rows = window.rows(chunk.start, chunk.end) or window.rows(passage.start, passage.end)[:_OPENING]
        foci[list(rows)] = _THIS
        found += rows
        if verb is not None:
            rows = window.rows(verb.start, verb.end)
            foci[list(rows)] = _VERB
            found += rows
    return found or [0]


def _logs(roles: Mapping[str, float]) -> list[float]:
    """The logarithms of the probabilities of `ROLES`."""
    found = [roles.get(role, 0.0) for role in ROLES[1:]]
    return [math.log(max(value, _LEAST)) for value in (1 - sum(found), *found)]
