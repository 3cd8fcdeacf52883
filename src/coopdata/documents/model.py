"""What a document is to everything after it: stored text, its layout, and where each piece stands.

Two coordinate systems, and only two. *Source* positions are character offsets into `Document.text`, the text as
stored; everything published uses them. *View* positions are offsets into `Document.view.text`, the same text with
runs of white space made one, typographic quotes made plain and blocks parted by a newline; everything that reads
uses them. `View.to_source` is the one bridge, and `extract.record` the one place that crosses it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import total_ordering
from typing import TYPE_CHECKING

from coopdata.problems import Problem

if TYPE_CHECKING:
    from coopdata.documents.laying import Laid

Span = tuple[int, int]
"""Half-open ``(start, end)`` character offsets."""
PLAIN_TEXT = "text/plain"


class BlockKind(StrEnum):
    """What a block of text is for; only some kinds are read for facts."""

    CRUMB = "crumb"
    """Navigation: a breadcrumb trail, a menu, "Home > News"."""
    HEADLINE = "headline"
    """The headline, a line under it, and headings between paragraphs; `Document.title_span` says which is the title."""
    DATELINE = "dateline"
    """A date, or place, agency and date: a line "Posted on May 25, 2022", or what opens a lead: "AMMAN, Jan. 31 --"."""
    BODY = "body"
    LIST_ITEM = "list_item"
    CAPTION = "caption"
    BYLINE = "byline"
    FOOTER = "footer"
    """After the text proper: latest-update lines, tags, "Read more", sources, copyright."""


class Precision(StrEnum):
    """How exactly a date is known."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True)
class Block:
    """One block of the layout, in view positions."""

    kind: BlockKind
    start: int
    end: int


@dataclass(frozen=True)
class Sentence:
    """One sentence, in view positions; it never crosses a block. `block` is an index into `Document.blocks`."""

    block: int
    start: int
    end: int


@total_ordering
@dataclass(frozen=True)
class PartialDate:
    """A date as far as it is known: a year, a month of it, or a day. Never completed by guessing.

    Dates are ordered by when they begin, the less exact first: 2019 < 2019-01 < 2019-01-01 < 2019-02.
    """

    year: int
    month: int | None = None
    day: int | None = None

    @property
    def precision(self) -> Precision:
        """Day, month or year."""
        if self.month is None:
            return Precision.YEAR
        return Precision.MONTH if self.day is None else Precision.DAY

    def __str__(self) -> str:
        """ISO 8601 at this precision: ``2019``, ``2019-09`` or ``2019-09-05``."""
        parts = [f"{self.year:04d}"]
        parts += [f"{part:02d}" for part in (self.month, self.day) if part is not None]
        return "-".join(parts)

    def __lt__(self, other: "PartialDate") -> bool:
        """Whether this date begins before `other`, or is the less exact of two that begin together."""
        mine, theirs = ((date.year, date.month or 0, date.day or 0) for date in (self, other))
        return mine < theirs

    def contains(self, other: "PartialDate") -> bool:
        """Whether `other` is this date or lies within it (2019-09 contains 2019-09-05)."""
        mine, theirs = str(self), str(other)
        return theirs == mine or theirs.startswith(f"{mine}-")


@dataclass(frozen=True)
class Published:
    """The publication date, and where it was read.

    `source` is "sidecar", "metadata", "dateline", "heading", "footer" or "dateline_partial"; `span` (source positions)
    is None for the sidecar and the file's own metadata.
    """

    date: PartialDate
    source: str
    span: Span | None


@dataclass(frozen=True)
class Sidecar:
    """What `<name>.meta.json` says of a document; every key is optional."""

    url: str | None = None
    publisher: str | None = None
    published: str | None = None
    retrieved: str | None = None
    language: str | None = None
    licence: str | None = None
    source: str | None = None
    """The source of raw/sources.toml that it was captured from."""
    replaces: str | None = None
    """Of a page that changed: the path of the version before, relative to raw/."""


@dataclass(frozen=True)
class Metadata:
    """What a file says of its text beside the text: the tags of a web page, the header of a mail.

    `published` is an ISO 8601 year, month or day; `title` is also the first line of the text.
    """

    title: str | None = None
    published: str | None = None
    byline: str | None = None


@dataclass(frozen=True)
class View:
    """The text as it is read, with the way back to the text as stored.

    `origins[i]` is the source position of the view's character i; there is one more entry for the end. A view
    character that stands for a run of white space has the run's first position; the newline between two blocks stands
    for all that was left out between them. Both maps are arrays of unsigned integers: two tuples of Python integers
    would cost twenty times the text. They take no part in comparing: equal documents have equal `text`.
    """

    text: str
    origins: Sequence[int] = field(repr=False, compare=False)
    ends: Sequence[int] = field(repr=False, compare=False)
    """`ends[i]` is the source position after the view's character i."""

    def to_source(self, start: int, end: int) -> Span:
        """The source span of a view span; an empty one maps to an empty one."""
        if start >= end:
            return self.origins[start], self.origins[start]
        return self.origins[start], self.ends[end - 1]


@dataclass(frozen=True)
class Document:
    """A text with its metadata, ready to be read, and its layout. Immutable; made by `coopdata.documents`.

    The layout is made when it is asked for (`documents.laying`).
    """

    id: str
    path: str
    sha256: str
    text: str
    sidecar: Sidecar
    title: str | None
    title_span: Span | None
    published: Published | None
    language: str | None
    byline: str | None = None
    size_bytes: int = 0
    duplicate_of: str | None = None
    """Id of the document with the same bytes that comes first by path; None for that first one."""
    metadata: Metadata = field(default_factory=Metadata)
    media_type: str = PLAIN_TEXT
    """Of the file that it comes from; `text` is what was taken from that file."""
    problems: tuple[Problem, ...] = ()
    """What to know of how the text was taken from the file."""
    sketch: bytes | None = field(default=None, compare=False, repr=False)
    """The text's sketch (`documents.sketches`), None where it has not been made."""

    @property
    def view(self) -> View:
        """The text as it is read."""
        return self._laid.layout.view

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The blocks of the view, in order."""
        return self._laid.layout.blocks

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences of the blocks, in order."""
        return self._laid.sentences

    @property
    def _laid(self) -> "Laid":
        from coopdata.documents.laying import laid_out  # noqa: PLC0415 - it makes what is defined here

        return laid_out(self.text, self.sidecar.publisher, self.metadata.title)


@dataclass(frozen=True)
class Rejection:
    """A file that could not become a document. It still becomes a row of `documents`, with status `rejected`."""

    id: str
    path: str
    sha256: str | None
    size_bytes: int
    sidecar: Sidecar
    problem: Problem
    duplicate_of: str | None = None
    media_type: str = PLAIN_TEXT
