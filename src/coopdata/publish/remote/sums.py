"""Comparing a folder with the SHA256SUMS of a release in a store."""

from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from coopdata.publish import layout
from coopdata.publish.manifest import measure, parse_checksums
from coopdata.publish.model import PublishError

RESTORE = (
    "Put its folder right from a copy, or remove the folder and latest.json; then the next build follows the newest "
    "release that is whole."
)
"""What to do about a release in a store that is damaged."""


def listed(sums: bytes, place: str) -> dict[str, str]:
    """SHA-256 by path, as the SHA256SUMS in `place` gives them; PublishError if it is damaged or names other places."""
    try:
        found = parse_checksums(sums)
        for path in map(PurePosixPath, found):
            if path.is_absolute() or ".." in path.parts:
                raise ValueError(f"{path} lies outside of the release")
    except ValueError as error:
        raise PublishError(f"{place}/{layout.CHECKSUMS} cannot be read: {error}", RESTORE) from error
    return found


def wrong_files(folder: Path, sums: Mapping[str, str]) -> list[str]:
    """The files of a folder that are missing, too many or not what SHA256SUMS says."""
    present = {path: digest for path, (_, digest) in measure(folder).items() if path != layout.CHECKSUMS}
    return sorted(path for path in present.keys() | sums if present.get(path) != sums.get(path))


def is_same(folder: Path, content: bytes, sums: Mapping[str, str]) -> bool:
    """Whether a folder is the very release whose SHA256SUMS have this content."""
    own = folder / layout.CHECKSUMS
    return own.is_file() and own.read_bytes() == content and not wrong_files(folder, sums)
