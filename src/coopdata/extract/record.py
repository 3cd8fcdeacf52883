"""The extraction record: what coopdata reads out of one document, and why.

This is the contract between the reader and everything after it, and the public result of `coopdata extract`: one
JSON object a line. All spans here are source positions, so ``text[start:end]`` is the wording itself. Every item
carries `statements`: for each of its fields that holds a value, the characters that gave it, the rule that read
them, whether the text states the value or it was inferred, and how sure the reader is. Invariant, tested: no field
listed in `STATED_FIELDS` of an item holds a value without a statement of that field and value.
"""

from dataclasses import asdict, dataclass, field
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Any

from coopdata.documents.model import Span

if TYPE_CHECKING:
    from pydantic import TypeAdapter


class Instrument(StrEnum):
    """The kind of document agreed, from the name the text uses."""

    MEMORANDUM_OF_UNDERSTANDING = "memorandum_of_understanding"
    MEMORANDUM_OF_COOPERATION = "memorandum_of_cooperation"
    LETTER_OF_INTENT = "letter_of_intent"
    JOINT_DECLARATION = "joint_declaration"
    FRAMEWORK_AGREEMENT = "framework_agreement"
    TREATY = "treaty"
    PROTOCOL = "protocol"
    LOAN_AGREEMENT = "loan_agreement"
    GRANT_AGREEMENT = "grant_agreement"
    EXCHANGE_OF_NOTES = "exchange_of_notes"
    ACTION_PLAN = "action_plan"
    CONTRACT = "contract"
    PARTNERSHIP_AGREEMENT = "partnership_agreement"
    AGREEMENT = "agreement"
    OTHER = "other"


class Status(StrEnum):
    """Where an agreement stands, as the text speaks of it."""

    SIGNED = "signed"
    RENEWED = "renewed"
    PLANNED = "planned"
    UNDER_NEGOTIATION = "under_negotiation"
    IN_FORCE = "in_force"
    TERMINATED = "terminated"


class StatementKind(StrEnum):
    """Whether the words say the value, or it follows from them."""

    STATED = "stated"
    INFERRED = "inferred"


@dataclass(frozen=True, slots=True)
class Statement:
    """One value of one field, as the document states it."""

    field: str
    value: str
    span: Span
    rule: str
    kind: StatementKind = StatementKind.STATED
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Item:
    """What every part of a record has: the statements its values rest on."""

    statements: tuple[Statement, ...] = field(default=(), kw_only=True)


@dataclass(frozen=True, slots=True)
class Party(Item):
    """An organization or government that enters an agreement."""

    name: str
    aliases: tuple[str, ...] = ()
    country: str | None = None
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Signatory(Item):
    """A person who signed or exchanged; `party` is the name of the party signed for."""

    name: str
    title: str | None = None
    party: str | None = None
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Witness(Item):
    """A person in whose presence it was signed."""

    name: str
    title: str | None = None
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Amount(Item):
    """A sum of money: `value` in units of `currency` (ISO 4217)."""

    value: float
    currency: str
    span: Span
    role: str = "mentioned"
    """commitment, equivalent, total or mentioned."""


@dataclass(frozen=True, slots=True)
class Topic(Item):
    """A field of cooperation, in the text's words."""

    name: str
    span: Span


@dataclass(frozen=True, slots=True)
class Agreement(Item):
    """One concrete instrument that the text states."""

    instrument: Instrument
    status: Status
    signed: str | None
    place: str | None
    parties: tuple[Party, ...]
    span: Span
    rule: str
    confidence: float
    title: str | None = None
    purpose: str | None = None
    place_country: str | None = None
    event: str | None = None
    """Name of the event of this record at which it was signed."""
    topics: tuple[Topic, ...] = ()
    amounts: tuple[Amount, ...] = ()
    signatories: tuple[Signatory, ...] = ()
    witnesses: tuple[Witness, ...] = ()


@dataclass(frozen=True, slots=True)
class Organization(Item):
    """A ministry, agency, company, bank, university, body: once per document, under its fullest name.

    `parent` is the name of the organization of this record that it is a unit of.
    """

    name: str
    aliases: tuple[str, ...] = ()
    kind: str = "other"
    country: str | None = None
    parent: str | None = None
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Person(Item):
    """A person: once per document, under the fullest name, without honorific."""

    name: str
    aliases: tuple[str, ...] = ()
    title: str | None = None
    organization: str | None = None
    country: str | None = None
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Participant:
    """An organization's or person's part in an event or project, by its name in this record."""

    name: str
    role: str
    span: Span
    rule: str


@dataclass(frozen=True, slots=True)
class Event(Item):
    """A meeting, summit, visit, forum or ceremony that the text dates or names."""

    name: str
    start: str | None
    end: str | None
    place: str | None
    span: Span
    kind: str = "other"
    country: str | None = None
    participants: tuple[Participant, ...] = ()


@dataclass(frozen=True, slots=True)
class Project(Item):
    """A project or programme, with the organizations that fund, run or benefit from it."""

    name: str
    start: str | None
    end: str | None
    span: Span
    kind: str = "project"
    country: str | None = None
    status: str | None = None
    amounts: tuple[Amount, ...] = ()
    organizations: tuple[Participant, ...] = ()


@dataclass(frozen=True, slots=True)
class DocumentHead:
    """The document a record was read from."""

    id: str
    path: str
    sha256: str
    title: str | None
    publisher: str | None
    published: str | None
    language: str | None


@dataclass(frozen=True, slots=True)
class Record:
    """Everything read from one document. `from_json` is inverse to `to_json` and to `to_text`."""

    document: DocumentHead
    agreements: tuple[Agreement, ...] = ()
    organizations: tuple[Organization, ...] = ()
    people: tuple[Person, ...] = ()
    amounts: tuple[Amount, ...] = ()
    events: tuple[Event, ...] = ()
    projects: tuple[Project, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """The record as JSON-ready dicts and lists, keys in the order of the fields."""
        return asdict(self, dict_factory=dict)

    def to_text(self) -> str:
        """The JSON text of the same, without spaces."""
        return _adapter().dump_json(self).decode()

    @staticmethod
    def from_json(data: dict[str, Any] | str | bytes) -> "Record":
        """The record again from what `to_json` or `to_text` gave; ValueError for anything else."""
        adapter = _adapter()
        return adapter.validate_python(data) if isinstance(data, dict) else adapter.validate_json(data)


STATED_FIELDS: dict[type[Item], tuple[str, ...]] = {
    Party: ("name", "country"),
    Signatory: ("name", "title", "party"),
    Witness: ("name", "title"),
    Amount: ("value", "currency"),
    Topic: ("name",),
    Agreement: ("instrument", "status", "signed", "place", "place_country", "title", "purpose", "event"),
    Organization: ("name", "country", "kind", "parent"),
    Person: ("name", "title", "organization", "country"),
    Event: ("name", "kind", "start", "end", "place", "country"),
    Project: ("name", "kind", "start", "end", "country", "status"),
}
"""For each kind of item the fields whose values need a statement."""


@cache
def _adapter() -> "TypeAdapter[Record]":
    """What makes records of JSON, and JSON of them. It takes a tenth of a second to load; reading need not wait."""
    from pydantic import TypeAdapter  # noqa: PLC0415

    return TypeAdapter(Record)
