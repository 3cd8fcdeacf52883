"""A document as pages for the encoder, and what it is asked about each draft.

A page is a stretch of whole sentences; a long document has several, which overlap. The names that the reader found are
marked by their sort, and so are the words that name agreements and their verbs. Each draft is asked about on the page
that shows most of it.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import exp, inf, log
from typing import Generic, TypeVar

import numpy as np

from coopdata.encoder.heads import ROLES, STATUSES, Linking, Named, Page, Question, Rows
from coopdata.encoder.operations import Floats
from coopdata.encoder.pieces import Vocabulary
from coopdata.extract.drafts import Draft, Sighting
from coopdata.extract.outline import Outline, Place
from coopdata.extract.sheets import Sheet, sheets_with
from coopdata.extract.weighed import Weighed

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
_NAME, _VERB = 1, 2
"""How pieces are marked that name a draft or are its verb."""
_CAPITAL, _CAPITALS = 1, 2
"""How pieces are marked that begin with a capital, and that have nothing else."""
SORTS, FOCI, SHAPES = _IMPLIED + 1, _VERB + 1, _CAPITALS + 1
"""How many marks there are of each kind, that for nothing among them."""
_OPENING = 3
"""So many pieces of an item of a list stand for an agreement that it does not name."""


def pages_of(
    vocabulary: Vocabulary, sheets: Sequence[Sheet], outline: Outline, weighed: Sequence[Weighed]
) -> Iterator[tuple[int, Page, Mapping[int, Question]]]:
    """The pages on which drafts are asked about: the number of the sheet, the page, and the questions by draft.

    Drafts are numbered as in `weighed`; the cities that a question asks about are those of `cities_asked`, in that
    order.
    """
    marks = Marks([(outline, [one.draft for one in weighed])])
    for number, mine in by_sheet(sheets, weighed).items():
        asking = Asking(sheets[number], outline, weighed)
        yield number, marks.page(vocabulary, sheets[number]), {draft: asking.question(draft) for draft in mine}


def places_on(sheet: Sheet, places: Sequence[Place]) -> Iterator[tuple[Rows, Place]]:
    """The places that a sheet shows, each with the numbers of its pieces."""
    for place in places:
        rows = sheet.of(place.chunk)
        if rows:
            yield rows, place


def told_on(sheet: Sheet, sightings: Sequence[Sighting]) -> tuple[Sequence[int], Sequence[int]]:
    """The pieces of a sheet that name what the mentions tell of, and those that are their verbs.

    An item of a list that does not name it itself stands for it with its opening pieces.
    """
    names: list[int] = []
    verbs: list[int] = []
    for sighting in sightings:
        passage, mention = sighting.clause.passage, sighting.mention
        if passage.start <= mention.chunk.start < passage.end:
            names += sheet.of(mention.chunk)
            verbs += sheet.of(mention.verb) if mention.verb is not None else []
        else:
            names += sheet.rows(passage.start, passage.end)[:_OPENING]
    return names, verbs


def sheet_showing(sheets: Sequence[Sheet], sighting: Sighting) -> int | None:
    """The number of the first sheet that shows a mention, which has most of what stands before it; None where none."""
    return next(
        (number for number in sheets_with(sheets, sighting.clause.passage.start, sighting.clause.passage.end)
         if told_on(sheets[number], [sighting])[0]), None
    )  # fmt: skip


def linking_on(
    sheet: Sheet, sighting: Sighting, drafts: Sequence[Sequence[Sighting]], odds: Sequence[float]
) -> Linking:
    """Which of the drafts, given by their mentions and log-odds, a mention that the sheet shows tells of."""
    named = [[rows for one in mentions if (rows := told_on(sheet, [one])[0])] for mentions in drafts]
    names, verbs = told_on(sheet, [sighting])
    return Linking(names, verbs, named, _column([[one] for one in odds], 1))


def by_sheet(sheets: Sequence[Sheet], weighed: Sequence[Weighed]) -> Mapping[int, Sequence[int]]:
    """The numbers of the drafts that are asked about on each sheet, by number of the sheet."""
    found: dict[int, list[int]] = defaultdict(list)
    for number, one in enumerate(weighed):
        found[_sheet_of(sheets, one)].append(number)
    return dict(sorted(found.items()))


class Marks:
    """What is to be marked on the sheets of a document: its names, by sort, and the words that tell of agreements."""

    def __init__(self, told: Sequence[tuple[Outline, Sequence[Draft]]]) -> None:
        """Of the outlines of the document's parts, each with its drafts."""
        self._told = told
        self._sorts = _Stretches(mark for outline, _ in told for mark in _sorts_of(outline))
        self._drafts = _Stretches(
            (sighting.clause.passage.start, sighting.clause.passage.end, draft)
            for _, drafts in told
            for draft in drafts
            for sighting in draft.sightings
        )

    def page(self, vocabulary: Vocabulary, sheet: Sheet) -> Page:
        """The sheet between two marks, with all that is to be marked on it."""
        ids = np.array([vocabulary.first, *(piece for piece, *_ in sheet.pieces), vocabulary.last], np.int64)
        sorts, foci = np.zeros(len(ids), np.int64), np.zeros(len(ids), np.int64)
        for start, end, sort in self._sorts.within(sheet.starts[0], sheet.ends[-1]):
            sorts[list(sheet.rows(start, end))] = sort
        drafts = {id(draft): draft for *_, draft in self._drafts.within(sheet.starts[0], sheet.ends[-1])}
        for draft in drafts.values():
            names, verbs = told_on(sheet, draft.sightings)
            foci[names] = _NAME
            foci[verbs] = _VERB
        spans = np.array([(0, 0), *(span for _, *span in sheet.pieces), (0, 0)], np.int64)
        text = self._told[0][0].clauses[0].passage.text
        shapes = np.array([_shape_of(text[start:end]) for start, end in spans], np.int64)
        return Page(ids, sorts, foci, shapes, spans)

    @property
    def telling(self) -> Iterator[tuple[int, int]]:
        """The characters of the sentences that tell of agreements."""
        return ((start, end) for start, end, _ in self._drafts.all)


