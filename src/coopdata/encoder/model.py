"""The encoder as it ships with the package: its weights from the files, asked one page at a time."""

from collections import defaultdict
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import cache, cached_property
from importlib.resources import as_file, files
from pathlib import Path
from typing import Self

import numpy as np

from coopdata import reference
from coopdata.encoder.heads import Answer, Linking, Page, Question, Rows, answer, link
from coopdata.encoder.layers import LAYERS, SCALE, WHOLE, WORDS, Layers, Weights, linear, softmax
from coopdata.encoder.operations import Floats

_SUFFIX = ".npz"


class Read:
    """A page as the layers below read it, once for all that is asked about it."""

    def __init__(self, layers: Layers, page: Page) -> None:
        self._layers = layers
        self._below = layers.below(page.ids, (page.sorts, page.foci, page.shapes))

    @cached_property
    def vectors(self) -> Floats:
        """A vector for each piece, with no draft in mind."""
        return self._layers.above(self._below)

    def asked(self, question: Question) -> Floats:
        """The vectors with the draft in mind that is asked about; those that the answer needs not are zeros."""
        length, rows = len(self._below), question.rows
        found = np.zeros_like(self._below)
        found[rows] = self._layers.above(self._below, question.marked(length), rows)
        return found


class Encoder:
    """Layers and heads with one set of weights."""

    def __init__(self, weights: Weights) -> None:
        self._weights = weights
        self._layers = Layers(weights)

    @classmethod
    def load(cls, folder: Path) -> Self:
        """The encoder whose weights lie in a folder, as `write_weights` puts them there."""
        stored: dict[str, np.ndarray] = {}
        with ThreadPoolExecutor() as pool:  # most of it is unpacking, which threads can do at once
            for part in pool.map(_stored, sorted(folder.glob(f"*{_SUFFIX}"))):
                stored |= part
        return cls(unpacked(stored))

    def read(self, page: Page) -> Read:
        """A page, read."""
        return Read(self._layers, page)

    def tags(self, read: Read) -> Floats:
        """The probability of each of `heads.TAGS` for each piece."""
        return softmax(linear(self._weights, "tag_out", read.vectors))

    def kinds(self, read: Read, rows: Rows) -> Floats:
        """The probability of each of `heads.INSTRUMENTS` for the agreement that some pieces tell of, if of one."""
        told = softmax(linear(self._weights, "told_out", read.vectors[list(rows)])).mean(axis=0)[1:]
        return np.asarray(told / told.sum(), np.float32)

    def link(self, read: Read, linking: Linking) -> Floats:
        """The probability that a mention on the page tells of each draft."""
        return link(self._weights, read.vectors, linking)

    def answer(self, read: Read, question: Question) -> Answer:
        """The answer to a question about a draft on the page."""
        return answer(self._weights, read.asked(question), question)


def _stored(path: Path) -> dict[str, np.ndarray]:
    with np.load(path) as part:
        return dict(part)


def write_weights(folder: Path, weights: Mapping[str, np.ndarray]) -> None:
    """Store weights in a folder: words, which are never fitted anew, each layer, and all else in files of their own."""
    parts: dict[str, dict[str, np.ndarray]] = defaultdict(dict)
    for name, matrix in packed(weights).items():
        parts[_part_of(name)][name] = matrix
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob(f"*{_SUFFIX}"):
        old.unlink()
    for part, matrices in parts.items():
        with (folder / f"{part}{_SUFFIX}").open("wb") as target:
            np.savez_compressed(target, allow_pickle=False, **matrices)


def _part_of(name: str) -> str:
    if name.startswith(WORDS):
        return "words"
    first, *rest = name.split(".")
    return f"layer-{rest[0]}" if first == LAYERS else "heads"


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
    """The weights of what `packed` stored, as `Layers` takes them.

    Those of words, of which few are needed, stay as they are; matrices of the layers stay in whole numbers, with a
    column where they had a row, as `operations.multiplied` takes them; all others are in 32 bits.
    """
    found: dict[str, np.ndarray] = {}
    for name, matrix in stored.items():
        if name.startswith(WORDS):
            found[name] = matrix
        elif name.startswith(LAYERS) and name.endswith((WHOLE, SCALE)):
            found[name] = np.ascontiguousarray(matrix.T)
        elif name.endswith(WHOLE):
            plain = name.removesuffix(WHOLE)
            found[plain] = matrix.astype(np.float32) * stored[f"{plain}{SCALE}"]
        elif not name.endswith(SCALE):
            found[name] = matrix.astype(np.float32)
    return found


@cache
def load_encoder() -> Encoder:
    """The encoder that ships with the package; the same object at every call."""
    with as_file(files(reference) / "encoder") as folder:
        return Encoder.load(folder)
