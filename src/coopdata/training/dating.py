"""Learning which date is that of the signing; see `extract.date_weighing`."""

from collections.abc import Sequence

from coopdata.extract.date_weighing import NONE, SIGNED
from coopdata.training.examples import Example
from coopdata.training.fitting import Fitted, Row, unseen

_STRENGTH = 0.05
"""The one with the best F1 on documents of publishers not fitted on."""


def learn_dates(examples: Sequence[Example]) -> Fitted:
    """The model of dates, from the drafts that are agreements; ValueError where too few have a date.

    The examples that it is fitted to keep what models that have not seen their publisher say of their dates.
    """
    rows = [
        (example, number, _row(example, number)) for example in examples for number in range(len(example.weighed.dates))
    ]
    learnt = [place for place in rows if place[0].gold is not None and place[0].counts]
    others = [place for place in rows if place[0].gold is None or not place[0].counts]
    said = unseen([row for *_, row in learnt], _STRENGTH, NONE, [row for *_, row in others])
    for example in examples:
        example.weighed.dated = [0.0] * len(example.weighed.dates)
    for (example, number, _), probabilities in zip([*learnt, *others], said, strict=True):
        example.weighed.dated[number] = probabilities[SIGNED]
    return Fitted([row for *_, row in learnt], _STRENGTH, NONE)


def _row(example: Example, number: int) -> Row:
    label = SIGNED if example.is_date(number) else NONE
    return Row(example.weighed.dates[number].observed, label, example.document, example.publisher, example.weight)
