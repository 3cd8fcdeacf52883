"""Archives of many documents: .jsonl and .parquet, each row a document of its own, read one after the other.

A row has its text under `text`, and may have `title`, `id` and the keys of a sidecar; what else it has is passed over.
A sidecar beside the archive speaks for the rows that say nothing themselves. The document of a row is named by its
number: "documents/news.jsonl#12" is line 12 of the file, of a Parquet file its twelfth row. Its bytes, from which its
id comes, are those of its text in UTF-8. Memory is that of a few rows, however long the archive is.
"""

import datetime as dt
import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, replace
from functools import partial
from typing import Any, BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq

from coopdata.capture import RawFile
from coopdata.documents import decode as decoding
from coopdata.documents.extracted import PLAIN, Extracted
from coopdata.documents.kinds.titles import with_title
from coopdata.documents.model import Metadata, Rejection, Sidecar
from coopdata.documents.opening import RawText, reject, sidecar_beside, told
from coopdata.documents.repair import repair
from coopdata.documents.sidecar import READ, check_sidecar
from coopdata.documents.texts import kept_text
from coopdata.problems import Code, Problem, Severity
from coopdata.reference.file_kinds import kind_of

TEXT, TITLE, ID = "text", "title", "id"
_COLUMNS = (TEXT, TITLE, ID, *READ)
_JSON_LINES = ".jsonl"
_BATCH = 64
"""Rows of a Parquet file that are in memory at once."""
_PART = 1 << 20
"""Bytes that are taken from the disk at once."""
Row = Mapping[str, Any]


def open_rows(file: RawFile) -> Iterator[RawText | Rejection]:
    """The text of each row, or why there is none; one rejection where the archive itself cannot be read."""
    sidecar = sidecar_beside(file)
    if isinstance(sidecar, Problem):
        yield reject(file, sidecar, *_measured(file))
        return
    known = {key: value for key, value in asdict(sidecar).items() if value is not None}
    number = 0
    for number, row in _rows(file):
        place = replace(file, name=row_name(file.name, number), sidecar=None)
        yield row if isinstance(row, Rejection) else _open_row(place, row, known)
    if number == 0:
        yield reject(file, decoding.empty(file.name), *_measured(file), sidecar)


def _rows(file: RawFile) -> Iterator[tuple[int, Row | Rejection]]:
    """Each row with its number; an archive that breaks off ends in its own rejection."""
    number = 0
    try:
        for number, row in _json_rows(file) if file.name.casefold().endswith(_JSON_LINES) else _parquet_rows(file):
            yield number, row
    except (pa.ArrowException, ValueError, OSError) as error:
        if isinstance(error, OSError) and error.strerror is not None:  # of the disk; Arrow has such errors of its own
            yield number + 1, reject(file, decoding.unreadable(error, file.name), None, 0)
            return
        what = f"is no whole archive: {' '.join(str(error).split())}."
        problem = decoding.refused(Code.FILE_DAMAGED, file.name, what, "Make it again; the rows before were read.")
        yield number + 1, reject(file, problem, *_measured(file))


def row_name(archive: str, number: int) -> str:
    """What the document of a row is called."""
    return f"{archive}#{number}"


def _open_row(file: RawFile, row: Row, known: Mapping[str, str]) -> RawText | Rejection:
    """The text of a row, or why there is none. `file` has the row's name."""
    text = row.get(TEXT)
    if not isinstance(text, str) or decoding.is_empty(text):
        return _bad_row(file, row, f"key {TEXT!r}", "has no text.", f"Put the text under {TEXT!r}.")
    if decoding.without_controls(text) != text:
        return _bad_row(file, row, f"key {TEXT!r}", "holds control characters.", "Take them out.")
    sidecar = _sidecar(row, known, file.name)
    if isinstance(sidecar, Problem):
        return _reject_row(file, row, replace(sidecar, place=_place(row, sidecar.place)))
    title, text = with_title(_plain_text(row.get(TITLE)), text)
    data = text.encode("utf-8")
    if len(data) > decoding.MAX_BYTES:
        return _reject_row(file, row, decoding.too_large(len(data), file.name))
    digest = hashlib.sha256(data).hexdigest()
    media_type = kind_of(file.name).media_type
    make = partial(_repaired, text, title, media_type)
    found, problems = (make(), ()) if file.texts is None else kept_text(file, file.texts, digest, make)
    extracted = make() if isinstance(found, Problem) else found
    return RawText(file.name, extracted, digest, len(data), sidecar, (*problems, *told(extracted, file.name)))


def _repaired(text: str, title: str | None, media_type: str) -> Extracted:
    fixed = repair(text)
    title = repair(title).text if title else None
    return Extracted(fixed.text, media_type, Metadata(title), PLAIN, encoding="utf-8", repaired=fixed.lines)


