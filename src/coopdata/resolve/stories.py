"""Which texts are the same story: a wire report that several sites print, with another headline or a sentence less.

Two texts are one story where most runs of three words stand in both. Candidates are found by MinHash and locality
sensitive hashing (Broder 1997; `datasketch`), so that the work grows with the number of texts and no two texts are
compared without reason; each candidate is then compared by the runs themselves.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from coopdata.documents.model import Document, Rejection

Runs = NDArray[np.uint32]
"""The runs of a text, each as the CRC-32 of its words, sorted: four bytes a run, since those of all texts are kept."""

RUN = 3
"""Words of a run."""
SAME = 0.7
"""Share of all runs of two texts that stand in both, from which on they are one story (Jaccard). A retelling by
another writer has under 0.2, two releases by one template 0.3 to 0.5; a reprint with a sentence left out over 0.75."""
MIN_RUNS = 20
"""A shorter text is not compared: a caption may be like another by chance."""
_WORD = re.compile(r"[^\W_]+")
PERMUTATIONS = 64
BANDS, ROWS = 16, 4
"""Bands and rows of the hashing: a pair as like as `SAME` is a candidate in 98.8 of 100 cases."""


def stories(documents: Sequence[Document]) -> Mapping[str, str]:
    """For each document id the id of the first document, in the order given, that tells the same story; often itself.

    >>> stories([])
    {}
    """
    runs = {document.id: _runs(document.text) for document in documents}
    found = {document.id: document.id for document in documents}
    long_enough = [document.id for document in documents if len(runs[document.id]) >= MIN_RUNS]
    if len(long_enough) < 2:
        return found
    from datasketch import MinHash, MinHashLSH  # noqa: PLC0415 - it loads scipy, which takes a second

    index = MinHashLSH(num_perm=PERMUTATIONS, params=(BANDS, ROWS))
    rank = {document_id: place for place, document_id in enumerate(found)}
    for document_id in long_enough:
        sketch = MinHash(num_perm=PERMUTATIONS, hashfunc=int)
        sketch.update_batch(runs[document_id])
        alike = [other for other in index.query(sketch) if _likeness(runs[other], runs[document_id]) >= SAME]
        if alike:
            found[document_id] = min(alike, key=rank.__getitem__)
        else:
            index.insert(document_id, sketch)
    return found


def versions(documents: Iterable[Document | Rejection]) -> Mapping[str, str]:
    """For each document that is a newer version of a page the id of the version before, where that is there too."""
    documents = list(documents)
    ids = {document.path: document.id for document in documents}
    found = ((document.id, ids.get(document.sidecar.replaces or "")) for document in documents)
    return {newer: older for newer, older in found if older is not None and older != newer}


def join_versions(story: Mapping[str, str], older: Mapping[str, str]) -> Mapping[str, str]:
    """The same stories, all versions of a page in one; each has the first document, in order, of those joined.

    >>> join_versions({"a": "a", "b": "b", "c": "b"}, {"c": "a"})
    {'a': 'a', 'b': 'a', 'c': 'a'}
    """
    rank = {document_id: place for place, document_id in enumerate(story)}
    first: dict[str, str] = {}

    def root(told: str) -> str:
        while told in first:
            told = first[told]
        return told

    for newer, before in older.items():
        one, other = sorted((root(story[newer]), root(story[before])), key=rank.__getitem__)
        if one != other:
            first[other] = one
    return {document_id: root(told) for document_id, told in story.items()}


def _runs(text: str) -> Runs:
    words = _WORD.findall(text.casefold())
    runs = (" ".join(words[at : at + RUN]) for at in range(len(words) - RUN + 1))
    return np.unique(np.fromiter((crc32(run.encode()) for run in runs), np.uint32))


def _likeness(one: Runs, other: Runs) -> float:
    both = len(np.intersect1d(one, other, assume_unique=True))
    return both / (len(one) + len(other) - both)
