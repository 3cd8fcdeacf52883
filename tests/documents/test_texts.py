"""Texts taken out of files: kept once, used ever after, and found again by whoever checks a release."""

import json
from pathlib import Path

import pytest

from coopdata import capture
from coopdata.documents import Document, Rejection, kinds, read_all
from coopdata.documents.extracted import Extracted
from coopdata.documents.finding import find_texts
from coopdata.documents.model import Metadata
from coopdata.documents.texts import TextNotKeptError
from coopdata.problems import Code, Problem

LEAD = "The Ministry of Trade of Peru and the Ministry of Trade of Chile signed a memorandum in Lima on Monday."
PAGE = f"<html><body><article><h1>Trade pact of two ministries</h1><p>{LEAD}</p></article></body></html>"
TEXT = f"Trade pact of two ministries\n\n{LEAD}"


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "a.html").write_text(PAGE, encoding="utf-8")
    return tmp_path


def read(raw: Path) -> tuple[Document, list[Problem]]:
    documents, problems = read_all(capture.scan(raw))
    (document,) = documents
    assert isinstance(document, Document)
    return document, problems


def kept(raw: Path) -> Path:
    (path,) = (raw / "texts").iterdir()
    return path


def find(raw: Path, *documents: Document) -> dict[str, str]:
    return find_texts(raw, {document.id: (document.path, document.sha256) for document in documents})


@pytest.fixture
def other_library(monkeypatch: pytest.MonkeyPatch) -> None:
    """From now on the text is taken out otherwise."""
    monkeypatch.setattr(kinds, "extract", lambda _data, _name: Extracted("Another text.", "text/html", extractor="new"))


def test_a_text_is_kept_under_the_hash_of_its_file_with_how_it_was_taken(raw: Path) -> None:
    document, problems = read(raw)
    content = json.loads(kept(raw).read_text(encoding="utf-8"))
    assert kept(raw).name == f"{document.sha256}.json"
    assert (document.text, content["text"], problems) == (TEXT, TEXT, [])
    assert (content["media_type"], content["extractor"], content["encoding"]) == ("text/html", "trafilatura", "utf-8")
    assert (content["title"], content["published"], content["byline"]) == ("Trade pact of two ministries", None, None)
    assert content["version"]


@pytest.mark.usefixtures("other_library")
def test_nothing_else_lies_beside_it(raw: Path) -> None:
    read(raw)
    assert [path.suffix for path in (raw / "texts").iterdir()] == [".json"]


def test_a_kept_text_is_used_though_a_library_would_take_it_otherwise(
    raw: Path, request: pytest.FixtureRequest
) -> None:
    before, _ = read(raw)
    request.getfixturevalue("other_library")
    assert read(raw)[0] == before


@pytest.mark.parametrize(
    "damage",
    [
        lambda text: text[:100],
        lambda text: text.replace("Monday", "Friday"),
        lambda text: text.replace('"title": "Trade pact of two ministries"', '"title": 5'),
        lambda _: "[]",
        lambda _: "",
    ],
    ids=["cut off", "changed", "of another form", "no object", "empty"],
)
def test_a_damaged_text_is_told_of_and_made_anew(raw: Path, damage: object) -> None:
    before, _ = read(raw)
    sound = kept(raw).read_text(encoding="utf-8")
    kept(raw).write_text(damage(sound), encoding="utf-8")  # type: ignore[operator]
    document, (problem,) = read(raw)
    assert (document.text, kept(raw).read_text(encoding="utf-8")) == (before.text, sound)
    assert (problem.code, problem.path, problem.document_id) == (
        Code.TEXT_MADE_ANEW, "documents/a.html", document.id,
    )  # fmt: skip
    assert kept(raw).name in problem.message


def test_a_folder_that_cannot_be_written_stops_the_reading_with_what_to_do(raw: Path) -> None:
    (raw / "texts").write_text("a file where the folder should be")
    with pytest.raises(TextNotKeptError, match=r"texts.*cannot be kept: .*\. Make .*texts writable"):
        read_all(capture.scan(raw))


