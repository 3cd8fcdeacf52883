"""Finding the files of raw/documents and the sidecar of each. Nothing is opened here: only names are looked at."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from posixpath import splitext

from coopdata.problems import Code, Problem

DOCUMENTS = "documents"
"""The folder of raw/ that holds source texts."""
TEXTS = "texts"
"""The folder of raw/ that holds texts taken out of files, see `coopdata.documents.texts`."""
SIDECAR_SUFFIX = ".meta.json"
READMES = frozenset({"readme", "readme.md", "readme.txt"})
"""Names of files, in small letters, that speak of a folder and are no documents."""


class RawFolderMissingError(FileNotFoundError):
    """There is no folder of documents where one was named; the message says what to do."""


@dataclass(frozen=True)
class RawFile:
    """A file that may be a document.

    `path` is where it lies, `name` its posix path relative to raw/ ("documents/a.txt"), `sidecar` the file
    `<stem>.meta.json` beside it where there is one, `texts` the folder in which the text taken out of it is kept; None
    where it is not. Without `keep`, a text that is there is used, and none is put there.
    """

    path: Path
    name: str
    sidecar: Path | None = None
    texts: Path | None = None
    keep: bool = True


@dataclass(frozen=True)
class Scan:
    """What lies in raw/documents: its files by `name`, and the sidecars that belong to none of them."""

    files: tuple[RawFile, ...]
    problems: tuple[Problem, ...] = ()


def scan(raw: Path) -> Scan:
    """Every file under `raw`/documents, in the order of their posix paths.

    Hidden files and folders and readmes are passed over. Raises RawFolderMissingError where `raw` or its folder of
    documents does not exist, and OSError where a folder cannot be listed: a folder that is skipped in silence would
    withdraw its documents from the next release.
    """
    folder = documents_of(raw)
    found = dict(_walk(folder, raw))
    sidecars = {name: path for name, path in found.items() if name.endswith(SIDECAR_SUFFIX)}
    files = tuple(
        RawFile(path, name, sidecars.get(sidecar_name(name)), raw / TEXTS)
        for name, path in sorted(found.items())
        if name not in sidecars
    )
    paired = {sidecar_name(file.name) for file in files}
    return Scan(files, tuple(_orphan(name) for name in sorted(sidecars.keys() - paired)))


def documents_of(raw: Path) -> Path:
    """The folder of documents of `raw`. Raises RawFolderMissingError where there is none."""
    folder = raw / DOCUMENTS
    if not folder.is_dir():
        raise RawFolderMissingError(f"{folder}: no such folder. Make it and put the source texts into it.")
    return folder


def sidecar_name(name: str) -> str:
    """The path of the sidecar of the document at `name`: "documents/a.txt" → "documents/a.meta.json"."""
    stem, suffix = splitext(name)
    return (stem if suffix != "." else name) + SIDECAR_SUFFIX


def sidecar_of(path: Path) -> Path | None:
    """The sidecar beside the document at `path`, where there is one."""
    sidecar = path.with_name(sidecar_name(path.name))
    return sidecar if sidecar.is_file() else None


def texts_beside(path: Path) -> Path | None:
    """The folder of texts of the raw folder that the document at `path` lies in; None where there is none."""
    folders = (folder.parent / TEXTS for folder in path.absolute().parents if folder.name == DOCUMENTS)
    return next((folder for folder in folders if folder.is_dir()), None)


def _walk(folder: Path, raw: Path) -> Iterator[tuple[str, Path]]:
    """Every file below a folder of raw/ with its name."""
    for place, folders, names in os.walk(folder, onerror=_fail):
        folders[:] = [name for name in folders if not name.startswith(".")]
        inside = _name(Path(place), raw)
        for name in names:
            if not name.startswith(".") and name.casefold() not in READMES:
                yield f"{inside}/{_shown(name)}", Path(place, name)


def _fail(error: OSError) -> None:
    raise error


def _name(path: Path, raw: Path) -> str:
    """The path relative to raw/ as it is published."""
    return _shown(path.relative_to(raw).as_posix())


def _shown(name: str) -> str:
    """A name; bytes of it that are no UTF-8 are spelled out, so that it can be published."""
    return name if name.isascii() else os.fsencode(name).decode("utf-8", "backslashreplace")


def _orphan(name: str) -> Problem:
    stem = name.removesuffix(SIDECAR_SUFFIX)
    return Problem(
        Code.SIDECAR_ORPHAN,
        "this sidecar stands without its document.",
        path=name,
        remedy=f"Add its document, such as {stem}.txt, or remove the sidecar.",
    )
