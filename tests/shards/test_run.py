"""All shards of a source: the same records however they are cut and whoever reads, killed, at once, or again."""

import json
import os
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coopdata.problems import Code
from coopdata.shards.engine import LocalEngine
from coopdata.shards.run import Run, ShardsError, find_shards, read_shards
from coopdata.shards.shard import Parameters
from tests.shards.laid import QUICK, Here, contents, lay, rows
from tests.shards.work import until

ROOT = Path(__file__).parents[2]
AGREED = "Vietnam and Cuba signed an agreement on rice in Hanoi on March 3, 2021."
SHARDS = {
    "2023/a.jsonl": [AGREED, "Nothing was agreed on Monday."],
    "2024/a.jsonl": ["It rained in Lima.", ""],
    "b.jsonl": ["The minister rested."],
}


def read(source: Path, target: Path, engine: Any = None, parameters: Parameters = QUICK) -> Run:
    return read_shards(str(source), str(target), engine or Here(), parameters)


def test_this_process_and_two_others_write_the_same_bytes(tmp_path: Path) -> None:
    source = lay(tmp_path / "source", SHARDS)
    here = read(source, tmp_path / "here", Here(), Parameters())
    there = read(source, tmp_path / "there", LocalEngine(2), Parameters())

    assert contents(tmp_path / "here") == contents(tmp_path / "there")
    assert here == there
    assert (here.documents, here.rejected, here.agreements, here.failed) == (5, 1, 1, ())


def test_documents_are_named_by_the_path_of_their_shard_in_the_source(tmp_path: Path) -> None:
    source = lay(tmp_path / "source", {**SHARDS, ".hidden/x.jsonl": ["no"], "2024/.x.jsonl": ["no"]})
    read(source, tmp_path / "target")

    assert [row["path"] for row in rows(tmp_path / "target")] == [
        "2023/a.jsonl#1", "2023/a.jsonl#2", "2024/a.jsonl#1", "2024/a.jsonl#2", "b.jsonl#1"
    ]  # fmt: skip


def test_a_source_may_be_one_file(tmp_path: Path) -> None:
    source = lay(tmp_path / "source", SHARDS)
    read(source / "b.jsonl", tmp_path / "target")

    assert [row["path"] for row in rows(tmp_path / "target")] == ["b.jsonl#1"]


def test_paths_are_found_by_processes_that_work_elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lay(tmp_path / "source", SHARDS)
    monkeypatch.chdir(tmp_path)
    shards = find_shards("source", "target", ())

    assert {Path(shard.url).parts[: len(tmp_path.parts)] for shard in shards} == {tmp_path.parts}


@settings(max_examples=15)
@given(
    texts=st.lists(st.sampled_from(["a", "b", "c", "d", "RAISE", ""]), min_size=1, max_size=8),
    cuts=st.lists(st.integers(0, 8), max_size=3),
)
def test_however_texts_are_cut_into_shards_their_records_are_the_same(texts: list[str], cuts: list[int]) -> None:
    with TemporaryDirectory() as folder:
        whole = lay(Path(folder) / "whole", {"0.jsonl": texts})
        edges = [0, *sorted(min(cut, len(texts)) for cut in cuts), len(texts)]
        parts = {f"{number}.jsonl": texts[edges[number] : edges[number + 1]] for number in range(len(edges) - 1)}
        cut = lay(Path(folder) / "cut", {name: part for name, part in parts.items() if part})
        read(whole, Path(folder) / "of-whole")
        read(cut, Path(folder) / "of-cut")

        assert told(Path(folder) / "of-whole") == told(Path(folder) / "of-cut")


def told(target: Path) -> list[str]:
    """What the records say, of each text once: rows without their places, and without duplicates."""
    further = set(pq.read_table(target / "duplicates.parquet")["path"].to_pylist())
    found = [row for row in rows(target) if row["path"] not in further]
    for row in found:
        row.update(path="", record=row["record"] and json.loads(row["record"])["document"] | {"path": ""})
        if row["sha256"] is None or row["size_bytes"] == 0:  # without bytes its id comes from its place
            row.update(document_id="")
    return sorted(json.dumps(row) for row in found)


def test_of_documents_with_the_same_bytes_all_but_the_first_by_path_are_listed(tmp_path: Path) -> None:
    source = lay(tmp_path / "source", {"a.jsonl": ["one", "two"], "b.jsonl": ["two", "one", "three", "one"]})
    read(source, tmp_path / "target")

    found = pq.read_table(tmp_path / "target" / "duplicates.parquet").to_pylist()
    assert [(row["path"], row["first_path"]) for row in sorted(found, key=lambda row: row["path"])] == [
        ("b.jsonl#1", "a.jsonl#2"), ("b.jsonl#2", "a.jsonl#1"), ("b.jsonl#4", "a.jsonl#1")
    ]  # fmt: skip


def test_a_second_run_reads_nothing_and_changes_nothing(tmp_path: Path) -> None:
    source = lay(tmp_path / "source", SHARDS)
    first = read(source, tmp_path / "target")
    times = {path.name: path.stat().st_mtime_ns for path in (tmp_path / "target").iterdir()}
    second = read(source, tmp_path / "target")

    assert (first.new, second.new) == (3, 0)
    assert second.shards == first.shards
    assert {path.name: path.stat().st_mtime_ns for path in (tmp_path / "target").iterdir()} == times


