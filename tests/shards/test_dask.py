"""A Dask cluster on loopback: the same bytes, and every document once, whatever of it is killed."""

import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import pytest

from coopdata.problems import Code
from coopdata.shards.engine import DaskEngine, EngineError
from coopdata.shards.run import Run, read_shards
from tests.shards.cluster import Cluster, running
from tests.shards.laid import QUICK, Here, contents, lay, rows
from tests.shards.work import square, until

SHARDS = {f"{name}.jsonl": [f"text {name}", f"more of {name}", ""] for name in "abcdef"}


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    with running(tmp_path_factory.mktemp("cluster"), workers=2) as cluster:
        yield cluster


def read(source: Path, target: Path, cluster: Cluster) -> Run:
    return read_shards(str(source), str(target), DaskEngine(cluster.address, patience=60), QUICK)


def test_a_cluster_writes_the_same_bytes_as_this_process(tmp_path: Path, cluster: Cluster) -> None:
    source = lay(tmp_path / "source", SHARDS)
    there = read(source, tmp_path / "there", cluster)
    here = read_shards(str(source), str(tmp_path / "here"), Here(), QUICK)

    assert contents(tmp_path / "there") == contents(tmp_path / "here")
    assert there == here


def test_each_task_has_one_outcome_and_what_is_raised_is_one(cluster: Cluster) -> None:
    outcomes = list(DaskEngine(cluster.address).run(square, range(50)))

    assert sorted(outcome.task for outcome in outcomes) == list(range(50))
    assert {repr(outcome.error) for outcome in outcomes if outcome.error} == {"ZeroDivisionError('seven')"}
    assert sum(outcome.result or 0 for outcome in outcomes) == sum(number**2 for number in range(50) if number != 7)


def test_a_worker_killed_in_a_shard_costs_no_document(tmp_path: Path, cluster: Cluster) -> None:
    source = lay(tmp_path / "source", {**SHARDS, "c.jsonl": ["before", f"DIE-ONCE {tmp_path}/died", "after"]})
    run = read(source, tmp_path / "target", cluster)

    assert (tmp_path / "died").exists()
    assert (run.failed, run.documents, run.rejected) == ((), 18, 5)
    assert len({row["path"] for row in rows(tmp_path / "target")}) == 18


def test_a_shard_that_kills_its_workers_is_told_and_the_others_are_read(tmp_path: Path, cluster: Cluster) -> None:
    source = lay(tmp_path / "source", {**SHARDS, "c.jsonl": ["fine", "DIE"]})
    run = read(source, tmp_path / "target", cluster)

    assert [(problem.path, problem.code) for problem in run.failed] == [("c.jsonl", Code.READER_FAILED)]
    assert [shard.source for shard in run.shards] == [f"{name}.jsonl" for name in "abdef"]


def test_a_scheduler_that_is_killed_and_comes_again_costs_no_document(tmp_path: Path) -> None:
    order = tmp_path / "order"
    order.touch()
    source = lay(tmp_path / "source", {**SHARDS, "c.jsonl": ["before", f"WAIT {order}"]})
    with running(tmp_path, workers=1) as cluster, ThreadPoolExecutor(1) as pool:
        future = pool.submit(partial(read, source, tmp_path / "target", cluster))
        until(lambda: bool(list(tmp_path.glob("order-*"))))
        assert cluster.scheduler is not None
        cluster.kill(cluster.scheduler)
        cluster.kill(cluster.workers.pop())  # a worker whose scheduler is gone ends too, in its time
        cluster.start_scheduler()
        order.unlink()
        cluster.start_worker()
        run = future.result(120)

    assert run.failed == ()
    assert run.documents == len({row["path"] for row in rows(tmp_path / "target")}) == 17


def test_a_scheduler_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(EngineError, match="cannot be reached"):
        next(iter(DaskEngine(Cluster(tmp_path).address, patience=0.2).run(square, [1])))


def test_where_dask_is_not_installed_the_extra_is_named() -> None:
    code = (
        "import sys; sys.modules['distributed'] = None; from coopdata.shards.engine import DaskEngine;"
        "next(DaskEngine('tcp://127.0.0.1:1').run(len, ['a']))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert "EngineError: The engine dask needs the extra coopdata[dask]" in done.stderr
