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
from itertools import combinations

from coopdata.ids import fold, make_id
from coopdata.resolve.decisions import Decisions
from coopdata.resolve.groups import Marks, by_id, join
from coopdata.resolve.mentions import PersonMention
from coopdata.resolve.model import Anchor, OrganizationRow
from coopdata.resolve.naming import name_words
from coopdata.resolve.organizations import Organizations

Words = tuple[str, ...]
COUNTRY = "country"
OF_THEIR_STATE = frozenset({"government", "ministry", "agency", "embassy"})
"""Kinds of bodies whose officials are of the body's country."""
EVERYWHERE = frozenset({"government", "intergovernmental"})
"""Kinds of bodies that so many documents name that they tell no two people apart."""
FULL_NAME = 2
"""Words of a name from which on it may stand without its body."""
SHORTENED = 3
"""Letters of a name's beginning that may stand for it."""
TELLING_LETTERS = 8
"""Letters of a name from which on it is the same however it is parted into words ("Wei-Lin Chen", "Weilin Chen")."""
TELLING_TITLE = 3
"""Words of a title that hardly two people of one name bear ("Director General" has two)."""


@dataclass(frozen=True)
class Face:
    """A person as one mention tells of them: `words` of the name in alphabetical order, and what goes with it."""

    mention: PersonMention
    words: Words
    country: str | None
    employers: tuple[str, ...]
    """The body they are of and what it is a unit of, by id; none where it is not told."""
    at_home: frozenset[str]
    """Those of the employers whose country is known."""
    company: frozenset[str]
    """The bodies that the document names, but for states and intergovernmental ones."""

    @property
    def bodies(self) -> frozenset[str]:
        """All bodies that the person is seen with."""
        return self.company.union(self.employers)

    @property
    def own_id(self) -> str:
        """The id that the mention would have by itself."""
        source = self.mention[0]
        return make_id("per", " ".join(self.words), self.country, None if self.country else source.story)

    @property
    def anchors(self) -> list[Anchor]:
        """Where it was read: the characters of the name."""
        source, person = self.mention
        return [
            ("people", source.document.id, *statement.span)
            for statement in person.statements
            if statement.field == "name"
        ]


def faces_of(mentions: Sequence[PersonMention], organizations: Organizations) -> list[Face]:
    """The mentions with what their documents tell: a country told once in a document holds for the name throughout."""
    told: dict[tuple[str, str], set[str]] = defaultdict(set)
    for source, person in mentions:
        if person.country is not None:
            told[source.document.id, name_words(person.name)].add(person.country)
    company = _company(mentions, organizations)
    faces = []
    for source, person in mentions:
        words = name_words(person.name)
        employer = organizations.directory.find(source, person.organization) if person.organization else None
        countries = told.get((source.document.id, words), set())
        country = person.country or (next(iter(countries)) if len(countries) == 1 else None)
        if country is None and employer is not None:
            country = _serves(organizations.by_id[employer])
        employers = tuple(_with_superior(employer, organizations.by_id))
        at_home = frozenset(one for one in employers if organizations.by_id[one].country is not None)
        named = company[source.document.id]
        faces.append(Face((source, person), tuple(words.split()), country, employers, at_home, named))
    return faces


def _company(mentions: Sequence[PersonMention], organizations: Organizations) -> Mapping[str, frozenset[str]]:
    """For each document the bodies that it names, but for those that every other document names."""
    found: dict[str, frozenset[str]] = {}
    for source, _ in mentions:
        if source.document.id not in found:
            ids = (organizations.directory.find(source, one.name, one.country) for one in source.record.organizations)
            own = {one for one in ids if one is not None and organizations.by_id[one].kind not in EVERYWHERE}
            found[source.document.id] = frozenset(own)
    return found


def _with_superior(employer: str | None, rows: Mapping[str, OrganizationRow]) -> Iterator[str]:
    if employer is not None:
        yield employer
        parent = rows[employer].parent_id
        if parent is not None and rows[parent].kind not in EVERYWHERE:
            yield parent


def _serves(employer: OrganizationRow) -> str | None:
    """The country of those who hold an office in the body; None where people of any country may."""
    return employer.country if employer.kind in OF_THEIR_STATE else None


def cluster_people(faces: Sequence[Face], decisions: Decisions) -> dict[str, list[Face]]:
    """The faces of each person, by id."""
    known = [decisions.of([face.own_id], face.anchors) for face in faces]
    further = _further_tokens(faces)
    tokens = [
        [*_own_tokens(face), *more, *settled.tokens] for face, more, settled in zip(faces, further, known, strict=True)
    ]
    countries = [{(COUNTRY, face.country)} if face.country else set() for face in faces]
    marks = [settled.marks | of for settled, of in zip(known, countries, strict=True)]

    def clash(one: Marks, other: Marks) -> bool:
        told = {mark for mark in one | other if isinstance(mark, tuple)}
        return len(told) > 1 or decisions.clash(one, other)

    clusters = join(faces, tokens, marks, clash)
    return by_id(clusters, _identity, lambda face: (face.mention[0].order, face.mention[0].story))


