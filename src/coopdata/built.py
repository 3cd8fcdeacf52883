"""Whether anything has changed since the last build, told without reading a single text.

A build depends on raw/, on the release before it, and on this program with its reference data. What it depended on is
written down beside the records already read; where that is as it was, a build would make nothing new and need not be
made. Deleting the file is always safe: the next build is made.
"""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from coopdata.capture.found import digest, looks_of
from coopdata.files import replace_file
from coopdata.program import program_digest
from coopdata.publish.layout import RELEASES
from coopdata.publish.pointers import read_latest

BUILT = "built.json"
"""The name of the file, in the folder of records already read."""


@dataclass(frozen=True)
class Inputs:
    """What a build is made from."""

    raw: str
    """A digest over what lies in raw/."""
    program: str
    """A digest over this program and its reference data."""


def inputs_of(raw: Path) -> Inputs:
    """What a build of `raw` is made from. Raises OSError where it cannot be listed."""
    return Inputs(digest(raw), program_digest())


def remember(inputs: Inputs, published: Path, cache_folder: Path) -> None:
    """Take down that the latest release was made from these; the file appears whole or not at all."""
    cache_folder.mkdir(parents=True, exist_ok=True)
    replace_file(cache_folder / BUILT, json.dumps(_state(inputs, published)).encode())


def unchanged_since(inputs: Inputs, published: Path, cache_folder: Path) -> str | None:
    """The latest release, if it was made from the very same and is as it was then; None where a build is due.

    Raises PublishError if latest.json is damaged.
    """
    try:
        before = json.loads((cache_folder / BUILT).read_bytes())
    except (OSError, ValueError):
        return None
    now = _state(inputs, published)
    return now["release"] if before == now else None


def _state(inputs: Inputs, published: Path) -> dict[str, str | None]:
    """The inputs with the release made from them, told by the names, sizes and times of change of its files."""
    latest = read_latest(published)
    folder = published / RELEASES / latest.release if latest else None
    files = looks_of(folder) if folder is not None and folder.is_dir() else None
    return asdict(inputs) | {"release": latest.release if latest else None, "files": files}
