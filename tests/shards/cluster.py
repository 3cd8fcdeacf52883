"""A Dask scheduler and workers as processes on loopback, to be killed and started again."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[2]
_SETTINGS = {
    "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "1",  # each costs a new worker, which takes seconds
    "PYTHONPATH": os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")]),
}

Process = subprocess.Popen[bytes]


class Cluster:
    """A scheduler at `address` and its workers, each with a nanny that starts it again."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port: int = free.getsockname()[1]
        self.address = f"tcp://127.0.0.1:{self.port}"
        self.scheduler: Process | None = None
        self.workers: list[Process] = []

    def start_scheduler(self) -> None:
        self.scheduler = self._start("scheduler", "--host", "127.0.0.1", "--port", str(self.port), "--no-dashboard")

    def start_worker(self) -> None:
        folder = self._folder / f"worker-{len(self.workers)}"
        options = ("--nthreads", "1", "--no-dashboard", "--local-directory", str(folder), "--death-timeout", "60")
        self.workers.append(self._start("worker", self.address, *options))

    def kill(self, process: Process) -> None:
        """Kill it, and the worker of a nanny with it."""
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def stop(self) -> None:
        for process in [*self.workers, *filter(None, [self.scheduler])]:
            self.kill(process)

    def _start(self, *arguments: str) -> Process:
        with (self._folder / "log").open("ab") as log:
            command = [sys.executable, "-m", "dask", *arguments]
            return subprocess.Popen(
                command, env={**os.environ, **_SETTINGS}, stdout=log, stderr=log, start_new_session=True
            )


@contextmanager
def running(folder: Path, workers: int) -> Iterator[Cluster]:
    """A cluster with that many workers; all of it is gone at the end."""
    cluster = Cluster(folder)
    cluster.start_scheduler()
    try:
        for _ in range(workers):
            cluster.start_worker()
        yield cluster
    finally:
        cluster.stop()
