"""Whatever titles and names hold, it leaves in every form as the same words, and does nothing there."""

import csv
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import feedparser
import pandas as pd
import pyarrow.parquet as pq
import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from coopdata.publish import PublishError, latest_release_dir, publish, read_csv_table, verify
from coopdata.publish.csvfile import csv_bytes
from coopdata.publish.dictionary import dictionary_md
from coopdata.publish.files import json_bytes
from coopdata.publish.layout import (
    AGREEMENTS_FEED,
    CHANGES_MD,
    CROISSANT,
    DATAPACKAGE,
    DCAT,
    DICTIONARY_MD,
    MANIFEST,
    RELEASES,
    RELEASES_FEED,
    ReleaseId,
    csv_path,
    parquet_path,
)
from coopdata.publish.markdown import code, inline
from coopdata.publish.metadata.datapackage import datapackage
from coopdata.publish.parquet import to_arrow
from coopdata.tables.catalogue import TABLES, table
from tests.publish.conftest import INPUTS, tiny_frames
from tests.publish.hostile import FILLED, HOSTILE, LONG_WORD, hostile_frames, hostile_text, is_worded, refused_text
from tests.publish.measured import QUALITY

FORMULA = "=+-@\t\r\n＝＋－＠"
OPENED = "\u202a\u202b\u202d\u202e\u2066\u2067\u2068"
"""What opens another direction of writing, which something has to close."""

WORDED = [(name, column.name) for name in FILLED for column in table(name).columns if is_worded(table(name), column)]
TEXTS = (*HOSTILE, LONG_WORD)

MARKDOWN = MarkdownIt("commonmark").enable("table")


class Page(HTMLParser):
    """What a browser makes of a page: its elements, and the words in each."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: set[tuple[str, tuple[str, ...]]] = set()
        self.cells: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.add((tag, tuple(name for name, _ in attrs)))
        if tag in ("td", "th", "p", "li"):
            self.cells.append("")

    def handle_data(self, data: str) -> None:
        if self.cells:
            self.cells[-1] += data


def shown(text: str) -> str:
    """The text as a page shows it: one line, and pictures of control characters."""
    pictures = {code: 0x2400 + code for code in range(32)} | {0x7F: 0x2421} | dict.fromkeys(range(0x80, 0xA0), 0xFFFD)
    return " ".join(text.split()).translate(pictures)


def directed(cell: str) -> str:
    """The words of a cell without what ends a direction of writing: a page may add these."""
    return cell.strip().replace("\u202c", "").replace("\u2069", "")


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The release in which every column that takes words has every hostile text, and the manifest notes of each."""
    inputs = replace(INPUTS, notes=HOSTILE)
    return publish(hostile_frames(TEXTS), inputs, tmp_path_factory.mktemp("published")).directory


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("files")


@pytest.mark.parametrize(("name", "column"), WORDED)
def test_parquet_keeps_every_text(hostile: Path, name: str, column: str) -> None:
    values = pq.read_table(hostile / parquet_path(name), columns=[column]).column(0).to_pylist()

    assert set(values) == set(TEXTS)


def test_csv_keeps_every_text(hostile: Path) -> None:
    for spec in TABLES:
        assert read_csv_table(hostile / csv_path(spec.name), spec).equals(
            pq.ParquetFile(hostile / parquet_path(spec.name)).read()
        )


def test_no_cell_of_a_csv_file_is_a_formula(hostile: Path) -> None:
    for spec in TABLES:
        cells = {cell for line in lines_of(hostile / csv_path(spec.name)) for cell in line}
        assert not [cell for cell in cells if cell.startswith(tuple(FORMULA)) and not is_number(cell)]


def lines_of(path: Path) -> list[list[str]]:
    """The lines of a CSV file as they stand, apostrophes and all."""
    limit = csv.field_size_limit(2 * len(LONG_WORD))
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            return list(csv.reader(stream))
    finally:
        csv.field_size_limit(limit)


def is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True


def test_json_keeps_every_text(hostile: Path) -> None:
    package = json.loads((hostile / DATAPACKAGE).read_bytes())
    manifest = json.loads((hostile / MANIFEST).read_bytes())

    assert [source["title"] for source in package["sources"]] == sorted(TEXTS)
    assert manifest["notes"] == list(HOSTILE)


def test_file_names_come_from_the_catalogue_alone(hostile: Path, published: Path) -> None:
    harmless = published / "releases" / "2026.11.22"

    assert {path.relative_to(hostile) for path in hostile.rglob("*")} == {
        path.relative_to(harmless) for path in harmless.rglob("*")
    }


@settings(deadline=None)
@given(st.lists(hostile_text(), min_size=1, max_size=4))
@example(list(HOSTILE))
def test_any_text_comes_through_csv_as_it_is_and_runs_nowhere(folder: Path, texts: list[str]) -> None:
    spec = table("organization_names")
    data = to_arrow(spec, hostile_frames(texts)[spec.name])
    path = folder / "names.csv"
    path.write_bytes(csv_bytes(data))

    assert read_csv_table(path, spec).equals(data)
    cells = [line[1] for line in lines_of(path)]
    assert not [cell for cell in cells if cell.startswith(tuple(FORMULA))]


@settings(deadline=None)
@given(st.lists(hostile_text(), min_size=1, max_size=4, unique=True))
def test_any_publisher_comes_through_the_data_package(texts: list[str]) -> None:
    documents = {"documents": to_arrow(table("documents"), hostile_frames(texts)["documents"])}

    package = json.loads(json_bytes(datapackage([], documents, {}, "2026.11.22")))

    assert [source["title"] for source in package["sources"]] == sorted(texts)