def _sidecar(row: Row, known: Mapping[str, str], name: str) -> Sidecar | Problem:
    """What a row says of its text, and the archive's sidecar where it says nothing."""
    own = {key: _written(row[key]) for key in READ if row.get(key) not in (None, "")}
    return check_sidecar({**known, **own}, name, "the row", Code.ARCHIVE_ROW_INVALID)


def _written(value: object) -> object:
    """A value as a sidecar would have it: Parquet knows dates, and a year may stand as a number."""
    if isinstance(value, dt.date):
        return value.isoformat()[:10]
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _json_rows(file: RawFile) -> Iterator[tuple[int, Row | Rejection]]:
    """Each line that is not blank with its number."""
    with file.path.open("rb") as lines:
        number = 0
        while line := lines.readline(decoding.MAX_BYTES + 1):
            number += 1
            place = replace(file, name=row_name(file.name, number))
            if len(line) > decoding.MAX_BYTES:
                size = len(line) + _skip_line(lines, line)
                yield number, reject(place, decoding.too_large(size, place.name), None, size)
            elif line.strip():
                yield number, _json_row(place, line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line)


def _skip_line(lines: BinaryIO, line: bytes) -> int:
    """Go on to the next line; how many bytes were passed over."""
    size = 0
    while line and not line.endswith(b"\n"):
        line = lines.readline(_PART)
        size += len(line)
    return size


def _json_row(place: RawFile, line: bytes) -> Row | Rejection:
    """The object on a line."""
    try:
        row = json.loads(line.decode("utf-8"))
        if isinstance(row, dict):
            return row
        what = "is not a JSON object."
    except UnicodeDecodeError as error:
        what = f"is not valid UTF-8 at byte {error.start}."
    except (ValueError, RecursionError) as error:
        what = f"is not JSON: {error}."
    remedy = 'Write one object on a line, like {"text": "…"}.'
    problem = Problem(Code.ARCHIVE_ROW_INVALID, f"the row {what}", Severity.ERROR, path=place.name, remedy=remedy)
    return reject(place, problem, hashlib.sha256(line).hexdigest(), len(line))


def _parquet_rows(file: RawFile) -> Iterator[tuple[int, Row | Rejection]]:
    """Each row with its number, no column but those that are read. Raises ValueError where there is none with texts."""
    with pq.ParquetFile(file.path, buffer_size=_PART, pre_buffer=False) as archive:
        columns = [name for name in archive.schema_arrow.names if name in _COLUMNS]
        if TEXT not in columns:
            raise ValueError(f"it has no column {TEXT!r}")
        number = 0
        for batch in archive.iter_batches(batch_size=_BATCH, columns=columns):
            for index in range(batch.num_rows):
                number += 1
                yield number, _parquet_row(replace(file, name=row_name(file.name, number)), batch.slice(index, 1))


def _parquet_row(place: RawFile, batch: pa.RecordBatch) -> Row | Rejection:
    """The one row of a batch; by itself, so that one whose text is no UTF-8 leaves the others as they are."""
    try:
        row: Row = batch.to_pylist()[0]
    except ValueError as error:
        message = f"the row cannot be read: {error}."
        problem = Problem(
            Code.ARCHIVE_ROW_INVALID, message, Severity.ERROR, path=place.name, remedy="Write its texts as UTF-8."
        )
        return reject(place, problem, None, 0)
    return row


def _bad_row(file: RawFile, row: Row, place: str, what: str, remedy: str) -> Rejection:
    problem = Problem(
        Code.ARCHIVE_ROW_INVALID,
        f"the row {what}",
        Severity.ERROR,
        path=file.name,
        place=_place(row, place),
        remedy=remedy,
    )
    return _reject_row(file, row, problem)


def _reject_row(file: RawFile, row: Row, problem: Problem) -> Rejection:
    """The rejection of a row; its bytes are those of its text, where it has one that can be written down."""
    text = row.get(TEXT)
    data = text.encode("utf-8", "surrogatepass") if isinstance(text, str) else b""
    return reject(file, problem, hashlib.sha256(data).hexdigest() if data else None, len(data))


def _place(row: Row, place: str) -> str:
    """Where in the archive: the key, and the archive's own id of the row, where it has one."""
    own = row.get(ID)
    return f"{place} of {ID} {str(own)[:80]!r}" if own not in (None, "") else place


def _plain_text(value: object) -> str | None:
    return decoding.without_controls(value) if isinstance(value, str) else None


def _measured(file: RawFile) -> tuple[str | None, int]:
    """The hash and size of the whole archive; neither where it cannot be read."""
    try:
        with file.path.open("rb") as content:
            return hashlib.file_digest(content, "sha256").hexdigest(), content.tell()
    except OSError:
        return None, 0
