"""The kinds of file that are read, by the end of their names: `file_kinds.csv` (suffix, media_type, reader, extra)."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from posixpath import splitext

from coopdata.reference.files import read_rows

PLAIN, ARCHIVE = "plain", "archive"
"""The readers of text as it stands and of files of many documents; any other is a module of `documents.kinds`."""


@dataclass(frozen=True)
class FileKind:
    """One kind: its media type, what reads it, and the extra of coopdata that this needs, where it needs one."""

    media_type: str
    reader: str
    extra: str | None = None


@cache
def file_kinds() -> Mapping[str, FileKind]:
    """The kinds by suffix (".txt")."""
    return {
        row["suffix"]: FileKind(row["media_type"], row["reader"], row["extra"] or None)
        for row in read_rows("file_kinds.csv")
    }


def kind_of(name: str) -> FileKind:
    """The kind of the file of this name, or that a row is in; plain text where its end is not known."""
    row = split_row(name)
    return file_kinds().get(_suffix(row[0] if row else name), file_kinds()[".txt"])


def split_row(name: str) -> tuple[str, int] | None:
    """The archive and the number of the row that a name is of: "documents/news.jsonl#12"; None for any other name."""
    archive, mark, number = name.rpartition("#")
    if not mark:
        return None
    is_row = number.isdecimal() and number.isascii() and int(number) > 0
    kind = file_kinds().get(_suffix(archive))
    return (archive, int(number)) if is_row and kind is not None and kind.reader == ARCHIVE else None


def _suffix(name: str) -> str:
    return splitext(name)[1].casefold()
