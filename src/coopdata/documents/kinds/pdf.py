"""PDF with a text layer: the lines that pypdf finds, in the order of the file, joined to paragraphs.

Page numbers, and lines that head or foot every page, are left out. Title, date and author in the file's properties are
not asked: they are those of a template or of who typed as often as not.
"""

import io
import logging
import re
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from importlib.metadata import version
from typing import Any

from ftfy.fixes import fix_latin_ligatures
from pypdf import PageObject, PdfReader
from pypdf.errors import DependencyError, PyPdfError

from coopdata.documents.decode import refused
from coopdata.documents.extracted import Extracted
from coopdata.documents.kinds.paragraphs import Line, join_lines
from coopdata.problems import Code, Problem

EXTRACTOR = "pypdf"
logging.getLogger(EXTRACTOR).setLevel(logging.CRITICAL)  # what is wrong with a file is told as its problem
_MARK = b"%PDF-"
_MARK_WITHIN = 1024
_PAGE_NUMBER = re.compile(r"[-–—|\s]*(?:page\s*)?\d{1,4}(?:\s*(?:of|/|\|)\s*\d{1,4})?[-–—|\s]*", re.IGNORECASE)
_DIGITS = re.compile(r"\d+")
_EDGE = 2
"""Lines at the top and at the bottom of a page that may head or foot it."""
_PAGES = 3
"""Pages from which on a line that is on most of them heads or foots them."""
_FAULTS = (
    *(PyPdfError, zlib.error, OSError, EOFError, RuntimeError, ArithmeticError),
    *(ValueError, TypeError, KeyError, IndexError, AttributeError, AssertionError),
)
"""What pypdf raises for files that are broken: its own errors, and whatever a wrong object leads to."""


def extract(data: bytes, name: str, media_type: str) -> Extracted | Problem:
    """The text of a PDF, or why there is none."""
    if _MARK not in data[:_MARK_WITHIN]:
        return _damaged(name, "does not begin as PDFs do")
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not _opens(reader):
            remedy = "Save it again without a password, or its text as a .txt file."
            return refused(Code.FILE_ENCRYPTED, name, "is locked with a password.", remedy)
        pages = [list(_lines(page)) for page in reader.pages]
    except _FAULTS as error:
        return _damaged(name, f"{type(error).__name__}: {error}")
    text = join_lines(_without_furniture(pages))
    if not any(map(str.isalnum, text)):
        what = "has pictures of pages, and no text in it."
        remedy = "Recognize its text with a program for OCR, and save that as a .txt file."
        return refused(Code.FILE_NO_TEXT_LAYER, name, what, remedy)
    return Extracted(text, media_type, extractor=EXTRACTOR, version=version(EXTRACTOR))


def _opens(reader: PdfReader) -> bool:
    """Whether a locked file opens without a password, as those do in which only printing or copying is forbidden."""
    try:
        return bool(reader.decrypt(""))
    except (DependencyError, NotImplementedError):  # a cipher that needs a library of its own
        return False


def _damaged(name: str, why: str) -> Problem:
    what = f"is no whole PDF: {why}."
    return refused(Code.FILE_DAMAGED, name, what, "Save it again as PDF, or its text as a .txt file.")


def _lines(page: PageObject) -> Iterator[Line]:
    """The lines of a page with the place and size of their first letters."""
    pieces: list[tuple[str, float, float, float]] = []

    def visit(text: str, cm: Sequence[float], tm: Sequence[float], _font: Any, size: float) -> None:
        x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
        y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
        pieces.append((text, x, y, abs(size * (tm[3] or 1.0) * (cm[3] or 1.0))))

    page.extract_text(visitor_text=visit)
    words: list[str] = []
    place: tuple[float, float, float] | None = None
    for text, x, y, size in [*pieces, ("\n", 0.0, 0.0, 0.0)]:
        for part in re.split(r"(\n)", text):
            if part != "\n":
                words.append(part)
                place = (x, y, size) if place is None and part.strip() else place
                continue
            shown = fix_latin_ligatures(" ".join("".join(words).split()))
            if shown and place is not None:
                yield Line(shown, *place)
            words, place = [], None


def _without_furniture(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """The pages without page numbers and lines that stand at the edge of most pages."""
    seen = Counter(form for page in pages for form in {_form(line) for line in _edges(page)})
    repeated = {form for form, count in seen.items() if count >= _PAGES and count > len(pages) / 2}
    return [[line for line in page if not _is_furniture(line, page, repeated)] for page in pages]


def _is_furniture(line: Line, page: Sequence[Line], repeated: set[str]) -> bool:
    if line not in _edges(page):
        return False
    return _form(line) in repeated or _PAGE_NUMBER.fullmatch(line.text) is not None


def _edges(page: Sequence[Line]) -> list[Line]:
    return [*page[:_EDGE], *page[-_EDGE:]]


def _form(line: Line) -> str:
    """A line as it is on every page: its number counts for nothing."""
    return _DIGITS.sub("#", line.text)
