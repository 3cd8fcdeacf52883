"""Values held once: the facts of a million documents say the same of much, and come from other processes in copies."""

from functools import lru_cache
from sys import intern
from typing import Any


@lru_cache(maxsize=1 << 17)
def shared(value: tuple[Any, ...]) -> tuple[Any, ...]:
    """The tuple, one for all that are equal, and each text in it one for all.

    It must hold nothing but texts, None, and tuples of these and of whole numbers.
    """
    return tuple([intern(one) if isinstance(one, str) else one for one in value])


def shared_text(value: str | None) -> str | None:
    """The text, one for all that are equal: for what many documents say, a date or a country."""
    return None if value is None else intern(value)


@lru_cache(maxsize=1 << 12)
def shared_number(value: int) -> int:
    """The number, one for all that are equal and come soon after each other."""
    return value
