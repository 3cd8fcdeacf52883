"""The texts that are named on a command line: files, folders of files, and rows of archives ("news.jsonl#12")."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from coopdata.capture import RawFile, sidecar_of
from coopdata.capture.files import READMES, SIDECAR_SUFFIX, texts_beside
from coopdata.cli.console import CommandError, say
from coopdata.documents.model import Document, Rejection
from coopdata.documents.opening import RawText, is_archive, open_all, open_file, open_row
from coopdata.documents.reader import read_raw
from coopdata.extract.relevance import NotRelevant, is_relevant
from coopdata.problems import Problem, Severity
from coopdata.reference.file_kinds import file_kinds, split_row

Input = str | RawText | Rejection
"""A file to be opened by whoever reads it, or a row of an archive, which was opened already."""


def find_texts(paths: Sequence[Path], output: Path | None = None) -> list[str]:
    """The files and rows named, and the files of known kinds in the folders named; each once, in the order of paths.

    `output`, which is yet to be written, is none of the texts of a folder.
    """
    found: set[str] = set()
    for path in paths:
        row = split_row(path.as_posix())
        if path.is_dir():
            found.update(file.as_posix() for file in path.rglob("*") if _is_text(file) and file != output)
        elif path.exists() or (row is not None and Path(row[0]).exists()):
            found.add(path.as_posix())
        else:
            raise CommandError(f"{path}: there is no such file or folder.", "Check the path.")
    if not found:
        named, kinds = ", ".join(map(str, paths)), ", ".join(file_kinds())
        raise CommandError(f"{named}: no text found.", f"Name a file, or a folder with files ending in {kinds}.")
    return sorted(found)


def _is_text(path: Path) -> bool:
    """Whether a file in a folder is one of the texts that are meant."""
    if path.suffix.casefold() not in file_kinds() or path.name.endswith(SIDECAR_SUFFIX):
        return False
    return path.name.casefold() not in READMES and path.is_file()


def holds_archive(names: Iterable[str]) -> bool:
    """Whether some of these texts are the rows of an archive, which nobody has counted."""
    return any(is_archive(name) for name in names)


def open_inputs(names: Iterable[str]) -> Iterator[Input]:
    """The texts of these names in order, the rows of archives one after the other."""
    for name in names:
        if split_row(name) is not None:
            yield _row(name)
        elif is_archive(name):
            yield from open_all(raw_file(name))
        else:
            yield name


def name_of(text: Input) -> str:
    """What a text is called."""
    if isinstance(text, str):
        return text
    return text.name if isinstance(text, RawText) else text.path


def open_relevant(text: Input, *, relevant_only: bool) -> Document | NotRelevant | Rejection:
    """The document of a text; with `relevant_only` that of one that can tell of an agreement."""
    raw = open_file(raw_file(text)) if isinstance(text, str) else text
    if isinstance(raw, Rejection):
        return raw
    if relevant_only and not is_relevant(raw.text):
        return NotRelevant(raw.id, raw.name, raw.sha256)
    return read_raw(raw)


def read_or_say(name: str) -> Document | None:
    """The document of a text; for one that is rejected None, and a line on stderr says why."""
    if split_row(name) is None and is_archive(name):
        raise CommandError(f"{name}: this is an archive of texts, and one is read at a time.", f"Name a row: {name}#1")
    raw = _row(name) if split_row(name) is not None else open_file(raw_file(name))
    if isinstance(raw, Rejection):
        say(raw.problem.line())
        return None
    for line in warnings(raw.problems):
        say(line)
    return read_raw(raw)


def warnings(problems: Iterable[Problem]) -> list[str]:
    """The lines that tell of what matters in how a text was taken from its file."""
    return [problem.line() for problem in problems if problem.severity is not Severity.NOTE]


def raw_file(name: str) -> RawFile:
    """A file with the sidecar beside it; one in a raw folder with the text kept there, to which none is added."""
    path = Path(name)
    return RawFile(path, name, sidecar_of(path), texts_beside(path), keep=False)


def _row(name: str) -> RawText | Rejection:
    row = split_row(name)
    found = open_row(raw_file(row[0]), row[1]) if row is not None else None
    if row is None or found is None:
        raise CommandError(f"{name}: the archive has no such row.", "Rows are counted from 1.")
    return found
