"""Taking times and memory, and keeping the figures that come of it."""

import json
import resource
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True)
class Figure:
    """One thing that was measured."""

    part: str
    """The part of the benchmarks."""
    label: str
    value: float | str
    unit: str = ""


class Figures:
    """What was measured so far, said as it comes."""

    def __init__(self) -> None:
        self._part = ""
        self._figures: list[Figure] = []

    def begin(self, part: str) -> None:
        """All that follows is of this part."""
        self._part = part

    def add(self, label: str, value: float | str, unit: str = "") -> None:
        """Keep and print one figure."""
        self._figures.append(Figure(self._part, label, value, unit))
        shown = value if isinstance(value, str) else f"{value:,.{0 if abs(value) >= 100 else 2}f}"
        print(f"{label:<66} {shown} {unit}".rstrip(), flush=True)

    def write(self, path: Path) -> None:
        """Write all figures as JSON."""
        path.write_text(json.dumps([asdict(figure) for figure in self._figures], indent=1) + "\n", encoding="utf-8")


FIGURES = Figures()


def seconds(work: Callable[[], object], times: int = 3) -> float:
    """The shortest time that the work takes, in this process's own seconds, after it has been done once to warm up."""
    work()
    best = float("inf")
    for _ in range(times):
        begun = time.process_time()
        work()
        best = min(best, time.process_time() - begun)
    return best


def resident() -> float:
    """The memory of this process now, in MB; where the system does not tell, the most it has had."""
    status = Path("/proc/self/status")
    if status.exists():
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmRSS"))
        return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024**2 if sys.platform == "darwin" else 1024)


@dataclass
class Taken:
    """What a piece of work took."""

    seconds: float = 0.0
    """By the clock."""
    memory: float = 0.0
    """The most that the process held meanwhile, in MB; on other systems than Linux since its start."""


@contextmanager
def taking() -> Iterator[Taken]:
    """What the work in the block takes; known when it ends."""
    reset = Path("/proc/self/clear_refs")
    if reset.exists():
        reset.write_text("5")  # the mark of the most memory is set to what there is now (proc_pid_clear_refs(5))
    taken = Taken()
    begun = time.perf_counter()
    try:
        yield taken
    finally:
        taken.seconds = time.perf_counter() - begun
        taken.memory = _most()


def _most() -> float:
    status = Path("/proc/self/status")
    if status.exists():
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024**2 if sys.platform == "darwin" else 1024)


def say(label: str, value: str) -> None:
    """One line of results."""
    FIGURES.add(label, value)
