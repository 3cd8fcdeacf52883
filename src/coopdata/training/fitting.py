"""Fitting one log-linear model, and asking it about documents that it has not seen."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from coopdata.extract.weights import BIAS, Model

FOLDS = 8
_DOCUMENTS = 3
"""A feature seen in fewer documents says something of a text, not of the language."""
_SMALL = 0.02
"""Weights nearer to nothing than this are left out."""


@dataclass(frozen=True)
class Row:
    """One decision: what is observed, what is right, and of which document and publisher it is."""

    features: Set[str]
    label: str
    document: str
    publisher: str
    weight: float = 1.0
    """How much it counts in fitting."""


class Fitted:
    """A model fitted to rows."""

    def __init__(self, rows: Sequence[Row], strength: float, reference: str) -> None:
        """Fit with the inverse regularisation `strength`; `reference` is the label whose weights are nothing.

        Raises ValueError where the rows do not have the reference label and another: there is nothing to learn.
        """
        labels = {row.label for row in rows}
        if reference not in labels or len(labels) == 1:
            raise ValueError(f"{len(rows)} examples are {', '.join(sorted(labels))}, others are needed: annotate more")
        seen: dict[str, set[str]] = defaultdict(set)
        for row in rows:
            for feature in row.features:
                seen[feature].add(row.document)
        self._known = {feature for feature, documents in seen.items() if len(documents) >= _DOCUMENTS}
        self._reference = reference
        self._vectorizer = DictVectorizer()
        matrix = self._vectorizer.fit_transform([self._vector(row.features) for row in rows])
        self._model = LogisticRegression(C=strength, max_iter=3000)
        self._model.fit(matrix, [row.label for row in rows], sample_weight=[row.weight for row in rows])

    def _vector(self, features: Set[str]) -> dict[str, int]:
        return {feature: 1 for feature in sorted(features) if feature in self._known}

    def probabilities(self, observed: Sequence[Set[str]]) -> list[dict[str, float]]:
        """The probability of each label for each set of features."""
        if not observed:
            return []
        matrix = self._vectorizer.transform([self._vector(features) for features in observed])
        labels = self._model.classes_
        return [dict(zip(labels, map(float, line), strict=True)) for line in self._model.predict_proba(matrix)]

    def model(self) -> Model:
        """The same as the reader asks it, with the weights that are kept."""
        weights: dict[str, dict[str, float]] = defaultdict(dict)
        for label, feature, weight in self.weights():
            weights[label][feature] = weight
        return Model(weights)

    def weights(self) -> Iterator[tuple[str, str, float]]:
        """Label, feature and weight, as `coopdata.extract.weights` takes them, sorted."""
        names, labels = self._vectorizer.get_feature_names_out(), list(self._model.classes_)
        weights, biases = self._model.coef_, self._model.intercept_
        if len(labels) == 2:  # of two labels scikit-learn fits one line: that of the second
            weights, biases = np.vstack([-weights[0] / 2, weights[0] / 2]), np.array([-biases[0] / 2, biases[0] / 2])
        base = labels.index(self._reference)
        for number, label in enumerate(labels):
            if number == base:
                continue
            yield label, BIAS, float(biases[number] - biases[base])
            for name, weight in zip(names, weights[number] - weights[base], strict=True):
                if abs(weight) >= _SMALL:
                    yield label, str(name), float(weight)


def unseen(
    rows: Sequence[Row], strength: float, reference: str, others: Sequence[Row] = ()
) -> list[Mapping[str, float]]:
    """The probabilities of each row by a model fitted to the rows of other publishers; then those of `others`.

    No model is fitted to the others; each is asked of one that has not seen its publisher either.
    """
    every = [*rows, *others]
    found: list[Mapping[str, float]] = [{} for _ in every]
    for _, ask in GroupKFold(FOLDS).split(every, groups=[row.publisher for row in every]):
        asked = set(ask.tolist())
        model = Fitted([row for i, row in enumerate(rows) if i not in asked], strength, reference)
        for i, probabilities in zip(ask, model.probabilities([every[i].features for i in ask]), strict=True):
            found[i] = probabilities
    return found
