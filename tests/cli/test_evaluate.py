"""What a person sees of `coopdata evaluate`."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from coopdata.cli.app import app
from tests.evaluate.annotated import LAOS, PERU, agreement, write

GOLD: dict[str, Any] = {"agreements": [agreement(signatories=[])], "organizations": [LAOS, PERU]}
WRONG = GOLD | {"organizations": [LAOS, PERU, {"name": "Bank of Cuba"}]}


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, ["evaluate", *map(str, arguments)])


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    """Three documents in a folder, the split above it; of two, the gold has an organization that is not in the text."""
    folder = tmp_path / "gold"
    write(folder, "a", GOLD)
    write(folder, "b", WRONG)
    write(folder, "c", WRONG)
    (tmp_path / "split.csv").write_text("document,part\na,tune\nb,tune\nc,held\n", encoding="utf-8")
    return folder


def row(shown: str, field: str) -> list[str]:
    (line,) = [line for line in shown.splitlines() if line.startswith(field)]
    return line.removeprefix(field).split()


def test_the_figures_are_a_table_by_field(gold: Path) -> None:
    result = run(gold)
    assert result.exit_code == 0
    assert result.stdout.startswith("3 documents, 3 agreements; 95 % intervals")
    assert row(result.stdout, "organizations ") == ["1.000", "0.750", "0.857", "0.800", "–", "1.000", "6", "0", "2"]
    assert row(result.stdout, "whole records ")[-3:] == ["3", "0", "0"]
    assert row(result.stdout, "offsets valid ")[:3] == ["1.000"] * 3
    assert "      2  missed organizations" in result.stdout
    assert "Bank of Cuba" not in result.stdout


@pytest.mark.parametrize(("part", "documents", "missed"), [("tune", 2, "1"), ("held", 1, "1")])
def test_a_part_counts_only_its_documents(gold: Path, part: str, documents: int, missed: str) -> None:
    result = run(gold, "--part", part)
    assert result.stdout.startswith(f"{documents} documents")
    assert row(result.stdout, "organizations ")[-1] == missed


def test_errors_are_listed_by_document_but_not_of_those_held_back(gold: Path) -> None:
    result = run(gold, "--errors")
    lines = result.stdout.splitlines()
    assert lines[:3] == ["b", '  missed organizations: {"name": "Bank of Cuba"}', ""]
    assert result.stdout.count("Bank of Cuba") == 1
    assert result.stderr == (
        "The errors of 1 document that is held back are not listed: rules are not written from them.\n"
    )
    assert result.exit_code == 0


def test_where_nothing_is_held_back_all_errors_are_listed(gold: Path) -> None:
    (gold.parent / "split.csv").unlink()
    result = run(gold, "--errors")
    assert result.stdout.count("Bank of Cuba") == 2
    assert result.stderr == ""


def test_json_has_the_same_for_programs(gold: Path) -> None:
    told = json.loads(run(gold, "--json").stdout)
    assert (told["documents"], told["agreements"]) == (3, 3)
    assert told["fields"]["organizations"]["missed"] == 2
    assert "errors" not in told
    listed = json.loads(run(gold, "--json", "--errors").stdout)["errors"]
    assert listed == {"b": [{"kind": "missed organizations", "what": {"name": "Bank of Cuba"}}]}


def test_folders_are_measured_together(gold: Path, tmp_path: Path) -> None:
    write(tmp_path / "more", "d", GOLD)
    assert run(gold, tmp_path / "more").stdout.startswith("4 documents")


def test_a_bad_annotation_is_a_line_on_stderr_and_the_others_count(gold: Path) -> None:
    write(gold, "d", None)
    (gold / "b.json").write_text('{"gold": ', encoding="utf-8")
    result = run(gold)
    assert result.exit_code == 1
    assert result.stdout.startswith("2 documents")
    first, second = result.stderr.splitlines()
    assert "b.json:line 1, column 10: the gold is not JSON: Expecting value. Correct it there." in first
    assert "d.txt: its gold d.json is missing." in second


def test_a_text_that_cannot_be_read_is_told_and_counts_as_missed(gold: Path) -> None:
    write(gold, "a", GOLD, text=b"\x00")
    result = run(gold)
    assert result.exit_code == 1
    (line,) = result.stderr.splitlines()
    assert "a.txt:byte 0: the file is not text" in line
    assert row(result.stdout, "agreements ")[-3:] == ["2", "0", "1"]


def test_a_document_in_no_part_is_told_and_the_others_count(gold: Path) -> None:
    write(gold, "d", GOLD)
    result = run(gold, "--part", "tune")
    assert result.exit_code == 1
    assert result.stdout.startswith("2 documents")
    assert "d.txt: no split.csv beside or above its folder names d" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ([], "no annotated document. Name a folder that holds NAME.txt"),
        (["--part", "held"], "no annotated document."),
    ],
)
def test_an_empty_folder_is_told_in_one_line(tmp_path: Path, arguments: list[str], told: str) -> None:
    result = run(tmp_path, *arguments)
    assert (result.exit_code, len(result.stderr.splitlines())) == (1, 1)
    assert told in result.stderr


def test_a_broken_split_is_told_in_one_line(gold: Path) -> None:
    (gold.parent / "split.csv").write_text("document,part\na,none\n", encoding="utf-8")
    result = run(gold)
    assert (result.exit_code, len(result.stderr.splitlines())) == (1, 1)
    assert "split.csv:line 2: 'a,none' is no document" in result.stderr


def test_another_part_is_a_wrong_command_line(gold: Path) -> None:
    assert run(gold, "--part", "both").exit_code == 2
