"""Files that become documents, and those that are rejected."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopdata import capture
from coopdata.capture import RawFile
from coopdata.documents import Document, PartialDate, Rejection, read_all, read_file, reader
from coopdata.documents.decode import MAX_BYTES, decode
from coopdata.documents.sidecar import parse_date
from coopdata.documents.sketches import PERMUTATIONS
from coopdata.kept import Kept
from coopdata.problems import Code, Problem, Severity

TEXT = b"Laos and Japan signed a memorandum of cooperation on Friday."


def put(folder: Path, data: bytes = TEXT, sidecar: object = None, name: str = "a") -> RawFile:
    path = folder / f"{name}.txt"
    path.write_bytes(data)
    if sidecar is None:
        return RawFile(path, f"documents/{name}.txt")
    beside = folder / f"{name}.meta.json"
    beside.write_bytes(sidecar if isinstance(sidecar, bytes) else json.dumps(sidecar).encode())
    return RawFile(path, f"documents/{name}.txt", beside)


def rejected(file: RawFile) -> Rejection:
    found = read_file(file)
    assert isinstance(found, Rejection)
    assert found.problem.severity is Severity.ERROR
    assert found.problem.remedy
    assert found.problem.document_id == found.id
    return found


@pytest.mark.parametrize(
    ("data", "code", "place"),
    [
        (b"", Code.FILE_EMPTY, ""),
        (b" \n\t\r\n", Code.FILE_EMPTY, ""),
        ("\ufeff \u00a0".encode(), Code.FILE_EMPTY, ""),
        (b"PK\x03\x04 zip", Code.FILE_BINARY, "byte 2"),
        (b"text\x00text", Code.FILE_BINARY, "byte 4"),
        ("Espa\u00f1ol".encode("latin-1"), Code.FILE_ENCODING, "byte 4"),
        ("text".encode("utf-16-le"), Code.FILE_BINARY, "byte 1"),
    ],
)
def test_bytes_that_are_no_text_are_rejected_with_the_place(
    tmp_path: Path, data: bytes, code: Code, place: str
) -> None:
    found = rejected(put(tmp_path, data))
    assert (found.problem.code, found.problem.place, found.problem.path) == (code, place, "documents/a.txt")
    assert found.size_bytes == len(data)
    assert found.sha256 is not None


def test_a_file_over_the_limit_is_rejected_unread(tmp_path: Path) -> None:
    file = put(tmp_path)
    with file.path.open("r+b") as opened:
        opened.truncate(MAX_BYTES + 1)
    found = rejected(file)
    assert (found.problem.code, found.size_bytes) == (Code.FILE_TOO_LARGE, MAX_BYTES + 1)
    assert str(MAX_BYTES) in found.problem.message


def test_a_file_that_cannot_be_opened_is_rejected(tmp_path: Path) -> None:
    found = rejected(RawFile(tmp_path / "gone.txt", "documents/gone.txt"))
    assert (found.problem.code, found.sha256) == (Code.FILE_UNREADABLE, None)
    assert rejected(RawFile(tmp_path, "documents/folder")).problem.code is Code.FILE_UNREADABLE


@pytest.mark.parametrize(
    ("sidecar", "named"),
    [
        (b"{", "line 1"),
        (b"\xff", "byte 0"),
        (b'{"publisher": NaN}', "NaN"),
        (b"[" * 100_000, "not JSON"),
        ([], "object"),
        ({"title": "x"}, "'title'"),
        ({"publisher": 5}, "'publisher'"),
        ({"publisher": " "}, "'publisher'"),
        ({"publisher": "a\x00b"}, "'publisher'"),
        ({"publisher": "\ud800"}, "'publisher'"),
        ({"published": "June 2022"}, "'published'"),
        ({"published": "2022-13"}, "'published'"),
        ({"published": "2022-02-30"}, "'published'"),
        ({"retrieved": "2022-02-03T99:00"}, "'retrieved'"),
        ({"language": "english"}, "'language'"),
        ({"language": "xx"}, "'language'"),
        ({"status": "200"}, "'status'"),
        ({"headers": ["etag"]}, "'headers'"),
    ],
)
def test_a_sidecar_of_the_wrong_form_rejects_its_document(tmp_path: Path, sidecar: object, named: str) -> None:
    problem = rejected(put(tmp_path, sidecar=sidecar)).problem
    assert (problem.code, problem.path) == (Code.SIDECAR_INVALID, "documents/a.meta.json")
    assert named in problem.line()


def test_a_sidecar_gives_what_it_says(tmp_path: Path) -> None:
    file = put(
        tmp_path,
        sidecar={
            "publisher": "JETRO",
            "published": "2022-06-09T08:30:00Z",
            "retrieved": "2022-07",
            "language": "lo",
            "source": "jetro-news",
            "status": 200,
            "headers": {"etag": '"a"'},
            "republish": False,
        },
    )
    document = read_file(file)
    assert isinstance(document, Document)
    assert (document.sidecar.published, document.sidecar.retrieved) == ("2022-06-09", "2022-07")
    assert document.published is not None
    assert (document.published.date, document.published.source) == (PartialDate(2022, 6, 9), "sidecar")
    assert (document.language, document.sidecar.publisher) == ("lo", "JETRO")
    assert (document.sidecar.source, document.sidecar.replaces) == ("jetro-news", None)


@pytest.mark.parametrize(
    ("written", "date"),
    [("2013", "2013"), ("2013-12", "2013-12"), ("2013-12-01", "2013-12-01"), ("2013-12-01 10:00", "2013-12-01")],
)
def test_iso_dates_keep_their_precision(written: str, date: str) -> None:
    assert str(parse_date(written)) == date


@pytest.mark.parametrize("written", ["", "13", "2013-1", "2013-00", "0000", "20131201", "2013-12-01X", "today"])
def test_what_is_no_iso_date_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        parse_date(written)


def test_the_text_is_kept_as_found(tmp_path: Path) -> None:
    text = "\ufeffLaos\u00a0and “Japan”\r\nsigned."
    document = read_file(put(tmp_path, text.encode()))
    assert isinstance(document, Document)
    assert document.text == text
    assert document.size_bytes == len(text.encode())


@given(st.binary())
def test_bytes_are_decoded_exactly_or_not_at_all(data: bytes) -> None:
    found = decode(data, "a.txt")
    assert isinstance(found, Problem) or found.encoding.startswith("utf-") or found.text.encode(found.encoding) == data


def test_the_same_bytes_twice_are_two_documents_and_the_second_names_the_first(tmp_path: Path) -> None:
    folder = tmp_path / "documents"
    folder.mkdir()
    for name in ("b", "a", "c"):
        put(folder, name=name)
    put(folder, b"\x00", name="x")
    put(folder, b"\x00", name="y")
    documents, problems = read_all(capture.scan(tmp_path))
    first, second, third, x, y = documents
    assert len({document.id for document in documents}) == 5
    assert [document.duplicate_of for document in documents] == [None, first.id, first.id, None, x.id]
    assert isinstance(y, Rejection)
    assert y.problem.document_id == y.id
    assert [(problem.code, problem.path, problem.document_id) for problem in problems] == [
        (Code.DUPLICATE_DOCUMENT, "documents/b.txt", second.id),
        (Code.DUPLICATE_DOCUMENT, "documents/c.txt", third.id),
        (Code.DUPLICATE_DOCUMENT, "documents/y.txt", y.id),
    ]
    assert "documents/a.txt" in problems[0].message


def test_the_id_comes_from_the_bytes_not_from_the_place(tmp_path: Path) -> None:
    one, other = read_file(put(tmp_path, name="one")), read_file(put(tmp_path, name="other"))
    assert one.id == other.id


def test_what_is_kept_of_texts_gives_the_same_documents_and_is_not_worked_out_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "documents").mkdir()
    long = " ".join(f"Word {number}" for number in range(30))
    put(tmp_path / "documents", f"Flood\n\nBy Ann Lee\n\nACCRA, May 3, 2019. {long}".encode(), {"language": "en"})
    put(tmp_path / "documents", b"", name="empty")
    put(tmp_path / "documents", name="short")
    plain = read_all(capture.scan(tmp_path))
    with Kept(tmp_path) as kept:
        first = read_all(capture.scan(tmp_path), kept)
        monkeypatch.setattr(reader, "_heading", None)
        second = read_all(capture.scan(tmp_path), kept)

    assert plain == first == second
    sketches = [[one.sketch for one in found if isinstance(one, Document)] for found, _ in (plain, first, second)]
    assert sketches[0] == [None, None]
    assert sketches[1] == sketches[2]
    assert [len(sketch or b"") for sketch in sketches[1]] == [4 * PERMUTATIONS, 0]


def test_another_sidecar_has_a_text_read_again(tmp_path: Path) -> None:
    (tmp_path / "documents").mkdir()
    days = []
    for day in ("2019-05-03", "2020-05-03"):
        put(tmp_path / "documents", sidecar={"published": day})
        with Kept(tmp_path) as kept:
            ((document,), _) = read_all(capture.scan(tmp_path), kept)
        assert isinstance(document, Document)
        days.append(str(document.published.date) if document.published else None)

    assert days == ["2019-05-03", "2020-05-03"]
