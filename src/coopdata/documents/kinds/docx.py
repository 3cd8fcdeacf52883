"""Documents of Word (.docx): their paragraphs, lists and tables in order, by python-docx.

A paragraph in the style Title is the title. The file's properties are not asked: their author is who typed, their day
that of the template, their title often another document's.
"""

import io
import zipfile
import zlib
from collections.abc import Iterator
from importlib.metadata import version

import docx as word
from docx.opc.exceptions import OpcError
from docx.table import Table
from docx.text.paragraph import Paragraph
from lxml.etree import LxmlError

from coopdata.documents.decode import MAX_BYTES, empty, refused, too_large
from coopdata.documents.extracted import Extracted
from coopdata.documents.model import Metadata
from coopdata.problems import Code, Problem

EXTRACTOR = "python-docx"
_FAULTS = (
    *(zipfile.BadZipFile, zlib.error, OpcError, LxmlError, OSError, EOFError, RuntimeError),
    *(ValueError, TypeError, KeyError, IndexError, AttributeError, AssertionError),
)
"""What is raised for files that are broken: by the packing, by XML, and by whatever a wrong part leads to."""
_MAX_UNPACKED = 4 * MAX_BYTES
"""Bytes that a file may unpack to: a small file can be made to unpack to more than a machine holds."""
_LOCKED = bytes.fromhex("d0cf11e0a1b11ae1")
"""How a locked document begins, and one of the Word before 2007."""
_TITLE = "Title"
_CELLS = " | "


def extract(data: bytes, name: str, media_type: str) -> Extracted | Problem:
    """The text of a document, or why there is none."""
    if data.startswith(_LOCKED):
        what = "is locked with a password, or of a Word before 2007."
        return refused(Code.FILE_ENCRYPTED, name, what, "Save it again as .docx without a password.")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            size = sum(part.file_size for part in packed.infolist())
        if size > _MAX_UNPACKED:
            return too_large(size, name, _MAX_UNPACKED)
        content = word.Document(io.BytesIO(data))
        blocks = list(content.iter_inner_content())
        title = next((block.text for block in blocks if isinstance(block, Paragraph) and _style(block) == _TITLE), None)
        text = "\n\n".join(line for block in blocks for line in _lines(block))
    except _FAULTS as error:
        what = f"is no whole .docx: {type(error).__name__}: {error}."
        return refused(Code.FILE_DAMAGED, name, what, "Save it again as .docx, or its text as a .txt file.")
    if not text.strip():
        return empty(name, "Save the text of its pictures as a .txt file, or remove it.")
    return Extracted(text, media_type, Metadata(title=title or None), EXTRACTOR, version(EXTRACTOR))


def _lines(block: Paragraph | Table) -> Iterator[str]:
    """A paragraph as it is, an item of a list with its mark, a table row by row; what is empty is left out."""
    if isinstance(block, Paragraph):
        text = block.text.strip()
        if text:
            yield f"- {text}" if _is_item(block) else text
        return
    for row in block.rows:
        cells = dict.fromkeys(row.cells)  # cells that were joined come several times
        texts = [" ".join(cell.text.split()) for cell in cells]
        if any(texts):
            yield _CELLS.join(texts)


def _is_item(paragraph: Paragraph) -> bool:
    properties = paragraph._p.pPr
    return _style(paragraph).startswith("List ") or (properties is not None and properties.numPr is not None)


def _style(paragraph: Paragraph) -> str:
    style = paragraph.style
    return (style.name if style is not None else None) or ""
