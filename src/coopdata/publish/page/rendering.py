"""From what is to be shown to HTML: the templates, the words of the page, and how names, codes and addresses are shown.

Whatever comes from data is text: the templates escape all, and what is made of it here is escaped here. Nothing of the
data becomes an element, an attribute but those named here, or a link but to an address of the web.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, PackageLoader, StrictUndefined
from markdown_it import MarkdownIt
from markupsafe import Markup, escape

from coopdata.publish.metadata.addresses import is_web_address
from coopdata.publish.page.asking import Row
from coopdata.publish.page.data_files import inert
from coopdata.reference.page_texts import page_texts
from coopdata.reference.writing_systems import written_in

_CONTROLS = {
    **{code: 0x2400 + code for code in range(0x20) if chr(code) not in "\t\n\r"},
    0x7F: 0x2421,
    **dict.fromkeys([*range(0x80, 0xA0), 0xFFFE, 0xFFFF], 0xFFFD),
}
"""Characters that HTML cannot hold, and what stands for each."""
_LANGUAGE_TAG = re.compile(r"[a-z]{2,3}")
_UNITS = ("bytes", "kB", "MB", "GB", "TB")
_HOMES = {
    "org": "organizations",
    "per": "people",
    "agr": "agreements",
    "evt": "events",
    "prj": "projects",
    "doc": "documents",
}
"""The folder of the page of a record, by what its id begins with."""
_DRAWN = frozenset({"organizations", "people", "agreements"})
"""The kinds of records that the scripts can draw from their data."""


@dataclass(frozen=True)
class Place:
    """Where the page is published, and where its code is kept; None where that is not known."""

    base_url: str | None
    repository: str | None
    has_records: bool = True
    """Whether each record has a page of its own."""


class Templates:
    """The templates, compiled once. `labels` has the label of each code, by code list and code.

    A text that nothing is filled into is asked for as a filter of its key (``"base.skip"|t``), which Jinja does once,
    when it compiles; others as ``t("record.some", total=…)``.
    """

    def __init__(self, labels: Mapping[str, Mapping[str, str]], place: Place) -> None:
        self._labels = labels
        self._environment = Environment(
            loader=PackageLoader("coopdata.publish.page", "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
        )
        self._environment.globals.update(
            t=told,
            label=self.label,
            called=self.called,
            place=place,
            name=name,
            in_passage=in_passage,
            home=home if place.has_records else drawn,
            json_ld=json_ld,
        )
        self._environment.globals["how_read"] = lru_cache(maxsize=20_000)(self._how_read)
        self._environment.filters.update(
            amount=amount, number=number, query=query, shown=shown, t=told, upper_first=upper_first
        )

    def render(self, template: str, path: str, **context: Any) -> bytes:
        """The page made from a template; `path` is where it lies, relative to `published/`."""
        root = "../" * path.count("/")
        page = self._environment.get_template(f"{template}.html")
        return page.render(root=root, path=path, **context).encode("utf-8")

    def _how_read(self, rule: str, kind: str, confidence: float) -> Markup:
        """How a statement was read, as the macro `how` shows it: very many were read alike."""
        macros: Any = self._environment.get_template("macros.html").module
        made: Markup = macros.how(rule, kind, confidence)
        return made

    def label(self, code_list: str, code: str | None) -> str:
        """A code in words; the code itself where the release has no label for it."""
        return self._labels.get(code_list, {}).get(code or "", code or "")

    def called(self, agreement: Row) -> str:
        """What an agreement is called: its title, else its kind of instrument, with a capital letter."""
        return upper_first(agreement["title"] or self.label("instrument", agreement["instrument"]))


def told(key: str, **values: Any) -> str:
    """The text of this key, with the values in the places of their names. Raises KeyError if there is none."""
    text = page_texts()[key]
    return text.format(**values) if values else text


@lru_cache(maxsize=20_000)
def name(text: str, language: str | None = None) -> Markup:
    """A name or a wording from the data, shown as it is and kept apart from the direction of what stands around it.

    Its language, ISO 639-1, is what the data says, else what its letters tell.
    """
    return _apart(text, escape(shown(text)), language)


def in_passage(passage: Mapping[str, str], language: str | None) -> Markup:
    """A passage with its quoted words marked, as `name` shows a wording."""
    before, quoted, after = (passage[part] for part in ("before", "quoted", "after"))
    marked = Markup("{}<mark>{}</mark>{}").format(*map(shown, (before, quoted, after)))
    return _apart(f"{before}{quoted}{after}", marked, language)


def _apart(text: str, content: Markup, language: str | None) -> Markup:
    """An element around this text, whose content it is, with its language and direction."""
    system = written_in(text)
    known = language if language and _LANGUAGE_TAG.fullmatch(language) else None
    tag = known or (system.language if system else None)
    attributes = (f' lang="{tag}"' if tag else "") + (' dir="rtl"' if system and system.right_to_left else "")
    return Markup(f"<bdi{attributes}>{content}</bdi>")  # noqa: S704 - all that is not escaped is made here


def shown(text: str) -> str:
    """The text without the characters that HTML cannot hold: pictures or U+FFFD in their place."""
    return text if text.isprintable() else text.translate(_CONTROLS)


def upper_first(text: str) -> str:
    """The text with a capital letter at its beginning."""
    return text[:1].upper() + text[1:]


def home(identifier: str) -> str | None:
    """The path of the page of a record, by its id, relative to `published/`; None where it has none."""
    folder = _HOMES.get(identifier.partition("_")[0])
    return f"{folder}/{identifier}/index.html" if folder else None


def drawn(identifier: str) -> str | None:
    """The address at which the scripts draw a record, where records have no pages; None where they cannot."""
    folder = _HOMES.get(identifier.partition("_")[0])
    return f"index.html#/{folder}/{identifier}" if folder in _DRAWN else None


def web_address(address: str | None) -> str | None:
    """The address if it is one of the web, else None."""
    return address if address and is_web_address(address) else None


def query(text: str) -> str:
    """The text as the value in an address."""
    return quote(text, safe="")


def number(count: int) -> str:
    """A number as people read it."""
    return f"{count:,}"


def amount(size: int) -> str:
    """Bytes as people read them, by thousands."""
    value, unit = float(size), 0
    while value >= 1000 and unit < len(_UNITS) - 1:
        value, unit = value / 1000, unit + 1
    return f"{value:.0f} {_UNITS[unit]}" if unit == 0 else f"{value:.1f} {_UNITS[unit]}"


def json_ld(content: Mapping[str, Any]) -> Markup:
    """A description for machines, as the content of a script element that no browser runs."""
    return Markup(inert(json.dumps(content, ensure_ascii=False, allow_nan=False, indent=1)))  # noqa: S704 - inert


def markdown(text: str) -> Markup:
    """The HTML of one of the release's own Markdown files, in which text of the data has been made inert.

    Its headings stay as they are; its tables are those of the page. HTML in it is text.
    """
    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    opened = '<div class="scroll" tabindex="0"><table class="data">'
    rendered: str = parser.render(text)
    return Markup(rendered.replace("<table>", opened).replace("</table>", "</table></div>"))  # noqa: S704 - see above
