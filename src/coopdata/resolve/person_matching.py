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
from functools import cached_property

from coopdata.resolve.decisions import Decisions
from coopdata.resolve.faces import FULL_NAME, Face, Words
from coopdata.resolve.groups import Marks, by_id, join
from coopdata.resolve.naming import words_in_order
from coopdata.resolve.references import People

COUNTRY = "country"
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


def identify_people(faces: Sequence[Sequence[Face]], decisions: Decisions) -> Persons:
    """The people that the faces are, given for each document in the order of documents."""
    clusters = _clusters([face for own in faces for face in own], decisions)
    ids: list[list[str]] = [[""] * len(own) for own in faces]
    for person_id, cluster in clusters.items():
        for face in cluster:
            ids[face.order][face.place] = person_id
    return Persons(clusters, faces, ids)


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
