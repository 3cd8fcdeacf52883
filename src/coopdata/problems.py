"""What went wrong, or what a reader should know: one vocabulary for every stage.

A `Problem` becomes one row of the published table `issues` and one line on the terminal. Each has a stable short
code, so that a test, a report and a person looking it up all use the same word. A stage never prints and never
swallows: it returns problems beside its result.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Self


class Defined(StrEnum):
    """A code list whose every member is written with its definition: ``NAME = "code", "When it is used."``."""

    definition: str

    def __new__(cls, code: str, definition: str) -> Self:
        """The member `code`; its `definition` is what readers of the data see."""
        member = str.__new__(cls, code)
        member._value_ = code
        member.definition = definition
        return member


class Severity(Defined):
    """How much a problem matters to someone using the data."""

    ERROR = "error", "Something was left out of the release because of it."
    WARNING = "warning", "The value is there, but look before relying on it."
    NOTE = "note", "Worth knowing; nothing is wrong."


class Code(Defined):
    """Every code of the table `issues`, and of releases that were refused. The published code list is made from it.

    The definition says when it is raised.
    """

    FILE_EMPTY = "file_empty", "The file has no text in it."
    FILE_BINARY = "file_binary", "The file is not text: it holds NUL or control bytes."
    FILE_ENCODING = "file_encoding", "The file is text, but its encoding cannot be told for sure."
    FILE_UNREADABLE = "file_unreadable", "The file could not be opened."
    FILE_TOO_LARGE = "file_too_large", "The file is over the size that is read."
    FILE_DAMAGED = "file_damaged", "The file is cut off, broken or not of the kind that its name says."
    FILE_ENCRYPTED = "file_encrypted", "The file is locked with a password."
    FILE_NO_TEXT_LAYER = "file_no_text_layer", "The PDF holds pictures of pages, and no text."
    FILE_EXTRA_MISSING = (
        "file_extra_missing",
        "Files of this kind are read with an extra of coopdata that is not installed.",
    )
    ARCHIVE_ROW_INVALID = (
        "archive_row_invalid",
        "A row of an archive of documents is broken or has no text; the other rows were read.",
    )
    TEXT_ENCODING_DETECTED = (
        "text_encoding_detected",
        "The file does not say its encoding and is not UTF-8; it was told from the bytes.",
    )
    TEXT_REPAIRED = (
        "text_repaired",
        "Letters that an earlier program had garbled by reading them in a wrong encoding were put right.",
    )
    TEXT_MADE_ANEW = (
        "text_made_anew",
        "The stored text of a file was damaged and was taken from the file again; older offsets may not fit it.",
    )
    SIDECAR_INVALID = (
        "sidecar_invalid",
        "The sidecar is not JSON, has an unknown key, or a value of the wrong form; its document is rejected.",
    )
    SIDECAR_ORPHAN = "sidecar_orphan", "A sidecar stands without its document."
    READER_FAILED = "reader_failed", "The reader broke on this text and nothing was read from it; a fault of coopdata."
    CORRECTION_INVALID = (
        "correction_invalid",
        "A line of corrections.csv cannot be applied: unknown record, field or value.",
    )
    CORRECTION_STALE = (
        "correction_stale",
        "The document a correction was made for has changed since; it was not applied.",
    )
    VALUE_CONFLICT = "value_conflict", "Documents state different values; one was chosen, all are in statements."
    MERGE_PROPOSED = "merge_proposed", "Two records look alike and may be one; no rule may merge them, a curator can."
    NEAR_DUPLICATE = "near_duplicate", "The same text as another but for small changes; the two count as one source."
    DUPLICATE_DOCUMENT = "duplicate_document", "The same text stands in raw/ twice."
    SOURCE_INVALID = (
        "source_invalid",
        "raw/sources.toml, or a source in it, is not as it should be; nothing is captured from it.",
    )
    SOURCE_FAILED = (
        "source_failed",
        "A source could not be asked, or what it answered is no list of texts; nothing new came from it.",
    )
    CAPTURE_FAILED = (
        "capture_failed",
        "Texts that a source lists could not be fetched; they are tried again every night.",
    )
    CAPTURE_REFUSED = (
        "capture_refused",
        "Texts that a source lists were not taken: forbidden, too large, no text, not public, behind a login.",
    )
    CAPTURE_GONE = "capture_gone", "Texts that were captured are no longer where they were; they stay in the data."
    FEED_DATE = "feed_date", "A feed dates texts in the future; they are taken, the date is not."
    LLM_UNANSWERED = (
        "llm_unanswered",
        "The language model asked for gave no answer to this text; the reading by rules stands alone.",
    )
    LLM_ANSWER_INVALID = (
        "llm_answer_invalid",
        "The language model's answer is not of the form asked for; the reading by rules stands alone.",
    )
    LLM_NOT_ASKED = (
        "llm_not_asked",
        "Too long a text, or one past the budget: the language model was not asked; the reading by rules stands alone.",
    )
    LLM_VALUE_REFUSED = (
        "llm_value_refused",
        "Values of the language model were refused, since their quotes do not stand in the text or say no such value.",
    )
    COUNTRY_UNKNOWN = "country_unknown", "An organization's country could not be told from its document."
    QUALITY_BELOW_FLOOR = (
        "quality_below_floor",
        "A measured figure of the reader is below its floor; no release is made, so no release has this issue.",
    )
    QUALITY_OUTDATED = (
        "quality_outdated",
        "The measured figures are of another version of the reader; no release is made, so no release has this issue.",
    )


@dataclass(frozen=True, order=True, slots=True)
class Problem:
    """One thing a reader, curator or operator should know.

    `place` says where (a line, a key, a column), `remedy` what to do about it; both may be empty when the message
    says enough. `path` is the file it is about, relative to the project, empty when it is about none.
    """

    code: Code
    message: str
    severity: Severity = Severity.WARNING
    path: str = ""
    place: str = ""
    remedy: str = ""
    document_id: str | None = None
    table: str | None = None
    record_id: str | None = None
    related_id: str | None = None
    """The other record that it is about, of the same table."""
    documents: int | None = None
    """How many documents stand behind what it is about, where that tells how much it matters."""

    def line(self) -> str:
        """The problem as one line for a terminal: file, place, what, remedy."""
        where = ":".join(part for part in (self.path, self.place) if part)
        return " ".join(part for part in (f"{where}:" if where else "", self.message, self.remedy) if part)
