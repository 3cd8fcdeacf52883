"""Which mentions are one person.

Two mentions are one where the words of their full names, in any order, are equal, and so is the country, the body
they are of, a title of three words or more, or, where no country is known, a body that both documents name. Among
those whom documents name together with one body a part of a name, or its initials, is also enough, where they fit one
full name only ("T. Munkhbat", "Quang Nguyen" for Nguyen Van Quang) and neither is of another body. The country is the
one told, else that of the ministry, agency or embassy they serve. Two of one name with different countries stay two.
"""

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from coopdata.ids import fold, make_id
from coopdata.resolve.bodies import Bodies, Body
from coopdata.resolve.curated import curated_body
from coopdata.resolve.decisions import Decisions, OfOneId
from coopdata.resolve.groups import Marks, by_id, join
from coopdata.resolve.ledger import Source, read_at
from coopdata.resolve.mentions import PersonMention, person_mentions
from coopdata.resolve.model import Anchor
from coopdata.resolve.naming import name_words, words_in_order

Words = tuple[str, ...]
COUNTRY = "country"
EVERYWHERE = frozenset({"government", "intergovernmental"})
"""Kinds of bodies that so many documents name that they tell no two people apart."""
FULL_NAME = 2
"""Words of a name from which on it may stand without its body."""
ARTICLED = 6
"""Letters of a name from which on "al" or "el" before it may be an article."""
MANY = 500
"""People of one name from which on a shortened name is not looked for among them: it would fit several."""
SHORTENED = 3
"""Letters of a name's beginning that may stand for it."""
TELLING_LETTERS = 8
"""Letters of a name from which on it is the same however it is parted into words ("Wei-Lin Chen", "Weilin Chen")."""
TELLING_SURNAME = 4
"""Letters of a name from which on it may stand alone for the only one of its body who bears it."""
TELLING_TITLE = 3
"""Words of a title that hardly two people of one name bear ("Director General" has two)."""


@dataclass(frozen=True, slots=True, eq=False)
class Face(OfOneId):
    """A person as one mention tells of them: `words` of the name in alphabetical order, and what goes with it."""

    document: str
    order: int
    story: str
    """The document's id, its place among all, and the story it tells (see `Source`)."""
    forms: tuple[str, ...]
    """The name and the aliases."""
    words: Words
    country: str | None
    title: str
    """As titles are compared; empty where none is told."""
    employers: tuple[str, ...]
    """The body they are of and what it is a unit of, by id; none where it is not told."""
    at_home: tuple[str, ...]
    """Those of the employers whose country is known."""
    company: frozenset[str]
    """The bodies that the document names, but for states and intergovernmental ones."""
    mentions: tuple[PersonMention, ...] = ()
    """The item of the record, for the rows that are made of it."""

    @property
    def bodies(self) -> frozenset[str]:
        """All bodies that the person is seen with."""
        return self.company.union(self.employers)

    @property
    def has_middle_initial(self) -> bool:
        """Whether an initial stands beside two names or more."""
        return len(self.words) > FULL_NAME and any(len(word) == 1 for word in self.words)

    @property
    def circles(self) -> frozenset[str]:
        """Where others are known who may be the same: the bodies, and the country."""
        return self.bodies.union((f"country {self.country}",) if self.country else ())

    @property
    def own_id(self) -> str:
        """The id that the mention would have by itself."""
        return make_id("per", " ".join(self.words), self.country, None if self.country else self.story)

    @property
    def anchors(self) -> list[Anchor]:
        """Where it was read: the characters of the name."""
        return read_at("people", self.mentions)


@dataclass(frozen=True)
class Persons:
    """All people, and who is meant by a name in a document."""

    clusters: Mapping[str, list[Face]]
    in_document: Mapping[str, Sequence[tuple[str, Face]]]
    """For each document its people, with their ids."""

    def find(self, document_id: str, name: str) -> str | None:
        """The person that the document calls so; None where it may mean several, or none."""
        wanted = fold(name)
        own = self.in_document.get(document_id, ())
        found = {person_id for person_id, face in own if any(fold(form) == wanted for form in face.forms)}
        return found.pop() if len(found) == 1 else None


def identify_people(faces: Sequence[Face], decisions: Decisions) -> Persons:
    """The people that the faces are, which must be in the order of their documents."""
    clusters = _clusters(faces, decisions)
    in_document: dict[str, list[tuple[str, Face]]] = defaultdict(list)
    for person_id, cluster in clusters.items():
        for face in cluster:
            in_document[face.document].append((person_id, face))
    return Persons(clusters, in_document)


