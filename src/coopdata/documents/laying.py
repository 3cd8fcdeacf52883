"""The layout of a document with its sentences, made when it is asked for and kept for the last few documents.

A layout takes ten times the memory of its text and a fiftieth of the time that reading takes, so a document holds its
text alone: a million of them fit into memory, and are handed to other processes in a tenth of the bytes.
"""

from dataclasses import dataclass
from functools import lru_cache

from coopdata.documents.layout import Layout, lay_out
from coopdata.documents.model import Sentence
from coopdata.documents.sentences import split_sentences

_KEPT = 8
"""More than are at work at once in a process."""


@dataclass(frozen=True)
class Laid:
    """The layout of a text, and its sentences in order."""

    layout: Layout
    sentences: tuple[Sentence, ...]


@lru_cache(maxsize=_KEPT)
def laid_out(text: str, publisher: str | None, title: str | None) -> Laid:
    """The layout of a text, as `lay_out` makes it from the same, with its sentences."""
    layout = lay_out(text, publisher, title)
    sentences = tuple(
        Sentence(index, start, end)
        for index, block in enumerate(layout.blocks)
        for start, end in split_sentences(layout.view.text, block.start, block.end)
    )
    return Laid(layout, sentences)
