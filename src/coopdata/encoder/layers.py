"""Vectors for the pieces of a text, each made of what stands around it: the layers of a BERT, in numpy.

`coopdata.training.encoder.network` builds the same layers to fit them. Sums are made in 32 bits: half the time of 64.
Libraries add up in another order on another kind of processor, which moves a log-odds by some millionths.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]
Weights = Mapping[str, NDArray[Any]]
"""Matrices by name, in 32 bits but for the large one of words (`WORDS`)."""
WORDS = "words.weight"
WHOLE, SCALE = ".whole", ".scale"
"""A matrix stored in eight bits a number has, beside the whole numbers, the scale of each row."""
HEADS = 12
"""How many ways of looking a layer has."""
EPSILON = 1e-12
LONGEST = 512
"""So many pieces can be read together at most."""


class Layers:
    """The layers, by the names of their matrices; an input is a row of pieces with two marks each."""

    def __init__(self, weights: Weights) -> None:
        self._weights = weights
        self._count = sum(name.endswith(".joined.weight") for name in weights)

    def vectors(self, ids: Ints, sorts: Ints, foci: Ints, rows: Sequence[int]) -> Floats:
        """One row a piece, of which only those named by `rows` are worked out to the end; the others are nothing.

        `sorts` and `foci` mark what each piece is part of. Raises ValueError above `LONGEST`.
        """
        if len(ids) > LONGEST:
            raise ValueError(f"{len(ids)} pieces are too many to read together; at most {LONGEST}")
        words = self._weights[f"{WORDS}{WHOLE}"][ids] * self._weights[f"{WORDS}{SCALE}"][ids]
        values = words + self._of("positions")[: len(ids)]
        values = self._norm("norm", values + self._of("sort.weight")[sorts] + self._of("focus.weight")[foci])
        for number in range(self._count - 1):
            values = self._layer(f"layers.{number}", values, values)
        found = np.zeros_like(values)
        asked = sorted(set(rows))
        found[asked] = self._layer(f"layers.{self._count - 1}", values, values[asked])
        return found

    def _of(self, name: str) -> Floats:
        return np.asarray(self._weights[name], np.float32)

    def _layer(self, name: str, values: Floats, asked: Floats) -> Floats:
        """The vectors of the rows `asked`, which look at all `values`."""
        asked = self._norm(f"{name}.norm", asked + self._attended(name, values, asked))
        inner = gelu(linear(self._weights, f"{name}.inner", asked))
        return self._norm(f"{name}.last_norm", asked + linear(self._weights, f"{name}.outer", inner))

    def _attended(self, name: str, values: Floats, asked: Floats) -> Floats:
        width = values.shape[1]
        weight, bias = self._of(f"{name}.joined.weight"), self._of(f"{name}.joined.bias")
        query = _split(asked @ weight[:width].T + bias[:width])
        key = _split(values @ weight[width : 2 * width].T + bias[width : 2 * width])
        value = _split(values @ weight[2 * width :].T + bias[2 * width :])
        query *= np.float32(1 / np.sqrt(width // HEADS))
        looks = softmax(query @ key.transpose(0, 2, 1))
        mixed = (looks @ value).transpose(1, 0, 2).reshape(asked.shape)
        return linear(self._weights, f"{name}.mixed", mixed)

    def _norm(self, name: str, values: Floats) -> Floats:
        apart = values - values.mean(axis=-1, keepdims=True)
        spread = np.sqrt((apart * apart).mean(axis=-1, keepdims=True) + EPSILON)
        return np.asarray(apart / spread * self._weights[f"{name}.weight"] + self._weights[f"{name}.bias"], np.float32)


def _split(values: Floats) -> Floats:
    """Rows of vectors by head: shape (heads, rows, part of the width), each head in one piece, as products need it."""
    return np.ascontiguousarray(values.reshape(len(values), HEADS, -1).transpose(1, 0, 2))


def linear(weights: Weights, name: str, values: Floats) -> Floats:
    """The values through one matrix, with its bias."""
    return np.asarray(values @ weights[f"{name}.weight"].T + weights[f"{name}.bias"], np.float32)


def softmax(values: Floats) -> Floats:
    """Scores as probabilities along the last axis."""
    raised = np.asarray(values - values.max(axis=-1, keepdims=True), np.float32)
    np.exp(raised, out=raised)
    raised /= raised.sum(axis=-1, keepdims=True)
    return raised


_ROOT = float(np.sqrt(2 / np.pi))
_STEEP = 60.0
"""From here on a power of e makes the step nothing."""


def gelu(values: Floats) -> Floats:
    """A smooth step: x (1 + tanh u) / 2 = x / (1 + exp(-2 u)), where u is the usual cubic of x."""
    inside = values * values
    inside *= -2 * _ROOT * 0.044715
    inside -= 2 * _ROOT
    inside *= values
    np.minimum(inside, _STEEP, out=inside)
    np.exp(inside, out=inside)
    inside += 1
    return np.asarray(values / inside, np.float32)