def faces_of(source: Source, bodies: Bodies, *, with_items: bool = True) -> list[Face]:
    """The people of one document; a country told once in it holds for the name throughout.

    Without their items, faces take a tenth of the memory, and no rows can be made of them.
    """
    mentions = person_mentions(source)
    told: dict[str, set[str]] = defaultdict(set)
    for _, person in mentions:
        if person.country is not None:
            told[name_words(person.name)].add(person.country)
    company = _company(source, bodies)
    countries = [told[name_words(person.name)] for _, person in mentions]
    return [_face(*own, company, bodies, with_items=with_items) for own in zip(mentions, countries, strict=True)]


def _face(
    mention: PersonMention, countries: Collection[str], company: frozenset[str], bodies: Bodies, *, with_items: bool
) -> Face:
    """One mention; `countries` are those that its document gives people of the name."""
    source, person = mention
    employer = bodies.find(source.document.id, person.organization) if person.organization else None
    country = person.country or (next(iter(countries)) if len(countries) == 1 else None)
    if country is None and employer is not None:
        country = _serves(bodies.by_id[employer])
    employers = tuple(_with_superior(employer, bodies.by_id))
    return Face(
        document=source.document.id,
        order=source.order,
        story=source.story,
        forms=(person.name, *person.aliases),
        words=_words(name_words(person.name)),
        country=country,
        title=fold(person.title or ""),
        employers=employers,
        at_home=tuple(one for one in employers if bodies.by_id[one].country is not None),
        company=company,
        mentions=(mention,) if with_items else (),
    )


@lru_cache(maxsize=1 << 16)
def _words(name: str) -> Words:
    """The words of a name, one tuple for all mentions of it."""
    return tuple(name.split())


def _company(source: Source, bodies: Bodies) -> frozenset[str]:
    """The bodies that a document names, but for those that every other document names."""
    ids = (bodies.find(source.document.id, one.name, one.country) for one in source.record.organizations)
    return frozenset(one for one in ids if one is not None and bodies.by_id[one].kind not in EVERYWHERE)


def _with_superior(employer: str | None, bodies: Mapping[str, Body]) -> Iterator[str]:
    if employer is not None:
        yield employer
        parent = bodies[employer].parent
        if parent is not None and bodies[parent].kind not in EVERYWHERE:
            yield parent


def _serves(employer: Body) -> str | None:
    """The country of those who hold an office in the body; None where people of any country may, as in a branch."""
    agency = curated_body(employer.name.partition(" ")[0], None)
    is_branch = agency is not None and agency.country != employer.country
    return employer.country if employer.is_of_state and not is_branch else None


def _swapped(faces: Sequence[Face]) -> set[Words]:
    """The names of which a document lists two that differ in order only: "Tesfaye Bekele" and "Bekele Tesfaye"."""
    listed: dict[tuple[str, Words], set[Words]] = defaultdict(set)
    for face in faces:
        listed[face.document, face.words].add(words_in_order(face.forms[0]))
    return {words for (_, words), orders in listed.items() if len(orders) > 1}


def _clusters(faces: Sequence[Face], decisions: Decisions) -> dict[str, list[Face]]:
    """The faces of each person, by id."""
    known = [decisions.of(face) for face in faces]
    further = _further_tokens(faces)
    tokens = [
        [*_own_tokens(face), *more, *settled.tokens] for face, more, settled in zip(faces, further, known, strict=True)
    ]
    swapped = _swapped(faces)
    marks = [settled.marks | _facts(face, swapped) for settled, face in zip(known, faces, strict=True)]

    def clash(one: Marks, other: Marks) -> bool:
        if not one or not other:
            return False
        told: dict[Hashable, Hashable] = dict(mark for mark in one if isinstance(mark, tuple))
        differ = any(told.get(mark[0], mark[1]) != mark[1] for mark in other if isinstance(mark, tuple))
        return differ or decisions.clash(one, other)

    clusters = join(faces, tokens, marks, clash)
    return by_id(clusters, _identity, lambda face: (face.order, face.story))


def _facts(face: Face, swapped: Collection[Words]) -> Marks:
    """What one person has one of only: a country, and an order of names where it tells two people apart."""
    country = [(COUNTRY, face.country)] if face.country else []
    order = [(face.words, words_in_order(face.forms[0]))] if face.words in swapped else []
    return frozenset((*country, *order))


def _identity(cluster: Sequence[Face]) -> str:
    """The id of the fullest name that stands with a country, where one does."""
    return min(cluster, key=lambda face: (face.country is None, -len("".join(face.words)), face.words)).own_id


