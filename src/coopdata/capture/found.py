"""All that raw/ holds for a release: the texts, and what is wrong with them and with the sources they come from."""

import hashlib
import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from coopdata.capture.files import Scan, documents_of, scan
from coopdata.capture.log import problems_of, read_log
from coopdata.capture.sources import read_sources
from coopdata.problems import Problem

_WHOLE = ("corrections.csv",)
"""Files of raw/ that count by their content."""


def find(raw: Path) -> Scan:
    """The texts of `raw`, with the problems of finding them and of the sources' last nights.

    Raises RawFolderMissingError and OSError, as `scan` does.
    """
    found = scan(raw)
    return replace(found, problems=(*found.problems, *_of_sources(raw)))


def _of_sources(raw: Path) -> list[Problem]:
    """What is wrong with the sources and with the log of their nights."""
    outcomes, problems = read_log(raw)
    return [*problems, *problems_of(read_sources(raw), outcomes)]


def digest(raw: Path) -> str:
    """A digest over all of `raw` that a release depends on; equal ones are of the same texts.

    Of texts and sidecars it sees names, sizes and times of change, and opens none: of a hundred thousand it takes a
    second. Raises RawFolderMissingError, and OSError where a folder cannot be listed.
    """
    total = hashlib.sha256()
    for line in sorted(_looks(os.fspath(documents_of(raw)))):
        total.update(line)
    for problem in _of_sources(raw):
        total.update(f"{problem.code}\0{problem.severity}\0{problem.line()}\n".encode())
    for name in _WHOLE:
        path = raw / name
        total.update(path.read_bytes() if path.is_file() else b"\0")
    return total.hexdigest()


def looks_of(folder: Path) -> str:
    """A digest over the names, sizes and times of change of the files of a folder."""
    return hashlib.sha256(b"".join(sorted(_looks(os.fspath(folder))))).hexdigest()


def _looks(folder: str, within: str = "") -> Iterator[bytes]:
    """What is seen of each file without opening it; hidden ones are passed over."""
    with os.scandir(folder) as entries:
        for entry in entries:
            name = f"{within}{entry.name}"
            if entry.name.startswith("."):
                continue
            if entry.is_dir():
                yield from _looks(entry.path, f"{name}/")
            else:
                status = entry.stat()
                yield os.fsencode(f"{name}\0{status.st_size}\0{status.st_mtime_ns}\n")
