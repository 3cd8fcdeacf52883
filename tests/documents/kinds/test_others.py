"""What is taken from documents of Word and from Markdown, and what is told where a library is missing."""

import io
import sys

import docx
import pytest

from coopdata.documents.extracted import Extracted
from coopdata.documents.kinds import extract
from coopdata.documents.model import Metadata
from coopdata.problems import Code, Problem


def taken(data: bytes, name: str) -> Extracted:
    found = extract(data, name)
    assert isinstance(found, Extracted)
    return found


def word() -> bytes:
    document = docx.Document()
    document.core_properties.author = "The typist"
    document.add_paragraph("Joint statement", style="Title")
    document.add_paragraph("Peru and Chile signed a treaty.")
    document.add_paragraph("")
    document.add_paragraph("Rice", style="List Bullet")
    row = document.add_table(1, 3).rows[0]
    row.cells[0].merge(row.cells[1]).text = "Year"
    row.cells[2].text = "Tonnes"
    document.add_paragraph("The end.")
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()


def test_a_word_document_gives_paragraphs_lists_and_tables_in_order() -> None:
    found = taken(word(), "a.docx")
    assert found.text.split("\n\n") == [
        "Joint statement", "Peru and Chile signed a treaty.", "- Rice", "Year | Tonnes", "The end.",
    ]  # fmt: skip
    assert found.metadata == Metadata("Joint statement")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (word()[:700], Code.FILE_DAMAGED),
        (b"hello", Code.FILE_DAMAGED),
        (word().replace(b"word/document.xml", b"word/documens.xml"), Code.FILE_DAMAGED),
        (bytes.fromhex("d0cf11e0a1b11ae1") + b"locked", Code.FILE_ENCRYPTED),
    ],
)
def test_a_broken_or_locked_word_document_is_told(data: bytes, code: Code) -> None:
    found = extract(data, "a.docx")
    assert isinstance(found, Problem)
    assert found.code is code


def test_markdown_gives_its_text_without_marks() -> None:
    found = taken(
        b"# Joint *statement*\n\nPeru and [Chile](https://c.example)\nsigned.\n\n1. Rice\n2. Tea\n\n- Sugar\n", "a.md"
    )
    assert found.text == "Joint statement\n\nPeru and Chile\nsigned.\n\n1. Rice\n\n2. Tea\n\n- Sugar"
    assert found.metadata == Metadata("Joint statement")


def test_the_head_of_markdown_gives_title_date_and_author() -> None:
    found = taken(b"---\ntitle: Rice pact\ndate: 2021-03-04\nauthor: Lan Ho\n---\nPeru and Chile signed.\n", "a.md")
    assert found.text == "Rice pact\n\nPeru and Chile signed."
    assert found.metadata == Metadata("Rice pact", "2021-03-04", "Lan Ho")


def test_a_head_that_is_no_yaml_is_text() -> None:
    assert "Peru: Chile: both" in taken(b"---\nPeru: Chile: both\n---\nThey signed.\n", "a.md").text


def test_a_text_of_no_known_kind_is_read_as_it_stands() -> None:
    found = taken(b"Peru and Chile signed.", "notice.news")
    assert (found.text, found.media_type, found.is_as_stored) == ("Peru and Chile signed.", "text/plain", True)


@pytest.mark.parametrize(
    ("name", "module", "library"),
    [("a.html", "html", "trafilatura"), ("a.pdf", "pdf", "pypdf"), ("a.docx", "docx", "docx")],
)
def test_a_missing_library_is_told_with_the_extra_to_install(
    name: str, module: str, library: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(sys.modules, f"coopdata.documents.kinds.{module}", raising=False)
    for loaded in [loaded for loaded in sys.modules if loaded == library or loaded.startswith(f"{library}.")]:
        monkeypatch.delitem(sys.modules, loaded)
    monkeypatch.setitem(sys.modules, library, None)
    found = extract(b"anything", name)
    assert isinstance(found, Problem)
    assert (found.code, found.path) == (Code.FILE_EXTRA_MISSING, name)
    assert f"pip install 'coopdata[{module}]'" in found.remedy
