"""Work in several processes: every result once, in the order of the items, and never far ahead of who takes them."""

import os
import time
from collections.abc import Iterator

import pytest

from coopdata.jobs import in_order


class Counted:
    """The numbers below a limit, one by one; it remembers how many were asked for."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.reached = 0

    def __iter__(self) -> Iterator[int]:
        for number in range(self.limit):
            self.reached = number + 1
            yield number


class Measured(Counted):
    """The same, where it is known beforehand how many they are."""

    def __len__(self) -> int:
        return self.limit


def slow_for_the_first(number: int) -> int:
    if number == 0:
        time.sleep(0.2)
    return number * number


def where(_: int) -> int:
    return os.getpid()


def fails_at_seven(number: int) -> int:
    if number == 7:
        raise ZeroDivisionError("seven")
    return number


@pytest.mark.parametrize("jobs", [1, 2, 3])
@pytest.mark.parametrize("count", [0, 1, 2, 200])
def test_results_come_in_the_order_of_the_items(jobs: int, count: int) -> None:
    assert list(in_order(slow_for_the_first, range(count), jobs)) == [number * number for number in range(count)]


def test_the_work_is_done_elsewhere_when_there_are_several_jobs() -> None:
    assert os.getpid() not in set(in_order(where, range(50), 2))
    assert set(in_order(where, range(50), 1)) == {os.getpid()}


@pytest.mark.parametrize("items", [Counted(10_000), Measured(10_000)], ids=["one by one", "counted"])
def test_items_are_taken_only_a_little_ahead_of_the_results(items: Counted) -> None:
    results = in_order(slow_for_the_first, items, 2)
    assert next(results) == 0
    assert items.reached < 500
    results.close()


def test_a_fault_in_another_process_is_raised_here() -> None:
    with pytest.raises(ZeroDivisionError, match="seven"):
        list(in_order(fails_at_seven, range(50), 2))