def _sorts_of(outline: Outline) -> Iterator[tuple[int, int, int]]:
    """Names that only imply somebody come first: what they name outright is marked over them."""
    named = [(place, candidate) for candidate in outline.candidates.values() for place in candidate.places]
    yield from ((place.chunk.start, place.chunk.end, _IMPLIED) for place, _ in named if place.implied)
    for place, candidate in named:
        if not place.implied:
            yield place.chunk.start, place.chunk.end, _SORTS.get(candidate.kind, _OTHER_BODY)
    for _, places in outline.people.values():
        yield from ((place.chunk.start, place.chunk.end, _PERSON) for place in places)


_T = TypeVar("_T")


class _Stretches(Generic[_T]):
    """Stretches of characters with what they are; those between two places are found without looking at the others."""

    def __init__(self, marks: Iterable[tuple[int, int, _T]]) -> None:
        self.all = list(marks)
        self._order = sorted(range(len(self.all)), key=lambda number: self.all[number][0])
        self._starts = [self.all[number][0] for number in self._order]
        self._longest = max((end - start for start, end, _ in self.all), default=0)

    def within(self, start: int, end: int) -> Iterator[tuple[int, int, _T]]:
        """Those that overlap the characters, in the order in which they were given."""
        low, high = bisect_left(self._starts, start - self._longest), bisect_left(self._starts, end)
        return (self.all[number] for number in sorted(self._order[low:high]) if self.all[number][1] > start)


def log_odds(probability: float) -> float:
    """The logarithm of the odds of a probability."""
    probability = min(max(probability, _LEAST), 1 - _LEAST)
    return log(probability / (1 - probability))


