"""Who is named where in a document: the places of every possible party and person, as clauses and tokens.

The features by which parties and roles are weighed are read from this outline. A candidate is whatever could enter an
agreement: an organization, or a state with its government. Words for several together ("the two ministries") count as
places of all they stand for.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from typing import Self

from coopdata.documents.model import BlockKind
from coopdata.extract.clauses import Chunk, Clause
from coopdata.extract.lexicon import Hit, Kind
from coopdata.extract.linking import Organization, Person
from coopdata.extract.parties import PartyRef
from coopdata.extract.record import Instrument
from coopdata.reference.countries import country_names
from coopdata.reference.places import City, cities
from coopdata.reference.wordlists import word_list


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is named: token number `token` of clause number `clause`."""

    clause: int
    token: int
    chunk: Chunk
    implied: bool = False
    """Whether it is not named itself, but its name is part of another ("the Lao minister")."""


_DATELINE = re.compile(r",? ?[(:–—-]|, (?:\d|[A-Z])")
"""What stands behind the place in a dateline: "LIMA (Andina)", "Hanoi – ", "Lima, 3 May"."""


@lru_cache(maxsize=1 << 14)
def kind_of(token: str) -> str:
    """A token as a feature shows it: a symbol without its number, a number as #, a word as it is."""
    if token[0].isupper() and token[1:].isdigit():
        return token[0]
    return "#" if token[0].isdigit() else token


@dataclass
class Candidate:
    """A possible party with all its places, in the order of the text; its sort is asked for when it has them all."""

    key: str
    refs: list[PartyRef] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)

    @property
    def ref(self) -> PartyRef:
        """The first naming; what stands for several or is named as a place comes after a proper one."""
        return self.refs[0]

    @cached_property
    def country(self) -> str | None:
        """The state that it is, or belongs to."""
        return next((ref.country for ref in self.refs if ref.country is not None), None)

    @cached_property
    def kind(self) -> str:
        """The kind of organization, or "state"."""
        organization = self.ref.organization
        return "state" if self.ref.is_state or organization is None else organization.kind

    @property
    def is_state(self) -> bool:
        """Whether it is a state with its government."""
        return self.kind == "state"

    @cached_property
    def by_clause(self) -> Mapping[int, Sequence[Place]]:
        """Its places by the number of their clause."""
        found: dict[int, list[Place]] = {}
        for place in self.places:
            found.setdefault(place.clause, []).append(place)
        return found


@dataclass(frozen=True)
class Outline:
    """The clauses of a document as tokens, with the places of candidates and people."""

    clauses: Sequence[Clause]
    tokens: Sequence[Sequence[str]]
    candidates: Mapping[str, Candidate]
    people: Mapping[int, tuple[Person, Sequence[Place]]]
    """By identity of the person."""
    publisher: str = ""
    """Who published the document, folded as names of organizations are; empty where unknown."""
    home: str | None = None
    """The state of the publisher, by country code."""

    @cached_property
    def by_country(self) -> Mapping[str, Sequence[Candidate]]:
        """The candidates of each state, the state among them."""
        found: dict[str, list[Candidate]] = defaultdict(list)
        for candidate in self.candidates.values():
            if candidate.country is not None:
                found[candidate.country].append(candidate)
        return found

    @cached_property
    def cities(self) -> Mapping[str, Sequence[Hit]]:
        """The cities that the document names, by name; a city-state's name is a city too."""
        found: dict[str, list[Hit]] = defaultdict(list)
        for passage in (clause.passage for clause in self.clauses):
            others = (*passage.hits[Kind.COUNTRY], *passage.hits[Kind.REGION])
            for hit in (*passage.hits[Kind.CITY], *others):
                name = passage.text[hit.start : hit.end]
                if hit in passage.hits[Kind.CITY] or name in cities():
                    found[name].append(hit)
        return dict(found)

    @cached_property
    def sites(self) -> frozenset[str]:
        """The cities among them that are named elsewhere than in a dateline at the head of a sentence."""
        heads = {clause.passage.start for clause in self.clauses}

        def is_dateline(hit: Hit) -> bool:
            return hit.start in heads and _DATELINE.match(self.clauses[0].passage.text, hit.end) is not None

        return frozenset(name for name, hits in self.cities.items() if not all(map(is_dateline, hits)))

    @cached_property
    def kinds(self) -> Sequence[Sequence[str]]:
        """The tokens as features show them, clause by clause."""
        return [[kind_of(token) for token in tokens] for tokens in self.tokens]

    @cached_property
    def verbs(self) -> Sequence[Sequence[int]]:
        """The numbers of the tokens that are verbs of agreeing, clause by clause."""
        return [[number for number, kind in enumerate(kinds) if kind == "V"] for kinds in self.kinds]

    @cached_property
    def instruments(self) -> Sequence[Sequence[int]]:
        """The numbers of the tokens that name an instrument, clause by clause."""
        return [[number for number, kind in enumerate(kinds) if kind == "I"] for kinds in self.kinds]

    @cached_property
    def naming(self) -> frozenset[int]:
        """The numbers of the clauses that name a candidate outright."""
        return frozenset(
            place.clause for candidate in self.candidates.values() for place in candidate.places if not place.implied
        )

    @cached_property
    def headlines(self) -> Sequence[int]:
        """The numbers of the clauses that are headlines."""
        return [number for number, clause in enumerate(self.clauses) if clause.passage.kind is BlockKind.HEADLINE]

    @cached_property
    def lead(self) -> Sequence[int]:
        """The numbers of the first three clauses of the prose."""
        return [number for number, clause in enumerate(self.clauses) if clause.passage.kind is BlockKind.BODY][:3]

    def token_of(self, clause: int, chunk: Chunk) -> int | None:
        """The number of the token that the chunk is; None where the clause does not hold it, or was cut before it."""
        chunks = self.clauses[clause].chunks
        if chunk not in chunks:
            return None
        number = chunks.index(chunk)
        symbol = f"{chunk.symbol}{number}"
        line = self.tokens[clause]
        return line.index(symbol) if symbol in line else None


