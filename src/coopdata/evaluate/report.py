"""From counts to figures: precision, recall and F1, each with a 95 % interval by resampling documents."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from coopdata.evaluate.scoring import FIELDS, DocumentScore

RESAMPLES = 2000
"""How many times the documents are drawn anew for an interval."""
_SEED = 2026
_COVER = (2.5, 97.5)
_SHOWN = 10
_DIGITS = 4


@dataclass(frozen=True)
class Figure:
    """One field's figures, 0 to 1; `low` and `high` bound F1 with 95 % confidence."""

    field: str
    precision: float
    recall: float
    f1: float
    low: float
    high: float
    right: int
    spurious: int
    missed: int

    def to_json(self) -> dict[str, float]:
        """The figures without the field's name, to four digits."""
        return {name: round(value, _DIGITS) for name, value in vars(self).items() if name != "field"}


def figures(scores: Sequence[DocumentScore]) -> list[Figure]:
    """The micro-averaged figures of all fields that the documents have, in the order of `FIELDS`.

    The interval is the percentile bootstrap over documents, with a fixed seed: the same scores give the same figures.
    """
    if not scores:
        return []
    # The old generator, because its numbers are the same in every version of numpy: published figures rest on them.
    generator = np.random.RandomState(_SEED)
    draws = generator.randint(0, len(scores), size=(RESAMPLES, len(scores)), dtype=np.int64)
    return [_figure(name, scores, draws) for name in FIELDS if any(name in score.counts for score in scores)]


def _figure(name: str, scores: Sequence[DocumentScore], draws: npt.NDArray[np.int64]) -> Figure:
    counts = np.array([score.counts.get(name, (0, 0, 0)) for score in scores], dtype=np.int64)
    right, spurious, missed = (int(total) for total in counts.sum(axis=0))
    drawn = counts[draws].sum(axis=1)
    total = 2 * drawn[:, 0] + drawn[:, 1] + drawn[:, 2]
    f1 = np.where(total > 0, 2 * drawn[:, 0] / np.maximum(total, 1), 1.0)
    low, high = (float(bound) for bound in np.percentile(f1, _COVER))
    precision = right / (right + spurious) if right + spurious else 1.0
    recall = right / (right + missed) if right + missed else 1.0
    both = 2 * right / (2 * right + spurious + missed) if right + spurious + missed else 1.0
    return Figure(name, precision, recall, both, low, high, right, spurious, missed)


def agreements_in(scores: Iterable[DocumentScore]) -> int:
    """How many agreements the gold of the documents has, optional ones aside."""
    counts = (score.counts.get("agreements", (0, 0, 0)) for score in scores)
    return sum(right + missed for right, _, missed in counts)


def error_kinds(scores: Sequence[DocumentScore]) -> list[tuple[str, int]]:
    """The most frequent kinds of error with their number, the most frequent first."""
    kinds = Counter(kind for score in scores for kind, _ in score.errors)
    return sorted(kinds.items(), key=lambda pair: (-pair[1], pair[0]))[:_SHOWN]


def report_lines(scores: Sequence[DocumentScore]) -> Iterator[str]:
    """The figures as a table for a terminal, and the most frequent kinds of error."""
    size = f"{len(scores)} documents, {agreements_in(scores)} agreements"
    yield f"{size}; 95 % intervals of F1 from {RESAMPLES} resamples of documents"
    yield f"{'field':20} {'prec':>6} {'recall':>6} {'F1':>6}  {'95 %':^13} {'right':>6} {'spurious':>8} {'missed':>6}"
    for one in figures(scores):
        interval = f"{one.low:.3f} – {one.high:.3f}"
        yield (
            f"{one.field:20} {one.precision:6.3f} {one.recall:6.3f} {one.f1:6.3f}  {interval:13} "
            f"{one.right:6} {one.spurious:8} {one.missed:6}"
        )
    kinds = error_kinds(scores)
    if kinds:
        yield ""
        yield "The most frequent kinds of error:"
        yield from (f"  {count:5}  {kind}" for kind, count in kinds)


def error_lines(scores: Iterable[DocumentScore]) -> Iterator[str]:
    """Every error, by document."""
    for score in scores:
        if score.errors:
            yield score.id
            yield from (f"  {kind}: {what}" for kind, what in score.errors)


def report_json(scores: Sequence[DocumentScore]) -> dict[str, Any]:
    """The same as `report_lines` for programs."""
    return {
        "documents": len(scores),
        "agreements": agreements_in(scores),
        "resamples": RESAMPLES,
        "fields": {one.field: one.to_json() for one in figures(scores)},
        "error_kinds": dict(error_kinds(scores)),
    }


def errors_json(scores: Iterable[DocumentScore]) -> dict[str, list[dict[str, Any]]]:
    """Every error by the id of its document, as `error_lines` has them."""
    return {
        score.id: [{"kind": kind, "what": json.loads(what)} for kind, what in score.errors]
        for score in scores
        if score.errors
    }
