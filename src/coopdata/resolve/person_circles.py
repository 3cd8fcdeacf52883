"""Which people are one though their names differ: those known in one circle in which no other person fits as well.

A circle is a body that documents name them with, or an office of their country. A name that is shortened or spelt
otherwise is there that of the only person whose fuller name it may be. What must speak for it is the more, the less the
names fit: for words left out that nothing speaks against it, for another spelling one country or employer, for a short
form of a given name one employer. Only names of a circle that share a word as it sounds are compared.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import cached_property

from coopdata.resolve.faces import Face
from coopdata.resolve.groups import connected
from coopdata.resolve.person_names import FULL_NAME, Fit, Words, consonants, fit

MANY = 500
"""People of a circle who share a word from which on a shortened name is not looked for among them: it fits several."""
TELLING_SURNAME = 4
"""Letters of a name from which on it may stand alone for the only one of its body who bears it."""
TELLING_ALONE = 6
"""Letters of an only name from which on it is one in a country where one is of a body and the other is seen with it."""
COUNTRY, OFFICE = "country ", "office "
"""How circles that are no bodies begin."""
Pair = tuple[int, int]


class _Known:
    """What is known of a person by mentions that are surely theirs; `number` is their place among all."""

    def __init__(self, number: int, faces: Sequence[Face]) -> None:
        self.number = number
        self.faces = faces

    @cached_property
    def names(self) -> list[Words]:
        """Their words in the order told, from the longest name to the shortest."""
        return sorted({face.told for face in self.faces}, key=lambda name: (-len("".join(name)), name))

    @cached_property
    def country(self) -> str | None:
        return min((face.country for face in self.faces if face.country is not None), default=None)

    @cached_property
    def documents(self) -> frozenset[str]:
        return frozenset(face.document for face in self.faces)

    @cached_property
    def employers(self) -> frozenset[str]:
        return frozenset(one for face in self.faces for one in face.employers)

    @cached_property
    def at_home(self) -> frozenset[str]:
        return frozenset(one for face in self.faces for one in face.at_home)

    @cached_property
    def titles(self) -> frozenset[str]:
        return frozenset(face.title for face in self.faces if face.title)

    @cached_property
    def has_middle_initial(self) -> bool:
        return any(face.has_middle_initial for face in self.faces)

    @property
    def size(self) -> tuple[int, Words, int]:
        """What is larger of the fuller of two names."""
        return len("".join(self.names[0])), self.names[0], self.number

    def may_be(self, other: "_Known") -> bool:
        """Whether no document tells the two as two people, and their countries do not differ."""
        same_country = self.country is None or other.country is None or self.country == other.country
        return same_country and self.documents.isdisjoint(other.documents)

    def fits(self, other: "_Known") -> Fit | None:
        """How a name of the one may be read as a name of the other."""
        country = self.country or other.country
        pairs = ((own, its) for own in self.names for its in other.names)
        return min((how for own, its in pairs if (how := fit(own, its, country)) is not None), default=None)


def same_people(clusters: Sequence[Sequence[Face]], fresh: int) -> list[Pair]:
    """Pairs of the places of clusters, each of one person, that are one person too.

    Only the first `fresh` of the clusters are asked about, and who may be one with them; the others are decided on.
    """
    circles: dict[str, list[int]] = defaultdict(list)
    for number, cluster in enumerate(clusters):
        for circle in {circle for face in cluster for circle in face.circles}:
            circles[circle].append(number)
    people = _People(clusters)
    meant: dict[int, set[int]] = defaultdict(set)
    for name, own in circles.items():
        if len(own) > 1 and own[0] < fresh:
            for one, other in _Circle(name, own, people).pairs(fresh):
                meant[one].add(other)
    return _without_chance(meant, people.person)


class _People:
    """All people; what is known of one is looked up once, if it is asked for."""

    def __init__(self, clusters: Sequence[Sequence[Face]]) -> None:
        self._clusters = clusters
        self._known: dict[int, _Known] = {}
        self._sounds: dict[int, tuple[str, ...]] = {}

    def person(self, number: int) -> _Known:
        """The one of this number."""
        if number not in self._known:
            self._known[number] = _Known(number, self._clusters[number])
        return self._known[number]

    def sounds(self, number: int) -> tuple[str, ...]:
        """How the words of the person's names sound, each once."""
        found = self._sounds.get(number)
        if found is None:
            words = {word for face in self._clusters[number] for word in face.words if len(word) > 1}
            found = self._sounds[number] = tuple(dict.fromkeys(map(consonants, words)))
        return found

    def has_middle_initial(self, number: int) -> bool:
        """Whether a name of the person has one."""
        return any(face.has_middle_initial for face in self._clusters[number])


