"""What `coopdata diff` prints, and which releases it finds."""

import json
import shutil
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pandas as pd
import pytest

from coopdata.cli.console import CommandError
from coopdata.cli.diffing import FIRST, DiffForm, diff_releases
from coopdata.publish import publish
from coopdata.publish.changes.compare import compare
from coopdata.publish.changes.tables import read_release_tables
from coopdata.tables.catalogue import TABLES, table
from coopdata.tables.schemas import frame
from tests.publish.conftest import DOCUMENT, INPUTS, row, tiny_frames

A, B = "2026.11.22", "2026.11.23"
ADDED = ["Bank [bold]of[/bold] Laos", "\x1b[31mred\u202e", *("The Nation" for _ in range(FIRST))]
"""The publishers of the documents that the second release has beside that of the first."""


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two releases: in the second one a document has another publisher, and there are more documents."""
    folder = tmp_path_factory.mktemp("published")
    frames = tiny_frames()
    publish(frames, INPUTS, folder)
    spec = table("documents")
    added = [
        row(spec, document_id=f"doc_{'bcdefghij'[place] * 10}", publisher=name) for place, name in enumerate(ADDED)
    ]
    documents = pd.concat([frames["documents"].assign(publisher="The Nation"), frame(spec, added)], ignore_index=True)
    later = replace(INPUTS, created=datetime(2026, 11, 23, 2, tzinfo=UTC))
    publish({**frames, "documents": documents}, later, folder)
    return folder


def printed(capsys: pytest.CaptureFixture[str], a: str, b: str, published: Path, form: DiffForm) -> str:
    diff_releases(a, b, published, form)
    captured = capsys.readouterr()
    assert captured.err == ""
    return captured.out


def test_json_has_every_cell_that_differs(capsys: pytest.CaptureFixture[str], published: Path) -> None:
    content = json.loads(printed(capsys, A, B, published, DiffForm.JSON))
    before, after = (read_release_tables(published / "releases" / one) for one in (A, B))

    assert (content["from"], content["to"]) == (A, B)
    assert list(content["tables"]) == [spec.name for spec in TABLES]
    for spec in TABLES:
        rows = content["tables"][spec.name]["rows"]
        assert rows == compare(spec, before[spec.name], after[spec.name]).to_pylist()
    documents = content["tables"]["documents"]
    assert {name: documents[name] for name in documents if name != "rows"} == {
        "added": len(ADDED), "changed": 1, "removed": 0, "columns": {"publisher": 1},
    }  # fmt: skip
    assert documents["rows"][0] == {
        "change": "changed", "key": DOCUMENT, "column": "publisher", "old": "Vientiane Times", "new": "The Nation",
    }  # fmt: skip


def test_json_of_equal_releases_has_no_rows(capsys: pytest.CaptureFixture[str], published: Path) -> None:
    content = json.loads(printed(capsys, A, A, published, DiffForm.JSON))

    assert all(one["rows"] == [] for one in content["tables"].values())


def test_the_way_back_turns_old_and_new_round(capsys: pytest.CaptureFixture[str], published: Path) -> None:
    forth, back = (
        json.loads(printed(capsys, *names, published, DiffForm.JSON))["tables"] for names in ((A, B), (B, A))
    )

    assert (forth["documents"]["added"], back["documents"]["removed"]) == (len(ADDED), len(ADDED))
    assert [back["documents"]["rows"][0][side] for side in ("old", "new")] == ["The Nation", "Vientiane Times"]


def test_a_table_shows_counts_and_the_first_records(capsys: pytest.CaptureFixture[str], published: Path) -> None:
    shown = printed(capsys, A, B, published, DiffForm.TABLE)
    words = " ".join(shown.replace("│", " ").split())

    assert f"documents {len(ADDED)} 1 0 publisher 1" in words
    assert "Vientiane Times → The Nation" in words
    assert f"and {len(ADDED) + 1 - FIRST} more" in words


def test_a_table_shows_markup_and_control_characters_as_they_are(
    capsys: pytest.CaptureFixture[str], published: Path
) -> None:
    shown = printed(capsys, A, B, published, DiffForm.TABLE)

    assert "Bank [bold]of[/bold] Laos" in shown
    assert r"\x1b[31mred\u202e" in shown
    assert not {"\x1b", "\u202e"} & set(shown)


def test_a_table_of_equal_releases_is_a_sentence(capsys: pytest.CaptureFixture[str], published: Path) -> None:
    assert printed(capsys, A, A, published, DiffForm.TABLE) == f"No row of any table differs between {A} and {A}.\n"


def test_markdown_is_the_page_of_changes(capsys: pytest.CaptureFixture[str], published: Path) -> None:
    page = printed(capsys, A, B, published, DiffForm.MARKDOWN)

    assert page.startswith(f"# What changed in release {B}\n\nSince release {A}: ")
    assert f"`coopdata diff {A} {B} --format json` lists every cell that differs." in page
    assert "`publisher` “Vientiane Times” → “The Nation”" in page


def test_latest_and_stable_are_what_the_pointers_name(
    capsys: pytest.CaptureFixture[str], published: Path, tmp_path: Path
) -> None:
    folder = shutil.copytree(published, tmp_path / "published")
    pointer = json.loads((folder / "latest.json").read_bytes())
    (folder / "stable.json").write_text(json.dumps({**pointer, "release": A, "path": f"releases/{A}"}))

    content = json.loads(printed(capsys, "stable", "latest", folder, DiffForm.JSON))

    assert (content["from"], content["to"]) == (A, B)


def test_a_release_may_be_given_by_its_folder(capsys: pytest.CaptureFixture[str], published: Path) -> None:
    folders = [str(published / "releases" / one) for one in (A, B)]

    assert json.loads(printed(capsys, *folders, Path("nowhere"), DiffForm.JSON))["to"] == B


@pytest.mark.parametrize("name", ["2026.11.24", "earliest", "", "../releases"])
def test_an_unknown_release_is_refused_with_those_there_are(published: Path, name: str) -> None:
    with pytest.raises(CommandError, match=rf"there is no such release. Those in .* are {B}, {A}\."):
        diff_releases(A, name, published, DiffForm.TABLE)


def test_a_folder_without_releases_is_told_of(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"There is none in .*; name another folder with --published\."):
        diff_releases(A, B, tmp_path, DiffForm.TABLE)


def test_a_pointer_that_is_not_there_is_told_of(published: Path) -> None:
    with pytest.raises(CommandError, match=r"stable.json: there is no such file\. Those in"):
        diff_releases("stable", B, published, DiffForm.TABLE)


def test_a_damaged_release_is_told_of(published: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(published / "releases" / B, tmp_path / B)
    (folder / "parquet" / "people.parquet").write_bytes(b"PAR1")

    with pytest.raises(CommandError, match=r"people.parquet is damaged"):
        diff_releases(A, str(folder), published, DiffForm.TABLE)
