"""Who does the work: processes of this machine, or a Dask cluster. No other module knows of either.

An engine is given a function and tasks, and gives the outcome of each as it ends, in whatever order. It takes tasks one
by one and holds only a few of them at once. The function, its tasks and what it gives are sent between processes, so
the function is one of a module, or a `partial` of one. A task may be begun more than once, where who did it was lost;
its outcome comes once.

A task whose process dies is given to another; one that has cost several by itself has a `WorkerLostError` as outcome,
so that it stops no other. What the function raises is the outcome of that task.
"""

import gc
import os
import re
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, CancelledError, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from multiprocessing import connection, get_context, parent_process
from typing import Any, Generic, Protocol, TypeVar
from uuid import uuid4

from coopdata.shards.kind import Kind

DEATHS = 3
"""Processes that a task may cost before it is given up."""
_THREADS = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")
"""What the libraries behind numpy read when they are loaded: with a process for each core, more threads only wait."""
_AHEAD = 2
"""Tasks for each thread of a cluster that are with it at once, so that none waits for the next."""
_PATIENCE_SECONDS = 600.0
_ADDRESS = re.compile(r"\w+://\S+:\d+/?")

T = TypeVar("T")
R = TypeVar("R")


class EngineError(Exception):
    """The engine itself cannot work; the message says why and what to do."""


class WorkerLostError(Exception):
    """Every process that was given this task died of it."""

    def __init__(self) -> None:
        super().__init__("the processes that were given it died one after the other, killed or out of memory")


@dataclass(frozen=True)
class Outcome(Generic[T, R]):
    """How a task ended: its result, or where `error` is set what it raised or a `WorkerLostError`."""

    task: T
    result: R | None = None
    error: Exception | None = None


class Engine(Protocol):
    """What carries out tasks."""

    def run(self, work: Callable[[T], R], tasks: Iterable[T]) -> Iterator[Outcome[T, R]]:
        """The outcome of ``work(task)`` for each task, as they end. Raises EngineError where it cannot go on."""


def engine_of(kind: Kind, *, jobs: int | None = None, scheduler: str = "") -> Engine:
    """The engine of this kind: of `jobs` processes, one for each core where none are told, or of a scheduler."""
    if kind is Kind.LOCAL:
        return LocalEngine(jobs)
    if not _ADDRESS.fullmatch(scheduler):  # with a malformed one Dask's client never ends
        told = f", not {scheduler!r}" if scheduler else ""
        raise EngineError(f"The engine dask needs the address of a scheduler, such as tcp://10.0.0.1:8786{told}.")
    return DaskEngine(scheduler)


def cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class LocalEngine:
    """Processes of this machine, one task at a time in each.

    Each process is a pool of its own, so that one that dies breaks only the task it was at. Processes are started
    afresh, not forked: who uses this has threads (Dagster, Arrow), and a fork of these may hang.
    """

    def __init__(self, jobs: int | None = None) -> None:
        self.jobs = jobs or cores()

    def run(self, work: Callable[[T], R], tasks: Iterable[T]) -> Iterator[Outcome[T, R]]:
        """See `Engine.run`."""
        coming = ((task, 0) for task in tasks)
        again: deque[tuple[T, int]] = deque()
        idle: list[_Process] = []
        running: dict[Future[R], tuple[_Process, T, int]] = {}
        stillborn = 0
        try:
            while True:
                while len(running) < self.jobs:
                    following = again.popleft() if again else next(coming, None)
                    if following is None:
                        break
                    process, future = _hand_over(idle, work, following[0])
                    running[future] = process, *following
                if not running:
                    return
                for future in wait(running, return_when=FIRST_COMPLETED).done:
                    process, task, deaths = running.pop(future)
                    error = future.exception()
                    if not isinstance(error, BrokenProcessPool):
                        idle.append(process)
                        yield _outcome(task, future, error)
                    elif not process.has_begun():
                        stillborn += 1
                        _require_life(stillborn)
                        again.append((task, deaths))
                    elif deaths + 1 < DEATHS:
                        again.append((task, deaths + 1))
                    else:
                        yield Outcome(task, error=WorkerLostError())
        finally:
            for process in (*idle, *(process for process, _, _ in running.values())):
                process.pool.shutdown(wait=not running, cancel_futures=True)


@dataclass(frozen=True)
class _Process:
    """A process, and what is known once it has begun to work."""

    pool: ProcessPoolExecutor
    begun: Future[None]

    def has_begun(self) -> bool:
        """Whether it came so far that it could take a task, before it died."""
        return self.begun.exception() is None


def _hand_over(idle: list[_Process], work: Callable[[T], R], task: T) -> tuple[_Process, Future[R]]:
    """Give the task to a process that waits, or to a new one; one may have died as it waited."""
    while idle:
        process = idle.pop()
        try:
            return process, process.pool.submit(work, task)
        except BrokenProcessPool:
            continue
    pool = ProcessPoolExecutor(1, mp_context=get_context("spawn"))
    with _one_thread():
        process = _Process(pool, pool.submit(_begin))
        return process, pool.submit(work, task)


def _require_life(stillborn: int) -> None:
    """Raise EngineError where so many processes that died before their first task are no accident."""
    if stillborn >= DEATHS:
        raise EngineError(
            "Processes that read cannot be started; what they said stands above. A script that has texts read by other"
            ' processes does so under the line: if __name__ == "__main__":'
        )