def likelihood(odds: float) -> float:
    """The probability with these log-odds."""
    return 1 / (1 + exp(-max(-30.0, min(30.0, odds))))


def cities_asked(outline: Outline, one: Weighed) -> list[str]:
    """The cities that a draft may have been signed in: all that the document names, and the one the rules take."""
    ruled = one.ruled_place
    names = list(outline.cities)
    return names if ruled is None or ruled.place.value in outline.cities else [*names, ruled.place.value]


def _sheet_of(sheets: Sequence[Sheet], one: Weighed) -> int:
    """The number of the sheet that shows most sentences about a draft, in the middle rather than at an edge."""
    spots = {(sighting.clause.passage.start, sighting.clause.passage.end) for sighting in one.draft.sightings}
    shown: dict[int, list[float]] = defaultdict(list)
    for start, end in sorted(spots):
        for number in sheets_with(sheets, start, end):
            left = start - sheets[number].starts[0] if number else inf
            right = sheets[number].ends[-1] - end if number < len(sheets) - 1 else inf
            shown[number].append(min(left, right))
    return max(shown, key=lambda number: (len(shown[number]), max(shown[number]), -number), default=0)


@dataclass(frozen=True)
class Asking:
    """One sheet with the document and the drafts that are asked about on it."""

    sheet: Sheet
    outline: Outline
    weighed: Sequence[Weighed]

    def question(self, number: int) -> Question:
        """The question about the draft with this number."""
        one = self.weighed[number]
        names, verbs = self._told[number]
        said, ruled = one.draft.status, one.ruled_place
        cities = cities_asked(self.outline, one)
        return Question(
            names or verbs or [0],
            verbs,
            [row for other, (rows, _) in enumerate(self._told) if other != number for row in rows],
            self._parties,
            self._people,
            [self._city(city, one) for city in cities],
            [self._spans([(each.dated.evidence.start, each.dated.evidence.end)]) for each in one.dates],
            _column([[log_odds(each[key]) for each in (one.final, one.first)] for key in one.final], 2),
            _column([_logs(roles) for roles in one.roles.values()], len(ROLES)),
            _column([[float(ruled is not None and ruled.place.value == city)] for city in cities], 1),
            _column([[log_odds(probability)] for probability in one.dated], 1),
            log_odds(one.stands),
            STATUSES.index(said[0].value) if said is not None else len(STATUSES),
        )

    @cached_property
    def _told(self) -> Sequence[tuple[Sequence[int], Sequence[int]]]:
        return [told_on(self.sheet, one.draft.sightings) for one in self.weighed]

    @cached_property
    def _parties(self) -> Named:
        return [[rows for rows, _ in places_on(self.sheet, one.places)] for one in self.outline.candidates.values()]

    @cached_property
    def _people(self) -> Named:
        return [[rows for rows, _ in places_on(self.sheet, places)] for _, places in self.outline.people.values()]

    def _city(self, name: str, one: Weighed) -> Sequence[Rows]:
        spans = [(hit.start, hit.end) for hit in self.outline.cities.get(name, ())]
        if not spans and one.ruled_place is not None:
            spans = [(one.ruled_place.place.start, one.ruled_place.place.end)]
        return self._spans(spans)

    def _spans(self, spans: Sequence[tuple[int, int]]) -> Sequence[Rows]:
        return [rows for start, end in spans if (rows := self.sheet.rows(start, end))]


def _shape_of(piece: str) -> int:
    if piece.isupper() and len(piece) > 1:
        return _CAPITALS
    return _CAPITAL if piece[:1].isupper() else 0


def _column(rows: Sequence[Sequence[float]], width: int) -> Floats:
    return np.array(rows, np.float32).reshape(-1, width)


def _logs(roles: Mapping[str, float]) -> list[float]:
    """The logarithms of the probabilities of `ROLES`."""
    found = [roles.get(role, 0.0) for role in ROLES[1:]]
    return [log(max(value, _LEAST)) for value in (1 - sum(found), *found)]
