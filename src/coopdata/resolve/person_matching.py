"""Which mentions are one person.

Two mentions are one where the words of their full names are equal, the family name first or last, and so is the
country, the body they are of, a title of three words or more, or, where no country is known, a body that both documents
name. The country is the one told, else that of the ministry, agency or embassy they serve, else the only one where the
name is known, if the document names a body of it. Two of one name with different countries stay two. Whose names are
not equal may be one where they are known in one circle: see `person_circles`.
"""

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import chain, groupby

from coopdata.resolve.decisions import Decisions, join_decided
from coopdata.resolve.faces import Face
from coopdata.resolve.groups import NO_MARKS, Marks, by_id, connected, merged
from coopdata.resolve.person_circles import same_people
from coopdata.resolve.person_names import FULL_NAME, Words, ring
from coopdata.resolve.references import People

COUNTRY = "country"
TELLING_LETTERS = 8
"""Letters of a name from which on it is the same however it is parted into words ("Wei-Lin Chen", "Weilin Chen")."""
TELLING_TITLE = 3
"""Words of a title that hardly two people of one name bear ("Director General" has two)."""


@dataclass(frozen=True)
class Persons:
    """All people, and who is meant by a name in a document."""

    clusters: Mapping[str, list[Face]]
    faces: Sequence[Sequence[Face]]
    """For each document, by its place among all, its people."""
    ids: Sequence[Sequence[str]]
    """The ids of these."""

    def find(self, order: int, name: str) -> str | None:
        """The person that the document at this place calls so; None where it may mean several, or none."""
        if order not in self._called:
            self._called[order] = People(face.forms for face in self.faces[order])
        return self._called[order].reference(name).among(self.ids[order])

    @cached_property
    def _called(self) -> dict[int, People]:
        """The documents that were asked for so far."""
        return {}


@dataclass(frozen=True, slots=True)
class _Document:
    """A mark of those whom a document names: no two of them are one, but for those whose names are equal."""

    id: str


class Matching:
    """People found among faces, given for each document in the order of documents; decided again where these change."""

    def __init__(self, faces: Sequence[Sequence[Face]], decisions: Decisions) -> None:
        self._faces = faces
        self._decisions = decisions
        self._swapped: set[Words] = set()
        self._people = self._decide([face for own in faces for face in own], [])

    def again(self, documents: Collection[int]) -> None:
        """Decide anew on the people of these documents, whose faces have changed, and on those of like names."""
        anew = self._named_like(documents)
        standing = [own for number, own in enumerate(self._people) if number not in anew]
        places = sorted((face.order, face.place) for number in anew for face in self._people[number])
        faces = [self._faces[order][place] for order, place in places]
        self._people = self._decide(faces, standing)

    def _named_like(self, documents: Collection[int]) -> set[int]:
        """The places of all people with a name that somebody of these documents has, or that such people have, too."""
        named: dict[str, list[int]] = defaultdict(list)
        for number, own in enumerate(self._people):
            for name in {_letters(words) for words in {face.words for face in own}}:
                named[name].append(number)
        found: set[int] = set()
        names = {_letters(face.words) for place in documents for face in self._faces[place]}
        while names:
            more = {number for name in names for number in named[name]} - found
            found |= more
            names = {_letters(face.words) for number in more for face in self._people[number]} - names
        return found

    def persons(self) -> Persons:
        """All people, by id."""
        clusters = by_id(self._people, _identity, lambda face: (face.order, face.story))
        ids: list[list[str]] = [[""] * len(own) for own in self._faces]
        for person_id, cluster in clusters.items():
            for face in cluster:
                ids[face.order][face.place] = person_id
        return Persons(clusters, self._faces, ids)

    def _decide(self, faces: Sequence[Face], standing: Sequence[list[Face]]) -> list[list[Face]]:
        """The people of these faces, together with those who are decided on."""
        self._swapped |= _swapped(faces)
        further = _further_tokens(faces, self._swapped)
        tokens = (chain(_own_tokens(face, self._swapped), more) for face, more in zip(faces, further, strict=True))
        facts = [_facts(face, self._swapped) for face in faces]
        people = [*join_decided(faces, tokens, self._decisions, facts), *standing]
        pairs = same_people(people, len(people) - len(standing))
        groups = connected(pairs, lambda number: self._marks_of_person(people[number]), self._clash_of_people)
        return merged(people, groups, lambda face: face.order)

    def _marks(self, face: Face) -> Marks:
        """What forbids joining a face with others."""
        settled, facts = self._decisions.of(face).marks, _facts(face, self._swapped)
        return settled | facts if settled else facts

    def _marks_of_person(self, faces: Sequence[Face]) -> Marks:
        return NO_MARKS.union(*(self._marks(face) | {_Document(face.document)} for face in faces))

    def _clash_of_people(self, one: Marks, other: Marks) -> bool:
        return any(isinstance(mark, _Document) for mark in one & other) or self._decisions.clash(one, other)


