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
from coopdata.resolve.agreements import Agreements, Cluster
from coopdata.resolve.bodies import Bodies, identify_bodies, unite_bodies
from coopdata.resolve.decisions import Decisions
from coopdata.resolve.facts import Facts
from coopdata.resolve.likeness import akin
from coopdata.resolve.person_matching import Matching, Persons
from coopdata.resolve.tellings import Side


@dataclass(frozen=True)
class Identities:
    """Everything that has an identity over documents, by id."""

    bodies: Bodies
    persons: Persons
    agreements: Mapping[str, Cluster]


def identify(facts: Sequence[Facts], decisions: Decisions) -> Identities:
    """The identities of all that the documents name; their facts must be in the order of the documents.

    Raises ValueError where they are not.
    """
    if any(one.order != place for place, one in enumerate(facts)):
        raise ValueError("the facts are not in the order of their documents")
    with without_collecting():
        told = _Told(facts, decisions)
        first = told.first(identify_bodies([one.organizations for one in facts], decisions))
        pairs = [pair for cluster in first.agreements.values() for pair in _same_bodies(cluster)]
        return told.again(first, unite_bodies(first.bodies, pairs, decisions)) if pairs else first


@contextmanager
def without_collecting() -> Iterator[None]:
    """Without looking for garbage in cycles: none is made here, and looking among millions of objects takes long."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


class _Told:
    """What the documents tell of people and agreements; asked anew only where what they name has become another."""

    def __init__(self, facts: Sequence[Facts], decisions: Decisions) -> None:
        self._facts = facts
        self._decisions = decisions

    def first(self, bodies: Bodies) -> Identities:
        """People and agreements, now that the organizations are known."""
        self._faces = [own.faces(bodies) for own in self._facts]
        self._people = Matching(self._faces, self._decisions)
        persons = self._people.persons()
        told = [telling for own in self._facts for telling in own.tellings(bodies, persons)]
        self._agreements = Agreements(told, self._decisions)
        return Identities(bodies, persons, self._agreements.clusters())

    def again(self, last: Identities, bodies: Bodies) -> Identities:
        """The same, now that some of the organizations have become one."""
        places = _moved(last.bodies, bodies)
        for place in places:
            self._faces[place] = self._facts[place].faces(bodies)
        self._people.again(places)
        persons = self._people.persons()
        places |= _differing(last.persons.ids, persons.ids)
        told = [telling for place in sorted(places) for telling in self._facts[place].tellings(bodies, persons)]
        self._agreements.again(told)
        return Identities(bodies, persons, self._agreements.clusters())


def _moved(before: Bodies, after: Bodies) -> set[int]:
    """The places of the documents that name a body of which something else is known than before."""
    changed = [key for key, body in after.by_id.items() if before.by_id.get(key) != body]
    return {group.order for key in changed for group in after.clusters[key]} | _differing(before.ids, after.ids)


def _differing(before: Sequence[Sequence[str]], after: Sequence[Sequence[str]]) -> set[int]:
    """The places of the documents in which something has another id than before."""
    return {place for place, (one, other) in enumerate(zip(before, after, strict=True)) if one != other}


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
