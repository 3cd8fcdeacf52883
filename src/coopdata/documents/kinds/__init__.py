"""Kinds of file whose text has to be taken out of them, one module a kind; a module's library is asked for only here.

Each module has `extract(data, name, media_type)`, which gives what was taken out or the problem for which it could not
be. None of them knows where a file lies or that its text is kept.
"""

from collections.abc import Callable
from dataclasses import replace
from importlib import import_module

from coopdata.documents.decode import decode, is_empty, refused, without_controls
from coopdata.documents.decode import empty as empty_problem
from coopdata.documents.extracted import PLAIN, Extracted
from coopdata.documents.model import Metadata
from coopdata.documents.repair import repair
from coopdata.problems import Code, Problem
from coopdata.reference.file_kinds import PLAIN as PLAIN_READER
from coopdata.reference.file_kinds import FileKind, kind_of

Extract = Callable[[bytes, str, str], Extracted | Problem]


def extract(data: bytes, name: str) -> Extracted | Problem:
    """The text in the bytes of the file `name`, garbled letters put right; or why there is none."""
    kind = kind_of(name)
    reader = load(kind, name)
    found = reader if isinstance(reader, Problem) else reader(data, name, kind.media_type)
    return found if isinstance(found, Problem) else _cleaned(found, name)


def load(kind: FileKind, name: str) -> Extract | Problem:
    """What reads files of this kind; a problem that names the extra to install where its library is missing."""
    if kind.reader == PLAIN_READER:
        return _plain
    try:
        reader: Extract = import_module(f"{__name__}.{kind.reader}").extract
    except ModuleNotFoundError as error:
        if kind.extra is None or (error.name or "").partition(".")[0] == "coopdata":
            raise
        what = f"needs {error.name}, which is not installed."
        remedy = f"Install the extra {kind.extra}: pip install 'coopdata[{kind.extra}]'."
        return refused(Code.FILE_EXTRA_MISSING, name, what, remedy)
    return reader


def _plain(data: bytes, name: str, media_type: str) -> Extracted | Problem:
    found = decode(data, name)
    if isinstance(found, Problem):
        return found
    return Extracted(found.text, media_type, Metadata(), PLAIN, encoding=found.encoding, detected=found.detected)


def _cleaned(found: Extracted, name: str) -> Extracted | Problem:
    """The text as it is read: without characters that no text holds, garbled letters put right."""
    text = found.text if found.extractor == PLAIN else without_controls(found.text)
    if is_empty(text):
        return empty_problem(name)
    fixed = repair(text)
    metadata = Metadata(*(repair(without_controls(value)).text if value else None for value in _values(found.metadata)))
    return replace(found, text=fixed.text, metadata=metadata, repaired=fixed.lines)


def _values(metadata: Metadata) -> tuple[str | None, ...]:
    return metadata.title, metadata.published, metadata.byline
