"""Drafts of annotated documents as questions to the encoder, with the right answers."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from coopdata.encoder.heads import ROLES, STATUSES, Question
from coopdata.encoder.layers import Ints
from coopdata.encoder.pieces import Vocabulary
from coopdata.extract.hearing import questions_of
from coopdata.training.examples import NONE, Example


@dataclass(frozen=True)
class Lesson:
    """One question with its answers; those of a draft that tells of no agreement are empty but for `stands`."""

    document: str
    informed: bool
    """Whether the document was read with all names that coopdata knows."""
    weight: float
    question: Question
    stands: float | None
    """1 where it tells of an agreement, 0 where of none, None where annotators are not sure."""
    right: float
    """1 where it does, and the parties that seemed likeliest are right."""
    parties: NDArray[np.float32] | None
    """1 for each possible party that is one, else 0."""
    roles: Ints | None
    """For each person the number of the role in `ROLES`."""
    status: int | None
    """The number of the status in `STATUSES`."""


def lessons_of(vocabulary: Vocabulary, examples: Iterable[Example]) -> Iterator[Lesson]:
    """A lesson for each example; the examples hold what `stacking.fit_all` leaves in them."""
    readings: dict[tuple[str, bool], list[Example]] = defaultdict(list)
    for example in examples:
        readings[example.document, example.informed].append(example)
    for together in readings.values():
        questions = questions_of(vocabulary, together[0].outline, [example.weighed for example in together])
        for example, question in zip(together, questions, strict=True):
            yield _lesson(example, question)


def _lesson(example: Example, question: Question) -> Lesson:
    gold = example.gold
    return Lesson(
        example.document,
        example.informed,
        example.weight,
        question,
        float(gold is not None) if example.counts else None,
        float(example.label() != NONE),
        np.array([example.label_of_party(key) != NONE for key in example.weighed.final], np.float32) if gold else None,
        np.array([ROLES.index(example.label_of_person(one)) for one in example.weighed.roles]) if gold else None,
        STATUSES.index(gold["status"]) if gold else None,
    )
