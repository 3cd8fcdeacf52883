"""Joining things that share a token, whatever order they come in, and giving each group an id of its own."""

from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Sequence
from itertools import combinations
from typing import TypeVar

from coopdata.ids import make_id

Thing = TypeVar("Thing")
Marks = frozenset[Hashable]
"""What is known of a thing that may forbid joining it with others."""
NO_MARKS: Marks = frozenset()
LARGEST_BLOCK = 60
"""What more things share (a word of their names, a pair of parties) tells nothing, and is passed over."""


class _Groups:
    """Disjoint sets of the numbers below `count`, each with the marks of all its members."""

    def __init__(self, marks: Sequence[Marks], clash: Callable[[Marks, Marks], bool]) -> None:
        self._parents = list(range(len(marks)))
        self._marks = list(marks)
        self._clash = clash

    def root(self, index: int) -> int:
        """The smallest number of the set."""
        while self._parents[index] != index:
            self._parents[index] = self._parents[self._parents[index]]
            index = self._parents[index]
        return index

    def unite(self, one: int, other: int) -> None:
        """Make one set of two, unless their marks clash."""
        first, second = self.root(one), self.root(other)
        if first == second:
            return
        if second < first:
            first, second = second, first
        if self._clash(self._marks[first], self._marks[second]):
            return
        self._parents[second] = first
        if self._marks[second]:
            self._marks[first] |= self._marks[second]


def never(_one: Marks, _other: Marks) -> bool:
    """No marks clash."""
    return False


def join(
    things: Sequence[Thing],
    tokens: Iterable[Iterable[Hashable]],
    marks: Sequence[Marks] | None = None,
    clash: Callable[[Marks, Marks], bool] = never,
) -> list[list[Thing]]:
    """Groups of things such that two that share a token, directly or through others, are in one group.

    `tokens[i]` are those of `things[i]`. Groups and their members keep the order of `things`. Where `marks` are given,
    two groups whose marks `clash` are not joined: the tokens are taken in the order of the things, so that of what
    contradicts itself the first that is told holds.
    """
    groups = _Groups(marks or [NO_MARKS] * len(things), clash)
    first_with: dict[Hashable, int] = {}
    for index, own in enumerate(tokens):
        for token in own:
            first = first_with.setdefault(token, index)
            if first != index:
                groups.unite(first, index)
    found: dict[int, list[Thing]] = defaultdict(list)
    for index, thing in enumerate(things):
        found[groups.root(index)].append(thing)
    return list(found.values())


def _pair_tokens(count: int, pairs: Iterable[tuple[int, int]]) -> list[list[Hashable]]:
    """Tokens for `join` of the numbers below `count`: each pair is one that its two numbers share."""
    tokens: list[list[Hashable]] = [[] for _ in range(count)]
    for pair in pairs:
        for number in pair:
            tokens[number].append(pair)
    return tokens


def no_marks(_number: int) -> Marks:
    """Nothing is known."""
    return NO_MARKS


def connected(
    pairs: Collection[tuple[int, int]],
    marks: Callable[[int], Marks] = no_marks,
    clash: Callable[[Marks, Marks], bool] = never,
) -> list[list[int]]:
    """The numbers of the pairs in groups, of which each pair joins two unless their marks clash; all in order."""
    numbers = sorted({number for pair in pairs for number in pair})
    place = {number: index for index, number in enumerate(numbers)}
    tokens = _pair_tokens(len(numbers), ((place[one], place[other]) for one, other in pairs))
    return join(numbers, tokens, [marks(number) for number in numbers], clash)


def merged(
    clusters: Sequence[list[Thing]], groups: Iterable[Sequence[int]], order: Callable[[Thing], int]
) -> list[list[Thing]]:
    """The clusters, those made one whose places are in one group; each is where its first one was, in order."""
    found = list(clusters)
    for own in groups:
        if len(own) > 1:
            found[own[0]] = sorted((thing for number in own for thing in clusters[number]), key=order)
            for number in own[1:]:
                found[number] = []
    return [cluster for cluster in found if cluster]


def candidates(blocks: Iterable[Sequence[Thing]]) -> Iterator[tuple[Thing, Thing]]:
    """Each two things of each block that is not too large, in order; a pair as often as it stands in one block."""
    for block in blocks:
        if len(block) <= LARGEST_BLOCK:
            yield from combinations(block, 2)


def by_id(
    clusters: Iterable[list[Thing]], identity: Callable[[list[Thing]], str], place: Callable[[Thing], tuple[int, str]]
) -> dict[str, list[Thing]]:
    """The clusters by the ids that `identity` gives; `place` is a thing's order and the story it stands in.

    Clusters whose facts are the same, which only a curator can have parted, are told apart by their story: the largest,
    of equals the earliest, has the plain id.
    """
    found: dict[str, list[Thing]] = {}
    for cluster in sorted(clusters, key=lambda own: (-len(own), place(own[0]))):
        own_id = identity(cluster)
        while own_id in found:
            own_id = make_id(own_id[:3], own_id, place(cluster[0])[1])
        found[own_id] = cluster
    return found