def _letters(words: Words) -> str:
    """What names have in common that may be one by themselves, however they are parted or turned."""
    return "".join(sorted("".join(words)))


def _swapped(faces: Sequence[Face]) -> set[Words]:
    """The names of which a document lists two that differ in order only: "Tesfaye Bekele" and "Bekele Tesfaye"."""
    found: set[Words] = set()
    for _, own in groupby(faces, lambda face: face.order):
        listed: dict[Words, Words] = {}
        found.update(face.words for face in own if listed.setdefault(face.words, face.told) != face.told)
    return found


def _facts(face: Face, swapped: Collection[Words]) -> Marks:
    """What one person has one of only: a country, and an order of names where it tells two people apart."""
    country = _of_country(face.country)
    return country | {(face.words, face.told)} if face.words in swapped else country


@cache
def _of_country(country: str | None) -> Marks:
    """The mark of a country, held once."""
    return frozenset([(COUNTRY, country)] if country else [])


def _identity(cluster: Sequence[Face]) -> str:
    """The id of the fullest name that stands with a country, where one does."""
    different: dict[tuple[str | None, str], Face] = {}
    for face in cluster:
        different.setdefault((face.country, face.forms[0]), face)
    if len(different) == 1:
        return cluster[0].own_id

    def rank(face: Face) -> tuple[bool, int, list[str]]:
        full = face.full
        return (face.country is None, -len(full.replace(" ", "")), full.split())

    return min(different.values(), key=rank).own_id


def _name(face: Face, swapped: Collection[Words]) -> Hashable:
    """What the name of a face is looked for by: its words, in whatever order they go round."""
    return face.told if face.words in swapped else (face.words, ring(face.told))


def _own_tokens(face: Face, swapped: Collection[Words]) -> Iterator[Hashable]:
    """The full name with the country, else with the story; the name with each body and with a telling title."""
    name = _name(face, swapped)
    is_full = len(face.words) >= FULL_NAME
    alone = face.country is None or not is_full
    yield (name, None if alone else face.country, face.story if alone else None)
    yield from ((name, employer) for employer in face.employers)
    letters = ring(face.told)
    if is_full and len(letters) >= TELLING_LETTERS and face.words not in swapped:
        yield from ((letters, "letters", own) for own in (face.country, *face.employers) if own is not None)
    if len(face.title.split()) >= TELLING_TITLE and is_full:
        yield (name, "title", face.title)


def _further_tokens(faces: Sequence[Face], swapped: Collection[Words]) -> list[Sequence[Hashable]]:
    """What joins full names of which one at least stands without a country: a body beside both, or the only home."""
    homeless = {face.words for face in faces if face.country is None and len(face.words) >= FULL_NAME}
    homes: dict[Words, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for face in faces:
        if face.words in homeless and face.country is not None:
            homes[face.words][face.country].update(face.at_home)
    found: list[Sequence[Hashable]] = []
    for face in faces:
        own: Sequence[Hashable] = ()
        if face.words in homeless:
            name = _name(face, swapped)
            home = _only_home(face, homes.get(face.words, {}))
            own = [(name, "beside", body) for body in sorted(face.bodies)]
            own = own if home is None else [*own, (name, home, None)]
        found.append(own)
    return found


def _only_home(face: Face, homes: Mapping[str, Collection[str]]) -> str | None:
    """The only country where a name is known, if its document names a body of it and none speaks against it."""
    if face.country is not None or len(homes) != 1:
        return None
    ((country, employers),) = homes.items()
    of_another = bool(face.at_home) and not set(face.at_home).intersection(employers)
    return country if country in face.homes and not of_another else None
