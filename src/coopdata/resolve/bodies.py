"""The organizations that all documents name: which of their names are one body, and what each document calls it.

Which names are one body say `organization_matching` and `organization_company`; here ids are made of it. A `Body` is
what people and agreements need to know of an organization; the published rows are made in `organizations`.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from coopdata.ids import fold
from coopdata.resolve.decisions import Decisions, join_decided
from coopdata.resolve.groups import NO_MARKS, Marks, by_id, connected, merged
from coopdata.resolve.naming import name_key
from coopdata.resolve.organization_company import pairs_of_company
from coopdata.resolve.organization_groups import Group
from coopdata.resolve.organization_matching import organization_tokens
from coopdata.resolve.references import Organizations
from coopdata.resolve.wording import is_abbreviation

Cluster = list[Group]
OF_A_STATE = frozenset({"government", "ministry", "agency", "embassy"})
"""Kinds of bodies that act for their state."""


@dataclass(frozen=True, slots=True)
class Body:
    """An organization; `parent` is the id of the one that it is a unit of."""

    id: str
    name: str
    key: str
    """The name as names are compared."""
    country: str | None
    kind: str | None
    parent: str | None

    @property
    def is_of_state(self) -> bool:
        """Whether it agrees for its state, and its officials are of that state."""
        return self.kind in OF_A_STATE


@dataclass(frozen=True)
class Bodies:
    """All organizations, and what each document calls them."""

    clusters: Mapping[str, Cluster]
    by_id: Mapping[str, Body]
    groups: Sequence[Sequence[Group]]
    """For each document, by its place among all, its organizations."""
    ids: Sequence[Sequence[str]]
    """The ids of these."""

    def find(self, order: int, name: str, country: str | None = None) -> str | None:
        """The organization that the document at this place calls so; None where it may mean several, or none.

        A name wins over an alias; where two bear it, the `country` tells which is meant.
        """
        if order not in self._called:
            self._called[order] = Organizations(self.groups[order])
        return self._called[order].reference(name, country).among(self.ids[order])

    @cached_property
    def _called(self) -> dict[int, Organizations]:
        """The documents that were asked for so far."""
        return {}


def identify_bodies(groups: Sequence[Sequence[Group]], decisions: Decisions) -> Bodies:
    """The organizations that the groups are, given for each document in the order of documents."""
    every = [group for own in groups for group in own]
    facts = [group.marks for group in every]
    clusters = join_decided(every, organization_tokens(every), decisions, facts)
    return _bodies(_united(clusters, pairs_of_company(clusters, groups), decisions), groups)


def unite_bodies(bodies: Bodies, pairs: Iterable[tuple[str, str]], decisions: Decisions) -> Bodies:
    """The organizations, those whose ids are paired made one."""
    place = {organization_id: number for number, organization_id in enumerate(bodies.clusters)}
    numbers = [(place[one], place[other]) for one, other in pairs]
    clusters = _united(list(bodies.clusters.values()), numbers, decisions)
    return _bodies(_united(clusters, pairs_of_company(clusters, bodies.groups), decisions), bodies.groups)


def _united(clusters: Sequence[Cluster], pairs: Collection[tuple[int, int]], decisions: Decisions) -> list[Cluster]:
    """The clusters, those whose places are paired made one unless curators keep them apart."""

    def marks(number: int) -> Marks:
        return NO_MARKS.union(*(decisions.of(group).marks | group.marks for group in clusters[number]))

    return merged(clusters, connected(pairs, marks, decisions.clash), lambda group: group.order)


def _bodies(clusters: Sequence[Cluster], groups: Sequence[Sequence[Group]]) -> Bodies:
    found = by_id(clusters, _identity, lambda group: (group.order, group.story))
    ids: list[list[str]] = [[""] * len(own) for own in groups]
    for organization_id, cluster in found.items():
        for group in cluster:
            ids[group.order][group.place] = organization_id
    return Bodies(found, {key: _body(key, own, groups, ids) for key, own in found.items()}, groups, ids)


def _identity(cluster: Sequence[Group]) -> str:
    """The id, from the published name as it is compared and the country; of a government from the country alone."""
    named = min(cluster, key=lambda group: (group.curated is None, group.country is None))
    if named.is_government or named.curated is not None:
        return named.id_under("")
    return named.id_under(_key(published_name(cluster), named.country, cluster))


def _key(name: str, country: str | None, cluster: Sequence[Group]) -> str:
    """What a name of a body of this country is compared by: as a group has it that is called so only, if one is."""
    forms = (name,)
    known = (group.keys[0] for group in cluster if group.forms == forms and group.country == country)
    return next(known, None) or name_key(name, country)


def published_name(cluster: Sequence[Group]) -> str:
    """The most frequent of the names in full, of two as frequent the longer; of a government the most formal one."""
    if len({group.names for group in cluster}) == 1 and len(cluster[0].names) == 1:
        return cluster[0].names[0]
    used: dict[str, set[str]] = defaultdict(set)
    for group in cluster:
        for name in group.names:
            used[name].add(group.story)
    is_government = cluster[0].is_government

    def rank(name: str) -> tuple[int, bool, int, int, str]:
        formal = 0
        if is_government:
            folded = fold(name)
            formal = -len(folded) if "government of" in folded else 1 if "government" in folded else 2
        return (formal, is_abbreviation(name), -len(used[name]), -len(name), name)

    return min(used, key=rank)


def _body(
    organization_id: str, cluster: Cluster, groups: Sequence[Sequence[Group]], ids: Sequence[Sequence[str]]
) -> Body:
    """What is first told of the organization; a kind that says little only where nothing better is told."""
    kinds = [kind for group in cluster for kind in group.kinds]
    parents = (
        Organizations(groups[group.order]).reference(parent).among(ids[group.order])
        for group in cluster
        for parent in group.parents
    )
    name = published_name(cluster)
    country = next((group.country for group in cluster if group.country is not None), None)
    return Body(
        organization_id,
        name,
        _key(name, country, cluster),
        country,
        next((kind for kind in kinds if kind != "other"), next(iter(kinds), None)),
        next((parent for parent in parents if parent not in (None, organization_id)), None),
    )
