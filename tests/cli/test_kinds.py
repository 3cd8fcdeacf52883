"""Texts of several kinds on the command line."""

import hashlib
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from coopdata import capture
from coopdata.cli import inputs
from coopdata.cli.app import app
from coopdata.documents import read_all

LEAD = (
    "The Ministry of Industry and Trade of Vietnam and the Ministry of Domestic Trade of Cuba signed a memorandum of "
    "understanding on rice trade in Hanoi on March 3, 2021."
)


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A page, an archive of three rows of which one is broken, and files that are none of the texts."""
    page = f"<html><body><article><h1>Rice pact of two ministries</h1><p>{LEAD}</p></article></body></html>"
    (tmp_path / "page.html").write_text(page, encoding="utf-8")
    rows = [{"text": LEAD}, {"body": "x"}, {"text": "The river rose on Monday."}]
    (tmp_path / "rows.jsonl").write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    (tmp_path / "README.md").write_text("About these texts.")
    (tmp_path / "page.meta.json").write_text('{"publisher": "Press"}')
    (tmp_path / "table.csv").write_text("a,b\n")
    return tmp_path


def paths(result: Result) -> list[str]:
    return [Path(json.loads(line)["document"]["path"]).name for line in result.stdout.splitlines()]


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_extract_reads_pages_and_the_rows_of_archives(folder: Path, jobs: str) -> None:
    result = run("extract", folder, "--jobs", jobs)
    assert paths(result) == ["page.html", "rows.jsonl#1", "rows.jsonl#3"]
    assert result.exit_code == 1
    (line,) = result.stderr.splitlines()
    assert "rows.jsonl#2:key 'text'" in line
    assert not (folder / "texts").exists()


def test_the_file_that_is_written_is_none_of_the_texts(folder: Path) -> None:
    for _ in range(2):
        run("extract", folder, "-o", folder / "records.jsonl")
        assert len((folder / "records.jsonl").read_text(encoding="utf-8").splitlines()) == 3


def test_rows_that_are_not_relevant_are_only_listed(folder: Path) -> None:
    result = run("extract", folder / "rows.jsonl", "--relevant-only")
    assert [json.loads(line).get("status") for line in result.stdout.splitlines()] == [None, "not_relevant"]


def test_one_row_is_extracted_and_explained_by_its_number(folder: Path) -> None:
    assert paths(run("extract", folder / "rows.jsonl#1")) == ["rows.jsonl#1"]
    assert "agreements[0].signed = 2021-03-03" in run("explain", folder / "rows.jsonl#1").stdout


def test_explain_shows_the_text_of_a_page(folder: Path) -> None:
    shown = run("explain", folder / "page.html").stdout
    assert "Rice pact of two ministries" in shown
    assert "<p>" not in shown


def test_a_text_kept_in_the_raw_folder_is_the_one_that_is_shown_and_none_is_added(folder: Path) -> None:
    (folder / "documents").mkdir()
    (folder / "texts").mkdir()
    page = (folder / "page.html").rename(folder / "documents" / "page.html")
    run("extract", page)
    assert list((folder / "texts").iterdir()) == []
    read_all(capture.scan(folder))
    (kept,) = (folder / "texts").iterdir()
    content = json.loads(kept.read_bytes())
    text = f"As it was taken once. {LEAD}"
    kept.write_text(json.dumps(content | {"text": text, "text_sha256": hashlib.sha256(text.encode()).hexdigest()}))
    assert "As it was taken once." in run("explain", page).stdout
    kept.write_text("{")
    shown = run("explain", page)
    assert "was damaged" in shown.stderr
    assert "Rice pact" in shown.stdout
    extracted = run("extract", page)
    assert "was damaged" in extracted.stderr
    assert (extracted.exit_code, len(extracted.stdout.splitlines())) == (0, 1)


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("rows.jsonl", "Name a row: "),
        ("rows.jsonl#9", "the archive has no such row"),
        ("gone.jsonl#1", "there is no such file"),
    ],
)
def test_what_is_no_one_text_is_told(folder: Path, name: str, told: str) -> None:
    result = run("explain", folder / name)
    assert (result.exit_code, result.stdout) == (1, "")
    assert told in result.stderr


def test_a_folder_gives_the_kinds_that_are_read_and_no_readme(folder: Path) -> None:
    assert [Path(name).name for name in inputs.find_texts([folder])] == ["page.html", "rows.jsonl"]