@dataclass(frozen=True)
class Bodies:
    """All namings of organizations in a document, in the order of the text."""

    refs: Sequence[PartyRef]
    starts: Sequence[int]

    @classmethod
    def of(cls, organizations: Iterable[Organization]) -> Self:
        """The namings of these organizations."""
        refs = sorted(
            (
                PartyRef(known.start, known.end, known.name, one, one.country.value if one.country else None)
                for one in organizations
                for known in one.mentions
            ),
            key=lambda ref: ref.start,
        )
        return cls(refs, [ref.start for ref in refs])

    def within(self, start: int, end: int) -> Sequence[PartyRef]:
        """Those that begin in the stretch."""
        return self.refs[bisect_left(self.starts, start) : bisect_left(self.starts, end)]


def outline_of(
    clauses: Sequence[Clause], bodies: Bodies, resolve: Callable[[int, Chunk], Sequence[PartyRef]]
) -> Outline:
    """The outline; `resolve` says what a chunk P, G or U of clause number n stands for, nothing if unknown."""
    tokens = [clause.line.split() for clause in clauses]
    candidates: dict[str, Candidate] = {}
    people: dict[int, tuple[Person, list[Place]]] = {}
    implied: dict[str, Candidate] = {}
    for number, clause in enumerate(clauses):
        for token, chunk in _chunks_in(tokens[number], clause):
            place = Place(number, token, chunk)
            if chunk.symbol == "N":
                people.setdefault(id(chunk.value), (chunk.value, []))[1].append(place)
            named = chunk.symbol in "PGU" and not _owns_treaty(tokens[number], token, clause)
            for ref in resolve(number, chunk) if named else ():
                _add(candidates, ref, place)
            behind = () if _names_instrument(tokens[number], token) else _state_behind(chunk)
            for ref in (*_states_in(clause, chunk), *behind):
                _add(implied, ref, Place(number, token, chunk, implied=True))
            for hit in _cities_led(clause, chunk):
                name = clause.passage.text[hit.start : hit.end]
                for ref in resolve(number, Chunk("U", hit.start, hit.end, name)):
                    _add(implied, ref, Place(number, token, chunk, implied=True))
            for ref in bodies.within(chunk.start, chunk.end) if chunk.symbol in "NR" else ():  # in a person's title
                _add(implied, ref, Place(number, token, chunk, implied=True))
    _merge(candidates, implied)
    for candidate in candidates.values():
        candidate.places.sort(key=lambda place: (place.clause, place.token))
    return Outline(clauses, tokens, candidates, people)


