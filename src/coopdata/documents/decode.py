"""From bytes to text, or the reason why not. Strict: nothing is guessed, replaced or repaired."""

import re

from coopdata.documents.view import NO_WIDTH
from coopdata.problems import Code, Problem, Severity

MAX_BYTES = 50_000_000
"""The largest file that is read: far above any press release, far below what would exhaust a small machine."""
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1f\x7f]")
"""Bytes that no text holds: all ASCII control characters but tab, newline, vertical tab, form feed, return."""
_NOTHING = re.compile(rf"[\s{NO_WIDTH}]*")
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


def decode(data: bytes, name: str) -> str | Problem:
    """The text of the file `name`: strict UTF-8, a byte order mark and newlines kept. Else what is wrong with it."""
    if len(data) > MAX_BYTES:
        return too_large(len(data), name)
    if data.startswith(_UTF16):
        return _encoding(name, 0, "is UTF-16")
    if control := _CONTROL.search(data):
        return _problem(
            Code.FILE_BINARY,
            name,
            f"byte {control.start()}",
            f"is not text: it holds the control byte 0x{control.group()[0]:02X}.",
            "Replace it by its text as a UTF-8 file.",
        )
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _encoding(name, error.start, f"is not valid UTF-8 (byte 0x{data[error.start]:02X})")
    if _NOTHING.fullmatch(text):
        return _problem(Code.FILE_EMPTY, name, "", "has no text in it.", "Put the text in or remove the file.")
    return text


def too_large(size: int, name: str) -> Problem:
    """The problem of a file of `size` bytes that is over the limit."""
    return _problem(
        Code.FILE_TOO_LARGE,
        name,
        "",
        f"has {size} bytes; at most {MAX_BYTES} are read.",
        "Split it into one file per document.",
    )


def unreadable(error: OSError, name: str) -> Problem:
    """The problem of a file that could not be opened."""
    reason = error.strerror or type(error).__name__
    return _problem(
        Code.FILE_UNREADABLE, name, "", f"could not be opened: {reason}.", "Check that it exists and may be read."
    )


def _encoding(name: str, offset: int, what: str) -> Problem:
    return _problem(Code.FILE_ENCODING, name, f"byte {offset}", f"{what}.", "Save it again as UTF-8.")


def _problem(code: Code, name: str, place: str, what: str, remedy: str) -> Problem:
    return Problem(code, f"the file {what}", Severity.ERROR, path=name, place=place, remedy=remedy)
