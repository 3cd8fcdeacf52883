"""Finding again the texts that published offsets point into: the stored ones, else the files that are their own text.

Nothing is taken out of a file anew here: what a library makes of it today need not be what was read.
"""

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from importlib import import_module
from pathlib import Path

from coopdata.capture import RawFile
from coopdata.capture.files import TEXTS
from coopdata.documents.decode import MAX_BYTES
from coopdata.documents.extracted import Extracted
from coopdata.documents.opening import RawText
from coopdata.documents.texts import load_text, text_path
from coopdata.reference.file_kinds import PLAIN, kind_of, split_row

Wanted = Mapping[str, tuple[str, str]]
"""The path below raw/ and the SHA-256 of each document, by its id."""


def find_texts(raw: Path, wanted: Wanted) -> dict[str, str]:
    """The texts of these documents that are still there, by document id. Never raises for what `raw` holds."""
    return {identifier: text for identifier, text in _found(raw, wanted) if text is not None}


def _found(raw: Path, wanted: Wanted) -> Iterator[tuple[str, str | None]]:
    rows: dict[str, dict[int, list[str]]] = defaultdict(lambda: defaultdict(list))
    for identifier, (name, sha256) in wanted.items():
        row = split_row(name)
        if not (raw / (row[0] if row else name)).resolve().is_relative_to(raw.resolve()):
            continue
        if row is None:
            yield identifier, _text_of_file(raw, name, sha256)
        else:
            rows[row[0]][row[1]].append(identifier)
    for archive, numbers in rows.items():
        for number, opened in _rows(raw, archive, numbers):
            for identifier in numbers[number]:
                yield identifier, _text_of_row(raw, opened) if opened.sha256 == wanted[identifier][1] else None


def _text_of_file(raw: Path, name: str, sha256: str) -> str | None:
    """The text of a file that still has these bytes: the stored one, else its bytes where it is plain text."""
    path = raw / name
    try:
        if path.stat().st_size > MAX_BYTES:
            return None
        data = path.read_bytes()
        if hashlib.sha256(data).hexdigest() != sha256:
            return None
        kind, kept = kind_of(name), _kept(raw, sha256)
        if kept is not None and kept.media_type == kind.media_type:
            return kept.text
        return data.decode("utf-8") if kind.reader == PLAIN else None
    except (OSError, ValueError):
        return None  # counted: the report says how many statements were compared with their text


def _text_of_row(raw: Path, opened: RawText) -> str | None:
    """The text of a row: the stored one where letters were put right, else the row's own."""
    if opened.extracted.is_as_stored:
        return opened.text
    try:
        kept = _kept(raw, opened.sha256)
    except (OSError, ValueError):
        return None
    return None if kept is None else kept.text


def _kept(raw: Path, sha256: str) -> Extracted | None:
    path = text_path(raw / TEXTS, sha256)
    return load_text(path, sha256) if path.exists() else None


def _rows(raw: Path, archive: str, numbers: Collection[int]) -> Iterator[tuple[int, RawText]]:
    """The rows of an archive with these numbers; what cannot be read is passed over."""
    last = max(numbers)
    for opened in import_module("coopdata.documents.archives").open_rows(RawFile(raw / archive, archive)):
        row = split_row(opened.name if isinstance(opened, RawText) else opened.path)
        if row is not None and row[1] in numbers and isinstance(opened, RawText):
            yield row[1], opened
        if row is not None and row[1] >= last:
            return
