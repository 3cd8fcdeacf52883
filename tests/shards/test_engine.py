"""Processes of this machine: every outcome comes once, whoever dies, and nobody outlives who started them."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from coopdata.shards.engine import EngineError, LocalEngine, Outcome, WorkerLostError, engine_of
from coopdata.shards.kind import Kind
from tests.shards.work import about_me, dies_at, dies_twice_at, square, until

ROOT = Path(__file__).parents[2]


def results(outcomes: Iterator[Outcome[int, int]]) -> dict[int, int | None]:
    found = list(outcomes)
    assert len({outcome.task for outcome in found}) == len(found)
    return {outcome.task: outcome.result for outcome in found}


def test_each_task_has_one_outcome_and_what_is_raised_is_one() -> None:
    outcomes = list(LocalEngine(2).run(square, range(20)))

    assert {outcome.task: outcome.result for outcome in outcomes} == {
        number: None if number == 7 else number * number for number in range(20)
    }
    (failed,) = [outcome for outcome in outcomes if outcome.error]
    assert (failed.task, repr(failed.error)) == (7, "ZeroDivisionError('seven')")


def test_there_is_nothing_to_do_where_there_are_no_tasks() -> None:
    assert list(LocalEngine(2).run(square, [])) == []


def test_each_process_keeps_to_one_core() -> None:
    told = {outcome.result for outcome in LocalEngine(2).run(about_me, range(8))}

    assert {threads for _, threads in filter(None, told)} == {"1"}
    assert os.getpid() not in {process for process, _ in filter(None, told)}


def test_processes_that_cannot_be_started_are_no_fault_of_the_task(tmp_path: Path) -> None:
    script = tmp_path / "unguarded.py"
    script.write_text("from coopdata.shards.engine import LocalEngine\nprint(list(LocalEngine(1).run(abs, [-1])))\n")

    ended = subprocess.run([sys.executable, script], capture_output=True, text=True, check=False)

    assert ended.returncode == 1
    assert ended.stderr.count("EngineError: Processes that read cannot be started") >= 1


def test_a_task_that_kills_its_processes_is_given_up_and_costs_no_other() -> None:
    outcomes = list(LocalEngine(2).run(partial(dies_at, 3), range(8)))

    assert results(iter(outcomes)) == {number: None if number == 3 else number for number in range(8)}
    (lost,) = [outcome for outcome in outcomes if outcome.error]
    assert isinstance(lost.error, WorkerLostError)


def test_a_task_whose_process_died_is_done_by_another(tmp_path: Path) -> None:
    outcomes = LocalEngine(2).run(partial(dies_twice_at, 3, tmp_path), range(8))

    assert results(outcomes) == {number: number for number in range(8)}
    assert (tmp_path / "twice").exists()


def test_a_process_that_dies_as_it_waits_costs_nothing() -> None:
    outcomes = LocalEngine(1).run(about_me, range(3))
    first = next(outcomes)
    assert first.result is not None
    os.kill(first.result[0], signal.SIGKILL)
    rest = list(outcomes)

    assert [outcome.error for outcome in rest] == [None, None]
    assert first.result[0] not in {outcome.result[0] for outcome in rest if outcome.result}


def test_tasks_are_taken_only_as_there_are_processes_for_them() -> None:
    taken: list[int] = []
    outcomes = LocalEngine(2).run(square, (taken.append(number) or number for number in range(100)))
    next(outcomes)

    assert len(taken) <= 2
    outcomes.close()  # type: ignore[attr-defined]


PARENT = """
import sys
from functools import partial
from pathlib import Path
from coopdata.shards.engine import LocalEngine
from tests.shards.work import waits_for_end_of
if __name__ == "__main__":
    list(LocalEngine(2).run(partial(waits_for_end_of, Path(sys.argv[1])), [1, 2]))
"""


def test_processes_end_with_the_one_that_started_them(tmp_path: Path) -> None:
    order = tmp_path / "order"
    order.touch()
    script = tmp_path / "parent.py"
    script.write_text(PARENT)
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])}
    parent = subprocess.Popen([sys.executable, str(script), str(order)], env=environment)
    until(lambda: len(list(tmp_path.glob("order-*"))) == 2)
    parent.kill()
    parent.wait()

    children = [int(path.name.removeprefix("order-")) for path in tmp_path.glob("order-*")]
    until(lambda: not any(is_alive(child) for child in children))


def is_alive(process: int) -> bool:
    try:
        return "\nState:\tZ" not in Path(f"/proc/{process}/status").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return False


@pytest.mark.parametrize("address", ["", "nonsense", "10.0.0.1:8786", "tcp://10.0.0.1"])
def test_a_cluster_without_an_address_is_told(address: str) -> None:
    with pytest.raises(EngineError, match="address of a scheduler"):
        engine_of(Kind.DASK, scheduler=address)
