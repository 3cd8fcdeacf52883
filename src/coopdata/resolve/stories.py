"""Which texts are the same story: a wire report that several sites print, with another headline or a sentence less.

Two texts are one story where most runs of three words stand in both. Candidates are found by their sketches
(`documents.sketches`) and locality sensitive hashing (Indyk and Motwani 1998), so that the work grows with the number
of texts and no two texts are compared without reason; each candidate is then compared by the runs themselves. The
hashing is done over all sketches at once by sorting: an index that takes one after another, as `datasketch` has it,
holds 6 kB a text.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import groupby
from operator import itemgetter

import numpy as np
from numpy.typing import NDArray

from coopdata.documents.model import Document, Rejection
from coopdata.documents.sketches import PERMUTATIONS, Runs, runs, sketch_of

SAME = 0.7
"""Share of all runs of two texts that stand in both, from which on they are one story (Jaccard). A retelling by
another writer has under 0.2, two releases by one template 0.3 to 0.5; a reprint with a sentence left out over 0.75."""
NEAR = 0.45
"""Share of the numbers of two sketches that agree, below which their texts are not compared: of pairs as like as `SAME`
one in a hundred thousand has less."""
BANDS, ROWS = 16, 4
"""Bands and rows of the hashing: a pair as like as `SAME` is a candidate in 98.8 of 100 cases."""
CROWDED = 200
"""A bucket of so many stories is of words that all texts of a site have around them, and looked into no more."""
_MIXED = np.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0x27D4EB2F165667C5], np.uint64)
"""Odd numbers that make one key of the numbers of a band. Two bands with one key by chance make one more candidate."""
_HELD = 10_000
"""So many texts are held as runs, in case that they are compared again."""

Numbers = NDArray[np.uint32]
"""Sketches, one a row. Shape (texts, `PERMUTATIONS`)."""


def stories(documents: Sequence[Document]) -> Mapping[str, str]:
    """For each document id the id of the first document, in the order given, that tells the same story; often itself.

    >>> stories([])
    {}
    """
    found = {document.id: document.id for document in documents}
    told = [(document, sketch) for document in documents if (sketch := _sketch(document))]
    if len(told) < 2:
        return found
    numbers = np.frombuffer(b"".join(sketch for _, sketch in told), "<u4").reshape(len(told), PERMUTATIONS)
    runs_of = lru_cache(_HELD)(lambda place: runs(told[place][0].text))
    firsts: dict[int, list[int]] = defaultdict(list)
    for place, shared in _shared_buckets(numbers):
        buckets = [bucket for bucket in shared if len(firsts[bucket]) < CROWDED]
        others = np.array(sorted({other for bucket in buckets for other in firsts[bucket]}), np.intp)
        agree = np.count_nonzero(numbers[others] == numbers[place], axis=1)
        near = others[agree >= NEAR * PERMUTATIONS].tolist()
        first = next((other for other in near if _likeness(runs_of(other), runs_of(place)) >= SAME), None)
        if first is not None:
            found[told[place][0].id] = told[first][0].id
            continue
        for bucket in buckets:
            firsts[bucket].append(place)
    return found


def _shared_buckets(numbers: Numbers) -> Iterator[tuple[int, list[int]]]:
    """Each sketch, in order, that is in a bucket with another, and all such buckets that it is in.

    A bucket are the sketches that agree in all numbers of a band. Most sketches are alone in all of theirs.
    """
    places, buckets, count = [], [], 0
    for band in np.split(numbers, BANDS, axis=1):
        keys = (band.astype(np.uint64) * _MIXED).sum(axis=1, dtype=np.uint64)
        order = np.argsort(keys, kind="stable")
        begins = np.append(True, np.diff(keys[order]) != 0)
        shared = ~(begins & np.append(begins[1:], True))
        places.append(order[shared])
        buckets.append((count + np.cumsum(begins))[shared])
        count += len(numbers)
    by_place = np.argsort(np.concatenate(places), kind="stable")
    pairs = zip(np.concatenate(places)[by_place].tolist(), np.concatenate(buckets)[by_place].tolist(), strict=True)
    for place, mine in groupby(pairs, key=itemgetter(0)):
        yield place, [bucket for _, bucket in mine]


def _sketch(document: Document) -> bytes:
    return sketch_of(document.text) if document.sketch is None else document.sketch


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


def _likeness(one: Runs, other: Runs) -> float:
    both = len(np.intersect1d(one, other, assume_unique=True))
    return both / (len(one) + len(other) - both)
