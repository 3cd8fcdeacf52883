"""A made-up world of bodies, people and agreements, and the records of documents that tell of it, for any number.

Every record is made anew from its number each time it is asked for, so that a million of them take no memory; only the
bodies and names met last are kept, in the processes that make records, to have them sooner again. What a record calls a
body or a person varies as in news: in full, abbreviated, with the country before or after, family name first; one in
eight tells no country. The truth is known, so that what is resolved can be counted as right or wrong.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from coopdata.documents.model import Document, PartialDate, Published, Sidecar
from coopdata.extract.record import (
    Agreement,
    DocumentHead,
    Instrument,
    Organization,
    Party,
    Person,
    Record,
    Signatory,
    Status,
    Topic,
)
from coopdata.reference.countries import country_names
from coopdata.resolve.ledger import Source

FIELDS = [
    "Health",
    "Trade",
    "Energy",
    "Finance",
    "Transport",
    "Education",
    "Agriculture",
    "Fisheries",
    "Tourism",
    "Labour",
    "Science",
    "Mining",
]
SORTS = [
    "Port Authority",
    "Development Bank",
    "University",
    "Steel",
    "Shipping",
    "Institute of Technology",
    "Chamber of Commerce",
]
SYLLABLES = [
    "ka",
    "ro",
    "mi",
    "ten",
    "sha",
    "lu",
    "bor",
    "neva",
    "tis",
    "qua",
    "len",
    "dor",
    "ami",
    "ste",
    "gra",
    "pol",
    "uri",
    "zan",
    "fel",
    "ost",
]
TOLD = 2.5
"""Documents that tell of an agreement, on average."""
BODIES_A_DOCUMENT = 0.3
"""Bodies of the world for each document, beside the ministries."""


@dataclass(frozen=True)
class _Body:
    number: int
    name: str
    kind: str
    country: str


@dataclass(frozen=True)
class World:
    """The records of `documents` documents, in their order; going through it makes each anew."""

    documents: int

    def __len__(self) -> int:
        """How many there are."""
        return self.documents

    def __iter__(self) -> Iterator[Source]:
        """Each document, in order."""
        return (self.source(number) for number in range(self.documents))

    def __getitem__(self, number: int) -> Source:
        """The document of this number."""
        return self.source(number)

    def source(self, number: int) -> Source:
        """The document of this number, with its record."""
        return _source(number, self.record(number))

    def record(self, number: int) -> Record:
        """What the document of this number says."""
        chance = _chance(number)
        agreement = self._agreement(chance)
        parties, day = self.truth(agreement)
        said = [_Said(body, chance) for body in parties]
        people = [_person(body, _chance(f"{agreement} {body.number}").randrange(3), chance) for body in parties]
        others = [_Said(self.body(chance), chance) for _ in range(chance.randrange(4))]
        organizations = [one.organization() for one in {one.body.number: one for one in (*said, *others)}.values()]
        return Record(
            DocumentHead(_id(number), "", "", None, None, _iso(day), "en"),
            agreements=(
                Agreement(
                    Instrument.MEMORANDUM_OF_UNDERSTANDING,
                    Status.SIGNED,
                    _iso(day)[: chance.choice((7, 10, 10, 10))],
                    None,
                    tuple(one.party() for one in said),
                    (0, 1),
                    "made.up",
                    1.0,
                    topics=(Topic(FIELDS[agreement % len(FIELDS)].lower(), (0, 1)),),
                    signatories=tuple(Signatory(person.name) for person in people),
                ),
            ),
            organizations=tuple(organizations),
            people=tuple(people),
        )

    def agreement_of(self, number: int) -> int:
        """The agreement that the document of this number tells of."""
        return self._agreement(_chance(number))

    def _agreement(self, chance: random.Random) -> int:
        return chance.randrange(max(1, int(self.documents / TOLD)))

    def truth(self, agreement: int) -> tuple[tuple[_Body, _Body], int]:
        """The parties of an agreement, and its day counted from the first of 2000."""
        chance = _chance(f"agreement {agreement}")
        first = self.body(chance)
        second = next(body for body in iter(lambda: self.body(chance), None) if body.country != first.country)
        return (first, second), chance.randrange(9000)

    def body(self, chance: random.Random) -> _Body:
        """Some body, the first ones more often than the others, as in the world."""
        count = int(self.documents * BODIES_A_DOCUMENT) + len(_states()) * len(FIELDS)
        return _body(int(count * chance.random() ** 2))


def _chance(seed: int | str) -> random.Random:
    """Chance that is the same each time."""
    return random.Random(seed)  # noqa: S311 - no secret


@cache
def _states() -> tuple[tuple[str, str], ...]:
    return tuple(sorted((code, name) for code, name in country_names().items()))


@lru_cache(maxsize=1 << 17)
def _body(number: int) -> _Body:
    """A ministry for the lowest numbers, then bodies with names of their own."""
    states = _states()
    if number < len(states) * len(FIELDS):
        code, _ = states[number % len(states)]
        return _Body(number, f"Ministry of {FIELDS[number // len(states)]}", "ministry", code)
    chance = _chance(f"body {number}")
    word = "".join(chance.choice(SYLLABLES) for _ in range(4)).capitalize()
    sort = chance.choice(SORTS)
    return _Body(number, f"{word} {sort}", "company", chance.choice(states)[0])


class _Said:
    """A body as one document calls it."""

    def __init__(self, body: _Body, chance: random.Random) -> None:
        self.body = body
        state = country_names()[body.country]
        forms = (
            [body.name, f"{body.name} of {state}", f"{state} {body.name}"] if body.kind == "ministry" else [body.name]
        )
        self.name = chance.choice(forms)
        self.country = None if chance.random() < 0.125 else body.country

    def organization(self) -> Organization:
        return Organization(self.name, kind=self.body.kind, country=self.country, spans=((0, 1),))

    def party(self) -> Party:
        return Party(self.name, country=self.country, spans=((0, 1),))


def _person(body: _Body, number: int, chance: random.Random) -> Person:
    words = _words_of_name(body.number, number)
    name = " ".join(words if chance.random() < 0.7 else reversed(words))
    return Person(name, title="Director", country=body.country, spans=((0, 1),))


@lru_cache(maxsize=1 << 17)
def _words_of_name(body: int, number: int) -> tuple[str, ...]:
    own = _chance(f"person {body} {number}")
    return tuple("".join(own.choice(SYLLABLES) for _ in range(3)).capitalize() for _ in range(2))


def _iso(day: int) -> str:
    return str(PartialDate(2000 + day // 360, day % 360 // 30 + 1, min(28, day % 30 + 1)))


def _id(number: int) -> str:
    return f"doc_{number:010d}"


def _source(number: int, record: Record) -> Source:
    year, month, day = (int(part) for part in str(record.document.published).split("-"))
    document = Document(
        id=record.document.id,
        path="",
        sha256="",
        text="",
        sidecar=Sidecar(),
        title=None,
        title_span=None,
        published=Published(PartialDate(year, month, day), "sidecar", None),
        language="en",
    )
    return Source(number, document, record, record.document.id)