def test_another_version_reads_all_again(tmp_path: Path) -> None:
    source = lay(tmp_path / "source", SHARDS)
    read(source, tmp_path / "target")

    assert read(source, tmp_path / "target", parameters=replace(QUICK, version="next")).new == 3
    assert json.loads((tmp_path / "target" / "manifest.json").read_bytes())["extractor_version"] == "next"


def test_a_shard_that_kills_its_processes_is_told_and_the_others_are_read(tmp_path: Path) -> None:
    source = lay(tmp_path / "source", {**SHARDS, "c.jsonl": ["fine", "DIE"]})
    run = read(source, tmp_path / "target", LocalEngine(2))

    (problem,) = run.failed
    assert (problem.path, problem.code) == ("c.jsonl", Code.READER_FAILED)
    assert len(run.shards) == 3
    (failed,) = json.loads((tmp_path / "target" / "manifest.json").read_bytes())["failed"]
    assert failed["source"] == "c.jsonl"
    assert "died one after the other" in failed["message"]


def test_a_process_killed_in_a_shard_costs_no_document(tmp_path: Path) -> None:
    texts = {"c.jsonl": ["before", f"DIE-ONCE {tmp_path}/died", "after"]}
    source = lay(tmp_path / "source", {**SHARDS, **texts})
    run = read(source, tmp_path / "target", LocalEngine(2))

    assert (tmp_path / "died").exists()
    assert run.failed == ()
    assert [row["path"] for row in rows(tmp_path / "target")][-3:] == ["c.jsonl#1", "c.jsonl#2", "c.jsonl#3"]
    assert not list((tmp_path / "target").glob(".*"))


def test_a_shard_that_cannot_be_opened_is_told_and_read_by_the_next_run(tmp_path: Path) -> None:
    source = lay(tmp_path / "source", SHARDS)
    broken = source / "c.jsonl"
    broken.symlink_to(source / "later")
    run = read(source, tmp_path / "target", LocalEngine(1))
    (source / "later").write_text('{"text": "late"}\n')

    assert [(problem.path, problem.code) for problem in run.failed] == [("c.jsonl", Code.FILE_UNREADABLE)]
    assert read(source, tmp_path / "target").failed == ()


RUN = """
import sys
from coopdata.shards.engine import LocalEngine
from coopdata.shards.run import read_shards
from tests.shards.laid import QUICK
if __name__ == "__main__":
    read_shards(sys.argv[1], sys.argv[2], LocalEngine(1), QUICK)
"""


def start(folder: Path, source: Path, target: Path) -> "subprocess.Popen[bytes]":
    script = folder / "run.py"
    script.write_text(RUN)
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])}
    return subprocess.Popen([sys.executable, str(script), str(source), str(target)], env=environment)


def test_a_run_that_was_killed_goes_on_where_it_was(tmp_path: Path) -> None:
    order = tmp_path / "order"
    order.touch()
    source = lay(tmp_path / "source", {"a.jsonl": ["one"], "b.jsonl": [f"WAIT {order}"], "c.jsonl": ["three"]})
    target = tmp_path / "target"
    killed = start(tmp_path, source, target)
    until(lambda: bool(list(tmp_path.glob("order-*"))))
    killed.send_signal(signal.SIGKILL)
    killed.wait()
    done = contents(target)
    times = {path.name: path.stat().st_mtime_ns for path in target.iterdir()}
    order.unlink()
    run = read(source, target)

    assert len(done) == 2  # the records of the first shard, and the note that it is done
    assert run.new == 2
    assert {name: (target / name).stat().st_mtime_ns for name in times} == times
    read(source, tmp_path / "uninterrupted")
    assert contents(target) == contents(tmp_path / "uninterrupted")


def test_two_runs_at_once_leave_what_one_would(tmp_path: Path) -> None:
    order = tmp_path / "order"
    order.touch()
    shards = {"a.jsonl": [f"WAIT {order}"], "b.jsonl": ["two", "two"], "c.jsonl": ["three"]}
    source = lay(tmp_path / "source", shards)
    both = [start(tmp_path, source, tmp_path / "target") for _ in range(2)]
    until(lambda: len(list(tmp_path.glob("order-*"))) == 2)
    order.unlink()

    assert [one.wait(60) for one in both] == [0, 0]
    read(source, tmp_path / "alone")
    assert contents(tmp_path / "target") == contents(tmp_path / "alone")


def test_records_are_not_written_among_the_texts(tmp_path: Path) -> None:
    source = lay(tmp_path / "source", SHARDS)
    with pytest.raises(ShardsError, match="Name another folder"):
        read(source, source / "records")


def test_a_source_without_shards_is_told(tmp_path: Path) -> None:
    (tmp_path / "source").mkdir()
    with pytest.raises(ShardsError, match=r"\.jsonl or \.parquet"):
        read(tmp_path / "source", tmp_path / "target")
