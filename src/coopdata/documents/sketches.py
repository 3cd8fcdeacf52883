"""Sketches of texts: few numbers by which texts that are nearly the same can be found without comparing all of them.

A text is taken as its runs of three words. The sketch is their MinHash (Broder 1997; `datasketch`): of two texts as
many of its numbers agree as runs stand in both. It depends on nothing but the text, so it is made once for each.
"""

import re
from functools import cache
from typing import TYPE_CHECKING
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from datasketch import MinHash

Runs = NDArray[np.uint32]
"""The different runs of a text, each as the CRC-32 of its words, sorted."""
RUN = 3
"""Words of a run."""
MIN_RUNS = 20
"""A shorter text is not compared: a caption may be like another by chance."""
PERMUTATIONS = 64
"""Numbers of a sketch."""
SCHEME = "affine32"
"""How `datasketch` makes the numbers; named, since sketches are kept longer than a version of it."""
_WORD = re.compile(r"[^\W_]+")


def runs(text: str) -> Runs:
    """The runs of a text.

    >>> len(runs("One two three four."))
    2
    """
    words = _WORD.findall(text.casefold())
    found = (" ".join(words[at : at + RUN]) for at in range(len(words) - RUN + 1))
    return np.unique(np.fromiter((crc32(run.encode()) for run in found), np.uint32))


def sketch_of(text: str) -> bytes:
    """The sketch of a text, `PERMUTATIONS` numbers of 32 bits, little end first; empty for one too short to compare."""
    own = runs(text)
    if len(own) < MIN_RUNS:
        return b""
    sketch = _empty().copy()
    sketch.update_batch(own)
    return np.asarray(sketch.hashvalues, "<u4").tobytes()


@cache
def _empty() -> "MinHash":
    """The sketch of nothing, from which all others begin: to work out its permutations takes half as long as a text."""
    from datasketch import MinHash  # noqa: PLC0415 - it loads scipy, which takes a second

    return MinHash(num_perm=PERMUTATIONS, hashfunc=int, scheme=SCHEME)
