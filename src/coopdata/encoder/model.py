"""The encoder as it ships with the package: its weights from the file, asked one question at a time."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import as_file, files
from typing import IO, Self

import numpy as np

from coopdata import reference
from coopdata.encoder.heads import Answer, Question, answer
from coopdata.encoder.layers import SCALE, WHOLE, WORDS, Layers, Weights


class Encoder:
    """Layers and heads with one set of weights."""

    def __init__(self, weights: Weights) -> None:
        self._weights = weights
        self._layers = Layers(weights)

    @classmethod
    def load(cls, file: IO[bytes]) -> Self:
        """The encoder of an ``.npz`` file as `packed` makes it."""
        with np.load(file) as stored:
            return cls(unpacked(dict(stored)))

    def ask(self, question: Question) -> Answer:
        """The answer to a question."""
        vectors = self._layers.vectors(question.ids, question.sorts, question.foci, sorted(question.asked))
        return answer(self._weights, vectors, question)


_LARGE = 10_000
"""A matrix of fewer numbers is stored as it is."""


def packed(weights: Mapping[str, np.ndarray]) -> dict[str, np.ndarray]:
    """The weights as they are stored: large matrices in eight bits a number, with a scale for each row."""
    found: dict[str, np.ndarray] = {}
    for name, matrix in weights.items():
        if matrix.ndim != 2 or matrix.size < _LARGE:
            found[name] = matrix.astype(np.float32)
            continue
        scale = np.maximum(np.abs(matrix).max(axis=1, keepdims=True) / 127, 1e-12).astype(np.float32)
        found[f"{name}{WHOLE}"] = np.round(matrix / scale).astype(np.int8)
        found[f"{name}{SCALE}"] = scale
    return found


def unpacked(stored: Mapping[str, np.ndarray]) -> dict[str, np.ndarray]:
    """The weights of what `packed` stored, in 32 bits; those of words, of which few are needed, stay as they are."""
    found: dict[str, np.ndarray] = {}
    for name, matrix in stored.items():
        if name.startswith(WORDS):
            found[name] = matrix
        elif name.endswith(WHOLE):
            plain = name.removesuffix(WHOLE)
            found[plain] = matrix.astype(np.float32) * stored[f"{plain}{SCALE}"]
        elif not name.endswith(SCALE):
            found[name] = matrix.astype(np.float32)
    return found


@cache
def load_encoder() -> Encoder:
    """The encoder that ships with the package; the same object at every call."""
    with as_file(files(reference) / "encoder" / "weights.npz") as path, path.open("rb") as file:
        return Encoder.load(file)
