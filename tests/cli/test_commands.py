"""What a person sees of the commands: their results, their errors in one line, their exit codes."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

import coopdata
from coopdata.cli import inputs, reading
from coopdata.cli.app import app
from coopdata.documents.model import Document
from coopdata.extract import reader
from coopdata.extract.record import Record

NEWS = """Vietnam and Cuba sign rice agreement

The Ministry of Industry and Trade of Vietnam and the Ministry of Domestic Trade of Cuba signed a memorandum of
understanding on rice trade in Hanoi on March 3, 2021.
"""


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two texts, the second with a sidecar; one file that is no text; one that ends otherwise."""
    (tmp_path / "b.txt").write_text(NEWS, encoding="utf-8")
    (tmp_path / "a.txt").write_text("Nothing was agreed on Monday.\n", encoding="utf-8")
    (tmp_path / "a.meta.json").write_text('{"published": "2020-06-01"}', encoding="utf-8")
    (tmp_path / "c.txt").write_bytes(b"\x00\x01\x02")
    (tmp_path / "notes.csv").write_text("not a text to read", encoding="utf-8")
    return tmp_path


def test_version_is_that_of_the_package() -> None:
    assert run("--version").stdout == f"coopdata {coopdata.__version__}\n"


@pytest.mark.parametrize("command", ["build", "capture", "extract", "explain", "evaluate", "verify"])
def test_help_says_what_a_command_does_and_gives_an_example(command: str) -> None:
    result = run(command, "--help")
    assert result.exit_code == 0
    assert f"coopdata {command} " in " ".join(result.stdout.split())
    assert "Example" in result.stdout


def test_help_and_version_load_neither_pandas_nor_dagster_nor_the_reader() -> None:
    code = (
        "import sys; from coopdata.cli.app import app; app(['--version'], standalone_mode=False);"
        "print(sorted({'pandas', 'dagster', 'pyarrow', 'coopdata.extract', 'numpy'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_a_text_without_an_agreement_is_read_without_what_only_agreements_and_options_need(tmp_path: Path) -> None:
    text = tmp_path / "river.txt"
    text.write_text("The river rose by two metres overnight, said the “Gazette”.\n", encoding="utf-8")
    heavy = ("pandas", "pyarrow", "dagster", "numpy", "onnxruntime", "pydantic", "rich", "ftfy", "charset_normalizer")
    code = (
        f"import sys; from coopdata.cli.app import app; app(['extract', {str(text)!r}], standalone_mode=False);"
        f"print(sorted({{*{heavy}, 'coopdata.extract.choosing', 'multiprocessing'}} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    record, loaded = done.stdout.splitlines()
    assert json.loads(record)["agreements"] == []
    assert loaded == "[]"


def test_extract_writes_one_record_per_text_in_the_order_of_paths(folder: Path) -> None:
    result = run("extract", folder / "b.txt", folder / "a.txt")
    records = [Record.from_json(json.loads(line)) for line in result.stdout.splitlines()]
    assert [Path(record.document.path).name for record in records] == ["a.txt", "b.txt"]
    assert [len(record.agreements) for record in records] == [0, 1]
    assert result.exit_code == 0


def test_extract_reads_the_sidecar_beside_a_text(folder: Path) -> None:
    record = json.loads(run("extract", folder / "a.txt").stdout)
    assert record["document"]["published"] == "2020-06-01"


def test_a_rejected_file_is_one_line_on_stderr_and_the_others_go_on(folder: Path) -> None:
    result = run("extract", folder)
    assert result.exit_code == 1
    assert len(result.stdout.splitlines()) == 2
    (line,) = result.stderr.splitlines()
    assert "c.txt" in line


def test_extract_to_a_file_leaves_stdout_empty_and_no_partial_file(folder: Path) -> None:
    result = run("extract", folder / "a.txt", folder / "b.txt", "-o", folder / "records.jsonl")
    assert result.stdout == ""
    assert len((folder / "records.jsonl").read_text(encoding="utf-8").splitlines()) == 2
    assert not list(folder.glob("*.part")) + list(folder.glob(".*"))


def test_extract_as_a_table_shows_the_agreement(folder: Path) -> None:
    shown = " ".join(run("extract", folder / "b.txt", "--format", "table").stdout.split())
    assert "2021-03-03" in shown
    assert "Hanoi" in shown


def test_a_text_named_twice_is_read_once(folder: Path) -> None:
    assert [Path(name).name for name in inputs.find_texts([folder, folder / "a.txt"])] == ["a.txt", "b.txt", "c.txt"]


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """Ninety texts, every third of which tells of an agreement, and one file that is no text among them."""
    for number in range(90):
        text = NEWS if number % 3 == 0 else f"The river rose by {number} centimetres.\n"
        (tmp_path / f"{number:02}.txt").write_text(text, encoding="utf-8")
    (tmp_path / "50.txt").write_bytes(b"\x00\x01\x02")
    return tmp_path


def test_several_processes_write_what_one_writes_in_the_same_order(archive: Path) -> None:
    one, three = run("extract", archive), run("extract", archive, "--jobs", "3")
    assert three.stdout == one.stdout
    assert three.stderr == one.stderr
    assert (three.exit_code, len(three.stdout.splitlines())) == (1, 89)


def test_texts_without_an_instrument_are_only_listed_where_only_relevant_ones_are_wanted(folder: Path) -> None:
    (folder / "c.txt").unlink()
    (folder / "a.txt").write_text("The river rose on Monday.\n", encoding="utf-8")
    listed, read = map(json.loads, run("extract", folder, "--relevant-only").stdout.splitlines())
    whole = json.loads(run("extract", folder / "a.txt").stdout)["document"]
    assert listed == {
        "document": {"id": whole["id"], "path": whole["path"], "sha256": whole["sha256"]},
        "status": "not_relevant",
    }
    assert read == json.loads(run("extract", folder / "b.txt").stdout)


def test_a_table_shows_which_texts_are_not_relevant(folder: Path) -> None:
    (folder / "a.txt").write_text("The river rose on Monday.\n", encoding="utf-8")
    shown = " ".join(run("extract", folder / "a.txt", "--relevant-only", "--format", "table").stdout.split())
    assert "not relevant" in shown


def test_a_broken_sidecar_rejects_a_text_though_it_is_not_relevant(folder: Path) -> None:
    (folder / "a.txt").write_text("The river rose on Monday.\n", encoding="utf-8")
    (folder / "a.meta.json").write_text("{", encoding="utf-8")
    result = run("extract", folder / "a.txt", "--relevant-only")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "a.meta.json" in result.stderr


def test_explain_marks_the_passages_and_lists_rule_and_characters(folder: Path) -> None:
    shown = run("explain", folder / "b.txt").stdout
    assert "[" in shown.splitlines()[0] + shown.splitlines()[2]
    start = NEWS.index("March 3, 2021")
    characters = f"{start}–{start + len('March 3, 2021')}"
    assert re.search(rf"\(date\.absolute, stated, [01]\.\d+, {characters}\)", shown)
    assert "agreements[0].signed = 2021-03-03" in shown


def test_explain_why_tells_what_spoke_for_and_against_each_party(folder: Path) -> None:
    shown = run("explain", "--why", folder / "b.txt").stdout
    assert "memorandum of understanding (memorandum_of_understanding, characters " in shown
    assert re.search(r"party: Ministry of Domestic Trade, probability (0\.[5-9]|1\.0)", shown)
    assert "+" in shown.partition("What could be an agreement")[2]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["build", "--raw", "nowhere"], "nowhere: there is no such folder. Name the folder of texts with --raw."),
        (["extract", "nowhere.txt"], "nowhere.txt: there is no such file or folder. Check the path."),
        (["explain", "nowhere.txt"], "nowhere.txt: there is no such file or folder. Check the path."),
        (["evaluate", "nowhere"], "nowhere: there is no such folder. Name a folder of annotated documents."),
        (["verify", "nowhere"], "nowhere: there is no such folder."),
    ],
)
def test_what_is_not_there_is_told_in_one_line(arguments: list[str], told: str) -> None:
    result = run(*arguments)
    assert result.exit_code == 1
    assert told in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_a_folder_is_not_explained(folder: Path) -> None:
    result = run("explain", folder)
    assert result.exit_code == 1
    assert (
        result.stderr
        == f"coopdata: {folder}: this is a folder, and one text is explained at a time. Name a file in it.\n"
    )


