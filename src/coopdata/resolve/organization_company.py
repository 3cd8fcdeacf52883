"""Organizations that are one by the company they keep: the bodies and people that documents name besides.

Asked in two cases, where the names alone do not settle it. A name whose country nothing tells is that of the only
same-named body which other documents name together with two or more of those whom its own document names. And two
names of one country that are alike (a letter wrong, fewer fields of one ministry, fewer words of one university) are
one body if both stand with two or more of the same, no document names both as two, and all that are like one of them
are like each other; where they are the same words in another order or language ("Fundación Valenciaport"), one in
common is enough. States and intergovernmental bodies are no company: too many documents name them.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from coopdata.reference.words import organization_head
from coopdata.resolve.groups import join
from coopdata.resolve.likeness import content, longer_name, misspelt, shorter_ministry, sound
from coopdata.resolve.organization_groups import Group

ENOUGH = 2
"""Bodies and people that two must have in common."""
LARGEST_BLOCK = 60
"""A word that more names of a country share tells nothing and is passed over."""
Companion = tuple[str, Hashable]
"""A body or a person that a document names."""


@dataclass(frozen=True)
class _Body:
    """Groups found to be one body so far; `company` is whom their documents name besides."""

    number: int
    groups: Sequence[Group]
    company: frozenset[Companion]

    @property
    def country(self) -> str | None:
        return next((group.country for group in self.groups if group.country is not None), None)

    @property
    def is_homeless(self) -> bool:
        return all(group.alone is not None for group in self.groups)

    @property
    def keys(self) -> frozenset[str]:
        return frozenset(key for group in self.groups for key in group.keys)

    @property
    def names(self) -> frozenset[str]:
        return frozenset(name for group in self.groups for name in group.names)

    @property
    def documents(self) -> frozenset[str]:
        return frozenset(group.document for group in self.groups)

    @property
    def is_telling(self) -> bool:
        """Whether naming it tells something of a document."""
        return not any(group.is_every_states or group.is_intergovernmental for group in self.groups)


def tokens_of_company(groups: Sequence[Group], clusters: Sequence[Sequence[Group]]) -> list[list[Hashable]]:
    """For each group a token shared with the body that it is by its company; none where there is no such."""
    bodies = _bodies(clusters)
    found: dict[int, list[Hashable]] = defaultdict(list)
    for one, other in [*_homecoming(bodies), *_alike(bodies)]:
        token = ("company", *sorted((one.number, other.number)))
        found[one.number].append(token)
        found[other.number].append(token)
    number = {id(group): body.number for body in bodies for group in body.groups}
    return [found[number[id(group)]] for group in groups]


def _bodies(clusters: Sequence[Sequence[Group]]) -> list[_Body]:
    bare = [_Body(number, cluster, frozenset()) for number, cluster in enumerate(clusters)]
    named: dict[str, set[Companion]] = defaultdict(set)
    for body in bare:
        for group in body.groups:
            own = named[group.document]
            own.update(("person", person) for person in group.people)
            if body.is_telling and not body.is_homeless:
                own.add(("body", body.number))
    return [
        _Body(
            body.number,
            body.groups,
            frozenset(one for document in body.documents for one in named[document]) - {("body", body.number)},
        )
        for body in bare
    ]


def _homecoming(bodies: Sequence[_Body]) -> Iterator[tuple[_Body, _Body]]:
    """Bodies without a country, each with the only same-named one of a country that keeps its company."""
    pending = {key for body in bodies if body.is_homeless for key in body.keys}
    at_home: dict[str, list[_Body]] = defaultdict(list)
    for body in bodies:
        for key in pending & body.keys if body.country is not None else ():
            at_home[key].append(body)
    for body in bodies:
        if body.is_homeless:
            same_named = {one.number: one for key in body.keys for one in at_home[key]}
            fitting = [one for one in same_named.values() if len(one.company & body.company) >= ENOUGH]
            yield from ((body, one) for one in fitting if len(fitting) == 1)


def _alike(bodies: Sequence[_Body]) -> Iterator[tuple[_Body, _Body]]:
    """Bodies of one country whose names are alike and who keep the same company, where all of them are so alike."""
    blocks: dict[tuple[str | None, str], list[_Body]] = defaultdict(list)
    for body in bodies:
        if body.country is not None and not body.groups[0].is_government:
            words = {sound(word) for key in body.keys for word in content(key) if organization_head(word) is None}
            for word in words:
                blocks[body.country, word].append(body)
    found: dict[tuple[int, int], tuple[_Body, _Body]] = {}
    for block in blocks.values():
        for one, other in combinations(block, 2) if len(block) <= LARGEST_BLOCK else ():
            if (one.number, other.number) not in found and _may_be_one(one, other):
                found[one.number, other.number] = (one, other)
    yield from (pair for pair in found.values() if _same_words(*pair))
    for group in join([body.number for body in bodies], _tokens(len(bodies), found)):
        pairs = list(combinations(group, 2))
        if pairs and all(pair in found for pair in pairs):
            yield from (found[pair] for pair in pairs)


def _tokens(count: int, pairs: Iterable[tuple[int, int]]) -> list[list[Hashable]]:
    """For each number the pairs it is in."""
    tokens: list[list[Hashable]] = [[] for _ in range(count)]
    for pair in pairs:
        for number in pair:
            tokens[number].append(pair)
    return tokens


def _may_be_one(one: _Body, other: _Body) -> bool:
    """Whether two bodies of one country are one by their names and company; the same words reordered need less."""
    in_common = len(one.company & other.company)
    if not in_common or one.documents & other.documents:
        return False
    if _same_words(one, other):
        return True
    keys = [(first, second) for first in one.keys for second in other.keys]
    names = [(first, second) for first in one.names for second in other.names]
    return in_common >= ENOUGH and (
        any(misspelt(first, second) or longer_name(first, second) for first, second in keys)
        or any(shorter_ministry(first, second, one.country) for first, second in names)
    )


def _same_words(one: _Body, other: _Body) -> bool:
    """Whether a name of each is the same words, in another order or language."""
    return any(content(first) == content(second) for first in one.keys for second in other.keys)
