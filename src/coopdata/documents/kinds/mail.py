"""Mails, as programs save them (.eml): the plain text, else the page that a mail without one is.

The subject is the title and opens the text; the day in the sender's own time zone is the date. The sender's name, never
the address, is the byline: who sends need not be who publishes, as in a mail passed on, so a publisher is only what the
sidecar says. Attachments are files of their own and are not read here.
"""

import re
from dataclasses import replace
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parseaddr

from coopdata.documents.decode import decode, empty, refused
from coopdata.documents.extracted import Extracted
from coopdata.documents.kinds import load
from coopdata.documents.kinds.titles import with_title
from coopdata.documents.model import Metadata
from coopdata.problems import Code, Problem
from coopdata.reference.file_kinds import file_kinds

EXTRACTOR = "email"
VERSION = "1"
"""Of this module's way of putting a mail together; what it asks is the standard library."""
_REMEDY = "Save what it carries as files of their own, or remove it."
_FORWARDED = re.compile(r"^(?:(?:re|fwd?|aw|wg|tr|rv)\s*:\s*)+", re.IGNORECASE)
_SIGNATURE = "-- "


def extract(data: bytes, name: str, media_type: str) -> Extracted | Problem:
    """The text of a mail, or why there is none."""
    mail = message_from_bytes(data, policy=policy.default)
    if not any(header in mail for header in ("From", "Subject", "Date")):
        remedy = "Save the mail again, or its text as a .txt file."
        return refused(Code.FILE_DAMAGED, name, "has no header of a mail.", remedy)
    part = mail.get_body(preferencelist=("plain", "html"))
    if not isinstance(part, EmailMessage):
        return empty(name, _REMEDY)
    found = _text_of(part, name)
    if isinstance(found, Problem):
        return empty(name, _REMEDY) if found.code is Code.FILE_EMPTY else found
    title, text = with_title(_subject(mail), found.text)
    metadata = Metadata(title or found.metadata.title, _day(mail), _sender(mail))
    extractor, version = (EXTRACTOR, VERSION) if found.extractor == EXTRACTOR else (found.extractor, found.version)
    return Extracted(text, media_type, metadata, extractor, version, found.encoding, found.detected)


def _text_of(part: EmailMessage, name: str) -> Extracted | Problem:
    """The text of the part of a mail that is its body."""
    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    if part.get_content_subtype() == "html":
        return _page(data, name, part.get_content_charset())
    body = decode(data, name, part.get_content_charset())
    if isinstance(body, Problem):
        return body
    text = body.text.replace("\r\n", "\n")
    if part.get_param("format") == "flowed":
        text = _unflowed(text)
    return Extracted(text, "text/plain", Metadata(), EXTRACTOR, VERSION, body.encoding, body.detected)


def _page(data: bytes, name: str, charset: str | None) -> Extracted | Problem:
    """The text of a mail that is a page; what the mail says of its encoding goes before what the page says."""
    reader = load(file_kinds()[".html"], name)
    if isinstance(reader, Problem):
        return reader
    if charset is None:
        return reader(data, name, "text/html")
    body = decode(data, name, charset)
    if isinstance(body, Problem):
        return body
    found = reader(body.text.encode("utf-8"), name, "text/html")
    return found if isinstance(found, Problem) else replace(found, encoding=body.encoding, detected=body.detected)


def _unflowed(text: str) -> str:
    """The text with each paragraph on one line again, as RFC 3676 has it: a line that ends in a space goes on."""
    lines: list[str] = []
    goes_on = False
    for line in text.split("\n"):
        shown = line.removeprefix(" ") if line.startswith(" ") else line
        if goes_on:
            lines[-1] += shown
        else:
            lines.append(shown)
        goes_on = shown.endswith(" ") and shown != _SIGNATURE
    return "\n".join(line if line == _SIGNATURE else line.rstrip() for line in lines)


def _subject(mail: EmailMessage) -> str | None:
    """The subject without "Re:" and "Fwd:"."""
    return _FORWARDED.sub("", _header(mail, "Subject")).strip() or None


def _day(mail: EmailMessage) -> str | None:
    """The day in the header Date, where that is a date."""
    try:
        written = mail["Date"].datetime if mail["Date"] is not None else None
    except (AttributeError, TypeError, ValueError):
        return None
    return None if written is None else written.date().isoformat()


def _sender(mail: EmailMessage) -> str | None:
    """The name of the sender; None where there is only an address."""
    name, _ = parseaddr(_header(mail, "From"))
    return None if "@" in name else " ".join(name.split()) or None


def _header(mail: EmailMessage, name: str) -> str:
    try:
        return str(mail[name] or "")
    except (AttributeError, IndexError, TypeError, ValueError):  # headers of the wrong form break the standard library
        return ""
