"""Archives: each row a document of its own, a broken one told with its place, the rest read."""

import datetime as dt
import json
import tracemalloc
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from coopdata import capture
from coopdata.documents import Document, PartialDate, Rejection, archives, read_all
from coopdata.documents.finding import find_texts
from coopdata.documents.opening import open_all
from coopdata.problems import Code

TEXT = "Peru and Chile signed a memorandum of understanding on trade in Lima on Monday."
Rows = Sequence[Mapping[str, Any]]


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    (tmp_path / "documents").mkdir()
    return tmp_path


def lines(raw: Path, *rows: object) -> None:
    written = [row if isinstance(row, str) else json.dumps(row, ensure_ascii=False) for row in rows]
    (raw / "documents" / "news.jsonl").write_text("\n".join(written) + "\n", encoding="utf-8")


def parquet(raw: Path, rows: Rows) -> None:
    pq.write_table(pa.Table.from_pylist(list(rows)), raw / "documents" / "news.parquet")


def read(raw: Path) -> list[Document | Rejection]:
    return read_all(capture.scan(raw))[0]


def documents(raw: Path) -> list[Document]:
    return [document for document in read(raw) if isinstance(document, Document)]


def rejections(raw: Path) -> list[Rejection]:
    return [document for document in read(raw) if isinstance(document, Rejection)]


def test_each_line_is_a_document_named_by_its_number(raw: Path) -> None:
    lines(raw, {"text": TEXT}, "", {"text": f"{TEXT} Again."})
    found = documents(raw)
    assert [document.path for document in found] == ["documents/news.jsonl#1", "documents/news.jsonl#3"]
    assert [document.text for document in found] == [TEXT, f"{TEXT} Again."]
    assert {document.media_type for document in found} == {"application/jsonl"}
    assert not (raw / "texts").exists()


def test_a_row_has_the_id_of_a_file_with_its_text(raw: Path) -> None:
    (raw / "documents" / "a.txt").write_text(TEXT)
    lines(raw, {"text": TEXT})
    file, row = documents(raw)
    assert (row.sha256, row.size_bytes, row.duplicate_of) == (file.sha256, len(TEXT), file.id)


def test_a_row_says_what_a_sidecar_would_and_the_sidecar_speaks_for_the_others(raw: Path) -> None:
    lines(
        raw,
        {"text": TEXT, "publisher": "JETRO", "published": 2021, "views": [1]},
        {"text": f"{TEXT} 2", "publisher": None},
    )
    (raw / "documents" / "news.meta.json").write_text('{"publisher": "Press", "licence": "CC0"}')
    first, second = documents(raw)
    assert (first.sidecar.publisher, first.sidecar.licence, first.sidecar.published) == ("JETRO", "CC0", "2021")
    assert (second.sidecar.publisher, second.sidecar.licence) == ("Press", "CC0")


def test_a_title_opens_the_text_unless_it_does_so_already(raw: Path) -> None:
    lines(raw, {"title": "Pact.", "text": TEXT}, {"title": "Pact.", "text": f"Pact.\n\n{TEXT}"})
    first, second = documents(raw)
    assert (first.text, first.title, first.title_span) == (f"Pact.\n\n{TEXT}", "Pact.", (0, 5))
    assert second.text == first.text


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("{", "not JSON"),
        ("[1]", "not a JSON object"),
        ("[" * 100_000, "not JSON"),
        ('{"text": "\\ud800"}', "control characters"),
        ({"text": "a\x00b"}, "control characters"),
        ({"text": 5}, "no text"),
        ({"body": TEXT}, "no text"),
        ({"text": " ", "id": "n-7"}, "key 'text' of id 'n-7'"),
        ({"text": TEXT, "published": "last June"}, "key 'published'"),
        ({"text": TEXT, "url": 5.5}, "key 'url'"),
    ],
)
def test_a_broken_row_is_told_with_its_place_and_the_rest_goes_on(raw: Path, row: object, told: str) -> None:
    lines(raw, {"text": TEXT}, row, {"text": f"{TEXT} Again."})
    assert len(documents(raw)) == 2
    (rejection,) = rejections(raw)
    assert (rejection.problem.code, rejection.path) == (Code.ARCHIVE_ROW_INVALID, "documents/news.jsonl#2")
    assert (rejection.problem.path, rejection.problem.document_id) == (rejection.path, rejection.id)
    assert told in rejection.problem.line()
    assert rejection.problem.remedy


