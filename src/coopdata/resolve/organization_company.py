"""Organizations that are one by the company they keep: the bodies and people that documents name besides.

Asked where the names alone do not settle it. A name whose country nothing tells is that of the
same-named body which other documents name together with most, two at least, of those whom its own document names, by
whatever is told of these; three, where bodies of several countries are known by the name. And two names of one country
that are alike (a letter wrong, fewer fields of one ministry, fewer words of one university) are one body if both stand
with two or more of the same, no document names both as two, and all that are like one of them are like each other;
where they are the same words in another order or language ("Fundación Valenciaport"), or names of one city's authority,
one in common is enough. States and intergovernmental bodies are no company: too many documents name them. Bodies of one
full name that none tells the country of are one by more of the same company, and a unit by the body it is of.
"""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import combinations

from coopdata.ids import fold
from coopdata.reference.words import organization_head
from coopdata.resolve.curated import is_common
from coopdata.resolve.groups import LARGEST_BLOCK, candidates, connected
from coopdata.resolve.likeness import content, local_authority, longer_name, misspelt, shorter_ministry, sound
from coopdata.resolve.naming import name_key, shortened, without_country
from coopdata.resolve.organization_groups import Group
from coopdata.resolve.wording import is_abbreviation

ENOUGH = 2
"""Bodies and people that two must have in common."""
Companion = tuple[str, Hashable]
"""A body or a person that a document names."""


@dataclass(frozen=True)
class _Body:
    """Groups found to be one body so far; its company is looked up only where it is asked for."""

    number: int
    groups: Sequence[Group]
    named: "_Named"

    @cached_property
    def country(self) -> str | None:
        return next((group.country for group in self.groups if group.country is not None), None)

    @cached_property
    def is_homeless(self) -> bool:
        return all(group.alone is not None for group in self.groups)

    @cached_property
    def keys(self) -> frozenset[str]:
        return frozenset(key for own in {group.keys for group in self.groups} for key in own)

    @cached_property
    def names(self) -> frozenset[str]:
        return frozenset(name for own in {group.names for group in self.groups} for name in own)

    @property
    def known_as(self) -> frozenset[str]:
        """The keys of its names, and the abbreviations that documents give it, as they would be compared."""
        forms = {form for own in {group.forms for group in self.groups} for form in own}
        return self.keys.union([name_key(form, self.country) for form in forms if is_abbreviation(form)])

    @cached_property
    def plain_names(self) -> frozenset[str]:
        """Its names in the order of their words, without its country."""
        return frozenset(" ".join(without_country(tuple(fold(name).split()), self.country)) for name in self.names)

    @cached_property
    def words(self) -> frozenset[frozenset[str]]:
        """The words of each of its names in English, in no order."""
        return frozenset(map(content, self.keys))

    @cached_property
    def places(self) -> frozenset[tuple[str, str]]:
        """The places whose local authority it is by one of its names."""
        return frozenset(place for key in self.keys if (place := local_authority(key)) is not None)

    @cached_property
    def documents(self) -> frozenset[int]:
        return frozenset(group.order for group in self.groups)

    @cached_property
    def company(self) -> frozenset[Companion]:
        """Whom its documents name besides."""
        every: set[Companion] = set()
        for document in self.documents:
            every.update(self.named.companions(document))
        return frozenset(every - {("body", self.number)})

    def beside(self) -> set[str]:
        """What its documents call others, bodies by the keys of their names and people by a name and initials."""
        called: set[str] = set()
        for document in self.documents:
            called.update(self.named.called(document))
        return called - self.keys

    @cached_property
    def is_telling(self) -> bool:
        """Whether naming it tells something of a document."""
        return not any(group.is_every_states or group.is_intergovernmental for group in self.groups)


class _Named:
    """Whom each document names."""

    def __init__(self, clusters: Sequence[Sequence[Group]], groups: Sequence[Sequence[Group]]) -> None:
        self.bodies = [_Body(number, cluster, self) for number, cluster in enumerate(clusters)]
        self._groups = groups
        self._numbers = [[0] * len(own) for own in groups]
        for number, cluster in enumerate(clusters):
            for group in cluster:
                self._numbers[group.order][group.place] = number

    def companions(self, document: int) -> list[Companion]:
        """The people and telling bodies of a document."""
        people = self._groups[document][0].people
        found: list[Companion] = [("person", person) for person in people]
        bodies = (self.bodies[number] for number in self._numbers[document])
        found += (("body", body.number) for body in bodies if body.is_telling and not body.is_homeless)
        return found

    def called(self, document: int) -> list[str]:
        """What the document calls its people, for short, and its bodies."""
        groups = self._groups[document]
        found = [short for person in groups[0].people for short in shortened(person)]
        for group in groups:
            if not group.is_government and not group.is_intergovernmental:
                found += group.keys
        return found


def pairs_of_company(clusters: Sequence[Sequence[Group]], groups: Sequence[Sequence[Group]]) -> list[tuple[int, int]]:
    """The places of each two clusters that are one body by the company they keep.

    `groups` are those of each document, by its place among all.
    """
    bodies = _Named(clusters, groups).bodies
    found = (*_homecoming(bodies), *_alike(bodies), *_homeless(bodies), *_units(bodies))
    return [(one.number, other.number) for one, other in found]