def test_a_wrong_command_line_exits_with_2() -> None:
    assert run("extract").exit_code == 2


def test_a_fault_is_one_line_without_debug_and_a_traceback_with_it(
    monkeypatch: pytest.MonkeyPatch, folder: Path
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("oh")

    monkeypatch.setattr(reading, "find_texts", broken)
    plain = run("extract", folder / "a.txt")
    assert (plain.exit_code, len(plain.stderr.splitlines())) == (70, 1)
    assert isinstance(run("extract", folder / "a.txt", "--debug").exception, ZeroDivisionError)
    assert isinstance(run("--debug", "extract", folder / "a.txt").exception, ZeroDivisionError)


def test_a_text_that_breaks_the_reader_is_told_of_and_the_others_go_on(
    monkeypatch: pytest.MonkeyPatch, folder: Path
) -> None:
    (folder / "c.txt").unlink()
    whole = reader.read

    def breaks_on_b(document: Document) -> Record:
        if document.path.endswith("b.txt"):
            raise ZeroDivisionError("oh")
        return whole(document)

    monkeypatch.setattr(reader, "read", breaks_on_b)
    result = run("extract", folder)
    assert result.exit_code == 1
    assert [line for line in result.stderr.splitlines() if "b.txt" in line and "ZeroDivisionError: oh" in line]
    assert [json.loads(line)["document"]["path"] for line in result.stdout.splitlines()] == [str(folder / "a.txt")]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--waive", "rows_lost"], "each --waive needs a --reason"),
        (["--waive", "rows_lost", "--reason", "a", "--waive", "rows_lost", "--reason", "b"], "the same code is given"),
    ],
)
def test_a_waiver_has_one_reason(folder: Path, options: list[str], message: str) -> None:
    result = run("build", "--raw", folder, "--published", folder / "published", *options)
    assert result.exit_code == 2
    assert message in " ".join(result.stderr.split())


def test_what_cannot_be_waived_is_told_before_a_text_is_read(folder: Path) -> None:
    published = folder / "published"
    result = run(
        "build", "--raw", folder, "--published", published, "--waive", "tables_unsound", "--reason", "so be it"
    )
    assert result.exit_code == 1
    assert result.stderr.startswith("coopdata: 'tables_unsound' cannot be waived. Those that can: fill_fell, id_lost,")
    assert not published.exists()
