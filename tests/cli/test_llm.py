"""`coopdata extract --llm`, against an endpoint on this machine."""

import json
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from coopdata.cli.app import app
from coopdata.extract.record import Record
from tests.llm.endpoint import Endpoint, Reply, serving
from tests.llm.example import RULE, TEXT, answer


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Three texts, the last of which is no text; answers are kept beside them; nothing is set up."""
    for name in ("BASE_URL", "MODEL", "API_KEY", "MAX_REQUESTS", "RETRIES"):
        monkeypatch.delenv(f"COOPDATA_LLM_{name}", raising=False)
    monkeypatch.setenv("COOPDATA_LLM_CACHE", str(tmp_path / "answers"))
    for name, text in (("a", TEXT), ("b", f"{TEXT}\nMore.")):
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
        (tmp_path / f"{name}.meta.json").write_text('{"published": "2024-06-05"}', encoding="utf-8")
    (tmp_path / "c.txt").write_bytes(b"\x00\x01")
    return tmp_path


def set_up(monkeypatch: pytest.MonkeyPatch, endpoint: Endpoint, **more: str) -> None:
    for name, value in {"BASE_URL": endpoint.base_url, "MODEL": "small-model", **more}.items():
        monkeypatch.setenv(f"COOPDATA_LLM_{name}", value)


def records(result: Result) -> list[Record]:
    return [Record.from_json(json.loads(line)) for line in result.stdout.splitlines()]


def test_the_model_reads_and_stderr_says_where_texts_go_and_what_it_cost(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with serving(Reply(answer())) as endpoint:
        set_up(monkeypatch, endpoint)
        result = run("extract", "--llm", folder / "a.txt", folder / "b.txt")
        url = endpoint.base_url
    assert result.exit_code == 0
    assert [record.agreements[0].rule for record in records(result)] == [RULE, RULE]
    assert result.stderr.splitlines() == [
        f"Texts are sent to {url} and read by small-model.",
        "2 requests made, 2000 tokens used.",
    ]


def test_a_second_run_asks_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(Reply(answer())) as endpoint:
        set_up(monkeypatch, endpoint)
        first = run("extract", "--llm", folder / "a.txt")
        second = run("extract", "--llm", folder / "a.txt")
        assert len(endpoint.asked) == 1
    assert first.stdout == second.stdout
    assert "0 requests made, 0 tokens used." in second.stderr


def test_a_text_the_model_did_not_read_is_written_as_the_rules_read_it_and_exits_with_1(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with serving(Reply(answer()), Reply("busy", status=503)) as endpoint:
        set_up(monkeypatch, endpoint, RETRIES="0", CONCURRENCY="1")
        result = run("extract", "--llm", folder / "a.txt", folder / "b.txt")
    assert result.exit_code == 1
    assert [record.agreements[0].rule == RULE for record in records(result)] == [True, False]
    (told,) = [line for line in result.stderr.splitlines() if "b.txt" in line]
    assert "status 503 (busy)" in told


def test_a_budget_used_up_is_told_and_every_text_is_still_written(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with serving(Reply(answer())) as endpoint:
        set_up(monkeypatch, endpoint, MAX_REQUESTS="1", CONCURRENCY="1")
        result = run("extract", "--llm", folder / "a.txt", folder / "b.txt")
    assert (result.exit_code, len(records(result))) == (1, 2)
    assert "Raise COOPDATA_LLM_MAX_REQUESTS." in result.stderr


def test_a_file_that_is_no_text_is_told_of_and_the_others_go_on(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(Reply(answer())) as endpoint:
        set_up(monkeypatch, endpoint)
        result = run("extract", "--llm", folder)
        assert len(endpoint.asked) == 2
    assert (result.exit_code, len(records(result))) == (1, 2)
    assert "c.txt" in result.stderr


def test_what_is_not_set_up_is_told_in_one_line_with_the_remedy(folder: Path) -> None:
    result = run("extract", "--llm", folder / "a.txt")
    assert (result.exit_code, result.stdout) == (1, "")
    (line,) = result.stderr.splitlines()
    assert "COOPDATA_LLM_BASE_URL and COOPDATA_LLM_MODEL not set" in line
    assert "docs/llm.md" in line


def test_without_the_extra_the_remedy_is_to_install_it(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.partition(".")[0] == "httpx2" or name == "coopdata.llm.client"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.delitem(sys.modules, "coopdata.llm.reader", raising=False)
    monkeypatch.setitem(sys.modules, "httpx2", None)
    result = run("extract", "--llm", folder / "a.txt")
    assert result.exit_code == 1
    (line,) = result.stderr.splitlines()
    assert "pip install 'coopdata[llm]'" in line


def test_a_folder_for_answers_that_cannot_be_made_is_named(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COOPDATA_LLM_CACHE", str(folder / "a.txt" / "answers"))
    with serving(Reply(answer())) as endpoint:
        set_up(monkeypatch, endpoint)
        result = run("extract", "--llm", folder / "a.txt")
        assert endpoint.asked == []
    assert result.exit_code == 1
    assert "COOPDATA_LLM_CACHE" in result.stderr


def test_without_the_option_nothing_is_asked(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(Reply(answer())) as endpoint:
        set_up(monkeypatch, endpoint)
        result = run("extract", folder / "a.txt")
        assert endpoint.asked == []
    assert (result.exit_code, result.stderr) == (0, "")
