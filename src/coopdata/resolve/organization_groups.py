"""The organizations of one document: its mentions, joined where they mean one body, and what tells that body apart.

Within a document a body is one under one name and country, under a name that the document gives as another's alias,
and, where no country is told with a name, as the only same-named body that has one. All mentions of a state's
government are one.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from coopdata.extract.record import Organization, Party, Statement, StatementKind
from coopdata.ids import fold
from coopdata.reference.governments import is_national_government
from coopdata.resolve.curated import CuratedBody, curated_body
from coopdata.resolve.governments import as_government
from coopdata.resolve.groups import join
from coopdata.resolve.ledger import Source
from coopdata.resolve.model import Anchor
from coopdata.resolve.naming import is_distinctive, name_key, name_words
from coopdata.resolve.wording import is_abbreviation

NamedOrganization = Organization | Party
OrganizationMention = tuple[Source, NamedOrganization]

INTERGOVERNMENTAL = "intergovernmental"
EVERY_STATE_HAS_ONE = frozenset({"government", "ministry", "embassy"})
CURATED = "resolve.curated"
"""Rule of what only the curated lists tell of a name."""


@dataclass(frozen=True)
class Group:
    """Mentions of one organization within one document."""

    mentions: tuple[OrganizationMention, ...]
    country: str | None

    @property
    def source(self) -> Source:
        """The document."""
        return self.mentions[0][0]

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The names under which the record has it, each once."""
        return tuple(dict.fromkeys(item.name for _, item in self.mentions))

    @cached_property
    def forms(self) -> tuple[str, ...]:
        """Names and aliases, each once."""
        return tuple(dict.fromkeys(form for _, item in self.mentions for form in (item.name, *item.aliases)))

    @cached_property
    def kinds(self) -> frozenset[str]:
        """The kinds that the record gives it."""
        return frozenset(kind for _, item in self.mentions if (kind := getattr(item, "kind", None)) is not None)

    @cached_property
    def is_government(self) -> bool:
        """Whether it is the government of its state."""
        return any(is_national_government(name, self.country) for name in self.names)

    @cached_property
    def is_intergovernmental(self) -> bool:
        """Whether it belongs to no country by its nature."""
        return self.country is None and (INTERGOVERNMENTAL in self.kinds or self.curated is not None)

    @cached_property
    def curated(self) -> CuratedBody | None:
        """The body of the curated lists that its names mean; None where they mean none, or two."""
        bodies = {body for name in self.names if (body := curated_body(name, self.country)) is not None}
        bodies = {body for body in bodies if body.country == self.country}
        return next(iter(bodies)) if len(bodies) == 1 else None

    @cached_property
    def full_keys(self) -> tuple[str, ...]:
        """What its names are compared by: those in full; the abbreviations only where it has no other."""
        names = [name for name in self.names if not is_abbreviation(name)] or [
            form for form in self.forms if not is_abbreviation(form)
        ]
        return tuple(sorted({name_key(name, self.country) for name in names or self.forms}))

    @cached_property
    def staff(self) -> frozenset[str]:
        """The people whom the document places in it, as their names are compared."""
        forms = {fold(form) for form in self.forms}
        record = self.source.record
        return frozenset(
            [name_words(one.name) for one in record.people if one.organization and fold(one.organization) in forms]
        )

    @cached_property
    def parents(self) -> frozenset[str]:
        """What the record says that it is a unit of, as names are compared."""
        named = (item.parent for _, item in self.mentions if isinstance(item, Organization))
        return frozenset(name_key(parent, self.country) for parent in named if parent is not None)

    @property
    def may_be_known_by_name(self) -> bool:
        """Whether a distinctive name is enough to tell it in all the world: no ministry, which every state has."""
        return not self.kinds & EVERY_STATE_HAS_ONE and all(is_distinctive(name) for name in self.names)

    @property
    def alone(self) -> str | None:
        """The story that its identity is bound to, since nothing tells of what country it is; else None."""
        bound = self.country is None and not self.is_intergovernmental
        return self.source.story if bound else None

    @property
    def anchors(self) -> list[Anchor]:
        """Where it was read: the characters of its names."""
        return [
            ("organizations", source.document.id, *statement.span)
            for source, item in self.mentions
            for statement in item.statements
            if statement.field == "name"
        ]


def groups_of_documents(mentions: Iterable[OrganizationMention]) -> list[Group]:
    """Mentions joined within each document."""
    by_document: dict[str, list[OrganizationMention]] = defaultdict(list)
    for source, item in mentions:
        by_document[source.document.id].append((source, as_government(item)))
    return [group for own in by_document.values() for group in _groups(own)]


def _groups(told: Sequence[OrganizationMention]) -> list[Group]:
    """The organizations of one document: same name and country, then nameless countries, then aliases."""
    countries: dict[str, set[str]] = defaultdict(set)
    for _, item in told:
        if item.country is not None:
            countries[fold(item.name)].add(item.country)
    mentions = [(source, item if fold(item.name) in countries else as_curated(item)) for source, item in told]

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


def as_curated(item: NamedOrganization) -> NamedOrganization:
    """The mention with the country and kind that the curated lists know of its name, where its document tells none."""
    body = curated_body(item.name, None) if item.country is None else None
    if body is None:
        return item
    kind = getattr(item, "kind", None)
    unsaid = kind in (None, "other")
    told = {"country": body.country, "kind": body.kind if unsaid else None}
    statements = [one for one in item.statements if not (one.field == "kind" and unsaid)]
    for name in [one for one in item.statements if one.field == "name"]:
        statements += [
            replace(name, field=field, value=value, rule=CURATED, kind=StatementKind.INFERRED)
            for field, value in told.items()
            if value is not None
        ]
    parent = item.parent if isinstance(item, Organization) else None
    own_kind = body.kind if unsaid else str(kind)
    return Organization(
        item.name,
        item.aliases,
        own_kind,
        body.country,
        parent,
        item.spans,
        statements=tuple[Statement, ...](statements),
    )


def _name_token(name: str, country: str | None) -> Hashable:
    """Equal for names that mean the same within a country."""
    return ("government", country) if is_national_government(name, country) else (name_key(name, country), country)


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
