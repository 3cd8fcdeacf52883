"""What agreements tell of their parties: that texts name one body by two names.

Where tellings of one agreement put two bodies in one place of it, or say that one person signed for both, the two may
be one. Two parties that one telling names are two. A body whose country nothing tells is the party of its name, or of
one that is like it, unless that is what the text calls another party; and one that agreements place in two countries
stays for itself.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import combinations

from coopdata.resolve.agreements import Cluster
from coopdata.resolve.bodies import Body
from coopdata.resolve.likeness import akin
from coopdata.resolve.party_matching import aligned, same_parties
from coopdata.resolve.tellings import Side

Pair = tuple[str, str]
"""The ids of two bodies."""


def same_bodies(clusters: Iterable[Cluster], bodies: Mapping[str, Body]) -> list[Pair]:
    """The pairs of bodies that the agreements show to be one."""
    pairs = [pair for cluster in clusters if len(cluster) > 1 for pair in _of_agreement(cluster)]
    homes: dict[str, set[str | None]] = defaultdict(set)
    for pair in pairs:
        for one, other in (pair, pair[::-1]):
            if bodies[one].country is None:
                homes[one].add(bodies[other].country)
    return [pair for pair in pairs if all(len(homes.get(one, ())) <= 1 for one in pair)]


def _of_agreement(cluster: Cluster) -> Iterator[Pair]:
    """Parties of an agreement that are one body under two ids; texts that tell the same of them are asked once."""
    sides = {side.id: side for telling in cluster for side in telling.sides}
    if len(sides) > min(len(telling.sides) for telling in cluster):
        cluster = list({(telling.sides, telling.signed_for): telling for telling in reversed(cluster)}.values())[::-1]
        two = {frozenset(pair) for telling in cluster for pair in combinations(telling.parties, 2)}
        found = [*_found_at_home(cluster, sides), *_signed_for_both(cluster, sides), *_in_one_place(cluster, sides)]
        yield from (pair for pair in found if frozenset(pair) not in two)


def _found_at_home(cluster: Cluster, sides: Mapping[str, Side]) -> Iterator[Pair]:
    """A party whose country nothing tells, with the only other one of its name that no text tells beside it."""
    for telling in cluster:
        for one in telling.sides:
            if one.country is None:
                homes = [other for other in sides.values() if other.country is not None and _named_alike(one, other)]
                taken = _others(cluster, one, homes) if len(homes) > 1 else ()
                free = [other.id for other in homes if other.id not in taken]
                yield from ((one.id, home) for home in free if len(free) == 1)


def _named_alike(one: Side, other: Side) -> bool:
    return one.key == other.key or one.is_like(other)


def _others(cluster: Cluster, one: Side, homes: Collection[Side]) -> set[str]:
    """The parties that other texts tell for those which the party's own text names beside it, with their country."""
    beside = [telling for telling in cluster if one.id in telling.parties]
    of_homes = [telling for telling in cluster if any(home.id in telling.parties for home in homes)]
    placed = {side.id for telling in beside for side in telling.sides if side.country is not None}
    pairs = [pair for own in beside for other in of_homes for pair in (aligned(own, other) or {}).items()]
    return placed.union(*(pair for pair in pairs if placed.intersection(pair)))


def _signed_for_both(cluster: Cluster, sides: Mapping[str, Side]) -> Iterator[Pair]:
    """Parties of one sort for which texts say that one person signed."""
    signed_for: dict[str, set[str]] = defaultdict(set)
    for telling in cluster:
        for person, party in telling.signed_for:
            if party in sides:
                signed_for[person].add(party)
    for own in signed_for.values():
        for first, second in combinations(sorted(own), 2):
            one, other = sides[first], sides[second]
            if one.is_of_one_sort(other) and (one.is_fellow_of(other) or _comes_home(one, other)):
                yield first, second


def _comes_home(one: Side, other: Side) -> bool:
    """Whether only one of two bodies has a country, and their names are akin."""
    return (one.country is None) != (other.country is None) and akin(one.name, other.name)


def _in_one_place(cluster: Cluster, sides: Mapping[str, Side]) -> Iterator[Pair]:
    """Bodies of one sort and country that texts put in one place of an agreement.

    Bodies of a state act for each other, so that a text may name one for another; they must be akin by name, too.
    """
    for first, second in same_parties(cluster).items():
        one, other = sides[first], sides[second]
        alike = one.is_fellow_of(other) and one.is_of_one_sort(other)
        if alike and (not one.is_of_state or akin(one.name, other.name)):
            yield first, second