@contextmanager
def _one_thread() -> Iterator[None]:
    """Let the processes that are started meanwhile keep numpy to one core, unless the environment says otherwise.

    They may load it before anything else can be done in them.
    """
    unset = [name for name in _THREADS if name not in os.environ]
    os.environ.update(dict.fromkeys(unset, "1"))
    try:
        yield
    finally:
        for name in unset:
            os.environ.pop(name, None)


_LOOKED_THROUGH = 10_000
"""So many new objects, where Python's own number is 700, are there before it looks for cycles: reading makes few."""


def _begin() -> None:
    """What a process does first: it ends once its parent is gone, since one that was killed tells nobody to stop."""
    gc.set_threshold(_LOOKED_THROUGH)
    parent = parent_process()
    if parent is not None:
        threading.Thread(target=_end_after, args=(parent.sentinel,), daemon=True).start()


def _end_after(sentinel: int) -> None:
    connection.wait([sentinel])
    os._exit(1)


def _outcome(task: T, future: Future[R], error: BaseException | None) -> Outcome[T, R]:
    if error is None:
        return Outcome(task, future.result())
    if isinstance(error, Exception):
        return Outcome(task, error=error)
    raise error  # someone wants all of it to stop


class DaskEngine:
    """The workers of a Dask cluster, which others run: coopdata asks its scheduler and nothing more.

    The workers need the same coopdata, and one thread each is best (``dask worker --nthreads 1``): reading is work in
    Python. What a lost worker was at, another does. Where the scheduler is lost, all that is not done is submitted anew
    once there is one again, within `patience` seconds. The cluster blames a death on all that the worker had been
    given; so a task that it gives up is tried once more with nothing beside it.

    Dask sets MALLOC_TRIM_THRESHOLD_ for its workers, with which reading takes three fifths longer: memory that is freed
    goes back to the system and is asked for again. Start them with ``MALLOC_TRIM_THRESHOLD_=134217728
    MALLOC_MMAP_THRESHOLD_=33554432``, which it leaves as they are.
    """

    def __init__(self, scheduler: str, patience: float = _PATIENCE_SECONDS) -> None:
        self.scheduler = scheduler
        self.patience = patience

    def run(self, work: Callable[[T], R], tasks: Iterable[T]) -> Iterator[Outcome[T, R]]:
        """See `Engine.run`."""
        suspects: list[T] = []
        cluster = _Cluster(self.scheduler, self.patience, work)
        try:
            for outcome in _ended(cluster, iter(tasks), alone=False):
                if isinstance(outcome.error, WorkerLostError):
                    suspects.append(outcome.task)
                else:
                    yield outcome
            yield from _ended(cluster, iter(suspects), alone=True)
        finally:
            cluster.close()


class _Cluster(Generic[T, R]):
    """A connection to a scheduler, with the tasks that are there; it is made anew where it breaks."""

    def __init__(self, scheduler: str, patience: float, work: Callable[[T], R]) -> None:
        self._scheduler = scheduler
        self._patience = patience
        self._work = work
        self.running: dict[str, T] = {}
        self._connect()

    def room(self) -> int:
        """How many tasks it should have at once."""
        threads: int = self._client.scheduler_info(n_workers=0).get("total_threads", 0)
        return _AHEAD * max(1, threads)

    def submit(self, task: T) -> None:
        """Give it a task."""
        future = self._client.submit(self._work, task, key=f"coopdata-{uuid4().hex}", pure=False)
        self.running[future.key] = task
        self._ending.add(future)

    def next_ended(self) -> Outcome[T, R]:
        """The outcome of the next task that ends."""
        while True:
            future = next(self._ending)
            try:
                if future.status != "cancelled":
                    outcome: Outcome[T, R] = _cluster_outcome(self.running[future.key], future)
                    del self.running[future.key]
                    return outcome
            except (CancelledError, OSError):  # it was lost as it was fetched
                pass
            self._begin_anew()

    def close(self) -> None:
        """Leave the cluster, which forgets the tasks that are not done."""
        self._client.close()

    def _connect(self) -> None:
        try:
            distributed = import_module("distributed")  # of an extra
        except ImportError as error:
            raise EngineError("The engine dask needs the extra coopdata[dask]: pip install 'coopdata[dask]'") from error
        try:
            self._client = distributed.Client(self._scheduler, timeout=self._patience, set_as_default=False)
        except (OSError, ValueError) as error:
            message = f"The Dask scheduler at {self._scheduler} cannot be reached ({error})."
            raise EngineError(f"{message} Start it, or correct the address.") from error
        self._ending = distributed.as_completed(loop=self._client.loop)

    def _begin_anew(self) -> None:
        waiting = list(self.running.values())
        self.running.clear()
        self._client.close()
        self._connect()
        for task in waiting:
            self.submit(task)


def _ended(cluster: _Cluster[T, R], tasks: Iterator[T], *, alone: bool) -> Iterator[Outcome[T, R]]:
    """The outcomes of the tasks, some of them with the cluster at once; one, where each is to be `alone`."""
    more = True
    while more or cluster.running:
        room = 1 if alone else cluster.room()
        while more and len(cluster.running) < room:
            try:
                cluster.submit(next(tasks))
            except StopIteration:
                more = False
        if cluster.running:
            yield cluster.next_ended()


def _cluster_outcome(task: T, future: Any) -> Outcome[T, R]:
    if future.status != "error":
        return Outcome(task, future.result())
    error = future.exception()
    is_lost = isinstance(error, import_module("distributed").KilledWorker)
    return Outcome(task, error=WorkerLostError() if is_lost else error)
