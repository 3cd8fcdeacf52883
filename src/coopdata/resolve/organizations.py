"""Which mentions are one organization, what it is called, and how a document's names find it.

Rules of merging: equal normalized name and country; within one document also a name that the document gives as
another's alias; across documents an abbreviation that belongs to one full name only in its country. Organizations
of two countries never merge. A name without a country joins the only same-named organization that has one in its
document, else stands for itself, unless it is intergovernmental. All mentions of a state's government are one.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from coopdata.extract.record import Item, Organization, Party, Statement
from coopdata.ids import fold, make_id
from coopdata.reference.governments import is_national_government
from coopdata.resolve.governments import as_government
from coopdata.resolve.groups import join
from coopdata.resolve.ledger import Ledger, Mention, Place, Source, document_count, seen
from coopdata.resolve.model import OrganizationNameRow, OrganizationRow
from coopdata.resolve.wording import find_wording, is_abbreviation

NamedOrganization = Organization | Party
OrganizationMention = tuple[Source, NamedOrganization]

INTERGOVERNMENTAL = "intergovernmental"


@dataclass(frozen=True)
class Group:
    """Mentions of one organization within one document."""

    mentions: tuple[OrganizationMention, ...]
    country: str | None

    @property
    def source(self) -> Source:
        """The document."""
        return self.mentions[0][0]

    @property
    def names(self) -> list[str]:
        """The names under which the record has it."""
        return [item.name for _, item in self.mentions]

    @property
    def forms(self) -> list[str]:
        """Names and aliases."""
        return [form for _, item in self.mentions for form in (item.name, *item.aliases)]

    @property
    def is_government(self) -> bool:
        """Whether it is the government of its state."""
        return any(is_national_government(item.name, self.country) for _, item in self.mentions)

    @property
    def is_intergovernmental(self) -> bool:
        """Whether it belongs to no country by its nature."""
        return self.country is None and any(
            getattr(item, "kind", None) == INTERGOVERNMENTAL for _, item in self.mentions
        )


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


def resolve_organizations(mentions: Sequence[OrganizationMention], ledger: Ledger) -> Organizations:
    """All organizations of the mentions, which must be in the order of their sources."""
    groups = _groups_of_documents([(source, as_government(item)) for source, item in mentions])
    clusters = join(groups, _tokens(groups))
    ids = [_identity(cluster) for cluster in clusters]
    directory = _directory(clusters, ids)
    rows: dict[str, OrganizationRow] = {}
    names: list[OrganizationNameRow] = []
    for cluster, organization_id in zip(clusters, ids, strict=True):
        cluster_mentions = [mention for group in cluster for mention in group.mentions]
        row = rows[organization_id] = _row(organization_id, cluster, cluster_mentions, directory, ledger)
        names.extend(_name_rows(organization_id, row.name, cluster_mentions, ledger))
    return Organizations(rows, tuple(names), directory)


def _groups_of_documents(mentions: Iterable[OrganizationMention]) -> list[Group]:
    """Mentions joined within each document."""
    by_document: dict[str, list[OrganizationMention]] = defaultdict(list)
    for mention in mentions:
        by_document[mention[0].document.id].append(mention)
    return [group for own in by_document.values() for group in _groups(own)]


def _groups(mentions: Sequence[OrganizationMention]) -> list[Group]:
    """The organizations of one document: same name and country, then nameless countries, then aliases."""
    countries: dict[str, set[str]] = defaultdict(set)
    for _, item in mentions:
        if item.country is not None:
            countries[fold(item.name)].add(item.country)

    def country_of(item: NamedOrganization) -> str | None:
        known = countries.get(fold(item.name), set())
        return next(iter(known)) if item.country is None and len(known) == 1 else item.country

    same = join(mentions, [[_name_token(item.name, country_of(item))] for _, item in mentions])
    groups = [Group(tuple(own), country_of(own[0][1])) for own in same]
    joined = join(groups, _alias_tokens(groups))
    return [
        Group(
            tuple(mention for group in own for mention in group.mentions),
            next((group.country for group in own if group.country is not None), None),
        )
        for own in joined
    ]


def _name_token(name: str, country: str | None) -> Hashable:
    """Equal for names that mean the same within a country."""
    return ("government", country) if is_national_government(name, country) else (fold(name), country)


def _alias_tokens(groups: Sequence[Group]) -> list[list[Hashable]]:
    """For each group of a document, tokens it shares with the one group whose name is its alias."""
    named: dict[str, list[int]] = defaultdict(list)
    for index, group in enumerate(groups):
        for name in sorted({fold(name) for name in group.names}):
            named[name].append(index)
    tokens: list[list[Hashable]] = [[index] for index in range(len(groups))]
    for index, group in enumerate(groups):
        for alias in sorted({fold(form) for form in group.forms}):
            others = [other for other in named[alias] if other != index and _compatible(groups[other], group)]
            if len(others) == 1 and not _claimed_twice(alias, others[0], index, groups):
                tokens[index].append(others[0])
    return tokens


def _compatible(one: Group, other: Group) -> bool:
    return one.country == other.country or one.country is None or other.country is None


def _claimed_twice(alias: str, owner: int, claimant: int, groups: Sequence[Group]) -> bool:
    """Whether a third group also has the alias, so that it tells nothing."""
    return any(
        alias in {fold(form) for form in group.forms}
        for index, group in enumerate(groups)
        if index not in (owner, claimant) and _compatible(group, groups[owner])
    )


def _tokens(groups: Sequence[Group]) -> list[list[Hashable]]:
    """What each group shares with the same organization in other documents."""
    owners: dict[tuple[str, str | None], set[Hashable]] = defaultdict(set)
    tokens = [_own_tokens(group) for group in groups]
    for group, own in zip(groups, tokens, strict=True):
        if any(not is_abbreviation(name) for name in group.forms):
            for form in filter(is_abbreviation, group.forms):
                owners[fold(form), group.country].update(own[:1])
    for group, own in zip(groups, tokens, strict=True):
        if all(is_abbreviation(form) for form in group.forms) and (group.country or group.is_intergovernmental):
            for form in group.forms:
                full = owners.get((fold(form), group.country), set())
                own.extend(full if len(full) == 1 else ())
    return tokens


def _own_tokens(group: Group) -> list[Hashable]:
    if group.is_government:
        return [("government", group.country)]
    names = [name for name in group.names if not is_abbreviation(name)] or group.forms
    full = sorted({fold(name) for name in names if not is_abbreviation(name)} or {fold(name) for name in names})
    if group.country is None and not group.is_intergovernmental:
        return [(name, None, group.source.document.id) for name in full]
    return [(name, group.country) for name in full]


def _identity(cluster: Sequence[Group]) -> str:
    """The id, from the published name and the country; of a government from the country alone."""
    first = cluster[0]
    if first.is_government:
        return make_id("org", "government", first.country)
    alone = first.country is None and not any(group.is_intergovernmental for group in cluster)
    return make_id("org", fold(_published_name(cluster)), first.country, first.source.document.id if alone else None)


def _published_name(cluster: Sequence[Group]) -> str:
    """The fullest of the most frequent names; of a government the most formal one."""
    as_name: dict[str, set[str]] = defaultdict(set)
    used: dict[str, set[str]] = defaultdict(set)
    for group in cluster:
        for name in group.names:
            as_name[name].add(group.source.document.id)
        for form in group.forms:
            used[form].add(group.source.document.id)
    is_government = cluster[0].is_government

    def rank(form: str) -> tuple[int, bool, int, int, int, str]:
        formal = 0
        if is_government:
            folded = fold(form)
            formal = -len(folded) if "government of" in folded else 1 if "government" in folded else 2
        return (formal, is_abbreviation(form), -len(as_name[form]), -len(used[form]), -len(form), form)

    return min((form for form in used if _is_published_form(form, cluster)), key=rank)


def _is_published_form(form: str, cluster: Sequence[Group]) -> bool:
    """Whether a form may be published: a name, or an alias whose characters can be shown."""
    return any(
        form == item.name or (form in item.aliases and find_wording(source.document, form, item.spans) is not None)
        for group in cluster
        for source, item in group.mentions
    )


def _directory(clusters: Sequence[Sequence[Group]], ids: Sequence[str]) -> Directory:
    """What every document calls each organization; a name wins over an alias."""
    names: dict[tuple[str, str], set[tuple[str, str | None]]] = defaultdict(set)
    aliases: dict[tuple[str, str], set[tuple[str, str | None]]] = defaultdict(set)
    for cluster, organization_id in zip(clusters, ids, strict=True):
        for group in cluster:
            entry = (organization_id, group.country)
            for name in group.names:
                names[group.source.document.id, fold(name)].add(entry)
            for form in group.forms:
                aliases[group.source.document.id, fold(form)].add(entry)
    by_name = {**aliases, **names}
    return Directory({key: tuple(sorted(found, key=lambda entry: entry[0])) for key, found in by_name.items()})


def _row(
    organization_id: str,
    cluster: Sequence[Group],
    mentions: Sequence[OrganizationMention],
    directory: Directory,
    ledger: Ledger,
) -> OrganizationRow:
    def place(field: str) -> Place:
        return Place("organizations", organization_id, field)

    def parent(source: Source, name: str) -> str | None:
        found = directory.find(source, name)
        return None if found == organization_id else found

    items: list[Mention[Item]] = list(mentions)
    ledger.settle(place("name"), items, "name")
    sources = [source for source, _ in mentions]
    first_seen, last_seen = seen(sources)
    return OrganizationRow(
        organization_id,
        _published_name(cluster),
        ledger.settle(place("kind"), items, "kind"),
        ledger.settle(place("country"), items, "country"),
        ledger.settle(place("parent_id"), items, "parent", parent),
        first_seen,
        last_seen,
        document_count(sources),
    )


def _name_rows(
    organization_id: str, published: str, mentions: Sequence[OrganizationMention], ledger: Ledger
) -> list[OrganizationNameRow]:
    """One row for every form that a document writes."""
    users: dict[str, list[Source]] = defaultdict(list)
    for source, item in mentions:
        for form, statement in written_forms(source, item):
            users[form].append(source)
            ledger.claim(Place("organizations", organization_id, "name"), form, source, statement)
            ledger.claim(Place("organization_names", f"{organization_id}/{form}", "name"), form, source, statement)
    return [
        OrganizationNameRow(
            organization_id, form, _name_kind(form, published), _language(sources), document_count(sources)
        )
        for form, sources in users.items()
    ]


def written_forms(source: Source, item: NamedOrganization) -> list[tuple[str, Statement]]:
    """The forms of a name that the document writes, each with the statement that shows it."""
    stated = [(statement.value, statement) for statement in item.statements if statement.field == "name"]
    known = {form for form, _ in stated}
    found: list[tuple[str, Statement]] = []
    for alias in item.aliases:
        span = find_wording(source.document, alias, item.spans)
        if span is not None and alias not in known:
            found.append((alias, Statement("name", alias, span, "resolve.alias")))
    return stated + found


def _name_kind(form: str, published: str) -> str:
    if is_abbreviation(form):
        return "abbreviation"
    return "full" if form == published else "short"


def _language(sources: Iterable[Source]) -> str | None:
    languages = {source.document.language for source in sources}
    return next(iter(languages)) if len(languages) == 1 else None
