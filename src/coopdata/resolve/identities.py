"""Who is who over all documents: the organizations, people and agreements, each with its id.

The one place where the three are decided in turn, for each needs the one before: people are told apart by the bodies
they are of, agreements by their parties and by who signed. What agreements then tell of their parties (that texts name
one body by two names) is given back, once, and all is decided anew.
Facts only: no row is made here, so that millions of documents can be decided on without their records in memory.
"""

import gc
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import combinations

from coopdata.resolve.agreement_matching import same_parties
from coopdata.resolve.agreements import Cluster, cluster_agreements
from coopdata.resolve.bodies import Bodies, identify_bodies, unite_bodies
from coopdata.resolve.decisions import Decisions
from coopdata.resolve.ledger import Source
from coopdata.resolve.likeness import akin
from coopdata.resolve.organization_groups import Group, groups_of
from coopdata.resolve.person_matching import Face, Persons, faces_of, identify_people
from coopdata.resolve.tellings import Side, Telling, tellings_of


@dataclass(frozen=True)
class Identities:
    """Everything that has an identity over documents, by id."""

    bodies: Bodies
    persons: Persons
    agreements: Mapping[str, Cluster]


def identify(sources: Sequence[Source], decisions: Decisions, *, with_items: bool = True) -> Identities:
    """The identities of all that the documents name, which must be in their order; each is asked for several times.

    Without items no rows can be made of the result, but a million documents can be decided on whose records lie in
    files: what is kept of each is a tenth of its record.
    """
    with _no_collecting():
        groups = [group for source in sources for group in groups_of(source, with_items=with_items)]
        told = _Told(sources, with_items=with_items)
        first = told.identities(identify_bodies(groups, decisions), decisions)
        pairs = [pair for cluster in first.agreements.values() for pair in _same_bodies(cluster)]
        return told.identities(unite_bodies(first.bodies, pairs, decisions), decisions) if pairs else first


@contextmanager
def _no_collecting() -> Iterator[None]:
    """Without looking for garbage in cycles: none is made, and looking among millions of objects takes long."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


class _Told:
    """What the documents tell of people and agreements; asked anew only where ids of what they name have changed."""

    def __init__(self, sources: Sequence[Source], *, with_items: bool) -> None:
        self._sources = sources
        self._with_items = with_items
        self._faces: list[list[Face]] = [[] for _ in sources]
        self._tellings: list[list[Telling]] = [[] for _ in sources]
        self._ids: dict[int, str] = {}
        """The id that each group and face had last."""

    def identities(self, bodies: Bodies, decisions: Decisions) -> Identities:
        """People and agreements, now that the organizations are known."""
        is_first = not self._ids
        places = self._moved(bodies.clusters)
        for place in range(len(self._sources)) if is_first else places:
            self._faces[place] = faces_of(self._sources[place], bodies, with_items=self._with_items)
        persons = identify_people([face for own in self._faces for face in own], decisions)
        places |= self._moved(persons.clusters)
        for place in range(len(self._sources)) if is_first else places:
            self._tellings[place] = tellings_of(self._sources[place], bodies, persons, with_items=self._with_items)
        told = [telling for own in self._tellings for telling in own]
        return Identities(bodies, persons, cluster_agreements(told, decisions))

    def _moved(self, clusters: Mapping[str, Sequence[Group | Face]]) -> set[int]:
        """The places of the documents that name something whose id is not what it was; from now on it is known."""
        places: set[int] = set()
        for new_id, cluster in clusters.items():
            for thing in cluster:
                if self._ids.get(id(thing)) != new_id:
                    self._ids[id(thing)] = new_id
                    places.add(thing.order)
        return places


def _same_bodies(cluster: Cluster) -> Iterator[tuple[str, str]]:
    """Parties of an agreement that are one body under two ids."""
    if len(cluster) > 1:
        sides = {side.id: side for telling in cluster for side in telling.sides}
        yield from _found_at_home(sides)
        for first, second in _signed_for_both(cluster):
            if _of_one_sort(sides[first], sides[second]):
                yield first, second
        for first, second in same_parties(cluster).items():
            if _may_be_one_body(sides[first], sides[second]):
                yield first, second


def _found_at_home(sides: Mapping[str, Side]) -> Iterator[tuple[str, str]]:
    """A party whose country nothing tells, with the only other one of its name."""
    for one in sides.values():
        homes = [other for other in sides.values() if other.key == one.key and other.country is not None]
        if one.country is None and len(homes) == 1:
            yield one.id, homes[0].id


def _signed_for_both(cluster: Cluster) -> Iterator[tuple[str, str]]:
    """Parties for which texts say that one person signed."""
    parties = {party for telling in cluster for party in telling.parties}
    signed_for: dict[str, set[str]] = defaultdict(set)
    for telling in cluster:
        for person, party in telling.signed_for:
            if party in parties:
                signed_for[person].add(party)
    for own in signed_for.values():
        yield from combinations(sorted(own), 2)


def _of_one_sort(one: Side, other: Side) -> bool:
    """Whether two bodies are of one country and one known kind, and neither is a unit of the other."""
    return one.is_fellow_of(other) and one.kind is not None and one.kind == other.kind and not one.is_unit_of(other)


def _may_be_one_body(one: Side, other: Side) -> bool:
    """Whether two bodies that texts put in one place of an agreement are one.

    Bodies of a state act for each other, so that a text may name one for another; they must be akin by name, too.
    """
    return _of_one_sort(one, other) and (not one.is_of_state or akin(one.name, other.name))
