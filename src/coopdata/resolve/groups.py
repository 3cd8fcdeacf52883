"""Joining things that share a token, whatever order they come in."""

from collections.abc import Hashable, Iterable, Sequence
from typing import TypeVar

Thing = TypeVar("Thing")


def join(things: Sequence[Thing], tokens: Sequence[Iterable[Hashable]]) -> list[list[Thing]]:
    """Groups of things such that two that share a token, directly or through others, are in one group.

    `tokens[i]` are those of `things[i]`. Groups and their members keep the order of `things`.
    """
    parents = list(range(len(things)))

    def root(index: int) -> int:
        while parents[index] != index:
            parents[index] = parents[parents[index]]
            index = parents[index]
        return index

    first_with: dict[Hashable, int] = {}
    for index, own in enumerate(tokens):
        for token in own:
            other = root(first_with.setdefault(token, index))
            mine = root(index)
            parents[max(other, mine)] = min(other, mine)
    groups: dict[int, list[Thing]] = {}
    for index, thing in enumerate(things):
        groups.setdefault(root(index), []).append(thing)
    return list(groups.values())
