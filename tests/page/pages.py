"""What a browser without JavaScript makes of a page: elements, links, words; and whether the page is well made."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

VOID = frozenset({"br", "hr", "img", "input", "link", "meta", "wbr"})
LINKS = {"href", "src", "cite", "action", "data", "poster", "srcset", "formaction", "background"}
"""Attributes that hold addresses."""

Attributes = dict[str, str | None]


@dataclass
class Element:
    tag: str
    attributes: Attributes
    text: str = ""
    """All that stands in it."""


@dataclass
class Page:
    elements: list[Element] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def all(self, tag: str, **attributes: str) -> list[Element]:
        wanted = {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()}
        return [one for one in self.elements if one.tag == tag and wanted.items() <= one.attributes.items()]

    def one(self, tag: str, **attributes: str) -> Element:
        (found,) = self.all(tag, **attributes)
        return found

    @property
    def text(self) -> str:
        return self.one("html").text

    @property
    def ids(self) -> list[str]:
        return [one.attributes["id"] or "" for one in self.elements if "id" in one.attributes]

    @property
    def links(self) -> list[tuple[Element, str, str]]:
        """Every address in the page, with its element and attribute."""
        return [
            (one, name, value or "") for one in self.elements for name, value in one.attributes.items() if name in LINKS
        ]


Pages = dict[str, Page]


class _Reader(HTMLParser):
    """Follows the elements of a page that closes all it opens."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.page = Page()
        self._open: list[Element] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, dict(attrs))
        if len(element.attributes) < len(attrs):
            self.page.faults.append(f"an attribute stands twice in {tag}, {self.getpos()}")
        self.page.elements.append(element)
        if tag not in VOID:
            self._open.append(element)

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open[-1].tag != tag:
            self.page.faults.append(f"</{tag}> closes {self._open[-1].tag if self._open else None}, {self.getpos()}")
            return
        self._open.pop()

    def handle_data(self, data: str) -> None:
        for element in self._open:
            element.text += data

    def handle_comment(self, data: str) -> None:
        self.page.faults.append(f"a comment: {data[:40]}")

    def handle_pi(self, data: str) -> None:
        self.page.faults.append(f"an instruction: {data[:40]}")

    def unknown_decl(self, data: str) -> None:
        self.page.faults.append(f"a declaration: {data[:40]}")


def read_page(content: str) -> Page:
    reader = _Reader()
    reader.feed(content)
    reader.close()
    return reader.page


def read_pages(folder: Path) -> Pages:
    return {
        path.relative_to(folder).as_posix(): read_page(path.read_text(encoding="utf-8"))
        for path in sorted(folder.rglob("*.html"))
        if "releases" not in path.parts
    }