def test_a_clean_text_is_not_kept_twice(raw: Path) -> None:
    (raw / "documents" / "a.html").rename(raw / "documents" / "a.txt")
    document, _ = read(raw)
    assert (document.text, document.media_type) == (PAGE, "text/plain")
    assert not (raw / "texts").exists()


def test_a_text_in_another_encoding_is_kept_and_told_of(raw: Path) -> None:
    (raw / "documents" / "a.html").unlink()
    (raw / "documents" / "a.txt").write_bytes(f"{LEAD} It was “the first”.".encode("cp1252"))
    document, (problem,) = read(raw)
    assert document.text.endswith("“the first”.")
    assert (problem.code, problem.document_id) == (Code.TEXT_ENCODING_DETECTED, document.id)
    assert json.loads(kept(raw).read_bytes())["encoding"] == "cp1252"
    assert find(raw, document) == {document.id: document.text}


def test_a_repair_is_kept_and_told_of(raw: Path) -> None:
    (raw / "documents" / "a.html").unlink()
    (raw / "documents" / "a.txt").write_text(f"{LEAD}\nThey met in SÃ£o Paulo.", encoding="utf-8")
    document, (problem,) = read(raw)
    assert document.text.endswith("São Paulo.")
    assert (problem.code, problem.place) == (Code.TEXT_REPAIRED, "line 2")
    assert json.loads(kept(raw).read_bytes())["repaired"] == [2]


def test_the_same_bytes_as_another_kind_keep_their_own_text(raw: Path) -> None:
    (raw / "documents" / "b.txt").write_text(PAGE, encoding="utf-8")
    for _ in range(2):
        first, second = read_all(capture.scan(raw))[0]
        assert isinstance(first, Document)
        assert isinstance(second, Document)
        assert (first.text, second.text, second.duplicate_of) == (TEXT, PAGE, first.id)
    assert find(raw, first, second) == {first.id: TEXT, second.id: PAGE}


def test_what_is_rejected_keeps_nothing(raw: Path) -> None:
    (raw / "documents" / "a.html").write_text("<html></html>")
    ((document,), _) = read_all(capture.scan(raw))
    assert isinstance(document, Rejection)
    assert document.media_type == "text/html"
    assert not (raw / "texts").exists()


def test_a_text_is_found_again_only_as_it_was_kept(raw: Path, request: pytest.FixtureRequest) -> None:
    document, _ = read(raw)
    request.getfixturevalue("other_library")
    assert find(raw, document) == {document.id: TEXT}
    kept(raw).write_text("{}")
    assert find(raw, document) == {}
    kept(raw).unlink()
    assert find(raw, document) == {}


def test_the_title_of_the_file_is_the_title_and_its_date_and_author_are_told(raw: Path) -> None:
    head = '<meta property="article:published_time" content="2021-03-04"><meta name="author" content="Lan Ho">'
    title = '<meta property="og:title" content="Pact signed.">'
    page = PAGE.replace("<h1>Trade pact of two ministries</h1>", "").replace(
        "<body>", f"<head>{title}{head}</head><body>"
    )
    (raw / "documents" / "a.html").write_text(page, encoding="utf-8")
    document, _ = read(raw)
    assert (document.title, document.title_span, document.byline) == ("Pact signed.", (0, 12), "Lan Ho")
    assert document.metadata == Metadata("Pact signed.", "2021-03-04", "Lan Ho")
    assert document.published is not None
    assert (str(document.published.date), document.published.source) == ("2021-03-04", "metadata")


def test_a_date_line_of_the_text_and_the_sidecar_go_before_the_date_of_the_file(raw: Path) -> None:
    head = '<head><meta property="article:published_time" content="2021-03-04"></head>'
    page = PAGE.replace("<body>", f"{head}<body>").replace("<p>The", "<p>March 2, 2021</p><p>The")
    (raw / "documents" / "a.html").write_text(page, encoding="utf-8")
    assert (published := read(raw)[0].published) is not None
    assert (str(published.date), published.source) == ("2021-03-02", "heading")
    (raw / "documents" / "a.meta.json").write_text('{"published": "2021-03-01"}')
    assert (published := read(raw)[0].published) is not None
    assert (str(published.date), published.source) == ("2021-03-01", "sidecar")
