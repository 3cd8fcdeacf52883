"""Pages of annotated documents with questions to the encoder about their drafts, and the right answers."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from coopdata.encoder.heads import ROLES, STATUSES, TOLD, Linking, Page, Question
from coopdata.encoder.layers import Ints
from coopdata.encoder.pieces import Vocabulary
from coopdata.extract.pages import cities_asked, linking_on, log_odds, pages_of, sheet_showing
from coopdata.extract.placing import LINKED
from coopdata.extract.sheets import Sheet, sheets_of
from coopdata.training.alignment import Gold
from coopdata.training.examples import NONE, Example, Mention, Study

Marks = NDArray[np.float32]
"""1 for each that is right, else 0."""


@dataclass(frozen=True)
class Task:
    """One question with its answers; those of a draft that tells of no agreement are empty but for `stands`."""

    question: Question
    weight: float
    stands: float | None
    """1 where it tells of an agreement, 0 where of none, None where annotators are not sure."""
    right: float
    """1 where it does, and the parties that seemed likeliest are right."""
    told: "Told | None"


@dataclass(frozen=True)
class Told:
    """What is right of a draft that tells of an agreement."""

    parties: Marks
    partners: Marks
    """Which of them are one of several partners, each with an agreement of its own."""
    roles: Ints
    """For each person the number of the role in `ROLES`."""
    places: Marks
    dates: Marks
    status: int
    """The number of the status in `STATUSES`."""


@dataclass(frozen=True)
class Link:
    """The question which draft a mention tells of, with what is right."""

    linking: Linking
    right: NDArray[np.bool_]
    """Whether it may tell of another agreement than all drafts, and of each draft."""


@dataclass(frozen=True)
class Lesson:
    """One page of a document in one of its readings, with the tasks on it."""

    document: str
    informed: bool
    """Whether the document was read with all names that coopdata knows."""
    page: Page
    tags: Ints
    """For each piece the number of its tag in `TAGS`."""
    told: Ints | None
    """For each piece the number in `TOLD` of what it tells of; None where that is not marked."""
    tasks: Sequence[Task]
    links: Sequence[Link]


def lessons_of(vocabulary: Vocabulary, studies: Iterable[Study]) -> Iterator[Lesson]:
    """A lesson for each page of the studies that is asked about.

    Their examples hold what `stacking.fit_all` and `dating.learn_dates` leave in them.
    """
    for study in studies:
        if not study.examples:
            continue
        outline, gold = study.examples[0].outline, study.document.gold
        sheets = sheets_of(vocabulary, outline.clauses)
        linked = defaultdict(list)
        for mention in study.mentions:
            linked[sheet_showing(sheets, mention.sighting)].append(mention)
        for number, page, questions in pages_of(vocabulary, sheets, outline, [one.weighed for one in study.examples]):
            yield Lesson(
                study.document.id,
                study.examples[0].informed,
                page,
                tags_of(page, study.read.view.text, gold),
                told_of(page, study),
                [_task(study.examples[draft], question) for draft, question in questions.items()],
                [_link(sheets[number], mention) for mention in linked[number]],
            )


def told_of(page: Page, study: Study) -> Ints | None:
    """What the pieces of a page tell of, by the marks; None where nothing is marked."""
    if study.told is None:
        return None
    found = np.zeros(len(page.ids), np.int64)
    for row, (start, end) in enumerate(page.spans.tolist()):
        first, last = study.read.view.to_source(start, end)
        mark = next((one for one in study.told if one.start < last and one.end > first), None)
        if mark is not None and last > first:
            found[row] = TOLD.index(study.document.gold["agreements"][mark.agreement]["instrument"])
    return found


def _link(sheet: Sheet, mention: Mention) -> Link:
    linking = linking_on(sheet, mention.sighting, mention.drafts, [log_odds(one) for one in mention.odds])
    told = [label == LINKED for label in mention.labels]
    may = [label != NONE for label in mention.labels]
    return Link(linking, np.array([False, *told] if any(told) else [True, *may]))


def tags_of(page: Page, text: str, gold: Mapping[str, Sequence[Gold]]) -> Ints:
    """The tags of a page's pieces, by where the names of the gold stand in the text, longer ones before shorter."""
    tags = np.zeros(len(page.ids), np.int64)
    bodies = {name for one in gold["organizations"] for name in (one["name"], *one.get("aliases", []))}
    people = {name for one in gold["people"] for name in (one["name"], *one.get("aliases", []), *_last_of(one["name"]))}
    for name in sorted(bodies | people, key=lambda name: (-len(name), name)):
        begins, goes_on = (1, 2) if name in bodies else (3, 4)
        for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text):
            rows = np.flatnonzero((page.spans[:, 0] < match.end()) & (page.spans[:, 1] > match.start()))
            if len(rows) and not tags[rows].any():
                tags[rows] = goes_on
                tags[rows[0]] = begins
    return tags


_SHORT = 3
"""A last name of no more letters may well be another word."""


def _last_of(name: str) -> list[str]:
    """The last word of a person's name, by which texts call them later."""
    *first, last = name.split()
    return [last] if first and len(last) > _SHORT and last[0].isupper() else []


def _task(example: Example, question: Question) -> Task:
    return Task(
        question,
        example.weight,
        float(example.gold is not None) if example.counts else None,
        float(example.label() != NONE),
        _told(example),
    )


def _told(example: Example) -> Told | None:
    if example.gold is None:
        return None
    weighed = example.weighed
    return Told(
        np.array([example.label_of_party(key) != NONE for key in weighed.final], np.float32),
        np.array([example.is_partner(key) for key in weighed.final], np.float32),
        np.array([ROLES.index(example.label_of_person(one)) for one in weighed.roles], np.int64),
        np.array([example.is_place(city) for city in cities_asked(example.outline, weighed)], np.float32),
        np.array([example.is_date(number) for number in range(len(weighed.dates))], np.float32),
        STATUSES.index(example.gold["status"]),
    )
