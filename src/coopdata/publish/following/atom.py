"""Atom feeds (RFC 4287) as bytes, and the entries of one that was written here; what is in a feed is decided elsewhere.

All text is ``type="text"``, so that readers show markup in it as it stands. U+FFFD stands for each control character
that XML 1.0 has no place for or advises against (its production Char and the note on it,
https://www.w3.org/TR/xml/#charsets): some readers take the latter for letters of Windows. Line breaks are written as
LF, as XML parsers give them. Identifiers are repeated as ``dc:identifier``
(https://www.dublincore.org/specifications/dublin-core/dces/), by which an entry is found again.
"""

import re
import xml.etree.ElementTree as ET
from collections.abc import Mapping
from dataclasses import dataclass, field

from coopdata.publish.markdown import closing

ATOM = "http://www.w3.org/2005/Atom"
DC = "http://purl.org/dc/elements/1.1/"
MEDIA_TYPE = "application/atom+xml"

_UNFIT = re.compile("[^\t\n\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LINE_BREAK = re.compile("\r\n?|\x85")


@dataclass(frozen=True)
class Link:
    """A link of a feed or an entry: what it is to it (RFC 4287, 4.2.7.2), where it leads, what is there."""

    relation: str
    address: str
    media_type: str | None = None


@dataclass(frozen=True)
class Entry:
    """One entry. Moments are as in manifest.json; one of the links must be the ``alternate``."""

    iri: str
    identifier: str
    title: str
    published: str
    updated: str
    summary: str
    links: tuple[Link, ...]
    categories: Mapping[str, str] = field(default_factory=dict)
    """Labels by term."""


@dataclass(frozen=True)
class Feed:
    """A feed, its entries in the order in which they are listed."""

    iri: str
    title: str
    subtitle: str
    author: str
    rights: str
    updated: str
    links: tuple[Link, ...]
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Known:
    """What a feed that was written before says of an entry."""

    title: str
    published: str
    updated: str
    summary: str


def feed_bytes(feed: Feed) -> bytes:
    """The feed as it is published: the same feed gives the same bytes."""
    root = ET.Element("feed", {"xmlns": ATOM, "xmlns:dc": DC})
    _add(root, "id", feed.iri)
    _add(root, "title", feed.title, type="text")
    _add(root, "subtitle", feed.subtitle, type="text")
    _add(root, "updated", feed.updated)
    _add(ET.SubElement(root, "author"), "name", feed.author)
    _add(root, "rights", feed.rights, type="text")
    _add_links(root, feed.links)
    for entry in feed.entries:
        _add_entry(root, entry)
    ET.indent(root)
    content: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return content + b"\n"


def read_entries(content: bytes) -> dict[str, Known]:
    """The entries of a feed that `feed_bytes` made, by identifier; ValueError, saying why, if it is none such."""
    try:
        root = ET.fromstring(content)  # noqa: S314  # a file of ours, not of the net
    except ET.ParseError as error:
        raise ValueError(f"it is no XML: {error}") from error
    if root.tag != f"{{{ATOM}}}feed":
        raise ValueError("it is no Atom feed")
    return {_text(entry, f"{{{DC}}}identifier"): _known(entry) for entry in root.iter(f"{{{ATOM}}}entry")}


def plain(text: str) -> str:
    """The text as a feed holds it and gives it back."""
    return _UNFIT.sub("\ufffd", _LINE_BREAK.sub("\n", text))


def closed(text: str) -> str:
    """Text of others, to stand among ours: what in it turns the direction of writing turns nothing after it."""
    return text + closing(text)


def _add_entry(root: ET.Element, entry: Entry) -> None:
    element = ET.SubElement(root, "entry")
    _add(element, "id", entry.iri)
    _add(element, "title", entry.title, type="text")
    _add(element, "published", entry.published)
    _add(element, "updated", entry.updated)
    _add_links(element, entry.links)
    for term, label in entry.categories.items():
        ET.SubElement(element, "category", {"term": term, "label": plain(label)})
    _add(element, "dc:identifier", entry.identifier)
    _add(element, "summary", entry.summary, type="text")


def _add_links(parent: ET.Element, links: tuple[Link, ...]) -> None:
    for link in links:
        media_type = {"type": link.media_type} if link.media_type else {}
        ET.SubElement(parent, "link", {"rel": link.relation, **media_type, "href": plain(link.address)})


def _add(parent: ET.Element, tag: str, text: str, **attributes: str) -> None:
    ET.SubElement(parent, tag, attributes).text = plain(text)


def _known(entry: ET.Element) -> Known:
    names = ("title", "published", "updated", "summary")
    title, published, updated, summary = (_text(entry, f"{{{ATOM}}}{name}") for name in names)
    return Known(title, published, updated, summary)


def _text(entry: ET.Element, tag: str) -> str:
    text = entry.findtext(tag)
    if not text:
        raise ValueError(f"an entry has no {tag.rpartition('}')[2]}")
    return text
