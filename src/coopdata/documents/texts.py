"""Texts that were taken out of files, kept in raw/texts so that no offset moves when a library takes them otherwise.

One JSON file for each file whose text is not its bytes, named by the SHA-256 of these. It is written whole at the first
reading and used ever after; a damaged one is told of and made anew.
"""

import hashlib
import json
from collections.abc import Callable
from pathlib import Path

from coopdata.capture import RawFile
from coopdata.documents.extracted import Extracted
from coopdata.files import replace_file
from coopdata.problems import Code, Problem, Severity
from coopdata.reference.file_kinds import kind_of

Made = tuple[Extracted | Problem, tuple[Problem, ...]]
"""A text or why there is none, and what to know of how it was kept."""


class TextNotKeptError(Exception):
    """A text cannot be written down where offsets into it are to be published; the message says what to do.

    It stops a build, and the last release stands: to go on without these texts would withdraw their data.
    """


def kept_text(file: RawFile, folder: Path, sha256: str, make: Callable[[], Extracted | Problem]) -> Made:
    """The text kept in `folder` for the bytes of this hash, else what `make` gives, which is then kept.

    The same bytes may lie there under the name of another kind of file: a text kept for that one stays, and `file` gets
    its own, which is not kept, since a document with the bytes of another gives no data. Raises TextNotKeptError.
    """
    path = text_path(folder, sha256)
    problems: tuple[Problem, ...] = ()
    try:
        kept = load_text(path, sha256)
    except FileNotFoundError:
        kept = None
    except (OSError, ValueError) as error:
        kept, problems = None, (_damaged(path, file.name, error),)
    if kept is not None:
        return (kept if kept.media_type == kind_of(file.name).media_type else make()), ()
    made = make()
    if isinstance(made, Problem) or made.is_as_stored:
        return made, ()
    if file.keep:
        _store(path, sha256, made)
    return made, problems


def text_path(folder: Path, sha256: str) -> Path:
    """Where the text of the bytes of this hash is kept."""
    return folder / f"{sha256}.json"


def load_text(path: Path, sha256: str) -> Extracted:
    """The text kept at `path`. Raises OSError where it cannot be read, ValueError where it is damaged."""
    try:
        content = json.loads(path.read_bytes())
        text_sha256, own = content.pop("text_sha256"), content.pop("sha256")
        kept = Extracted.from_json(content)
        if own != sha256 or text_sha256 != _digest(kept.text):
            raise ValueError("its hashes are not those of its text")
    except (KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError(f"not the form of a stored text: {error}") from error
    return kept


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def _store(path: Path, sha256: str, made: Extracted) -> None:
    """Write the text; its file appears whole or not at all."""
    content = {"sha256": sha256, "text_sha256": _digest(made.text), **made.to_json()}
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        replace_file(path, (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode("utf-8"))
    except OSError as error:
        raise TextNotKeptError(
            f"{path}: the text taken from a file cannot be kept: {error.strerror or error}. "
            f"Make {path.parent} writable, and its disk not full: what is published points into that text."
        ) from None  # who runs a build is shown the innermost error, and this one says what to do


def _damaged(path: Path, name: str, error: Exception) -> Problem:
    return Problem(
        Code.TEXT_MADE_ANEW,
        f"its text in {path.parent.name}/{path.name} was damaged ({error}) and was taken from the file again.",
        Severity.WARNING,
        path=name,
        remedy="Bring the older text back from a copy, if there is one: offsets of earlier releases refer to it.",
    )
