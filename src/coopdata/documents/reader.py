"""From a file or a text to a `Document`, or to a `Rejection` that says why not."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from coopdata.capture import RawFile, Scan
from coopdata.documents import decode as decoding
from coopdata.documents.language import detect_language
from coopdata.documents.layout import Layout, lay_out
from coopdata.documents.model import BlockKind, Document, Rejection, Sentence, Sidecar
from coopdata.documents.publication import publication
from coopdata.documents.sentences import split_sentences
from coopdata.documents.sidecar import read_sidecar
from coopdata.documents.wording import byline_name
from coopdata.ids import make_id
from coopdata.problems import Code, Problem, Severity


def read_text(text: str, *, path: str = "", sidecar: Sidecar | None = None, data: bytes | None = None) -> Document:
    """The document of a text: its layout, sentences, title, byline, language and publication date.

    `data` are the bytes it was decoded from, UTF-8 of the text where none are given; the id comes from their hash.
    Raises ValueError for a `sidecar.published` that is no ISO 8601 date.
    """
    sidecar = sidecar or Sidecar()
    data = text.encode("utf-8", "surrogatepass") if data is None else data
    digest = hashlib.sha256(data).hexdigest()
    layout = lay_out(text, sidecar.publisher)
    view, title = layout.view, layout.title
    return Document(
        id=make_id("doc", digest),
        path=path,
        sha256=digest,
        text=text,
        sidecar=sidecar,
        view=view,
        blocks=layout.blocks,
        sentences=_sentences(layout),
        title=view.text[slice(*title)] if title else None,
        title_span=view.to_source(*title) if title else None,
        published=publication(layout, sidecar),
        language=sidecar.language or detect_language(view.text),
        byline=_byline(layout),
        size_bytes=len(data),
    )


def read_file(file: RawFile) -> Document | Rejection:
    """The document in a file, or why it is rejected. Never raises for bad input."""
    raw = open_file(file)
    if isinstance(raw, Rejection):
        return raw
    return read_raw(raw)


@dataclass(frozen=True)
class RawText:
    """The text of a file as it stands there, before anything is read from it."""

    name: str
    text: str
    data: bytes
    sha256: str
    sidecar: Sidecar

    @property
    def id(self) -> str:
        """The id of the document that the file is, where no other has the same bytes."""
        return make_id("doc", self.sha256)


def open_file(file: RawFile) -> RawText | Rejection:
    """The text in a file, or why it is rejected. Never raises for bad input."""
    try:
        size = file.path.stat().st_size
        data = None if size > decoding.MAX_BYTES else file.path.read_bytes()
    except OSError as error:
        return _reject(file, decoding.unreadable(error, file.name), None, 0)
    if data is None:
        return _reject(file, decoding.too_large(size, file.name), None, size)
    digest = hashlib.sha256(data).hexdigest()
    sidecar = read_sidecar(file.sidecar, _sidecar_name(file)) if file.sidecar else Sidecar()
    known = Sidecar() if isinstance(sidecar, Problem) else sidecar
    text = decoding.decode(data, file.name)
    if isinstance(text, Problem):
        return _reject(file, text, digest, len(data), known)
    if isinstance(sidecar, Problem):
        return _reject(file, sidecar, digest, len(data))
    return RawText(file.name, text, data, digest, known)


def read_raw(raw: RawText) -> Document:
    """The document of a file that was opened."""
    return read_text(raw.text, path=raw.name, sidecar=raw.sidecar, data=raw.data)


def read_files(files: Iterable[RawFile]) -> list[Document | Rejection]:
    """Every file, in the order given, read or rejected; each with an id of its own (see `number_duplicates`)."""
    return number_duplicates([read_file(file) for file in files])


def read_all(scan: Scan) -> tuple[list[Document | Rejection], list[Problem]]:
    """Every file of a scan, and the problems of scanning and of duplicates; a rejection carries its own problem."""
    documents = read_files(scan.files)
    return documents, [*scan.problems, *duplicate_problems(documents)]


def number_duplicates(documents: Sequence[Document | Rejection]) -> list[Document | Rejection]:
    """The same documents, each with an id of its own.

    Where the same bytes stand at several paths, the first by path keeps the id made from the bytes, each further one
    has an id made from the bytes and its path, and names the first in `duplicate_of`.
    """
    first: dict[str, str] = {}
    for document in sorted(documents, key=lambda document: document.path):
        first.setdefault(document.id, document.path)
    return [document if first[document.id] == document.path else _as_duplicate(document) for document in documents]


def duplicate_problems(documents: Iterable[Document | Rejection]) -> list[Problem]:
    """A note for each document that has the bytes of another."""
    documents = list(documents)
    paths = {document.id: document.path for document in documents}
    return [
        Problem(
            Code.DUPLICATE_DOCUMENT,
            f"the same bytes as {paths[document.duplicate_of]}.",
            Severity.NOTE,
            path=document.path,
            remedy="Remove one of the two.",
            document_id=document.id,
        )
        for document in documents
        if document.duplicate_of is not None
    ]


def _as_duplicate(document: Document | Rejection) -> Document | Rejection:
    identifier = make_id("doc", document.sha256, document.path)
    if isinstance(document, Document):
        return replace(document, id=identifier, duplicate_of=document.id)
    problem = replace(document.problem, document_id=identifier)
    return replace(document, id=identifier, duplicate_of=document.id, problem=problem)


def _reject(
    file: RawFile, problem: Problem, digest: str | None, size: int, sidecar: Sidecar | None = None
) -> Rejection:
    """The rejection; where the bytes are not known, its id comes from the path."""
    identifier = make_id("doc", digest) if digest else make_id("doc", None, file.name)
    problem = replace(problem, document_id=identifier)
    return Rejection(identifier, file.name, digest, size, sidecar or Sidecar(), problem)


def _sidecar_name(file: RawFile) -> str:
    """What the sidecar is called in messages: the document's path with the sidecar's file name."""
    folder = file.name.rpartition("/")[0]
    name = file.sidecar.name if file.sidecar else ""
    return f"{folder}/{name}" if folder else name


def _sentences(layout: Layout) -> tuple[Sentence, ...]:
    return tuple(
        Sentence(index, start, end)
        for index, block in enumerate(layout.blocks)
        for start, end in split_sentences(layout.view.text, block.start, block.end)
    )


def _byline(layout: Layout) -> str | None:
    lines = (layout.view.text[block.start : block.end] for block in layout.blocks if block.kind is BlockKind.BYLINE)
    return next((name for line in lines if (name := byline_name(line)) is not None), None)
