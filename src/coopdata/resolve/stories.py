"""Which texts are the same story: a wire report that several sites print, with another headline or a sentence less.

Two texts are one story where most runs of three words stand in both. Candidates are found by their sketches
(`documents.sketches`) and locality sensitive hashing (`datasketch`), so that the work grows with the number of texts
and no two texts are compared without reason; each candidate is then compared by the runs themselves.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache

import numpy as np

from coopdata.documents.model import Document, Rejection
from coopdata.documents.sketches import PERMUTATIONS, SCHEME, Runs, runs, sketch_of

SAME = 0.7
"""Share of all runs of two texts that stand in both, from which on they are one story (Jaccard). A retelling by
another writer has under 0.2, two releases by one template 0.3 to 0.5; a reprint with a sentence left out over 0.75."""
NEAR = 0.45
"""Share of the numbers of two sketches that agree, below which their texts are not compared: of pairs as like as `SAME`
one in a hundred thousand has less."""
BANDS, ROWS = 16, 4
"""Bands and rows of the hashing: a pair as like as `SAME` is a candidate in 98.8 of 100 cases."""


def stories(documents: Sequence[Document]) -> Mapping[str, str]:
    """For each document id the id of the first document, in the order given, that tells the same story; often itself.

    >>> stories([])
    {}
    """
    found = {document.id: document.id for document in documents}
    told = [(document, sketch) for document in documents if (sketch := _sketch(document))]
    if len(told) < 2:
        return found
    from datasketch import LeanMinHash, MinHashLSH  # noqa: PLC0415 - it loads scipy, which takes a second

    numbers = np.frombuffer(b"".join(sketch for _, sketch in told), "<u4").reshape(len(told), PERMUTATIONS)
    runs_of = cache(lambda place: runs(told[place][0].text))
    index = MinHashLSH(num_perm=PERMUTATIONS, params=(BANDS, ROWS))
    for place, (document, _) in enumerate(told):
        sketch = LeanMinHash(seed=1, hashvalues=numbers[place], scheme=SCHEME)
        others = sorted(index.query(sketch))
        agree = np.count_nonzero(numbers[others] == numbers[place], axis=1) if others else ()
        near = (other for other, number in zip(others, agree, strict=True) if number >= NEAR * PERMUTATIONS)
        first = next((other for other in near if _likeness(runs_of(other), runs_of(place)) >= SAME), None)
        if first is None:
            index.insert(place, sketch)
        else:
            found[document.id] = told[first][0].id
    return found


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
