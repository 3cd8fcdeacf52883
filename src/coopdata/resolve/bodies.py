"""The organizations that all documents name: which of their names are one body, and what each document calls it.

Which names are one body say `organization_matching` and `organization_company`; here ids are made of it. A `Body` is
what people and agreements need to know of an organization; the published rows are made in `organizations`.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from coopdata.ids import fold
from coopdata.resolve.decisions import Decisions, join_decided
from coopdata.resolve.groups import NO_MARKS, by_id, join, pair_tokens
from coopdata.resolve.naming import name_key
from coopdata.resolve.organization_company import pairs_of_company
from coopdata.resolve.organization_groups import Group
from coopdata.resolve.organization_matching import organization_tokens
from coopdata.resolve.wording import is_abbreviation

Cluster = list[Group]
OF_A_STATE = frozenset({"government", "ministry", "agency", "embassy"})
"""Kinds of bodies that act for their state."""


@dataclass(frozen=True, slots=True)
class Body:
    """An organization; `parent` is the id of the one that it is a unit of."""

    id: str
    name: str
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
    in_document: Mapping[str, Sequence[tuple[str, Group]]]
    """For each document its organizations, with their ids."""

    def find(self, document_id: str, name: str, country: str | None = None) -> str | None:
        """The organization that the document calls so; None where it may mean several, or none.

        A name wins over an alias; where two bear it, the `country` tells which is meant.
        """
        wanted = fold(name)
        own = self.in_document.get(document_id, ())
        found = {(key, group.country) for key, group in own if any(fold(form) == wanted for form in group.names)}
        found = found or {
            (key, group.country) for key, group in own if any(fold(form) == wanted for form in group.forms)
        }
        if len(found) > 1 and country is not None:
            found = {entry for entry in found if entry[1] == country}
        return found.pop()[0] if len(found) == 1 else None


def identify_bodies(groups: Sequence[Group], decisions: Decisions) -> Bodies:
    """The organizations that the groups are, which must be in the order of their documents."""
    clusters = join_decided(groups, organization_tokens(groups), decisions)
    return _bodies(_united(clusters, pairs_of_company(clusters), decisions))


def unite_bodies(bodies: Bodies, pairs: Iterable[tuple[str, str]], decisions: Decisions) -> Bodies:
    """The organizations, those whose ids are paired made one."""
    place = {organization_id: number for number, organization_id in enumerate(bodies.clusters)}
    numbers = [(place[one], place[other]) for one, other in pairs]
    return _bodies(_united(list(bodies.clusters.values()), numbers, decisions))


def _united(clusters: Sequence[Cluster], pairs: Iterable[tuple[int, int]], decisions: Decisions) -> list[Cluster]:
    """The clusters, those whose places are paired made one unless curators keep them apart."""
    marks = [NO_MARKS.union(*(decisions.of(group).marks for group in cluster)) for cluster in clusters]
    together = join(clusters, pair_tokens(len(clusters), pairs), marks, decisions.clash)
    return [
        own[0]
        if len(own) == 1
        else sorted((group for cluster in own for group in cluster), key=lambda group: group.order)
        for own in together
    ]


def _bodies(clusters: Sequence[Cluster]) -> Bodies:
    found = by_id(clusters, _identity, lambda group: (group.order, group.story))
    in_document: dict[str, list[tuple[str, Group]]] = defaultdict(list)
    for organization_id, cluster in found.items():
        for group in cluster:
            in_document[group.document].append((organization_id, group))
    bare = Bodies(found, {}, in_document)
    return Bodies(found, {key: _body(key, own, bare) for key, own in found.items()}, in_document)


def _identity(cluster: Sequence[Group]) -> str:
    """The id, from the published name as it is compared and the country; of a government from the country alone."""
    named = min(cluster, key=lambda group: (group.curated is None, group.country is None))
    return named.id_under(name_key(published_name(cluster), named.country))


def published_name(cluster: Sequence[Group]) -> str:
    """The most frequent of the names in full, of two as frequent the longer; of a government the most formal one."""
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


def _body(organization_id: str, cluster: Sequence[Group], bodies: Bodies) -> Body:
    """What is first told of the organization; a kind that says little only where nothing better is told."""
    kinds = [kind for group in cluster for kind in group.kinds]
    parents = (bodies.find(group.document, parent) for group in cluster for parent in group.parents)
    return Body(
        organization_id,
        published_name(cluster),
        next((group.country for group in cluster if group.country is not None), None),
        next((kind for kind in kinds if kind != "other"), next(iter(kinds), None)),
        next((parent for parent in parents if parent not in (None, organization_id)), None),
    )
