"""The media types of files that are published: `media_types.csv` (media_type, name, registered, file_type)."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from coopdata.reference.files import is_true, read_rows


@dataclass(frozen=True)
class MediaType:
    """One media type: its name in words, whether IANA has it, and its code in the EU's list of file types, if any."""

    media_type: str
    name: str
    registered: bool
    file_type: str | None = None


@cache
def media_types() -> Mapping[str, MediaType]:
    """Every media type by its own name ("text/csv")."""
    return {
        row["media_type"]: MediaType(
            row["media_type"], row["name"], is_true(row["registered"]), row["file_type"] or None
        )
        for row in read_rows("media_types.csv")
    }
