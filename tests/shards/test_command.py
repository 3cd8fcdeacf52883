"""`coopdata extract-shards`: what a person sees of it."""

from pathlib import Path

from typer.testing import CliRunner, Result

from coopdata.cli import sharding
from tests.shards.laid import lay


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(sharding.app, ["extract-shards", *map(str, arguments)])


def test_it_says_how_many_shards_and_documents_there_are_and_what_is_new(tmp_path: Path) -> None:
    source = lay(tmp_path / "source", {"a.jsonl": ["It rained in Lima.", ""], "b.jsonl": ["The minister rested."]})
    first = run(source, tmp_path / "target", "--jobs", "1")
    second = run(source, tmp_path / "target")

    assert (first.exit_code, first.stderr) == (0, "")
    assert first.stdout == (
        "Shards: 2 done, 2 of them new; 0 failed. Documents: 3, 1 of them rejected. Agreements: 0.\n"
    )
    assert second.stdout.startswith("Shards: 2 done, 0 of them new; 0 failed. Documents: 3")


def test_a_shard_that_cannot_be_read_is_a_line_and_the_exit_code_is_1(tmp_path: Path) -> None:
    source = lay(tmp_path / "source", {"a.jsonl": ["It rained in Lima."]})
    (source / "b.jsonl").symlink_to(source / "gone")
    result = run(source, tmp_path / "target", "--jobs", "1")

    assert result.exit_code == 1
    assert result.stderr.startswith("b.jsonl: ")
    assert "Shards: 1 done, 1 of them new; 1 failed." in result.stdout


def test_what_keeps_it_from_beginning_is_one_line_with_a_remedy(tmp_path: Path) -> None:
    (tmp_path / "source").mkdir()
    assert "Name a folder" in run(tmp_path / "source", tmp_path / "target").stderr
    lay(tmp_path / "source", {"a.jsonl": ["one"]})
    assert "address of a scheduler" in run(tmp_path / "source", tmp_path / "target", "--engine", "dask").stderr
    assert "Name another folder" in run(tmp_path / "source", tmp_path / "source").stderr
