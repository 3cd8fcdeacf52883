"""Which texts a source has: what a feed, a sitemap or a page of links lists, read from the bytes that were fetched.

Nothing is fetched here. An answer that is no list is a `ListingError`; what is odd about single entries is a note.
"""

import io
import time
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from urllib.parse import urldefrag, urljoin
from xml.etree import ElementTree  # entities are refused before anything is read
from xml.parsers import expat

import courlan
import feedparser

FUTURE = timedelta(days=2)
"""A feed may date a text so far ahead: time zones, and papers of tomorrow."""
MAX_UNZIPPED = 50_000_000
"""Bytes of a compressed sitemap, as sitemaps.org allows at most."""
_GZIP = b"\x1f\x8b"
SITEMAPS = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


class ListingError(Exception):
    """An answer that is no list of texts; the message says what it is instead."""


@dataclass(frozen=True)
class Entry:
    """A text as it is listed: where, what it is called and when it was published, if the list says so."""

    url: str
    title: str | None = None
    published: str | None = None
    """An ISO 8601 day."""


@dataclass(frozen=True)
class Listing:
    """What a list gave: the texts, further lists that it names, and how many texts it dates in the future."""

    entries: tuple[Entry, ...] = ()
    further: tuple[str, ...] = ()
    in_future: int = 0


def read_feed(body: bytes, url: str, now: datetime) -> Listing:
    """The entries of an RSS or Atom feed, with absolute addresses."""
    _refuse_entities(body)
    # As a stream: feedparser takes bytes by themselves for the name of a file, and opens it.
    found = feedparser.parse(io.BytesIO(body), response_headers={"content-location": url})
    if not found.get("version"):
        raise ListingError("it is no feed but a page" if _is_page(body) else "it is no feed")
    if not found.entries and found.bozo:
        raise ListingError("it is a broken feed that names no text")
    entries, in_future = [], 0
    for entry in found.entries:
        link = entry.get("link") or (entry.get("id", "") if str(entry.get("id", "")).startswith("http") else "")
        day = _day(entry.get("published_parsed") or entry.get("updated_parsed"))
        if day is not None and day > (now + FUTURE).date():
            in_future, day = in_future + 1, None
        if link:
            entries.append(Entry(tidy(link, url), entry.get("title") or None, day.isoformat() if day else None))
    return Listing(_each_once(entries), in_future=in_future)


def read_sitemap(body: bytes, url: str) -> Listing:
    """The addresses of a sitemap, which may be compressed by gzip, or the sitemaps of an index of them."""
    body = _unzipped(body)
    _refuse_entities(body)
    try:
        root = ElementTree.fromstring(body)  # noqa: S314 - entities are refused above
    except ElementTree.ParseError as error:
        raise ListingError("it is no sitemap but a page" if _is_page(body) else "it is no XML") from error
    tag = root.tag.removeprefix(SITEMAPS)
    found = [tidy(place.text.strip(), url) for place in root.iterfind(f"*/{SITEMAPS}loc") if place.text]
    if tag == "sitemapindex":
        return Listing(further=tuple(dict.fromkeys(found)))
    if tag != "urlset":
        raise ListingError("it is no sitemap")
    return Listing(_each_once(map(Entry, found)))


def read_links(body: bytes, url: str) -> Listing:
    """All links of a page, in the order of their addresses."""
    if not _is_page(body):
        raise ListingError("it is no page of links")
    links = courlan.extract_links(body.decode("utf-8", "replace"), url=url, no_filter=True)
    return Listing(_each_once(Entry(tidy(link, url)) for link in sorted(links)))


def tidy(link: str, base: str) -> str:
    """An address as it is compared: absolute, without fragment and without what only counts visitors.

    >>> tidy("/news/1?utm_source=feed#top", "https://example.org/feed")
    'https://example.org/news/1'
    """
    address = urldefrag(urljoin(base, link.strip())).url
    return str(courlan.normalize_url(address))


def _each_once(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    first: dict[str, Entry] = {}
    for entry in entries:
        if entry.url.startswith(("http://", "https://")):
            first.setdefault(entry.url, entry)
    return tuple(first.values())


def _day(parsed: time.struct_time | None) -> date | None:
    try:
        return datetime(*parsed[:6], tzinfo=UTC).date() if parsed else None
    except ValueError:
        return None


def _is_page(body: bytes) -> bool:
    return any(mark in body[:2_000].lower() for mark in (b"<html", b"<!doctype html", b"<body", b"<a "))


def _unzipped(body: bytes) -> bytes:
    """The content of a gzip file; any other bytes as they are."""
    if not body.startswith(_GZIP):
        return body
    unzip = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
    try:
        content = unzip.decompress(body, MAX_UNZIPPED)
    except zlib.error as error:
        raise ListingError(f"it is a broken gzip file: {error}") from error
    if unzip.unconsumed_tail:
        raise ListingError(f"unzipped it has more than {MAX_UNZIPPED} bytes")
    return content


class _EntityError(Exception):
    """A document declares an entity."""


def _refuse_entities(body: bytes) -> None:
    """ListingError for XML that declares entities of its own, with which a small file can grow without end."""

    def declared(*_: Any) -> None:
        raise _EntityError

    parser = expat.ParserCreate()
    parser.EntityDeclHandler = declared
    try:
        parser.Parse(body, True)
    except _EntityError:
        raise ListingError("it declares entities, which no list needs") from None
    except expat.ExpatError:
        return  # not well-formed: feedparser reads much that is not, and expands no entity
