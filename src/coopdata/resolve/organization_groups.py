"""The organizations of one document: its mentions, joined where they mean one body, and what tells that body apart.

Within a document a body is one under one name and country, under a name that the document gives as another's alias,
and, where no country is told with a name, as the only same-named body that has one. All mentions of a state's
government are one. Two parties of one agreement are two, however like their names.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import combinations
from typing import Any, NamedTuple

from coopdata.extract.record import Organization, Statement, StatementKind
from coopdata.ids import fold, make_id
from coopdata.reference.governments import is_national_government
from coopdata.resolve.curated import CuratedBody, curated_body
from coopdata.resolve.governments import NO_STATE, as_government
from coopdata.resolve.groups import NO_MARKS, Marks, join
from coopdata.resolve.ledger import Source, read_at
from coopdata.resolve.mentions import NamedOrganization, OrganizationMention, organization_mentions
from coopdata.resolve.model import Anchor
from coopdata.resolve.naming import is_distinctive, is_distinctive_key, name_key, name_words
from coopdata.resolve.sharing import shared, shared_number, shared_text
from coopdata.resolve.wording import is_abbreviation

INTERGOVERNMENTAL = "intergovernmental"
EVERY_STATE_HAS_ONE = frozenset({"government", "ministry", "embassy"})
CURATED = "resolve.curated"
"""Rule of what only the curated lists tell of a name."""


@dataclass(frozen=True, slots=True, eq=False)
class Group:
    """One organization as one document names it: what decides which other documents name it, too."""

    document: str
    order: int
    story: str
    """The document's id, its place among all, and the story it tells (see `Source`)."""
    place: int
    """Its place among the organizations of its document."""
    names: tuple[str, ...]
    """The names under which the record has it, each once."""
    forms: tuple[str, ...]
    """Names and aliases, each once."""
    kinds: tuple[str, ...]
    """The kinds that the record gives it, in the order told."""
    country: str | None
    parents: tuple[str, ...]
    """What the record says that it is a unit of, by name."""
    staff: tuple[str, ...]
    """The people whom the document places in it, as names are compared."""
    people: tuple[str, ...]
    """Everybody with a full name in the document, as names are compared."""
    keys: tuple[str, ...]
    """What its names are compared by: those in full; the abbreviations only where it has no other."""
    is_government: bool
    """Whether it is the government of its state."""
    curated: CuratedBody | None
    """The body of the curated lists that its names mean; None where they mean none, or two."""
    is_rival: bool = False
    """Whether its document has an agreement of which it is a party, and another body of the same key, too."""
    mentions: tuple[OrganizationMention, ...] = ()
    """The items of the record, for the rows that are made of them."""

    @property
    def marks(self) -> Marks:
        """What keeps it apart from its rivals."""
        return frozenset([(self.document, self.names[0])]) if self.is_rival else NO_MARKS

    @property
    def is_intergovernmental(self) -> bool:
        """Whether it belongs to no country by its nature."""
        return self.country is None and (INTERGOVERNMENTAL in self.kinds or self.curated is not None)

    @property
    def is_every_states(self) -> bool:
        """Whether every state has one of its kind, so that its name tells nothing without the country."""
        return not EVERY_STATE_HAS_ONE.isdisjoint(self.kinds)

    @property
    def may_be_known_by_name(self) -> bool:
        """Whether a distinctive name is enough to tell it in all the world."""
        if self.is_every_states:
            return False
        if self.country is None and self.names == self.forms and len(self.names) == 1:
            return is_distinctive_key(self.keys[0])
        return all(is_distinctive(name) for name in self.names)

    @property
    def alone(self) -> str | None:
        """The story that its identity is bound to, since nothing tells of what country it is; else None."""
        bound = self.country is None and not self.is_intergovernmental
        return self.story if bound else None

    @property
    def parent_keys(self) -> frozenset[str]:
        """What it is a unit of, as names are compared."""
        return frozenset(name_key(parent, self.country) for parent in self.parents)

    @property
    def own_ids(self) -> list[str]:
        """The ids that it would have by itself, under each of its names."""
        return [self.id_under(key) for key in self.keys]

    def id_under(self, key: str) -> str:
        """The id that it has under a name, as names are compared."""
        if self.is_government:
            return make_id("org", "government", self.country)
        if self.curated is not None:
            key = name_key(self.curated.name, self.curated.country)
        return make_id("org", key, self.country, self.alone)

    @property
    def anchors(self) -> list[Anchor]:
        """Where it was read: the characters of its names."""
        return read_at("organizations", self.mentions)

    def __reduce__(self) -> tuple[Callable[..., "Group"], tuple[object, ...]]:
        """So that the names in groups from other processes are held once, too."""
        at = (self.document, self.order, self.story, self.place)
        texts = (self.names, self.forms, self.kinds, self.parents, self.staff, self.people, self.keys)
        return (_received, (at, self.country, texts, self.is_government, self.curated, self.is_rival, self.mentions))