def _own_tokens(face: Face) -> Iterator[Hashable]:
    """The full name with the country, else with the story; the name with each body and with a telling title."""
    alone = face.country is None or len(face.words) < FULL_NAME
    yield (face.words, None if alone else face.country, face.story if alone else None)
    yield from ((face.words, employer) for employer in face.employers)
    letters = "".join(sorted("".join(face.words)))
    if not alone and len(letters) >= TELLING_LETTERS:
        yield (letters, "letters", face.country)
    if len(face.title.split()) >= TELLING_TITLE and len(face.words) >= FULL_NAME:
        yield (face.words, "title", face.title)


def _further_tokens(faces: Sequence[Face]) -> list[list[Hashable]]:
    """What joins a face to others by clues that are asked only where its name and country are not enough."""
    homeless = {face.words for face in faces if face.country is None and len(face.words) >= FULL_NAME}
    names = _names_of_bodies(faces)
    fuller = [
        {(full, circle) for circle in asked if (full := names[circle].fullest(face)) is not None}
        for face in faces
        for asked in [face.circles if face.has_middle_initial else face.bodies]
    ]
    wanted = set().union(*fuller)
    return [
        [
            *((face.words, "beside", body) for body in sorted(face.bodies) if face.words in homeless),
            *sorted(own | {(face.words, circle) for circle in face.circles if (face.words, circle) in wanted}),
        ]
        for face, own in zip(faces, fuller, strict=True)
    ]


class _Names:
    """The names of the people whom documents name together with one body, found by parts of them."""

    def __init__(self, names: Mapping[Words, set[str]], documents: Mapping[Words, set[str]]) -> None:
        self._employers = names
        self._with_word: dict[str, set[Words]] = defaultdict(set)
        self._documents = documents
        for name in sorted(names):
            for word in name:
                self._with_word[_bare(word)].add(name)

    def fullest(self, face: Face) -> Words | None:
        """The fullest name that the face's may be part of; None where it may be part of two, or is of another body."""
        words = face.words
        plain = [word for word in words if len(word) > 1]
        if not plain:
            return None
        having = set().union(*(self._with_word.get(_bare(word), ()) for word in plain))
        if len(having) > MANY:
            return None
        fuller = [name for name in having if stands_for(words, name) and self._may_be(face, name)]
        fullest = max(fuller, key=lambda name: (len("".join(name)), name), default=None)
        alone = all(name == fullest or stands_for(name, fullest) for name in fuller if fullest is not None)
        return fullest if alone else None

    def _may_be(self, face: Face, name: Words) -> bool:
        """Whether no document tells the two names as two people, and not all of different bodies.

        A middle initial that fits outweighs the body: people change places, "Paulo R. Teixeira" stays who he is.
        """
        employers = self._employers[name]
        if len(face.words) < FULL_NAME and (
            len(face.words[0]) < TELLING_SURNAME or employers.isdisjoint(face.employers)
        ):
            return False
        own = self._employers.get(face.words, set()).union(face.at_home)
        strangers = bool(own) and bool(employers) and employers.isdisjoint(own)
        strangers &= not face.has_middle_initial
        return not strangers and self._documents[face.words].isdisjoint(self._documents[name])


def stands_for(words: Words, full: Words) -> bool:
    """Whether a name may be another one shortened: words left out, cut to initials or short ("Sam"), one word kept.

    >>> stands_for(("l", "moura", "r"), ("claudia", "moura", "regina")), stands_for(("moura", "r"), ("moura", "regina"))
    (False, True)
    """
    left = list(full)
    kept = 0
    for word in sorted(words, key=len, reverse=True):
        match = next((one for one in left if _bare(one) == _bare(word)), None)
        if match is None and (len(word) == 1 or len(word) >= SHORTENED):
            match = next((one for one in left if one.startswith(word)), None)
        if match is None:
            return False
        kept += _bare(match) == _bare(word) and len(word) > 1
        left.remove(match)
    return kept > 0 and len("".join(full)) > len("".join(words))


def _bare(word: str) -> str:
    """A name without an Arabic article joined to it ("Al-Majali", "Majali")."""
    return word[2:] if len(word) > ARTICLED and word.startswith(("al", "el")) else word


def _names_of_bodies(faces: Sequence[Face]) -> Mapping[str, _Names]:
    """The names that stand with each body; two that a document lists as two people are never one."""
    names: dict[str, dict[Words, set[str]]] = defaultdict(lambda: defaultdict(set))
    documents: dict[Words, set[str]] = defaultdict(set)
    for face in faces:
        documents[face.words].add(face.document)
        for circle in face.circles:
            names[circle][face.words].update(face.at_home)
    return {circle: _Names(own, documents) for circle, own in names.items()}
