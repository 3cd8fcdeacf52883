"""Small texts, as far along the way through the reader as a test needs them."""

from coopdata.documents import read_text
from coopdata.documents.model import BlockKind, Sidecar
from coopdata.extract import lexicon, reader
from coopdata.extract.clauses import Clause
from coopdata.extract.context import Passage
from coopdata.extract.record import Record
from coopdata.extract.scene import Scene, build_scene
from coopdata.extract.words import split_words


def passage(sentence: str, kind: BlockKind = BlockKind.BODY) -> Passage:
    """One sentence with its words and what the lexicon knows of them."""
    end = len(sentence)
    words = split_words(sentence, 0, end)
    return Passage(sentence, 0, end, 0, kind, words, lexicon.load().scan(sentence))


def scene(text: str) -> Scene:
    return build_scene(read_text(text), lexicon.load())


def clause(sentence: str) -> Clause:
    (only,) = scene(sentence).clauses
    return only


def record(text: str, published: str | None = "2021-05-04") -> Record:
    return reader.read(read_text(text, sidecar=Sidecar(published=published)))
