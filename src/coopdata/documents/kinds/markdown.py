"""Markdown: the text without its marks, by markdown-it; paragraphs, headings, items of lists and rows of tables.

Title, date and author are taken from the YAML that may stand at the head between two lines of hyphens. A heading of the
first level is the title where there is none.
"""

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from importlib.metadata import version
from itertools import pairwise
from typing import Any

import yaml
from markdown_it import MarkdownIt
from markdown_it.token import Token

from coopdata.documents.decode import decode, empty
from coopdata.documents.extracted import Extracted
from coopdata.documents.kinds.titles import with_title
from coopdata.documents.model import Metadata
from coopdata.documents.sidecar import parse_date
from coopdata.problems import Problem

EXTRACTOR = "markdown-it-py"
_FRONT = re.compile(r"\ufeff?---[ \t]*\r?\n(?P<yaml>.*?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_TAG = re.compile(r"<!--.*?-->|<[^>]+>", re.DOTALL)
_CELLS = " | "


def extract(data: bytes, name: str, media_type: str) -> Extracted | Problem:
    """The text without its marks, or why there is none."""
    found = decode(data, name)
    if isinstance(found, Problem):
        return found
    front, body = _front_matter(found.text)
    tokens = MarkdownIt("commonmark").enable("table").parse(body.removeprefix("\ufeff"))
    text = "\n\n".join(_blocks(tokens))
    title, text = with_title(_text(front, "title") or _first_heading(tokens), text)
    if not text:
        return empty(name)
    metadata = Metadata(title, _day(front), _text(front, "author"))
    return Extracted(text, media_type, metadata, EXTRACTOR, version(EXTRACTOR), found.encoding, found.detected)


def _front_matter(text: str) -> tuple[Mapping[str, Any], str]:
    """What the head between two lines of hyphens says, and the text after it; nothing where it is no YAML of keys."""
    match = _FRONT.match(text)
    if match is None:
        return {}, text
    try:
        front = yaml.safe_load(match["yaml"])
    except (yaml.YAMLError, ValueError):
        return {}, text
    return (front, text[match.end() :]) if isinstance(front, dict) else ({}, text)


def _blocks(tokens: Sequence[Token]) -> Iterator[str]:
    """The blocks of the text; an item of a list keeps a mark, the cells of a row stand on one line."""
    mark = ""
    cells: list[str] | None = None
    for token in tokens:
        if token.type == "list_item_open":
            mark = f"{token.info}{token.markup} " if token.info else "- "
        elif token.type == "tr_open":
            cells = []
        elif token.type == "tr_close" and cells is not None:
            yield _CELLS.join(cells)
            cells = None
        elif token.type in ("inline", "code_block", "fence", "html_block"):
            text = _plain(token)
            if cells is not None:
                cells.append(text)
            elif text:
                yield mark + text
                mark = ""


def _plain(token: Token) -> str:
    """The words of a block; an image gives its description, a line break of the source stays one."""
    if token.type == "html_block":
        return " ".join(_TAG.sub(" ", token.content).split())
    if token.type != "inline":
        return token.content.strip()
    parts = []
    for child in token.children or ():
        if child.type in ("softbreak", "hardbreak"):
            parts.append("\n")
        elif child.type in ("text", "code_inline", "image"):
            parts.append(child.content)
    return "".join(parts).strip()


def _first_heading(tokens: Sequence[Token]) -> str | None:
    pairs = pairwise(tokens)
    return next((_plain(inline) for token, inline in pairs if token.type == "heading_open" and token.tag == "h1"), None)


def _text(front: Mapping[str, Any], key: str) -> str | None:
    value = front.get(key)
    return value.strip() or None if isinstance(value, str) else None


def _day(front: Mapping[str, Any]) -> str | None:
    """The date, where it is one that ISO 8601 knows."""
    value = front.get("date")
    if isinstance(value, dt.date):
        return value.isoformat()[:10]
    try:
        return str(parse_date(value.strip())) if isinstance(value, str) else None
    except ValueError:
        return None