def _without_chance(meant: Mapping[int, Collection[int]], person: Callable[[int], _Known]) -> list[Pair]:
    """The pairs of those whom circles do not tell to be several, and who all fit the fullest name they come to.

    "H. Peralta" is neither Hector, whom one circle knows, nor Hugo, whom another does; Hamad may be written Hamed, and
    Hamed Hamid, but Hamad is not Hamid.
    """
    pairs = [
        (one, other)
        for one, others in sorted(meant.items())
        if _all_may_be_one([person(other) for other in others])
        for other in sorted(others)
    ]
    stray: set[int] = set()
    for group in connected(pairs):
        fullest = max((person(number) for number in group), key=lambda own: own.size)
        stray.update(number for number in group if not _may_be_one(person(number), fullest))
    return [pair for pair in pairs if stray.isdisjoint(pair)]


class _Circle:
    """The people known in one circle."""

    def __init__(self, name: str, members: Sequence[int], people: _People) -> None:
        self._name = name
        self._members = members
        self._people = people

    def pairs(self, fresh: int) -> Iterator[Pair]:
        """Each person of the circle with the one whose fuller name theirs may be, if either is below `fresh`."""
        telling = self._telling()
        if not telling:
            return
        sounds = {number: self._people.sounds(number) for number in self._members}
        with_sound: dict[str, list[int]] = defaultdict(list)
        for number, own in sounds.items():
            for sound in own:
                with_sound[sound].append(number)
        asked = {sound for number in self._members if number < fresh for sound in sounds[number]}
        for number in telling:
            if number >= fresh and asked.isdisjoint(sounds[number]):
                continue
            sharing = {other for sound in sounds[number] for other in with_sound[sound]}
            if 1 < len(sharing) <= MANY + 1:
                others = [self._people.person(other) for other in sorted(sharing) if other != number]
                found = self._meant(self._people.person(number), others)
                if found is not None:
                    yield number, found

    def _telling(self) -> Sequence[int]:
        """Those for whom the circle may be enough: in a country only those with a middle initial."""
        if not self._name.startswith(COUNTRY):
            return self._members
        return [number for number in self._members if self._people.has_middle_initial(number)]

    def _meant(self, one: _Known, others: Sequence[_Known]) -> int | None:
        """The only person whom the one's name may mean; of several those of one employer, then of one title."""
        may_be = [other for other in others if self._may_mean(one, other)]
        closer = [other for other in may_be if one.employers & other.employers] or may_be
        closest = [other for other in closer if one.titles & other.titles]
        for fitting in (may_be, closer, closest):
            if fitting and _all_may_be_one(fitting):
                fullest = max(fitting, key=lambda other: other.size)
                return fullest.number if fullest.size > one.size or fullest.fits(one) is None else None
        return None

    def _may_mean(self, one: _Known, other: _Known) -> bool:
        """Whether the other's is a fuller name, or another spelling of it, and enough speaks for their being one."""
        how = one.fits(other) if one.may_be(other) else None
        if how is None:
            return False
        if min(len(name) for name in (one.names[0], other.names[0])) < FULL_NAME:
            return how is Fit.SHORTER and self._speaks_for_only_name(one, other)
        return self._speaks(one, other, how)

    def _speaks(self, one: _Known, other: _Known, how: Fit) -> bool:
        """Whether enough speaks for two being one whose names fit so.

        A middle initial that fits outweighs the body: people change places, "Paulo R. Teixeira" stays who he is.
        """
        if self._name.startswith(COUNTRY):
            return how is Fit.SHORTER and one.has_middle_initial
        if self._name.startswith(OFFICE):
            return how is not Fit.FAMILIAR
        if how is Fit.SHORTER and one.has_middle_initial:
            return True
        if one.at_home and other.at_home and one.at_home.isdisjoint(other.at_home):
            return False
        shared = bool(one.employers & other.employers)
        if how is Fit.ALIKE:
            one_country = one.country is not None and one.country == other.country
            return shared or one_country or self._name in one.employers | other.employers
        return how is Fit.SHORTER or shared

    def _speaks_for_only_name(self, one: _Known, other: _Known) -> bool:
        """Whether one who is told by a surname or an only name is the other."""
        letters = len("".join(one.names[0]))
        if one.names[0] == other.names[0]:
            of_it = self._name in one.employers | other.employers
            return letters >= TELLING_ALONE and of_it and one.country is not None and one.country == other.country
        return letters >= TELLING_SURNAME and bool(one.employers & other.employers)


def _may_be_one(one: _Known, other: _Known) -> bool:
    """Whether two whom a name may mean may themselves be one."""
    return one is other or (one.may_be(other) and (one.fits(other) or other.fits(one)) is not None)


def _all_may_be_one(people: Sequence[_Known]) -> bool:
    fullest = max(people, key=lambda own: own.size)
    return all(_may_be_one(one, fullest) for one in people)
