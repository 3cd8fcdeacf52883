"""Work on many items in several processes, results in the order of the items, memory flat however many there are."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence, Sized
from itertools import islice
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from concurrent.futures import Future

_BATCH = 16
"""Items handed over at once: enough to make the handing over cheap, few enough to share the work evenly."""
_AHEAD = 4
"""Batches for each process that may be under way or waiting for an earlier one."""

T = TypeVar("T")
R = TypeVar("R")


def in_order(work: Callable[[T], R], items: Iterable[T], jobs: int, batch: int = _BATCH) -> Iterator[R]:
    """``work(item)`` for each item, in the order of the items, by `jobs` processes; by this one where `jobs` is 1.

    `batch` items at most are handed over at once: the more, the less work an item is. Items may come one by one; not
    many more are taken than are at work.
    `work` and what it takes and gives must be such that they can be sent to another process.
    """
    count = len(items) if isinstance(items, Sized) else None
    if jobs == 1 or (count is not None and count < 2):
        yield from map(work, items)
        return
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415 - one process needs no others

    size = batch if count is None else max(1, min(batch, count // (jobs * _AHEAD)))
    coming = iter(items)
    waiting: deque[Future[list[R]]] = deque()
    with ProcessPoolExecutor(jobs) as pool:
        try:
            while taken := list(islice(coming, size)):
                waiting.append(pool.submit(_all, work, taken))
                if len(waiting) > jobs * _AHEAD:
                    yield from waiting.popleft().result()
            while waiting:
                yield from waiting.popleft().result()
        finally:
            pool.shutdown(cancel_futures=True)


def _all(work: Callable[[T], R], items: Sequence[T]) -> list[R]:
    return [work(item) for item in items]
