"""Who is who over all documents: the organizations, people and agreements, each with its id.

The one place where the three are decided in turn, for each needs the one before: people are told apart by the bodies
they are of, agreements by their parties and by who signed. What agreements then tell of a party whose country no
document told (both texts are of one agreement, and the name is the same) is given back, once, and all is decided anew.
Facts only: no row is made here, so that millions of documents can be decided on without their records in memory.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass

from coopdata.resolve.agreements import Cluster, cluster_agreements
from coopdata.resolve.bodies import Bodies, Hints, identify_bodies
from coopdata.resolve.decisions import Decisions
from coopdata.resolve.organization_groups import Group
from coopdata.resolve.person_matching import Face, Persons, identify_people
from coopdata.resolve.tellings import Telling

FacesOf = Callable[[Bodies], Sequence[Face]]
TellingsOf = Callable[[Bodies, Persons], Sequence[Telling]]


@dataclass(frozen=True)
class Identities:
    """Everything that has an identity over documents, by id."""

    bodies: Bodies
    persons: Persons
    agreements: Mapping[str, Cluster]


def identify(groups: Sequence[Group], faces_of: FacesOf, tellings_of: TellingsOf, decisions: Decisions) -> Identities:
    """The identities of all that documents name. `groups` are their organizations, in the order of the documents.

    People and agreements refer to organizations, so their facts are asked for once these are decided.
    """
    first = _identify(groups, faces_of, tellings_of, decisions, {})
    hints = _hints(groups, first)
    return _identify(groups, faces_of, tellings_of, decisions, hints) if hints else first


def _identify(
    groups: Sequence[Group], faces_of: FacesOf, tellings_of: TellingsOf, decisions: Decisions, hints: Hints
) -> Identities:
    bodies = identify_bodies(groups, decisions, hints)
    persons = identify_people(faces_of(bodies), decisions)
    return Identities(bodies, persons, cluster_agreements(tellings_of(bodies, persons), decisions))


def _hints(groups: Sequence[Group], found: Identities) -> Hints:
    """For the groups of parties without a country, a token shared with the same-named party of their agreement."""
    place = {id(group): number for number, group in enumerate(groups)}
    tokens: dict[str, list[Hashable]] = defaultdict(list)
    for agreement_id, cluster in found.agreements.items():
        sides = {side.id: side for telling in cluster for side in telling.sides}
        for one in sides.values():
            homes = [other for other in sides.values() if other.key == one.key and other.country is not None]
            if one.country is None and len(homes) == 1:
                for side in (one, homes[0]):
                    tokens[side.id].append(("party", agreement_id, one.key))
    return {
        place[id(group)]: own
        for organization_id, own in tokens.items()
        for group in found.bodies.clusters[organization_id]
    }
