"""Web pages: the main text as trafilatura finds it, and what the page's own metadata say.

Title, date and author are read from JSON-LD, meta tags and microdata alone; nothing is guessed from the page's
address, its words, or the clock. The title opens the text, since a page's heading often stands outside its main text.
A block of the page becomes a paragraph, a line break within it a new line.
"""

import datetime as dt
import logging
import re
from importlib.metadata import version

from htmldate.core import examine_header
from htmldate.extractors import json_search
from htmldate.utils import Extractor
from lxml.etree import ParserError
from lxml.html import HtmlElement, tostring
from trafilatura import bare_extraction, load_html
from trafilatura.metadata import extract_metadata, extract_title
from trafilatura.settings import Document

from coopdata.documents.decode import decode, empty
from coopdata.documents.extracted import Extracted
from coopdata.documents.kinds.titles import with_title, without_site
from coopdata.documents.model import Metadata
from coopdata.problems import Problem

EXTRACTOR = "trafilatura"
logging.getLogger(EXTRACTOR).setLevel(logging.CRITICAL)  # what is wrong with a page is told as its problem
logging.getLogger("htmldate").setLevel(logging.CRITICAL)
_REMEDY = "Save the page's text as a .txt file, or remove the file."
_DECLARED = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]+)|<\?xml[^>]{0,100}?encoding=["']([\w.:-]+)""", re.I
)
_DECLARED_WITHIN = 4096
"""Bytes within which a page has to declare its encoding; the standard asks for 1024."""
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_BREAK = "\u23ce"
"""Stands for a line break of the page while its text is taken out: the sign of a return key, which pages do not use."""
_BREAKS = re.compile(rf"\s*{_BREAK}[\s{_BREAK}]*")
_OF_NO_DATE = re.compile(
    r"desc|keyword|abstract|subject|summary|image|url|video|twitter:(?:label|data)|modif|updat|revis|copyright",
    re.IGNORECASE,
)
"""Names of meta tags that hold words of the text, addresses, or when the page was changed."""
_NUMBERS = re.compile(r"\s*(\d{1,2})[./-](\d{1,2})[./-]\d{2}")
_DATES = Extractor(
    extensive=False,
    max=dt.datetime(2099, 12, 31),  # noqa: DTZ001 - as htmldate has it; the same on every day that a page is read
    min=dt.datetime(1995, 1, 1),  # noqa: DTZ001
    original=True,
    format="%Y-%m-%d",
)
"""How dates are read: the first day of a page, not that of a change."""


def extract(data: bytes, name: str, media_type: str) -> Extracted | Problem:
    """The text of a page, or why there is none."""
    declared = _DECLARED.search(data[:_DECLARED_WITHIN])
    label = next((group for group in declared.groups() if group), b"") if declared else b""
    page = decode(data, name, label.decode("ascii", "replace") or None)
    if isinstance(page, Problem):
        return page
    found = page_text(page.text)
    if found is None:
        return empty(name, _REMEDY)
    text, metadata = found
    return Extracted(
        text, media_type, metadata, EXTRACTOR, version(EXTRACTOR), encoding=page.encoding, detected=page.detected
    )


def page_text(page: str) -> tuple[str, Metadata] | None:
    """The text of a page, its title first, with what its metadata say; None where it shows no text."""
    tree = load_html(_XML_DECLARATION.sub("", page.replace(_BREAK, "").lstrip("\ufeff")))
    if tree is None:
        return None
    metadata = _metadata(tree)
    for line_break in tree.iter("br"):
        line_break.tail = _BREAK + (line_break.tail or "")
    found = bare_extraction(tree, include_comments=False)
    text = _paragraphs(found.text or "") if isinstance(found, Document) else ""
    if not text:
        return None
    title, text = with_title(metadata.title, text)
    return text, Metadata(title, metadata.published, metadata.byline)


def _paragraphs(text: str) -> str:
    """The text with a blank line between blocks; a line break of the page stays one, two running part paragraphs."""
    lines = [line.strip() for line in _BREAKS.sub(_line_break, text).split("\n")]
    blocks = "\n\n".join(line for line in lines if line)
    return blocks.replace(f"{_BREAK}{_BREAK}", "\n\n").replace(_BREAK, "\n")


def _line_break(match: re.Match[str]) -> str:
    return _BREAK * min(2, match.group().count(_BREAK))


def _metadata(tree: HtmlElement) -> Metadata:
    """What the page says of itself."""
    own = _own_words(tree)
    found = extract_metadata(own, None, {"extensive_search": False})
    title = found.title or extract_title(tree)
    # Of what htmldate knows, these two read metadata; `find_date` goes on to any date in the code of a page.
    date = examine_header(own, _DATES) or json_search(own, _DATES)
    return Metadata(without_site(title, found.sitename) if title else None, date, found.author)


def _own_words(tree: HtmlElement) -> HtmlElement:
    """A page of nothing but the metadata of another: meta tags, JSON-LD, and the date in its microdata."""
    kept = [tag for tag in tree.iter("meta") if not _OF_NO_DATE.search(_name(tag)) and not _is_ambiguous(tag)]
    kept += [tag for tag in tree.iter("script") if tag.get("type", "").strip().lower() == "application/ld+json"]
    tags = [tostring(tag, encoding="unicode", with_tail=False) for tag in kept]
    for tag in tree.xpath('.//*[@itemprop="datePublished"][@datetime or @content]|.//time[@pubdate][@datetime]'):
        written = re.sub(r"[^\w:+.-]", "", tag.get("datetime") or tag.get("content"))
        tags.append(f'<meta property="article:published_time" content="{written}">')
    found = load_html(f"<html><head>{''.join(tags)}</head><body><p></p></body></html>")
    if found is None:
        raise ParserError("the metadata of a page make no page")
    return found


def _name(tag: HtmlElement) -> str:
    return " ".join(tag.get(key, "") for key in ("name", "property", "itemprop", "http-equiv"))


def _is_ambiguous(tag: HtmlElement) -> bool:
    """Whether a tag holds a date of which nobody can tell the day from the month: 03/04/2021."""
    found = _NUMBERS.match(tag.get("content", ""))
    return found is not None and found[1] != found[2] and max(int(found[1]), int(found[2])) <= 12