@pytest.mark.parametrize("write", [inline, code], ids=["inline", "code"])
@pytest.mark.parametrize(
    "around",
    ["{}", "- {}", "1. {}", "> {}", "Said: {} there.", "| one | two |\n|---|---|\n| {} | 2 |"],
    ids=["paragraph", "list", "numbered list", "quotation", "within a line", "table"],
)
@settings(deadline=None)
@given(text=hostile_text())
def test_any_text_shows_in_markdown_as_its_characters_and_as_nothing_else(
    write: Callable[[str], str], around: str, text: str
) -> None:
    assume(shown(text))
    harmless = Page(MARKDOWN.render(around.format("PLACE")))

    page = Page(MARKDOWN.render(around.format(write(text))))

    assert [directed(cell) for cell in page.cells] == [
        directed(cell.replace("PLACE", shown(text))) for cell in harmless.cells
    ]
    assert page.elements - {("code", ())} == harmless.elements


@pytest.mark.parametrize("write", [inline, code], ids=["inline", "code"])
def test_a_word_of_a_megabyte_shows_whole(write: Callable[[str], str]) -> None:
    page = Page(MARKDOWN.render(f"- {write(LONG_WORD)}"))

    is_whole = [cell.strip() for cell in page.cells] == [LONG_WORD]  # a failure shall not print it
    assert is_whole


@given(hostile_text())
def test_no_text_turns_the_direction_of_what_follows_it_in_markdown(text: str) -> None:
    written = inline(text)

    assert not set(written) & set(OPENED)
    depth: list[str] = []
    for character in unescape(written):
        if character in OPENED:
            depth.append("\u2069" if character >= "\u2066" else "\u202c")
        elif character == "\u2069" and character in depth:
            while depth.pop() != character:
                pass
        elif character == "\u202c" and depth and depth[-1] == character:
            depth.pop()
    assert not depth


@settings(max_examples=20, deadline=None)
@given(st.lists(hostile_text(), min_size=3, max_size=3))
@example(["<script>alert(1)</script>", "a | b", "\u202egnp.exe"])
def test_any_code_shows_in_the_dictionary_as_its_characters(texts: list[str]) -> None:
    frames = tiny_frames()
    coded, label, definition = texts
    hostile_row = {"code_list": "severity", "code": coded, "label": label, "definition": definition, "source": "x"}
    codes = pd.concat([frames["codes"], pd.DataFrame([hostile_row])], ignore_index=True)
    data = {name: to_arrow(table(name), frame) for name, frame in {**frames, "codes": codes}.items()}

    page = Page(MARKDOWN.render(dictionary_md(TABLES, data, ReleaseId(date(2026, 11, 22)), "1.0.0", QUALITY).decode()))

    cells = [directed(cell) for cell in page.cells]
    assert {directed(shown(text)) for text in texts} <= {*cells, ""}
    assert not {tag for tag, _ in page.elements} & {"script", "img", "iframe", "style"}
    assert {attributes for _, attributes in page.elements} <= {(), ("id",), ("href",), ("style",), ("class",)}


def test_the_dictionary_has_no_element_that_a_text_made(hostile: Path, release: Path) -> None:
    pages = [MARKDOWN.render((folder / DICTIONARY_MD).read_text(encoding="utf-8")) for folder in (hostile, release)]

    assert Page(pages[0]).elements == Page(pages[1]).elements


@settings(max_examples=10, deadline=None)
@given(refused_text())
def test_text_that_no_form_can_hold_stops_the_release(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    frames = tiny_frames()
    frames["documents"] = frames["documents"].assign(title=pd.Series([text], dtype=object))
    target = tmp_path_factory.mktemp("refused")

    with pytest.raises(PublishError, match="table documents, column title, row 0: "):
        publish(frames, INPUTS, target)

    assert latest_release_dir(target) is None
    assert not (target / RELEASES).exists()


@pytest.fixture(scope="module")
def renamed(hostile: Path) -> Path:
    """The release after `hostile`, in which every record has the text of another."""
    texts = (*TEXTS[1:], TEXTS[0])
    return publish(hostile_frames(texts), INPUTS, hostile.parent.parent).directory


def test_what_changed_between_hostile_releases_is_proved_and_shows_as_words(renamed: Path, hostile: Path) -> None:
    assert verify(renamed).problems == ()
    page = Page(MARKDOWN.render((renamed / CHANGES_MD).read_text(encoding="utf-8")))
    assert hostile.name in " ".join(page.cells)
    assert not {tag for tag, _ in page.elements} & {"script", "img", "iframe", "style", "a"}


@pytest.mark.parametrize("name", [RELEASES_FEED, AGREEMENTS_FEED])
def test_the_feeds_stay_well_formed_and_plain(renamed: Path, name: str) -> None:
    feed = feedparser.parse((renamed.parent.parent / name).read_bytes())
    assert not feed.bozo
    assert feed.entries
    assert {entry.title_detail.type for entry in feed.entries} == {"text/plain"}


@pytest.mark.parametrize("name", [CROISSANT, DCAT, DATAPACKAGE, MANIFEST])
def test_no_description_has_a_key_that_a_text_made(renamed: Path, release: Path, name: str) -> None:
    described, plain = (keys(json.loads((folder / name).read_bytes())) for folder in (renamed, release))
    assert described <= plain


def keys(content: object) -> set[str]:
    """Every key anywhere in the content of a JSON file."""
    if isinstance(content, dict):
        return set(content).union(*map(keys, content.values()))
    return set().union(*map(keys, content)) if isinstance(content, list) else set()
