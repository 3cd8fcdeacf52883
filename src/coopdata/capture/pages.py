"""What an answer is before anybody reads it: its kind of file, whether it asks for a login, what of it a reader sees.

A page changes every night in what is not text: tokens, advertisements, counters. Two versions are one text where what
is seen of them is the same.
"""

import hashlib
import mimetypes
import re
from collections.abc import Mapping
from html.parser import HTMLParser
from urllib.parse import urlsplit

from coopdata.reference.file_kinds import file_kinds

EXTENSIONS: Mapping[str, str] = {kind.media_type: suffix[1:] for suffix, kind in file_kinds().items()}
"""The media types of what is read, and the ending under which each is kept."""
MEDIA = frozenset(EXTENSIONS)
PAGE = "html"
_PAGES = frozenset({"html", "xhtml"})
"""Endings of pages."""
FEW_WORDS = 150
"""Words of a page that holds a form and no text."""
_UNSEEN = frozenset({"script", "style", "noscript", "template", "nav", "header", "footer", "aside", "form", "svg"})
"""Elements whose words are not those of the text."""
_PASSWORD = re.compile(rb"<input[^>]*\btype\s*=\s*[\"']?password", re.IGNORECASE)


def extension(url: str, media_type: str, body: bytes) -> str | None:
    """The ending for an answer: by its media type, else by its address, else by its first bytes; None if unknown."""
    if media_type:
        return EXTENSIONS.get(media_type)
    guessed = mimetypes.guess_type(urlsplit(url).path)[0] or ""
    if guessed in EXTENSIONS:
        return EXTENSIONS[guessed]
    return PAGE if b"<html" in body[:2_000].lower() else None


def is_page(ending: str) -> bool:
    """Whether a file of this ending is a page of the web."""
    return ending in _PAGES


def asks_for_login(body: bytes) -> bool:
    """Whether a page is a form for a password and little else."""
    return _PASSWORD.search(body) is not None and len(_seen(body).split()) < FEW_WORDS


def seen_digest(body: bytes, ending: str) -> str:
    """A digest over what is seen of a page; over all bytes of another file. Equal digests are one text."""
    seen = _seen(body).encode("utf-8", "surrogatepass") if is_page(ending) else b""
    return hashlib.sha256(seen or body).hexdigest()


def _seen(body: bytes) -> str:
    reader = _Seen()
    reader.feed(body.decode("utf-8", "replace"))
    reader.close()
    return " ".join(" ".join(reader.words).split())


class _Seen(HTMLParser):
    """The words of a page outside of what is no text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self._hidden: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 - as called
        """Note where what is no text begins."""
        if tag in _UNSEEN:
            self._hidden.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Note where it ends, also what was left open within it."""
        if tag in self._hidden:
            del self._hidden[len(self._hidden) - 1 - self._hidden[::-1].index(tag) :]

    def handle_data(self, data: str) -> None:
        """Keep words that are seen."""
        if not self._hidden:
            self.words.append(data)
