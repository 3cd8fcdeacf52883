"""Records are read once for each document and reader."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import pytest

import coopdata
from coopdata import kept, program
from coopdata.documents.model import Document, Metadata, Rejection, Sidecar
from coopdata.extract import cache
from coopdata.extract.record import DocumentHead, Record
from coopdata.problems import Code, Problem
from coopdata.program import program_digest
from coopdata.shards.engine import Engine, EngineError, LocalEngine, Outcome
from tests.shards.laid import Here, head

T = TypeVar("T")
R = TypeVar("R")


def document(text: str, path: str = "documents/a.txt") -> Document:
    return Document(
        id=f"doc_{len(text)}",
        path=path,
        sha256=text,
        text=text,
        sidecar=Sidecar(),
        title=text,
        title_span=None,
        published=None,
        language="en",
    )


def test_what_no_reader_uses_has_no_text_read_again() -> None:
    root = Path(coopdata.__file__).parent
    left_out = {path.removeprefix("reference/") for path in program.PUBLISHING}
    code = [path.read_text() for name in program.READERS for path in (root / name).rglob("*.py")]
    used = {
        name for name in left_out for text in code if f"reference.{name} " in text or f"reference import {name}" in text
    }

    assert all((root / "reference" / name).is_dir() or [*(root / "reference").glob(f"{name}.*")] for name in left_out)
    assert used == set()


def test_a_program_is_told_by_all_of_its_files_but_those_left_out() -> None:
    whole = program_digest("reference")

    assert whole != program_digest("reference", without=frozenset({"reference/page_texts"}))
    assert program_digest("encoder") == program_digest("encoder", without=frozenset({"reference/page_texts"}))
    assert whole != program_digest("reference", without=frozenset({"reference/contracts"}))


class Reader:
    """Makes a record of nothing but the head, and counts how often it was asked."""

    def __init__(self) -> None:
        self.read: list[str] = []

    def __call__(self, document: Document) -> Record:
        self.read.append(document.path)
        return Record(DocumentHead(document.id, document.path, document.sha256, document.title, None, None, "en"))


def test_a_second_pass_reads_nothing_and_gives_the_same_records(tmp_path: Path) -> None:
    reader = Reader()
    documents = [document("one"), document("three", "documents/b.txt")]
    first = cache.read_all(documents, tmp_path, "1", reader)
    second = cache.read_all(documents, tmp_path, "1", reader)
    assert (first.reused, second.reused) == (0, 2)
    assert second.records == first.records
    assert len(reader.read) == 2


@pytest.mark.parametrize(
    "changed",
    [
        document("other"),
        document("one", "documents/moved.txt"),
        replace(document("one"), sidecar=Sidecar(published="2020-01-01")),
        replace(document("one"), text="own", title="one"),
        replace(document("one"), metadata=Metadata(published="2020-01-01")),
    ],
    ids=["bytes", "path", "sidecar", "text taken from the same bytes", "metadata of the file"],
)
def test_a_changed_document_is_read_again(tmp_path: Path, changed: Document) -> None:
    cache.read_all([document("one")], tmp_path, "1", Reader())
    assert cache.read_all([changed], tmp_path, "1", Reader()).reused == 0


def test_another_extractor_version_reads_again(tmp_path: Path) -> None:
    cache.read_all([document("one")], tmp_path, "1", Reader())
    assert cache.read_all([document("one")], tmp_path, "2", Reader()).reused == 0


def test_a_record_that_is_kept_in_another_form_is_read_again(tmp_path: Path) -> None:
    with kept.Kept(tmp_path) as file:
        file.put({cache._key(document("one"), "1"): b'{"document": 1}'})

    assert cache.read_all([document("one")], tmp_path, "1", Reader()).reused == 0
    assert cache.read_all([document("one")], tmp_path, "1", Reader()).reused == 1


def test_edited_rules_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache.read_all([document("one")], tmp_path, "1", Reader())
    monkeypatch.setattr(kept, "reader_digest", lambda: "edited")
    assert cache.read_all([document("one")], tmp_path, "1", Reader()).reused == 0


def test_a_text_that_breaks_the_reader_is_rejected_and_asked_again_next_time(tmp_path: Path) -> None:
    def breaks(document: Document) -> Rejection:
        problem = Problem(Code.READER_FAILED, "broke", path=document.path)
        return Rejection(document.id, document.path, document.sha256, 0, document.sidecar, problem)

    first = cache.read_all([document("one")], tmp_path, "1", breaks)
    assert first.records == ()
    assert [type(one) for one in first.reject([document("one"), document("three")])] == [Rejection, Document]
    assert cache.read_all([document("one")], tmp_path, "1", Reader()).reused == 0


MANY = [document(f"text {number}", f"documents/{number}.txt") for number in range(40)]


@pytest.mark.parametrize("engine", [Here(), LocalEngine(2)], ids=["here", "two processes"])
def test_an_engine_gives_the_records_in_the_order_of_their_documents(tmp_path: Path, engine: Engine) -> None:
    alone = cache.read_all(MANY, tmp_path / "alone", "1", head)
    first = cache.read_all(MANY[::3], tmp_path / "shared", "1", head, engine)
    second = cache.read_all(MANY, tmp_path / "shared", "1", head, engine)

    assert second.records == alone.records
    assert (first.reused, second.reused) == (0, len(MANY[::3]))


def test_a_text_that_its_processes_die_of_is_rejected_and_the_others_are_read(tmp_path: Path) -> None:
    texts = [*MANY[:20], document("DIE", "documents/deadly.txt"), *MANY[20:]]
    found = cache.read_all(texts, tmp_path, "1", head, LocalEngine(2))

    assert [record.document.path for record in found.records] == [one.path for one in MANY]
    (rejection,) = found.rejections
    assert (rejection.path, rejection.problem.code) == ("documents/deadly.txt", Code.READER_FAILED)


def test_what_breaks_an_engine_is_raised(tmp_path: Path) -> None:
    texts = [*MANY, document("RAISE")]
    with pytest.raises(ZeroDivisionError):
        cache.read_all(texts, tmp_path, "1", head, LocalEngine(1))


class Stopped(Here):
    """An engine that stops after its first outcome."""

    def run(self, work: Callable[[T], R], tasks: Iterable[T]) -> Iterator[Outcome[T, R]]:
        yield next(super().run(work, tasks))
        raise EngineError("stopped")


def test_records_are_kept_as_they_come(tmp_path: Path) -> None:
    with pytest.raises(EngineError, match="stopped"):
        cache.read_all(MANY, tmp_path, "1", head, Stopped())

    assert cache.read_all(MANY, tmp_path, "1", head).reused == 8


def test_a_few_texts_are_read_in_this_process(tmp_path: Path) -> None:
    assert len(cache.read_all(MANY[:2], tmp_path, "1", Reader(), Stopped()).records) == 2
