"""Organizations that are one by the company they keep: the bodies and people that documents name besides.

Asked in two cases, where the names alone do not settle it. A name whose country nothing tells is that of the
same-named body which other documents name together with most, two at least, of those whom its own document names, by
whatever is told of these; three, where bodies of several countries are known by the name. And two names of one country
that are alike (a letter wrong, fewer fields of one ministry, fewer words of one university) are one body if both stand
with two or more of the same, no document names both as two, and all that are like one of them are like each other;
where they are the same words in another order or language ("Fundación Valenciaport"), one in common is enough. States
and intergovernmental bodies are no company: too many documents name them.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import combinations

from coopdata.ids import fold
from coopdata.reference.words import organization_head
from coopdata.resolve.curated import is_common
from coopdata.resolve.groups import candidates, join, pair_tokens
from coopdata.resolve.likeness import content, longer_name, misspelt, shorter_ministry, sound
from coopdata.resolve.naming import without_country
from coopdata.resolve.organization_groups import Group

ENOUGH = 2
"""Bodies and people that two must have in common."""
Companion = tuple[str, Hashable]
"""A body or a person that a document names."""


@dataclass(frozen=True)
class _Body:
    """Groups found to be one body so far; `company` is whom their documents name besides."""

    number: int
    groups: Sequence[Group]
    company: frozenset[Companion]
    beside: frozenset[str]
    """What its documents call others, bodies by the keys of their names and people by a name and initials."""

    @cached_property
    def country(self) -> str | None:
        return next((group.country for group in self.groups if group.country is not None), None)

    @cached_property
    def is_homeless(self) -> bool:
        return all(group.alone is not None for group in self.groups)

    @cached_property
    def keys(self) -> frozenset[str]:
        return frozenset(key for group in self.groups for key in group.keys)

    @cached_property
    def names(self) -> frozenset[str]:
        return frozenset(name for group in self.groups for name in group.names)

    @cached_property
    def plain_names(self) -> frozenset[str]:
        """Its names in the order of their words, without its country."""
        return frozenset(" ".join(without_country(tuple(fold(name).split()), self.country)) for name in self.names)

    @cached_property
    def documents(self) -> frozenset[str]:
        return frozenset(group.document for group in self.groups)

    @cached_property
    def is_telling(self) -> bool:
        """Whether naming it tells something of a document."""
        return not any(group.is_every_states or group.is_intergovernmental for group in self.groups)


def pairs_of_company(clusters: Sequence[Sequence[Group]]) -> list[tuple[int, int]]:
    """The places of each two clusters that are one body by the company they keep."""
    bodies = _bodies(clusters)
    return [(one.number, other.number) for one, other in (*_homecoming(bodies), *_alike(bodies))]


def _bodies(clusters: Sequence[Sequence[Group]]) -> list[_Body]:
    bare = [_Body(number, cluster, frozenset(), frozenset()) for number, cluster in enumerate(clusters)]
    named: dict[str, set[Companion]] = defaultdict(set)
    called: dict[str, set[str]] = defaultdict(set)
    for body in bare:
        for group in body.groups:
            own = named[group.document]
            own.update(("person", person) for person in group.people)
            called[group.document].update(short for person in group.people for short in _shortened(person))
            if body.is_telling and not body.is_homeless:
                own.add(("body", body.number))
            if not group.is_government and not group.is_intergovernmental:
                called[group.document].update(group.keys)
    return [
        _Body(
            body.number,
            body.groups,
            frozenset(one for document in body.documents for one in named[document]) - {("body", body.number)},
            frozenset(one for document in body.documents for one in called[document]) - body.keys,
        )
        for body in bare
    ]


@lru_cache(maxsize=1 << 16)
def _shortened(person: str) -> tuple[str, ...]:
    """A person's name as it may be shortened: one of its words, with the initials of the others in order."""
    words = person.split()
    return tuple(
        " ".join((word, *sorted(other[0] for place, other in enumerate(words) if place != own)))
        for own, word in enumerate(words)
        if len(word) > 1
    )


def _homecoming(bodies: Sequence[_Body]) -> Iterator[tuple[_Body, _Body]]:
    """Bodies without a country, each with the same-named one of a country whose documents name most of the same."""
    pending = {key for body in bodies if body.is_homeless for key in body.keys}
    at_home: dict[str, list[_Body]] = defaultdict(list)
    for body in bodies:
        for key in pending & body.keys if body.country is not None else ():
            at_home[key].append(body)
    for body in bodies:
        if body.is_homeless:
            same_named = {one.number: one for key in body.keys for one in at_home[key]}
            enough = ENOUGH + any(is_common(key) for key in body.keys)
            shared = {number: len(one.beside & body.beside) for number, one in same_named.items()}
            likely = [number for number, count in shared.items() if count >= enough]
            exactly = [number for number in likely if same_named[number].plain_names & body.plain_names] or likely
            most = max((shared[number] for number in exactly), default=0)
            fitting = [number for number in exactly if shared[number] == most]
            yield from ((body, same_named[number]) for number in fitting if len(fitting) == 1)


def _alike(bodies: Sequence[_Body]) -> Iterator[tuple[_Body, _Body]]:
    """Bodies of one country whose names are alike and who keep the same company, where all of them are so alike."""
    blocks: dict[tuple[str | None, str], list[_Body]] = defaultdict(list)
    for body in bodies:
        if body.country is not None and not body.groups[0].is_government:
            words = {sound(word) for key in body.keys for word in content(key) if organization_head(word) is None}
            for word in words:
                blocks[body.country, word].append(body)
    found = {
        (one.number, other.number): (one, other)
        for one, other in candidates(blocks.values())
        if _may_be_one(one, other)
    }
    yield from (pair for pair in found.values() if _same_words(*pair))
    for group in join([body.number for body in bodies], pair_tokens(len(bodies), found)):
        pairs = list(combinations(group, 2))
        if pairs and all(pair in found for pair in pairs):
            yield from (found[pair] for pair in pairs)


def _may_be_one(one: _Body, other: _Body) -> bool:
    """Whether two bodies of one country are one by their names and company; the same words reordered need less."""
    in_common = len(one.company & other.company)
    curated = {group.curated for body in (one, other) for group in body.groups} - {None}
    if not in_common or len(curated) > 1 or one.documents & other.documents:
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
