"""From a file or a text to a `Document`, or to a `Rejection` that says why not."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING

from coopdata.capture import RawFile, Scan
from coopdata.documents.extracted import Extracted
from coopdata.documents.language import detect_language
from coopdata.documents.laying import laid_out
from coopdata.documents.layout import Layout
from coopdata.documents.model import PLAIN_TEXT, BlockKind, Document, Published, Rejection, Sidecar, Span
from coopdata.documents.opening import RawText, open_all, open_file
from coopdata.documents.publication import publication
from coopdata.documents.wording import byline_name
from coopdata.ids import make_id
from coopdata.kept import Kept, key_of
from coopdata.problems import Code, Problem, Severity

if TYPE_CHECKING:
    from pydantic import TypeAdapter

_BATCH = 1000
"""Texts whose headings are kept at once."""


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
    """The document of a file that was opened."""
    return _document(raw, _heading(raw))


@dataclass(frozen=True)
class _Heading:
    """What a document says of itself, and its sketch, if one was asked for: all that reading a file has to work out.

    Title and byline are those of the text's own layout, whose characters can be shown, but for a title that the file
    names (its line is the title) and the byline of a text without one. For the date see `publication`.
    """

    title: str | None
    title_span: Span | None
    published: Published | None
    language: str | None
    byline: str | None
    sketch: str | None = None
    """Its bytes as hexadecimal digits."""


def _heading(raw: RawText, *, sketched: bool = False) -> _Heading:
    metadata = raw.extracted.metadata
    layout = laid_out(raw.text, raw.sidecar.publisher, metadata.title).layout
    view, title = layout.view, layout.title
    return _Heading(
        title=view.text[slice(*title)] if title else None,
        title_span=view.to_source(*title) if title else None,
        published=publication(layout, raw.sidecar, metadata),
        language=raw.sidecar.language or detect_language(view.text),
        byline=_byline(layout) or metadata.byline,
        sketch=_sketch(raw.text) if sketched else None,
    )


def _sketch(text: str) -> str:
    from coopdata.documents.sketches import sketch_of  # noqa: PLC0415 - it needs numpy, which one text does without

    return sketch_of(text).hex()


def _document(raw: RawText, heading: _Heading) -> Document:
    return Document(
        id=raw.id,
        path=raw.name,
        sha256=raw.sha256,
        text=raw.text,
        sidecar=raw.sidecar,
        title=heading.title,
        title_span=heading.title_span,
        published=heading.published,
        language=heading.language,
        byline=heading.byline,
        size_bytes=raw.size,
        metadata=raw.extracted.metadata,
        media_type=raw.extracted.media_type,
        problems=raw.problems,
        sketch=None if heading.sketch is None else bytes.fromhex(heading.sketch),
    )


def read_files(files: Iterable[RawFile], kept: Kept | None = None) -> list[Document | Rejection]:
    """Every text of every file, in the order given, read or rejected; each with an id of its own.

    What `kept` knows of a text is not worked out again, and sketches are made. For the ids see `number_duplicates`.
    """
    opened = (raw for file in files for raw in open_all(file))
    if kept is None:
        return number_duplicates([raw if isinstance(raw, Rejection) else read_raw(raw) for raw in opened])
    found: list[Document | Rejection] = []
    while batch := list(islice(opened, _BATCH)):
        documents = iter(_read_known([raw for raw in batch if isinstance(raw, RawText)], kept))
        found += [raw if isinstance(raw, Rejection) else next(documents) for raw in batch]
    return number_duplicates(found)


def _read_known(opened: Sequence[RawText], kept: Kept) -> list[Document]:
    """The documents of files that were opened, from what is kept of them; the rest is worked out and kept."""
    adapter = _headings()
    keys = [key_of("heading", raw.text, raw.sidecar, raw.extracted.metadata) for raw in opened]
    headings = [None if value is None else adapter.validate_json(value) for value in kept.get(keys)]
    new = {
        number: _heading(raw, sketched=True)
        for number, (raw, heading) in enumerate(zip(opened, headings, strict=True))
        if heading is None
    }
    kept.put({keys[number]: adapter.dump_json(heading) for number, heading in new.items()})
    return [_document(raw, headings[number] or new[number]) for number, raw in enumerate(opened)]


@cache
def _headings() -> "TypeAdapter[_Heading]":
    """What makes headings of JSON; it takes a tenth of a second to load, which a single text need not wait for."""
    from pydantic import TypeAdapter  # noqa: PLC0415

    return TypeAdapter(_Heading)


def read_all(scan: Scan, kept: Kept | None = None) -> tuple[list[Document | Rejection], list[Problem]]:
    """Every text of a scan, and the problems of scanning, of texts read and of duplicates.

    A rejection carries its own problem. For `kept` see `read_files`.
    """
    documents = read_files(scan.files, kept)
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
