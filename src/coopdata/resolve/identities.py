"""Who is who over all documents: the organizations, people and agreements, each with its id.

The one place where the three are decided in turn, for each needs the one before: people are told apart by the bodies
they are of, agreements by their parties and by who signed. What agreements then tell of their parties (that texts name
one body by two names) is given back, once, and what it changes is decided anew.
Facts only: no row is made here, so that millions of documents can be decided on without their records in memory.
"""

import gc
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from coopdata.resolve.agreements import Agreements, Cluster
from coopdata.resolve.bodies import Bodies, identify_bodies, unite_bodies
from coopdata.resolve.decisions import Decisions
from coopdata.resolve.facts import Facts
from coopdata.resolve.one_party import same_bodies
from coopdata.resolve.person_matching import Matching, Persons
from coopdata.resolve.tellings import Tellings


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
        pairs = same_bodies(first.agreements.values(), first.bodies.by_id)
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
        tellings = Tellings(bodies, persons)
        told = [telling for own in self._facts for telling in own.tellings(tellings)]
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
        tellings = Tellings(bodies, persons)
        told = [telling for place in sorted(places) for telling in self._facts[place].tellings(tellings)]
        self._agreements.again(told)
        return Identities(bodies, persons, self._agreements.clusters())


def _moved(before: Bodies, after: Bodies) -> set[int]:
    """The places of the documents that name a body of which something else is known than before."""
    changed = [key for key, body in after.by_id.items() if before.by_id.get(key) != body]
    return {group.order for key in changed for group in after.clusters[key]} | _differing(before.ids, after.ids)


def _differing(before: Sequence[Sequence[str]], after: Sequence[Sequence[str]]) -> set[int]:
    """The places of the documents in which something has another id than before."""
    return {place for place, (one, other) in enumerate(zip(before, after, strict=True)) if one != other}
