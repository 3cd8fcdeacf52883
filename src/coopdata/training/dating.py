"""Learning which date is that of the signing; see `extract.date_weighing`."""

from collections.abc import Iterable, Iterator

from coopdata.extract.date_weighing import NONE, SIGNED
from coopdata.training.examples import Example
from coopdata.training.fitting import Fitted, Row

_STRENGTH = 0.05
"""The one with the best F1 on documents of publishers not fitted on."""


def learn_dates(examples: Iterable[Example]) -> Fitted:
    """The model of dates, from the drafts that are agreements; ValueError where too few have a date."""
    return Fitted(list(_rows(examples)), _STRENGTH, NONE)


def _rows(examples: Iterable[Example]) -> Iterator[Row]:
    for example in examples:
        gold = example.gold
        for one in example.dates if gold is not None and example.counts else ():
            label = SIGNED if gold is not None and str(one.dated.date) == gold["signed"] else NONE
            yield Row(one.observed, label, example.document, example.publisher, example.weight)
