"""The organizations of all documents, what each is called, and how a document's names find it.

Which mentions are one body says `organization_matching`; here the ids and rows are made of it.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from coopdata.ids import fold, make_id
from coopdata.resolve.decisions import Decisions
from coopdata.resolve.groups import by_id, join
from coopdata.resolve.ledger import Ledger, Source
from coopdata.resolve.model import OrganizationNameRow, OrganizationRow
from coopdata.resolve.naming import name_key
from coopdata.resolve.organization_company import tokens_of_company
from coopdata.resolve.organization_groups import Group, OrganizationMention, groups_of_documents
from coopdata.resolve.organization_matching import organization_tokens
from coopdata.resolve.organization_rows import name_rows, organization_row
from coopdata.resolve.wording import is_abbreviation


@dataclass(frozen=True)
class Directory:
    """The organizations of all documents, and what each document calls them."""

    by_name: Mapping[tuple[str, str], tuple[tuple[str, str | None], ...]]
    """(document id, folded name or alias) → (organization id, country) of each it may mean."""

    def find(self, source: Source, name: str, country: str | None = None) -> str | None:
        """The organization that the document calls so; None where it may mean several, or none."""
        found = self.by_name.get((source.document.id, fold(name)), ())
        if len(found) > 1 and country is not None:
            found = tuple(entry for entry in found if entry[1] == country)
        return found[0][0] if len(found) == 1 else None


@dataclass(frozen=True)
class Organizations:
    """Rows of the two tables, and the directory."""

    by_id: Mapping[str, OrganizationRow]
    names: tuple[OrganizationNameRow, ...]
    directory: Directory


def resolve_organizations(
    mentions: Sequence[OrganizationMention], ledger: Ledger, decisions: Decisions
) -> Organizations:
    """All organizations of the mentions, which must be in the order of their sources."""
    clusters = cluster_organizations(groups_of_documents(mentions), decisions)
    directory = _directory(clusters)
    rows: dict[str, OrganizationRow] = {}
    names: list[OrganizationNameRow] = []
    for organization_id, cluster in clusters.items():
        own = [mention for group in cluster for mention in group.mentions]
        row = organization_row(organization_id, published_name(cluster), own, directory.find, ledger)
        rows[organization_id] = row
        names.extend(name_rows(organization_id, row.name, own, ledger))
    return Organizations(rows, tuple(names), directory)


Cluster = Sequence[Group]


def cluster_organizations(groups: Sequence[Group], decisions: Decisions) -> dict[str, list[Group]]:
    """The groups of each organization, by its id."""
    known = [decisions.of(_own_ids(group), group.anchors) for group in groups]
    marks = [settled.marks for settled in known]
    tokens = [[*own, *settled.tokens] for own, settled in zip(organization_tokens(groups), known, strict=True)]
    beside = tokens_of_company(groups, join(groups, tokens, marks, decisions.clash))
    tokens = [[*own, *more] for own, more in zip(tokens, beside, strict=True)]
    clusters = join(groups, tokens, marks, decisions.clash)
    return by_id(clusters, _identity, lambda group: (group.source.order, group.source.story))


def _own_ids(group: Group) -> list[str]:
    """The ids that the group would have by itself, under each of its names."""
    return [_id_of(group, key) for key in group.full_keys]


def _id_of(group: Group, key: str) -> str:
    if group.is_government:
        return make_id("org", "government", group.country)
    if group.curated is not None:
        key = name_key(group.curated.name, group.curated.country)
    return make_id("org", key, group.country, group.alone)


def _identity(cluster: Cluster) -> str:
    """The id, from the published name as it is compared and the country; of a government from the country alone."""
    named = min(cluster, key=lambda group: (group.curated is None, group.country is None))
    return _id_of(named, name_key(published_name(cluster), named.country))


def published_name(cluster: Cluster) -> str:
    """The most frequent of the names in full, of two as frequent the longer; of a government the most formal one."""
    used: dict[str, set[str]] = defaultdict(set)
    for group in cluster:
        for name in group.names:
            used[name].add(group.source.story)
    is_government = cluster[0].is_government

    def rank(name: str) -> tuple[int, bool, int, int, str]:
        formal = 0
        if is_government:
            folded = fold(name)
            formal = -len(folded) if "government of" in folded else 1 if "government" in folded else 2
        return (formal, is_abbreviation(name), -len(used[name]), -len(name), name)

    return min(used, key=rank)


def _directory(clusters: Mapping[str, Cluster]) -> Directory:
    """What every document calls each organization; a name wins over an alias."""
    names: dict[tuple[str, str], set[tuple[str, str | None]]] = defaultdict(set)
    aliases: dict[tuple[str, str], set[tuple[str, str | None]]] = defaultdict(set)
    for organization_id, cluster in clusters.items():
        for group in cluster:
            entry = (organization_id, group.country)
            for name in group.names:
                names[group.source.document.id, fold(name)].add(entry)
            for form in group.forms:
                aliases[group.source.document.id, fold(form)].add(entry)
    by_name = {**aliases, **names}
    return Directory({key: tuple(sorted(found, key=lambda entry: entry[0])) for key, found in by_name.items()})