def _homecoming(bodies: Sequence[_Body]) -> Iterator[tuple[_Body, _Body]]:
    """Bodies without a country, each with the same-named one of a country whose documents name most of the same."""
    homeless = {body.number: body for body in bodies if body.is_homeless}
    pending = {key for body in homeless.values() for key in body.keys}
    at_home: dict[str, list[_Body]] = defaultdict(list)
    for body in bodies:
        for key in pending & body.known_as if body.country is not None else ():
            at_home[key].append(body)
    for number, shared in _in_common(homeless, at_home).items():
        body = homeless[number]
        enough = ENOUGH + any(is_common(key) for key in body.keys)
        others = (bodies[other] for other, count in shared.items() if count >= enough)
        likely = [one for one in others if one.documents.isdisjoint(body.documents)]
        exactly = [one for one in likely if one.plain_names & body.plain_names] or likely
        most = max((shared[one.number] for one in exactly), default=0)
        fitting = [one for one in exactly if shared[one.number] == most]
        yield from ((body, one) for one in fitting if len(fitting) == 1)


def _in_common(
    homeless: Mapping[int, _Body], at_home: Mapping[str, Sequence[_Body]]
) -> Mapping[int, Mapping[int, int]]:
    """For each body without a country, by number, how many companions it has in common with each of its name."""
    wanting: dict[str, list[tuple[int, set[str]]]] = defaultdict(list)
    for number, body in homeless.items():
        beside = body.beside() if any(key in at_home for key in body.keys) else set()
        for key in body.keys & at_home.keys():
            wanting[key].append((number, beside))
    found: dict[int, Counter[int]] = {}
    for key, wanderers in wanting.items():
        wanted = set().union(*(beside for _, beside in wanderers))
        named_with: dict[str, list[int]] = defaultdict(list)
        for home in at_home[key]:
            for companion in home.beside() & wanted:
                named_with[companion].append(home.number)
        for number, beside in wanderers:
            counts = Counter(other for companion in beside for other in named_with.get(companion, ()))
            found[number] = found.get(number, Counter()) | counts
    return found


def _homeless(bodies: Sequence[_Body]) -> Iterator[tuple[_Body, _Body]]:
    """Bodies of one full name whose country nothing tells and who keep the same company, where no other bears it."""
    at_home = {key for body in bodies if not body.is_homeless for key in body.keys}
    blocks: dict[str, list[_Body]] = defaultdict(list)
    for body in bodies:
        if body.is_homeless and body.is_telling:
            for key in body.keys - at_home:
                if " " in key:
                    blocks[key].append(body)
    for block in blocks.values():
        beside = {body.number: body.beside() for body in block} if 1 < len(block) <= LARGEST_BLOCK else {}
        for one, other in candidates([block]):
            in_common = len(beside[one.number] & beside[other.number])
            if in_common > ENOUGH and one.documents.isdisjoint(other.documents):
                yield one, other


def _units(bodies: Sequence[_Body]) -> Iterator[tuple[_Body, _Body]]:
    """Bodies of one name, one of them without a country, that documents call units of one body."""
    wanted = {(group.order, fold(parent)) for body in bodies for group in body.groups for parent in group.parents}
    if not wanted:
        return
    documents = {document for document, _ in wanted}
    named: dict[tuple[int, str], int] = {}
    for body in bodies:
        for group in body.groups if not body.is_homeless else ():
            for form in group.forms if group.order in documents else ():
                named.setdefault((group.order, fold(form)), body.number)
    units: dict[tuple[str, int], list[_Body]] = defaultdict(list)
    for body in bodies:
        told = {(group.order, fold(parent)) for group in body.groups for parent in group.parents}
        for superior in {named[entry] for entry in told if entry in named}:
            for key in body.keys:
                units[key, superior].append(body)
    for same in units.values():
        if len({body.country for body in same} - {None}) <= 1:
            yield from ((same[0], other) for other in same[1:])


def _alike(bodies: Sequence[_Body]) -> Iterator[tuple[_Body, _Body]]:
    """Bodies of one country whose names are alike and who keep the same company, where all of them are so alike."""
    blocks: dict[tuple[str | None, str], list[_Body]] = defaultdict(list)
    for body in bodies:
        if not body.is_homeless and not body.groups[0].is_government:
            for word in set().union(*(_sounds(key) for key in body.keys)):
                blocks[body.country, word].append(body)
    found = {
        (one.number, other.number): (one, other)
        for one, other in candidates(blocks.values())
        if _may_be_one(one, other)
    }
    yield from (pair for pair in found.values() if _same_words(*pair))
    for group in connected(found):
        pairs = list(combinations(group, 2))
        if pairs and all(pair in found for pair in pairs):
            yield from (found[pair] for pair in pairs)


@lru_cache(maxsize=1 << 16)
def _sounds(key: str) -> frozenset[str]:
    """The telling words of a name as they sound, and the place whose local authority it is."""
    place = local_authority(key)
    telling = frozenset(sound(word) for word in content(key) if organization_head(word) is None)
    return telling if place is None else telling | {place[0]}


def _may_be_one(one: _Body, other: _Body) -> bool:
    """Whether two bodies of one country are one by their names and company; the same words reordered need less."""
    same_words = _same_words(one, other)
    if not same_words and not _alike_by_name(one, other):
        return False
    curated = {group.curated for body in (one, other) for group in body.groups} - {None}
    if len(curated) > 1 or one.documents & other.documents:
        return False
    return len(one.company & other.company) >= (1 if same_words else ENOUGH)


def _alike_by_name(one: _Body, other: _Body) -> bool:
    """Whether a name of one may be a name of the other, misspelt or with less said."""
    keys = [(first, second) for first in one.keys for second in other.keys]
    names = [(first, second) for first in one.names for second in other.names]
    return any(misspelt(first, second) or longer_name(first, second) for first, second in keys) or any(
        shorter_ministry(first, second, one.country) for first, second in names
    )


def _same_words(one: _Body, other: _Body) -> bool:
    """Whether a name of each is the same words, in another order or language, or both are one place's authority."""
    return not one.places.isdisjoint(other.places) or not one.words.isdisjoint(other.words)