def test_a_line_that_is_no_utf8_is_told(raw: Path) -> None:
    (raw / "documents" / "news.jsonl").write_bytes(b'{"text": "Espa\xf1ol"}\n')
    assert "not valid UTF-8 at byte 14" in rejections(raw)[0].problem.message


def test_a_line_over_the_limit_is_passed_over(raw: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives.decoding, "MAX_BYTES", 200)
    lines(raw, {"text": "x" * 1000}, {"text": TEXT})
    assert [document.path for document in documents(raw)] == ["documents/news.jsonl#2"]
    assert [rejection.problem.code for rejection in rejections(raw)] == [Code.FILE_TOO_LARGE]


def test_rows_of_a_parquet_file_are_documents_too(raw: Path) -> None:
    day = dt.datetime(2021, 3, 4, 8, tzinfo=dt.UTC)
    parquet(raw, [{"text": TEXT, "published": day, "score": 1}, {"text": None, "published": None, "score": 2}])
    (document,) = documents(raw)
    assert (document.path, document.media_type) == ("documents/news.parquet#1", "application/vnd.apache.parquet")
    assert document.published is not None
    assert document.published.date == PartialDate(2021, 3, 4)
    assert [rejection.path for rejection in rejections(raw)] == ["documents/news.parquet#2"]


def test_a_row_of_a_parquet_file_whose_text_is_no_utf8_is_told_and_the_rest_goes_on(raw: Path) -> None:
    texts = pa.array([TEXT.encode(), b"Espa\xf1ol", f"{TEXT} Again.".encode()], pa.binary()).view(pa.string())
    pq.write_table(pa.table({"text": texts}), raw / "documents" / "news.parquet")
    assert len(documents(raw)) == 2
    (rejection,) = rejections(raw)
    assert (rejection.problem.code, rejection.path) == (Code.ARCHIVE_ROW_INVALID, "documents/news.parquet#2")


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("news.parquet", b"PAR1 no more", Code.FILE_DAMAGED),
        ("news.jsonl", b"", Code.FILE_EMPTY),
        ("news.jsonl", b"\n \n", Code.FILE_EMPTY),
    ],
)
def test_an_archive_that_cannot_be_read_is_one_rejection(raw: Path, name: str, data: bytes, code: Code) -> None:
    (raw / "documents" / name).write_bytes(data)
    (rejection,) = rejections(raw)
    assert (rejection.problem.code, rejection.path, rejection.size_bytes) == (code, f"documents/{name}", len(data))


def test_a_parquet_file_without_texts_says_which_column_it_needs(raw: Path) -> None:
    parquet(raw, [{"body": TEXT}])
    assert "no column 'text'" in rejections(raw)[0].problem.message


def test_rows_are_found_again(raw: Path) -> None:
    lines(raw, {"text": f"{TEXT} In SÃ£o Paulo."}, "{", {"title": "Pact", "text": TEXT})
    parquet(raw, [{"text": f"{TEXT} One."}, {"text": f"{TEXT} Two."}])
    found = documents(raw)
    wanted = {document.id: (document.path, document.sha256) for document in found}
    assert "São Paulo" in found[0].text
    assert find_texts(raw, wanted) == {document.id: document.text for document in found}
    lines(raw, {"text": "Another."})
    assert set(find_texts(raw, wanted)) == {document.id for document in found if "parquet" in document.path}


@pytest.mark.parametrize("form", ["news.jsonl", "news.parquet"])
def test_memory_does_not_grow_with_the_archive(raw: Path, form: str) -> None:
    def peak(count: int) -> int:
        rows = [{"text": f"{number} {TEXT * 50}"} for number in range(count)]
        lines(raw, *rows) if form == "news.jsonl" else parquet(raw, rows)
        del rows
        file = capture.RawFile(raw / "documents" / form, form)
        tracemalloc.start()
        assert sum(1 for _ in open_all(file)) == count
        used = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return used

    peak(10)
    assert peak(2000) < 2 * peak(200)
