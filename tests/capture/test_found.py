"""Whether anything in raw/ has changed, seen without opening a text."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from coopdata.capture import RawFolderMissingError
from coopdata.capture.found import digest
from coopdata.capture.log import Outcome, Trouble, append
from coopdata.problems import Code

SOURCE = '[sources.one]\nkind = "feed"\nurl = "https://example.org/f"\npublisher = "One"\nenabled = true\n'


@pytest.fixture
def filled(raw: Path) -> Path:
    (raw / "documents" / "news").mkdir()
    (raw / "documents" / "news" / "a.txt").write_text("A text.")
    (raw / "sources.toml").write_text(SOURCE)
    return raw


def touch(raw: Path) -> None:
    os.utime(raw / "documents" / "news" / "a.txt", (1, 1))


def write(name: str, content: str) -> Callable[[Path], object]:
    return lambda raw: (raw / name).write_text(content)


def fail(raw: Path) -> None:
    append(raw, Outcome("one", "2020-01-01T02:00:00", troubles=(Trouble(Code.SOURCE_FAILED, "it is down."),)))


@pytest.mark.parametrize(
    "change",
    [
        touch,
        write("documents/news/a.txt", "Another text."),
        write("documents/b.txt", "B"),
        write("documents/news/a.meta.json", "{}"),
        write("corrections.csv", "x"),
        write("sources.toml", SOURCE.replace("publisher", "publisherr")),
        fail,
    ],
)
def test_what_changes_the_data_is_seen(filled: Path, change: Callable[[Path], object]) -> None:
    before = digest(filled)
    assert digest(filled) == before
    change(filled)
    assert digest(filled) != before


@pytest.mark.parametrize(
    "change",
    [
        write("documents/.part", "half"),
        write("sources.toml", SOURCE.replace("One", "Two")),
        lambda raw: append(raw, Outcome("one", "2020-01-01T02:00:00", seen=3)),
    ],
)
def test_what_changes_no_data_is_passed_over(filled: Path, change: Callable[[Path], object]) -> None:
    before = digest(filled)
    change(filled)
    assert digest(filled) == before


def test_a_night_that_fails_as_the_last_did_changes_nothing(filled: Path) -> None:
    fail(filled)
    before = digest(filled)
    fail(filled)
    assert digest(filled) == before


def test_where_there_is_no_folder_of_documents_the_message_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(RawFolderMissingError, match="Make it and put the source texts into it"):
        digest(tmp_path)
