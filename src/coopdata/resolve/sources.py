"""Rows of `documents`: every file that was looked at, read or not."""

from collections.abc import Iterable, Mapping, Sequence
from sys import intern

from coopdata.documents.model import BlockKind, Document, Rejection, Span
from coopdata.extract.record import Record, Statement
from coopdata.ids import make_id
from coopdata.problems import Code, Problem, Severity
from coopdata.resolve.ledger import Ledger, Source, in_order
from coopdata.resolve.model import Claim, DocumentRow
from coopdata.resolve.stories import versions
from coopdata.resolve.wording import find_wording

BINARY_MEDIA_TYPE = "application/octet-stream"
READ, REJECTED = "read", "rejected"
METADATA = "metadata"
SUPPLIED = "supplied"


def read_sources(documents: Iterable[Document | Rejection], records: Iterable[Record]) -> tuple[Source, ...]:
    """Each document that counts with its record, in order. Duplicates count for nothing: their twin speaks for them.

    Raises ValueError for a record whose document is not among the documents.
    """
    by_id = {document.id: document for document in documents if isinstance(document, Document)}
    pairs = []
    for record in records:
        if record.document.id not in by_id:
            raise ValueError(f"record of {record.document.path} ({record.document.id}) has no document")
        document = by_id[record.document.id]
        if duplicate_of(document) is None:
            pairs.append((document, record))
    return in_order(pairs)


def duplicate_of(document: Document | Rejection) -> str | None:
    """The document with the same bytes that stands for this one; only the first path has the id of the bytes."""
    if document.sha256 is None:
        return None
    first = make_id("doc", document.sha256)
    return None if document.id == first else first


def document_rows(
    documents: Sequence[Document | Rejection],
    sources: Sequence[Source],
    agreements: Mapping[str, int],
    ledger: Ledger,
) -> tuple[DocumentRow, ...]:
    """A row for every file, also rejected ones; `agreements` counts those each document reports."""
    stories = {source.document.id: source.story for source in sources}
    paths = {document.id: document.path for document in documents}
    older = versions(documents)
    rows = []
    for document in sorted(documents, key=lambda document: document.id):
        twin = duplicate_of(document)
        if twin not in paths:
            twin = None
        story = stories.get(document.id, document.id)
        if story != document.id:
            twin = story
            ledger.problems.append(_same_story_problem(document, paths[story]))
        if isinstance(document, Rejection):
            rows.append(_rejected_row(document, twin, older.get(document.id)))
        else:
            _state_all(document, ledger)
            rows.append(_row(document, twin, older.get(document.id), agreements.get(document.id, 0)))
        if twin is not None and twin != story:
            ledger.problems.append(_duplicate_problem(document))
    return tuple(rows)


def _state_all(document: Document, ledger: Ledger) -> None:
    """Write down all that the document says of itself."""
    byline = _byline_span(document)
    if document.title is not None and document.title_span is not None:
        _state(
            ledger, document, "title", document.title, Statement("title", document.title, document.title_span, "title")
        )
    if document.byline is not None and byline is not None:
        _state(ledger, document, "byline", document.byline, Statement("byline", document.byline, byline, "byline"))
    if document.byline is not None and byline is None and document.byline == document.metadata.byline:
        _supply(ledger, document, "byline", document.byline, METADATA)
    if document.published is not None:
        _state_published(ledger, document)


def _row(document: Document, twin: str | None, older: str | None, agreements: int) -> DocumentRow:
    sidecar = document.sidecar
    published = document.published
    return DocumentRow(
        document_id=document.id,
        title=document.title,
        publisher=sidecar.publisher,
        byline=_known_byline(document),
        url=sidecar.url,
        published=str(published.date) if published else None,
        published_source=published.source if published else None,
        language=document.language,
        retrieved=sidecar.retrieved,
        media_type=document.media_type,
        sha256=document.sha256,
        size_bytes=document.size_bytes,
        words=len(document.text.split()),
        licence=sidecar.licence,
        raw_path=document.path,
        source=sidecar.source,
        replaces=older,
        duplicate_of=twin,
        agreements=agreements,
        status=READ,
    )


def _state(ledger: Ledger, document: Document, field: str, value: str, statement: Statement) -> None:
    """Write down what the document says of itself."""
    ledger.write(
        Claim(
            "documents",
            document.id,
            field,
            value,
            document.id,
            statement.span,
            intern(f"document.{statement.rule}"),
            statement.kind.value,
            statement.confidence,
        )
    )


def _state_published(ledger: Ledger, document: Document) -> None:
    """Where the date of publication comes from: characters of the text, the sidecar, or the file's own metadata."""
    published = document.published
    assert published is not None  # noqa: S101 - the caller knows
    value = str(published.date)
    if published.span is not None:
        _state(ledger, document, "published", value, Statement("published", value, published.span, published.source))
        return
    _supply(ledger, document, "published", value, published.source)


def _supply(ledger: Ledger, document: Document, field: str, value: str, source: str) -> None:
    """Write down what was given with the document beside its text."""
    rule = intern(f"document.{source}")
    ledger.write(Claim("documents", document.id, field, value, document.id, None, rule, SUPPLIED, 1.0))


def _known_byline(document: Document) -> str | None:
    """The byline, where the text or the file's metadata have it in these words."""
    stands = _byline_span(document) is not None or document.byline == document.metadata.byline
    return document.byline if stands else None


def _byline_span(document: Document) -> Span | None:
    """Where the text has its byline."""
    if document.byline is None:
        return None
    blocks = [document.view.to_source(b.start, b.end) for b in document.blocks if b.kind is BlockKind.BYLINE]
    return find_wording(document, document.byline, blocks)


def _rejected_row(rejection: Rejection, twin: str | None, older: str | None) -> DocumentRow:
    sidecar = rejection.sidecar
    binary = rejection.problem.code in (Code.FILE_BINARY, Code.FILE_ENCODING)
    return DocumentRow(
        document_id=rejection.id,
        title=None,
        publisher=sidecar.publisher,
        byline=None,
        url=sidecar.url,
        published=None,
        published_source=None,
        language=None,
        retrieved=sidecar.retrieved,
        media_type=BINARY_MEDIA_TYPE if binary else rejection.media_type,
        sha256=rejection.sha256,
        size_bytes=rejection.size_bytes,
        words=0,
        licence=sidecar.licence,
        raw_path=rejection.path,
        source=sidecar.source,
        replaces=older,
        duplicate_of=twin,
        agreements=0,
        status=REJECTED,
    )


def _same_story_problem(document: Document | Rejection, path: str) -> Problem:
    return Problem(
        Code.NEAR_DUPLICATE,
        f"{document.path} is the same text as {path}, but for small changes; the two count as one source",
        severity=Severity.NOTE,
        path=document.path,
        document_id=document.id,
        table="documents",
        record_id=document.id,
    )


def _duplicate_problem(document: Document | Rejection) -> Problem:
    return Problem(
        Code.DUPLICATE_DOCUMENT,
        f"{document.path} has the same bytes as another file; it gives no data of its own",
        severity=Severity.NOTE,
        path=document.path,
        remedy="Remove one of the two files.",
        document_id=document.id,
        table="documents",
        record_id=document.id,
    )
