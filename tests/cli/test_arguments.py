"""Which values of the command line are taken without Typer looking at them."""

from enum import StrEnum
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from coopdata.cli.app import Format, app
from coopdata.cli.arguments import taken


class Other(StrEnum):
    """Another set of choices."""

    JSONL = "jsonl"


@pytest.mark.parametrize(
    ("kind", "value", "expected"),
    [
        (str, "fcdo", "fcdo"),
        (str, None, None),
        (bool, None, None),
        (int, 2, 2),
        (Format, Format.TABLE, Format.TABLE),
        (Path, "no/such/file.txt", Path("no/such/file.txt")),
        (Path, Path("raw"), Path("raw")),
        (list[Path], ["a.txt", "b.txt"], [Path("a.txt"), Path("b.txt")]),
        (list[str], None, ()),
    ],
)
def test_text_paths_and_what_has_the_type_already_are_taken(kind: Any, value: Any, expected: Any) -> None:
    assert taken(kind, value) == expected


@pytest.mark.parametrize(("kind", "value"), [(int, "2"), (int, True), (Format, "table"), (Format, Other.JSONL)])
def test_what_has_to_be_read_or_checked_is_left_to_typer(kind: Any, value: Any) -> None:
    with pytest.raises(ValueError, match=str(value)):
        taken(kind, value)


def test_a_file_that_may_not_be_read_is_left_to_typer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.access", lambda *_: False)
    with pytest.raises(ValueError, match=tmp_path.name):
        taken(Path, str(tmp_path))


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["extract"], "Missing argument 'FILE|FOLDER…'"),
        (["extract", "a.txt", "--jobs", "0"], "Invalid value for '--jobs'"),
        (["extract", "a.txt", "--format", "xml"], "Invalid value for '--format'"),
        (["extract", "a.txt", ""], "Invalid value for 'FILE|FOLDER…': it is empty"),
        (["build", "--published", ""], "Invalid value for '--published': it is empty"),
        (["deposit", ""], "it is empty"),
    ],
)
def test_a_wrong_command_line_is_told_as_typer_tells_it(arguments: list[str], told: str) -> None:
    result = CliRunner().invoke(app, arguments)
    assert result.exit_code == 2
    assert told in " ".join(result.stderr.replace("│", " ").split())
