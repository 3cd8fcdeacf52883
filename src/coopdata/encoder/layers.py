"""Vectors for the pieces of a text, each made of what stands around it: the layers of an MPNet, in numpy.

`coopdata.training.encoder.network` builds the same layers to fit them. The large products are made in whole numbers
(`operations`), the rest in 32 bits, where libraries add up in another order on another kind of processor, which moves
a log-odds by some millionths.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from coopdata.encoder.operations import Floats, looked, multiplied, plainly_multiplied

Ints = NDArray[np.int64]
Weights = Mapping[str, NDArray[Any]]
"""Matrices by name: those of the layers and of words (`WORDS`) as they are stored, the others in 32 bits."""
WORDS = "words.weight"
LAYERS = "layers"
"""What the names of the matrices of layers begin with, then their number."""
WHOLE, SCALE = ".whole", ".scale"
"""A matrix stored in eight bits a number has, beside the whole numbers, the scale of each row."""
MARKS = ("sort", "focus", "shape")
"""The kinds of marks that pieces have."""
HEADS = 12
"""How many ways of looking a layer has."""
EPSILON = 1e-5
STEPS, FAR = 32, 128
"""Pieces are told apart by so many steps between them, half before and half behind; by the second at the latest all
are far."""
LONGEST = 512
"""So many pieces can be read together at most."""
SHARED = 4
"""So many layers read a page once for all that is asked about it; those above read it anew for each draft."""


class Layers:
    """The layers, by the names of their matrices; an input is a row of pieces with marks of several kinds.

    As in MPNet, a piece looks at another the more readily the better their distance suits (`relative.weight`). The
    first `SHARED` layers are below, the rest above; between the two a draft is marked as the one that is asked about.
    """

    def __init__(self, weights: Weights) -> None:
        self._weights = weights
        self._count = sum(name.endswith(".joined.bias") for name in weights)

    def below(self, ids: Ints, marks: Sequence[Ints]) -> Floats:
        """What the layers below make of a page, one row a piece; `marks` are those of each kind of `MARKS`.

        Raises ValueError above `LONGEST`.
        """
        if len(ids) > LONGEST:
            raise ValueError(f"{len(ids)} pieces are too many to read together; at most {LONGEST}")
        words = self._weights[f"{WORDS}{WHOLE}"][ids] * self._weights[f"{WORDS}{SCALE}"][ids]
        values = words + self._of("positions")[: len(ids)]
        for kind, mine in zip(MARKS, marks, strict=True):
            values += self._of(f"{kind}.weight")[mine]
        values = self._norm("norm", values)
        apart = self._apart(len(ids))
        for number in range(min(SHARED, self._count)):
            values = self._layer(f"{LAYERS}.{number}", values, apart)
        return values

    def above(self, values: Floats, asked: Ints | None = None, rows: Sequence[int] | None = None) -> Floats:
        """The vectors of the pieces from what the layers below made of them: a draft's own, if it is marked in `asked`.

        Where `rows` are named, in order, only theirs are worked out in the last layer and given back, in that order.
        """
        if asked is not None:
            values = values + self._of("asked.weight")[asked]
        apart = self._apart(len(values))
        for number in range(SHARED, self._count):
            last = rows if number == self._count - 1 else None
            values = self._layer(f"{LAYERS}.{number}", values, apart, last)
        return values

    def _apart(self, length: int) -> Floats:
        return np.asarray(self._of("relative.weight").T[:, steps_between(length)])

    def _of(self, name: str) -> Floats:
        return np.asarray(self._weights[name], np.float32)

    def _layer(self, name: str, values: Floats, apart: Floats, rows: Sequence[int] | None = None) -> Floats:
        """The vectors of the next layer, of all pieces or of some; `apart` says how the distances of pieces suit."""
        mine = slice(None) if rows is None else rows
        values = self._norm(f"{name}.norm", values[mine] + self._attended(name, values, apart, mine))
        inner = gelu(linear(self._weights, f"{name}.inner", values))
        return self._norm(f"{name}.last_norm", values + linear(self._weights, f"{name}.outer", inner))

    def _attended(self, name: str, values: Floats, apart: Floats, rows: slice | Sequence[int]) -> Floats:
        width = values.shape[1]
        joined = linear(self._weights, f"{name}.joined", values)
        query = _split(joined[rows, :width])
        key, value = (_split(joined[:, width * part : width * (part + 1)]) for part in (1, 2))
        query *= np.float32(1 / np.sqrt(width // HEADS))
        seen = looked(query, np.ascontiguousarray(key.transpose(0, 2, 1)), value, apart[:, rows])
        return linear(self._weights, f"{name}.mixed", seen.transpose(1, 0, 2).reshape(-1, width))

    def _norm(self, name: str, values: Floats) -> Floats:
        apart = values - values.mean(axis=-1, keepdims=True)
        spread = np.sqrt((apart * apart).mean(axis=-1, keepdims=True) + EPSILON)
        return np.asarray(apart / spread * self._weights[f"{name}.weight"] + self._weights[f"{name}.bias"], np.float32)


def steps_between(length: int) -> Ints:
    """The step, of `STEPS`, from each piece (row) to each (column): exact when near, ever wider farther off.

    At most `LONGEST` pieces have steps.
    """
    return _steps()[:length, :length]


@cache
def _steps() -> Ints:
    length = LONGEST
    half = STEPS // 2
    exact = half // 2
    behind = np.arange(length)[:, None] - np.arange(length)
    far = np.abs(behind)
    wide = np.log(np.maximum(far, 1) / exact) / np.log(FAR / exact) * (half - exact)
    steps = np.where(far < exact, far, np.minimum(exact + wide.astype(np.int64), half - 1))
    return np.asarray(steps + np.where(behind < 0, half, 0), np.int64)


def _split(values: Floats) -> Floats:
    """Rows of vectors by head: shape (heads, rows, part of the width), each head in one piece, as products need it."""
    return np.ascontiguousarray(values.reshape(len(values), HEADS, -1).transpose(1, 0, 2))


def linear(weights: Weights, name: str, values: Floats) -> Floats:
    """The values through one matrix, with its bias."""
    matrix = f"{name}.weight"
    if (whole := weights.get(f"{matrix}{WHOLE}")) is not None:
        product = multiplied(values, whole, weights[f"{matrix}{SCALE}"])
    else:
        product = plainly_multiplied(values, weights[matrix].T)
    product += weights[f"{name}.bias"]
    return product


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
