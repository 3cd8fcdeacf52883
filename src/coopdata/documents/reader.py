"""From a file or a text to a `Document`, or to a `Rejection` that says why not."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import replace

from coopdata.capture import RawFile, Scan
from coopdata.documents.extracted import Extracted
from coopdata.documents.language import detect_language
from coopdata.documents.laying import laid_out
from coopdata.documents.layout import Layout
from coopdata.documents.model import PLAIN_TEXT, BlockKind, Document, Rejection, Sidecar
from coopdata.documents.opening import RawText, open_all, open_file
from coopdata.documents.publication import publication
from coopdata.documents.wording import byline_name
from coopdata.ids import make_id
from coopdata.problems import Code, Problem, Severity


def read_text(text: str, *, path: str = "", sidecar: Sidecar | None = None, data: bytes | None = None) -> Document:
    """The document of a text: its layout, sentences, title, byline, language and publication date.

    `data` are the bytes it was decoded from, UTF-8 of the text where none are given; the id comes from their hash.
    Raises ValueError for a `sidecar.published` that is no ISO 8601 date.
    """
    data = text.encode("utf-8", "surrogatepass") if data is None else data
    digest = hashlib.sha256(data).hexdigest()
    return read_raw(RawText(path, Extracted(text, PLAIN_TEXT), digest, len(data), sidecar or Sidecar()))


def read_file(file: RawFile) -> Document | Rejection:
    """The document in a file, or why it is rejected. Never raises for bad input."""
    raw = open_file(file)
    if isinstance(raw, Rejection):
        return raw
    return read_raw(raw)


def read_raw(raw: RawText) -> Document:
    """The document of a file that was opened.

    Title and byline are those of the text's own layout, whose characters can be shown, but for a title that the file
    names (its line is the title) and the byline of a text without one. For the date see `publication`.
    """
    metadata = raw.extracted.metadata
    layout = laid_out(raw.text, raw.sidecar.publisher, metadata.title).layout
    view, title = layout.view, layout.title
    return Document(
        id=raw.id,
        path=raw.name,
        sha256=raw.sha256,
        text=raw.text,
        sidecar=raw.sidecar,
        title=view.text[slice(*title)] if title else None,
        title_span=view.to_source(*title) if title else None,
        published=publication(layout, raw.sidecar, metadata),
        language=raw.sidecar.language or detect_language(view.text),
        byline=_byline(layout) or metadata.byline,
        size_bytes=raw.size,
        metadata=metadata,
        media_type=raw.extracted.media_type,
        problems=raw.problems,
    )


def read_files(files: Iterable[RawFile]) -> list[Document | Rejection]:
    """Every text of every file, in the order given, read or rejected; each with an id of its own.

    For the ids see `number_duplicates`.
    """
    opened = (raw for file in files for raw in open_all(file))
    return number_duplicates([raw if isinstance(raw, Rejection) else read_raw(raw) for raw in opened])


def read_all(scan: Scan) -> tuple[list[Document | Rejection], list[Problem]]:
    """Every text of a scan, and the problems of scanning, of texts read and of duplicates.

    A rejection carries its own problem.
    """
    documents = read_files(scan.files)
    told = [
        replace(problem, document_id=document.id)
        for document in documents
        if isinstance(document, Document)
        for problem in document.problems
    ]
    return documents, [*scan.problems, *told, *duplicate_problems(documents)]


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


def _byline(layout: Layout) -> str | None:
    lines = (layout.view.text[block.start : block.end] for block in layout.blocks if block.kind is BlockKind.BYLINE)
    return next((name for line in lines if (name := byline_name(line)) is not None), None)
