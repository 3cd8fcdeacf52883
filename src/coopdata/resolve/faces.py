"""People as single mentions tell of them: what decides which mentions are one person.

A `Presence` is what one document says, by itself; a `Face` is the same once the organizations of all documents are
known. Which faces are one person says `person_matching`.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from coopdata.ids import fold, make_id
from coopdata.reference.wordlists import word_list
from coopdata.resolve.bodies import Bodies, Body
from coopdata.resolve.curated import curated_body
from coopdata.resolve.decisions import OfOneId
from coopdata.resolve.ledger import Source, read_at
from coopdata.resolve.mentions import PersonMention, person_mentions
from coopdata.resolve.model import Anchor
from coopdata.resolve.naming import MINISTRY, name_words, words_in_order
from coopdata.resolve.offices import offices
from coopdata.resolve.person_names import FULL_NAME, Words
from coopdata.resolve.references import Organizations, Reference
from coopdata.resolve.sharing import shared, shared_text

EVERYWHERE = frozenset({"government", "intergovernmental"})
"""Kinds of bodies that so many documents name that they tell no two people apart."""


@dataclass(frozen=True, slots=True, eq=False)
class Presence:
    """A person as one mention tells of them."""

    forms: tuple[str, ...]
    """The name and the aliases."""
    told: Words
    """The words of the name in their order."""
    country: str | None
    """The country told, here or with another mention of the name in the document."""
    title: str
    """As titles are compared; empty where none is told."""
    employer: Reference | None
    """The body they are of."""
    mentions: tuple[PersonMention, ...] = ()
    """The item of the record, for the rows that are made of it."""

    def __reduce__(self) -> tuple[Callable[..., "Presence"], tuple[object, ...]]:
        """So that names from other processes are held once."""
        return (_received, (self.forms, self.told, self.country, self.title, self.employer, self.mentions))


def _received(forms: tuple[str, ...], told: Words, country: str | None, *more: Any) -> Presence:
    """A presence from another process."""
    return Presence(shared(forms), shared(told), shared_text(country), *more)


@dataclass(frozen=True, slots=True, eq=False)
class Face(OfOneId):
    """A person as one mention tells of them, and what goes with the name."""

    document: str
    order: int
    story: str
    """The document's id, its place among all, and the story it tells (see `Source`)."""
    place: int
    """Its place among the people of its document."""
    forms: tuple[str, ...]
    """The name and the aliases."""
    told: Words
    words: Words
    """The words of the name, in their order and in that of the alphabet."""
    country: str | None
    title: str
    """As titles are compared; empty where none is told."""
    employers: tuple[str, ...]
    """The body they are of and what it is a unit of, by id; none where it is not told."""
    at_home: tuple[str, ...]
    """Those of the employers whose country is known."""
    company: tuple[str, ...]
    """The bodies that the document names, but for states and intergovernmental ones."""
    homes: tuple[str, ...]
    """The countries of these."""
    offices: tuple[str, ...]
    """The offices of their state that title and ministry tell of."""
    mentions: tuple[PersonMention, ...] = ()
    """The item of the record, for the rows that are made of it."""

    @property
    def bodies(self) -> frozenset[str]:
        """All bodies that the person is seen with."""
        return frozenset((*self.company, *self.employers))

    @property
    def has_middle_initial(self) -> bool:
        """Whether an initial stands beside two names or more."""
        return len(self.words) > FULL_NAME and any(len(word) == 1 for word in self.words)

    @property
    def circles(self) -> frozenset[str]:
        """Where others are known who may be the same: the bodies, the country and the offices."""
        return self.bodies.union((f"country {self.country}",) if self.country else (), self.offices)

    @property
    def full(self) -> str:
        """All words of the name in alphabetical order, by which a person's id is made."""
        return name_words(self.forms[0])

    @property
    def own_id(self) -> str:
        """The id that the mention would have by itself."""
        return make_id("per", self.full, self.country, None if self.country else self.story)

    @property
    def anchors(self) -> list[Anchor]:
        """Where it was read: the characters of the name."""
        return read_at("people", self.mentions)


def presences(source: Source, organizations: Organizations, *, with_items: bool = True) -> tuple[Presence, ...]:
    """The people of one document, in its order; a country told once in it holds for the name throughout."""
    mentions = person_mentions(source)
    told: dict[str, set[str]] = defaultdict(set)
    for _, person in mentions:
        if person.country is not None:
            told[name_words(person.name)].add(person.country)
    found = []
    for mention in mentions:
        _, person = mention
        name = name_words(person.name)
        countries = told.get(name, ())
        found.append(
            Presence(
                forms=(person.name, *person.aliases),
                told=_told(person.name),
                country=person.country or (next(iter(countries)) if len(countries) == 1 else None),
                title=fold(person.title or ""),
                employer=organizations.reference(person.organization) if person.organization else None,
                mentions=(mention,) if with_items else (),
            )
        )
    return tuple(found)


@lru_cache(maxsize=1 << 16)
def _told(name: str) -> Words:
    """The words of a name but for those that only say whose child one is, one tuple for all mentions of it."""
    words = words_in_order(name)
    return tuple(word for word in words if word not in word_list("patronymic_particle")) or words


@lru_cache(maxsize=1 << 16)
def _sorted(words: Words) -> Words:
    return tuple(sorted(words))


def faces(of: Sequence[Presence], listed: Sequence[Reference], at: tuple[str, int, str], bodies: Bodies) -> list[Face]:
    """The people of one document, which lists these organizations; `at` are its id, place among all, and story."""
    ids = bodies.ids[at[1]]
    named = {found for reference in listed if (found := reference.among(ids)) is not None}
    company = tuple(sorted(one for one in named if bodies.by_id[one].kind not in EVERYWHERE))
    homes = {home for one in company if (home := bodies.by_id[one].country) is not None}
    around = (company, tuple(sorted(homes)))
    return [_face(one, place, around, at, bodies) for place, one in enumerate(of)]


def _face(
    one: Presence, place: int, around: tuple[tuple[str, ...], tuple[str, ...]], at: tuple[str, int, str], bodies: Bodies
) -> Face:
    """One person; `around` are the bodies that the document names, and their countries."""
    employer = one.employer.among(bodies.ids[at[1]]) if one.employer else None
    employers = tuple(_with_superior(employer, bodies.by_id))
    country = one.country or (_serves(bodies.by_id[employer]) if employer else None)
    is_ministry = employer is not None and bodies.by_id[employer].kind == MINISTRY
    return Face(
        *at,
        place=place,
        forms=one.forms,
        told=one.told,
        words=_sorted(one.told),
        country=country,
        title=one.title,
        employers=employers,
        at_home=tuple(body for body in employers if bodies.by_id[body].country is not None),
        company=around[0],
        homes=around[1],
        offices=offices(one.title, bodies.by_id[employer].name if employer and is_ministry else None, country),
        mentions=one.mentions,
    )


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
