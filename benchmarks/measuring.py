"""Taking times and memory."""

import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path


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


def say(label: str, value: str) -> None:
    """One line of results."""
    print(f"{label:<66} {value}", flush=True)
