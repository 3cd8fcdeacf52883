"""Log-linear models: how much each observation counts for or against a reading, learnt from annotated documents.

The weights are data (``reference/weights/*.csv``: label, feature, weight) written by `coopdata.training`, with a data
card beside them. An observation ("stands after 'between'") that was never seen in training weighs nothing.
"""

import math
from collections.abc import Iterable, Mapping
from functools import cache

from coopdata.reference.files import read_columns

BIAS = "bias"


class Model:
    """One model: for every label but the first, which is the reference, the weights of its features."""

    def __init__(self, weights: Mapping[str, Mapping[str, float]]) -> None:
        self._weights = weights
        self._known = {label: frozenset(known) for label, known in weights.items()}

    def probabilities(self, features: Iterable[str]) -> dict[str, float]:
        """The probability of each label that has weights; what is left to 1 is that of the reference label.

        The sum is exact, so that the order of the features, which sets leave open, changes no digit.
        """
        scores = {label: math.exp(min(30.0, self._sum(label, features))) for label in self._weights}
        total = 1.0 + sum(scores.values())
        return {label: score / total for label, score in scores.items()}

    def _sum(self, label: str, features: Iterable[str]) -> float:
        weights = self._weights[label]
        known = self._known[label].intersection(features)
        return math.fsum([*map(weights.__getitem__, known), weights.get(BIAS, 0.0)])

    def reasons(self, label: str, features: Iterable[str]) -> list[tuple[str, float]]:
        """The features that speak for the label or against it, the strongest for it first, each with its weight."""
        weights = self._weights[label]
        named = [(feature, weights[feature]) for feature in features if feature in weights]
        return sorted(named, key=lambda pair: (-pair[1], pair[0]))


@cache
def load_model(name: str) -> Model:
    """The model `name`, e.g. "party"; the same object at every call."""
    weights: dict[str, dict[str, float]] = {}
    for label, feature, weight in read_columns(f"weights/{name}.csv", "label", "feature", "weight"):
        weights.setdefault(label, {})[feature] = float(weight)
    return Model(weights)