def _received(
    at: tuple[str, int, str, int], country: str | None, texts: tuple[tuple[str, ...], ...], *more: Any
) -> Group:
    """A group from another process."""
    document, order, story, place = at
    names, forms, kinds, parents, staff, people, keys = map(shared, texts)
    named = (names, forms, kinds, shared_text(country), parents, staff, people, keys)
    return Group(document, shared_number(order), story, place, *named, *more)


def groups_of(source: Source, *, with_items: bool = True) -> list[Group]:
    """The organizations of one document: same name and country, then nameless countries, then aliases.

    Without their items, groups take a tenth of the memory, and no rows can be made of them.
    """
    no_states = frozenset(fold(one.name) for one in source.record.organizations if one.kind in NO_STATE)
    items = (item for _, item in organization_mentions(source))
    told = [(source, item if fold(item.name) in no_states else as_government(item)) for item in items]
    countries: dict[str, set[str]] = defaultdict(set)
    for _, item in told:
        if item.country is not None:
            countries[fold(item.name)].add(item.country)
    mentions = [(source, item if fold(item.name) in countries else as_curated(item)) for source, item in told]

    def country_of(item: NamedOrganization) -> str | None:
        known = countries.get(fold(item.name), ())
        return next(iter(known)) if item.country is None and len(known) == 1 else item.country

    placed = [(mention, fold(mention[1].name), country_of(mention[1])) for mention in mentions]
    homeless = {name: name_key(item.name, None) for (_, item), name, country in placed if country is None}
    rivals = _rivals(source, homeless)
    same: dict[Hashable, list[tuple[OrganizationMention, str | None]]] = defaultdict(list)
    for mention, name, country in placed:
        token = _name_token(mention[1].name, country, no_states)
        same[token, name if name in rivals else ""].append((mention, country))
    parts = [_part([mention for mention, _ in own], own[0][1]) for own in same.values()]
    joined = join(parts, _alias_tokens(parts))
    people = source.record.people
    full_names = tuple([name_words(one.name) for one in people if " " in one.name])
    placed_people = [(fold(one.organization), name_words(one.name)) for one in people if one.organization]
    groups = [_group(place, own, full_names, placed_people, with_items) for place, own in enumerate(joined)]
    if not rivals:
        return groups
    return [replace(group, is_rival=any(fold(name) in rivals for name in group.names)) for group in groups]


def _rivals(source: Source, keys: Mapping[str, str]) -> frozenset[str]:
    """The names by which an agreement has two parties that compare as one; `keys` are those told without a country."""
    found: set[str] = set()
    for agreement in source.record.agreements:
        parties = {fold(party.name) for party in agreement.parties} & keys.keys()
        found.update(*(pair for pair in combinations(sorted(parties), 2) if keys[pair[0]] == keys[pair[1]]))
    return frozenset(found)


@dataclass(frozen=True, slots=True)
class _Part:
    """Mentions of one name and country in a document."""

    mentions: Sequence[OrganizationMention]
    country: str | None
    names: frozenset[str]
    forms: frozenset[str]
    """Its names, and with them its aliases, without regard to case and marks."""


