"""Opening files: the text in each, or the texts, with what is known of them; or why there is none."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from importlib import import_module

from coopdata.capture import RawFile
from coopdata.documents import decode as decoding
from coopdata.documents import kinds
from coopdata.documents.extracted import Extracted, encoding_problem
from coopdata.documents.model import Rejection, Sidecar
from coopdata.documents.repair import repair_problem
from coopdata.documents.sidecar import read_sidecar
from coopdata.documents.texts import kept_text
from coopdata.ids import make_id
from coopdata.problems import Problem
from coopdata.reference.file_kinds import ARCHIVE, kind_of


@dataclass(frozen=True)
class RawText:
    """The text of a file before anything is read from it; `size` in bytes, of the file or, in an archive, the text."""

    name: str
    extracted: Extracted
    sha256: str
    size: int
    sidecar: Sidecar
    problems: tuple[Problem, ...] = ()

    @property
    def text(self) -> str:
        """The text itself."""
        return self.extracted.text

    @property
    def id(self) -> str:
        """The id of the document that the text is, where no other has the same bytes."""
        return make_id("doc", self.sha256)


def is_archive(name: str) -> bool:
    """Whether a file of this name holds many documents."""
    return kind_of(name).reader == ARCHIVE


def open_all(file: RawFile) -> Iterator[RawText | Rejection]:
    """The text in a file, or those of the rows of an archive one after the other. Never raises for bad input."""
    if not is_archive(file.name):
        yield open_file(file)
        return
    # What reads archives takes longer to load than a text to read.
    yield from import_module("coopdata.documents.archives").open_rows(file)


def open_row(file: RawFile, number: int) -> RawText | Rejection | None:
    """The text in one row of an archive, or why it is rejected; None where the archive has no such row."""
    for opened in open_all(file):
        name = opened.name if isinstance(opened, RawText) else opened.path
        if name in (f"{file.name}#{number}", file.name):
            return opened
    return None


def open_file(file: RawFile) -> RawText | Rejection:
    """The text in a file that holds one, or why it is rejected. Never raises for bad input."""
    try:
        size = file.path.stat().st_size
        data = None if size > decoding.MAX_BYTES else file.path.read_bytes()
    except OSError as error:
        return reject(file, decoding.unreadable(error, file.name), None, 0)
    if data is None:
        return reject(file, decoding.too_large(size, file.name), None, size)
    digest = hashlib.sha256(data).hexdigest()
    sidecar = sidecar_beside(file)
    known = Sidecar() if isinstance(sidecar, Problem) else sidecar
    extracted, problems = take_out(file, digest, data)
    if isinstance(extracted, Problem):
        return reject(file, extracted, digest, len(data), known)
    if isinstance(sidecar, Problem):
        return reject(file, sidecar, digest, len(data))
    return RawText(file.name, extracted, digest, len(data), known, (*problems, *told(extracted, file.name)))


def take_out(file: RawFile, digest: str, data: bytes) -> tuple[Extracted | Problem, tuple[Problem, ...]]:
    """The text in the bytes of a file, from where it is kept or to be kept there."""
    make = partial(kinds.extract, data, file.name)
    if file.texts is None:
        return make(), ()
    return kept_text(file, file.texts, digest, make)


def told(extracted: Extracted, name: str) -> tuple[Problem, ...]:
    """What to know of how a text was taken out."""
    notes = []
    if extracted.detected and extracted.encoding is not None:
        notes.append(encoding_problem(extracted.encoding, name))
    if extracted.repaired:
        notes.append(repair_problem(extracted.repaired, name))
    return tuple(notes)


def sidecar_beside(file: RawFile) -> Sidecar | Problem:
    """What the sidecar of a file says; nothing where there is none, the problem of one that is broken."""
    if file.sidecar is None:
        return Sidecar()
    folder = file.name.rpartition("/")[0]
    return read_sidecar(file.sidecar, f"{folder}/{file.sidecar.name}" if folder else file.sidecar.name)


def reject(file: RawFile, problem: Problem, digest: str | None, size: int, sidecar: Sidecar | None = None) -> Rejection:
    """The rejection; where the bytes are not known, its id comes from the path."""
    identifier = make_id("doc", digest) if digest else make_id("doc", None, file.name)
    problem = replace(problem, document_id=identifier)
    media_type = kind_of(file.name).media_type
    return Rejection(identifier, file.name, digest, size, sidecar or Sidecar(), problem, media_type=media_type)
