"""From the bytes of a text file to its text, or the reason why not. What is told or repaired is never kept silent."""

import re

from coopdata.documents.encoding import Decoded, decode_bytes, first_bad_byte
from coopdata.documents.view import NO_WIDTH
from coopdata.problems import Code, Problem, Severity

MAX_BYTES = 50_000_000
"""The largest file that is read: far above any press release, far below what would exhaust a small machine."""
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1f\x7f]")
"""Bytes that no text holds: all ASCII control characters but tab, newline, vertical tab, form feed, return."""
_CONTROL_CHARACTER = re.compile("[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff]")
"""The same among characters, and halves of surrogate pairs."""
_NOTHING = re.compile(rf"[\s{NO_WIDTH}]*")
_WIDE = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")
"""What UTF-16 and UTF-32 begin with, in which every other byte of a text may be NUL."""


def decode(data: bytes, name: str, declared: str | None = None) -> Decoded | Problem:
    """The text of the file `name`, a UTF-8 byte order mark and newlines kept. Else what is wrong with it.

    `declared` is the encoding that the file itself names.
    """
    if len(data) > MAX_BYTES:
        return too_large(len(data), name)
    if not data.startswith(_WIDE) and (control := _CONTROL.search(data)):
        return _binary(name, f"byte {control.start()}", control.group()[0])
    found = decode_bytes(data, declared)
    if found is None:
        place = first_bad_byte(data)
        what = f"is not valid UTF-8 (byte 0x{data[place]:02X}), and no other encoding is sure."
        return refused(Code.FILE_ENCODING, name, what, "Save it again as UTF-8.", f"byte {place}")
    if character := _CONTROL_CHARACTER.search(found.text):
        return _binary(name, f"character {character.start()}", ord(character.group()))
    return empty(name) if is_empty(found.text) else found


def is_empty(text: str) -> bool:
    """Whether a text shows nothing."""
    return _NOTHING.fullmatch(text) is not None


def without_controls(text: str) -> str:
    """The text without what no text can hold and no file of a release may: control characters, half surrogate pairs."""
    return _CONTROL_CHARACTER.sub("", text)


def empty(name: str, remedy: str = "Put the text in or remove the file.") -> Problem:
    """The problem of a file without text."""
    return refused(Code.FILE_EMPTY, name, "has no text in it.", remedy)


def too_large(size: int, name: str, limit: int = MAX_BYTES) -> Problem:
    """The problem of a file of `size` bytes that is over the limit."""
    what = f"has {size} bytes; at most {limit} are read."
    return refused(Code.FILE_TOO_LARGE, name, what, "Split it into one file per document.")


def unreadable(error: OSError, name: str) -> Problem:
    """The problem of a file that could not be opened."""
    what = f"could not be opened: {error.strerror or type(error).__name__}."
    return refused(Code.FILE_UNREADABLE, name, what, "Check that it exists and may be read.")


def refused(code: Code, name: str, what: str, remedy: str, place: str = "") -> Problem:
    """The problem for which a file is not read; `what` goes on after "the file"."""
    return Problem(code, f"the file {what}", Severity.ERROR, path=name, place=place, remedy=remedy)


def _binary(name: str, place: str, control: int) -> Problem:
    what = f"is not text: it holds the control byte 0x{control:02X}."
    return refused(Code.FILE_BINARY, name, what, "Replace it by its text as a UTF-8 file.", place)