def _identity(cluster: Sequence[Face]) -> str:
    """The id of the fullest name that stands with a country, where one does."""
    return min(cluster, key=lambda face: (face.country is None, -len("".join(face.words)), face.words)).own_id


def _own_tokens(face: Face) -> Iterator[Hashable]:
    """The full name with the country, else with the story; the name with each body and with a telling title."""
    alone = face.country is None or len(face.words) < FULL_NAME
    yield (face.words, None if alone else face.country, face.mention[0].story if alone else None)
    yield from ((face.words, employer) for employer in face.employers)
    letters = "".join(sorted("".join(face.words)))
    if not alone and len(letters) >= TELLING_LETTERS:
        yield (letters, "letters", face.country)
    title = fold(face.mention[1].title or "")
    if len(title.split()) >= TELLING_TITLE and len(face.words) >= FULL_NAME:
        yield (face.words, "title", title)


def _further_tokens(faces: Sequence[Face]) -> list[list[Hashable]]:
    """What joins a face to others by clues that are asked only where its name and country are not enough."""
    homeless = {face.words for face in faces if face.country is None and len(face.words) >= FULL_NAME}
    names = _names_of_bodies(faces)
    fuller = [
        {(full, body) for body in face.bodies if (full := names[body].fullest(face)) is not None} for face in faces
    ]
    wanted = set().union(*fuller)
    return [
        [
            *((face.words, "beside", body) for body in sorted(face.bodies) if face.words in homeless),
            *sorted(own | {(face.words, body) for body in face.bodies if (face.words, body) in wanted}),
        ]
        for face, own in zip(faces, fuller, strict=True)
    ]


class _Names:
    """The names of the people whom documents name together with one body, found by parts of them."""

    def __init__(self, names: Mapping[Words, set[str]], apart: Collection[frozenset[Words]]) -> None:
        self._employers = names
        self._with_word: dict[str, set[Words]] = defaultdict(set)
        self._apart = apart
        for name in sorted(names):
            for word in name:
                self._with_word[word].add(name)

    def fullest(self, face: Face) -> Words | None:
        """The fullest name that the face's may be part of; None where it may be part of two, or is of another body."""
        words = face.words
        plain = [word for word in words if len(word) > 1]
        if not plain or len(words) < FULL_NAME:
            return None
        having = set().union(*(self._with_word[word] for word in plain))
        fuller = [name for name in having if stands_for(words, name) and self._may_be(face, name)]
        fullest = max(fuller, key=lambda name: (len("".join(name)), name), default=None)
        alone = all(name == fullest or stands_for(name, fullest) for name in fuller if fullest is not None)
        return fullest if alone else None

    def _may_be(self, face: Face, name: Words) -> bool:
        """Whether no document tells the two names as two people, and not all of different bodies.

        A middle initial that fits outweighs the body: people change places, "Paulo R. Teixeira" stays who he is.
        """
        employers = self._employers[name]
        strangers = bool(face.at_home) and bool(employers) and employers.isdisjoint(face.at_home)
        strangers &= not (len(face.words) > FULL_NAME and any(len(word) == 1 for word in face.words))
        return not strangers and frozenset((face.words, name)) not in self._apart


def stands_for(words: Words, full: Words) -> bool:
    """Whether a name may be another one shortened: words left out, cut to initials or short ("Sam"), one word kept.

    >>> stands_for(("l", "moura", "r"), ("claudia", "moura", "regina")), stands_for(("moura", "r"), ("moura", "regina"))
    (False, True)
    """
    left = list(full)
    kept = 0
    for word in sorted(words, key=len, reverse=True):
        match = next((one for one in left if one == word), None)
        if match is None and (len(word) == 1 or len(word) >= SHORTENED):
            match = next((one for one in left if one.startswith(word)), None)
        if match is None:
            return False
        kept += match == word and len(word) > 1
        left.remove(match)
    return kept > 0 and len("".join(full)) > len("".join(words))


def _names_of_bodies(faces: Sequence[Face]) -> Mapping[str, _Names]:
    """The names that stand with each body; two that a document lists as two people are never one."""
    names: dict[str, dict[Words, set[str]]] = defaultdict(lambda: defaultdict(set))
    listed: dict[str, set[Words]] = defaultdict(set)
    for face in faces:
        listed[face.mention[0].document.id].add(face.words)
        for body in face.bodies:
            names[body][face.words].update(face.at_home)
    apart = {frozenset(pair) for own in listed.values() for pair in combinations(sorted(own), 2)}
    return {body: _Names(own, apart) for body, own in names.items()}