def _merge(candidates: dict[str, Candidate], implied: Mapping[str, Candidate]) -> None:
    """Add what is implied to what is named. What parliament or cabinet does, the state does."""
    states = dict(implied)
    for key in [key for key, candidate in candidates.items() if _is_state_organ(candidate.ref)]:
        organ = candidates.pop(key)
        if organ.country is not None:
            state = states.setdefault(f"state:{organ.country}", Candidate(f"state:{organ.country}"))
            name = country_names()[organ.country]
            state.refs += [PartyRef(ref.start, ref.end, name, None, organ.country) for ref in organ.refs]
            state.places += [replace(place, implied=True) for place in organ.places]
    for key, candidate in states.items():
        if key in candidates:
            candidates[key].places += candidate.places
        else:
            candidates[key] = candidate


def _is_state_organ(ref: PartyRef) -> bool:
    """Whether the party would be a parliament, cabinet or court, which approves agreements and enters none."""
    if ref.organization is None:
        return False
    name = ref.organization.name.lower()
    return any(word in word_list("state_organ") for word in name.split()) or any(
        organ in name for organ in word_list("state_organ") if " " in organ
    )


def _add(candidates: dict[str, Candidate], ref: PartyRef, place: Place) -> None:
    candidate = candidates.setdefault(ref.key, Candidate(ref.key))
    candidate.refs.append(ref)
    candidate.places.append(place)


def _names_instrument(tokens: Sequence[str], place: int) -> bool:
    """Whether the token is the name of the instrument right behind it: "the Paris Agreement"."""
    after = tokens[place + 1] if place + 1 < len(tokens) else ""
    return tokens[place][0] == "L" and after[:1] == "I" and after[1:].isdigit()


def _owns_treaty(tokens: Sequence[str], place: int, clause: Clause) -> bool:
    """Whether the token is a body of states whose treaty is named right behind it: "the UN Convention"."""
    after = tokens[place + 1] if place + 1 < len(tokens) else ""
    if tokens[place][0] != "P" or after[:1] != "I" or not after[1:].isdigit():
        return False
    body, treaty = (clause.chunks[int(token[1:])] for token in (tokens[place], after))
    organization = body.value.organization
    between = clause.passage.text[body.end : treaty.start]
    owns = organization is not None and organization.kind == "intergovernmental" and between == " "
    return owns and treaty.value.entry.value == Instrument.TREATY.value


def _cities_led(clause: Clause, chunk: Chunk) -> Iterator[Hit]:
    """The cities and regions in the title of a mayor or governor, who signs for them."""
    words = clause.passage.text[chunk.start : chunk.end].lower().split() if chunk.symbol in "NR" else []
    if any(word in word_list("local_head") for word in words):
        for kind in (Kind.CITY, Kind.REGION):
            yield from clause.passage.hits_in(kind, chunk.start, chunk.end)


def _state_behind(chunk: Chunk) -> Iterator[PartyRef]:
    """The state behind a person, or behind its capital: "Tashkent and Riyadh agreed"."""
    code: str | None = None
    if chunk.symbol == "N" and chunk.value.country is not None:
        code = chunk.value.country.value
    elif chunk.symbol == "L" and isinstance(chunk.value.entry.detail, City) and chunk.value.entry.detail.is_capital:
        code = chunk.value.entry.value
    if code is not None:
        yield PartyRef(chunk.start, chunk.end, country_names()[code], None, code)


def _states_in(clause: Clause, chunk: Chunk) -> Iterator[PartyRef]:
    """The states that a chunk only implies: "Laos" in "in Laos" or in a ministry's name, "Lao" in a title or name."""
    if chunk.symbol in "MD" or (chunk.symbol == "P" and chunk.value.is_state):
        return  # "US$5 million" names a currency
    for kind in (Kind.COUNTRY, Kind.DEMONYM):
        for hit in clause.passage.hits_in(kind, chunk.start, chunk.end):
            named = kind is Kind.COUNTRY
            name = clause.passage.text[hit.start : hit.end] if named else country_names()[hit.entry.value]
            yield PartyRef(hit.start, hit.end, name, None, hit.entry.value)


def _chunks_in(tokens: Sequence[str], clause: Clause) -> list[tuple[int, Chunk]]:
    """The chunks of a clause that its tokens hold, each with the number of its token."""
    found = []
    for number, token in enumerate(tokens):
        if token[0].isupper() and token[1:].isdigit():
            found.append((number, clause.chunks[int(token[1:])]))
    return found