def _part(mentions: Sequence[OrganizationMention], country: str | None) -> _Part:
    names = frozenset([fold(item.name) for _, item in mentions])
    aliases = [fold(alias) for _, item in mentions for alias in item.aliases]
    return _Part(mentions, country, names, names.union(aliases) if aliases else names)


def _group(
    place: int, parts: Sequence[_Part], people: tuple[str, ...], staff: Sequence[tuple[str, str]], with_items: bool
) -> Group:
    """What is known of the organization that all these parts are; `staff` are people with the names of their bodies."""
    mentions = tuple([mention for part in parts for mention in part.mentions])
    source = mentions[0][0]
    country = next((part.country for part in parts if part.country is not None), None)
    names = shared(tuple(dict.fromkeys([item.name for _, item in mentions])))
    forms = shared(tuple(dict.fromkeys([form for _, item in mentions for form in (item.name, *item.aliases)])))
    kinds = {kind: None for _, item in mentions if (kind := getattr(item, "kind", None)) is not None}
    known = _known(names, forms, country)
    return Group(
        document=source.document.id,
        order=source.order,
        story=source.story,
        place=place,
        names=names,
        forms=forms,
        kinds=shared(tuple(kinds)),
        country=country,
        parents=tuple([parent for _, item in mentions if (parent := getattr(item, "parent", None)) is not None]),
        staff=tuple({person: None for body, person in staff if any(body in part.forms for part in parts)}),
        people=people,
        keys=known.keys,
        is_government=known.is_government and not kinds.keys() & NO_STATE,
        curated=known.curated,
        mentions=mentions if with_items else (),
    )


class _Known(NamedTuple):
    """What names tell of a body of a country by themselves."""

    keys: tuple[str, ...]
    is_government: bool
    curated: CuratedBody | None


@lru_cache(maxsize=1 << 16)
def _known(names: tuple[str, ...], forms: tuple[str, ...], country: str | None) -> _Known:
    parts_of_names = [part for name in names for part in (name, *re.split(r"\s+[-–]\s+", name))]
    found = (curated_body(name, country) for name in parts_of_names)
    bodies = {body for body in found if body is not None and body.country == country}
    full = [name for name in names if not is_abbreviation(name)] or [
        name for name in forms if not is_abbreviation(name)
    ]
    return _Known(
        shared(tuple(sorted({name_key(name, country) for name in full or forms}))),
        any(is_national_government(name, country) for name in names),
        next(iter(bodies)) if len(bodies) == 1 else None,
    )


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


def _name_token(name: str, country: str | None, no_states: frozenset[str]) -> Hashable:
    """Equal for names that mean the same within a country; `no_states` are names that the document gives others."""
    is_state = is_national_government(name, country) and fold(name) not in no_states
    return ("government", country) if is_state else (name_key(name, country), country)


def _alias_tokens(parts: Sequence[_Part]) -> list[list[Hashable]]:
    """For each part of a document, tokens it shares with the one part whose name is its alias."""
    named: dict[str, list[int]] = defaultdict(list)
    bearing: dict[str, list[int]] = defaultdict(list)
    for index, part in enumerate(parts):
        for name in sorted(part.names):
            named[name].append(index)
        for form in part.forms:
            bearing[form].append(index)
    tokens: list[list[Hashable]] = [[index] for index in range(len(parts))]
    if all(len(own) == 1 for own in bearing.values()):
        return tokens
    for index, part in enumerate(parts):
        for alias in sorted(part.forms):
            others = [other for other in named[alias] if other != index and _compatible(parts[other], part)]
            thirds = [other for other in bearing[alias] if other not in (index, *others)]
            claimed_twice = any(_compatible(parts[third], parts[other]) for third in thirds for other in others)
            if len(others) == 1 and not claimed_twice:
                tokens[index].append(others[0])
    return tokens


def _compatible(one: _Part, other: _Part) -> bool:
    return one.country == other.country or one.country is None or other.country is None
