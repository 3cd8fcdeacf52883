"""Work that is quick, breaks or waits, as processes are given it. It loads nothing, so that they begin quickly."""

import os
import signal
import time
from collections.abc import Callable
from pathlib import Path


def square(number: int) -> int:
    if number == 7:
        raise ZeroDivisionError("seven")
    return number * number


def about_me(_: int) -> tuple[int, str | None]:
    return os.getpid(), os.environ.get("OPENBLAS_NUM_THREADS")


def dies_at(deadly: int, number: int) -> int:
    if number == deadly:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def dies_twice_at(deadly: int, folder: Path, number: int) -> int:
    if number == deadly and (first_at(f"{folder}/once") or first_at(f"{folder}/twice")):
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def waits_for_end_of(order: Path, number: int) -> int:
    """Tell that someone waits, in a file named by the process, until the order is gone."""
    if order.exists():
        order.with_name(f"{order.name}-{os.getpid()}").touch()
    until(lambda: not order.exists())
    return number


def first_at(path: str) -> bool:
    """Whether nobody has been at the path before; the next one is told so."""
    try:
        Path(path).touch(exist_ok=False)
    except FileExistsError:
        return False
    return True


def until(is_so: Callable[[], bool], seconds: float = 60) -> None:
    """Wait until it is so; fail where it does not become so."""
    end = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < end, "this takes too long"
        time.sleep(0.02)
