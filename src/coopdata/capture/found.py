"""All that raw/ holds for a release: the texts, and what is wrong with them and with the sources they come from."""

import hashlib
import os
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from coopdata.capture.files import Scan, scan
from coopdata.capture.log import problems_of, read_log
from coopdata.capture.sources import read_sources
from coopdata.problems import Problem


def find(raw: Path) -> Scan:
    """The texts of `raw`, with the problems of finding them and of the sources' last nights.

    Raises RawFolderMissingError and OSError, as `scan` does.
    """
    outcomes, problems = read_log(raw)
    found = scan(raw)
    return replace(found, problems=(*found.problems, *problems, *problems_of(read_sources(raw), outcomes)))


def digest(found: Scan, others: Sequence[Path] = ()) -> str:
    """A digest over what was found, by names, sizes and times of change, and over the content of other files.

    Two that are equal are of the same texts; a file is not opened for it.
    """
    total = hashlib.sha256()
    total.update(digest_of(path for file in found.files for path in (file.path, file.sidecar) if path).encode())
    for problem in found.problems:
        total.update(f"{_line(problem)}\n".encode())
    for path in others:
        total.update(path.read_bytes() if path.is_file() else b"\0")
    return total.hexdigest()


def digest_of(paths: Iterable[Path]) -> str:
    """A digest over the paths, sizes and times of change of files; none is opened."""
    total = hashlib.sha256()
    for path in paths:
        status = path.stat()
        total.update(os.fsencode(path) + f"\0{status.st_size}\0{status.st_mtime_ns}\n".encode())
    return total.hexdigest()


def _line(problem: Problem) -> str:
    return f"{problem.code}\0{problem.severity}\0{problem.line()}"
