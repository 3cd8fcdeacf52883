"""Tiny documents and hand-made records, whose statements point at the first place where the words stand in the text."""

import hashlib
from dataclasses import dataclass, fields, replace
from typing import Any, TypeVar

from coopdata.documents.model import Document, PartialDate, Published, Rejection, Sidecar, Span
from coopdata.extract.record import (
    STATED_FIELDS,
    Agreement,
    Amount,
    DocumentHead,
    Event,
    Instrument,
    Item,
    Organization,
    Participant,
    Party,
    Person,
    Project,
    Record,
    Signatory,
    Statement,
    Status,
    Topic,
    Witness,
)
from coopdata.ids import make_id
from coopdata.problems import Code, Problem, Severity

ItemType = TypeVar("ItemType", bound=Item)


@dataclass(frozen=True)
class Text:
    """A text to make items of: every item's characters are looked up in it."""

    text: str
    published: str | None = "2020-01-15"
    path: str = "documents/a.txt"

    @property
    def document(self) -> Document:
        sha256 = hashlib.sha256(self.text.encode()).hexdigest()
        date = PartialDate(*map(int, self.published.split("-"))) if self.published else None
        return Document(
            id=make_id("doc", sha256),
            path=self.path,
            sha256=sha256,
            text=self.text,
            sidecar=Sidecar(publisher="A Paper"),
            title=None,
            title_span=None,
            published=Published(date, "sidecar", None) if date else None,
            language="en",
            size_bytes=len(self.text.encode()),
        )

    def span(self, words: str) -> Span:
        start = self.text.index(words)
        return start, start + len(words)

    def state(self, item: ItemType, where: Span) -> ItemType:
        """The item with a statement for each value; a value that stands in the text is shown there, else at `where`."""
        statements = []
        for name in STATED_FIELDS[type(item)]:
            value = getattr(item, name)
            if value is not None:
                words = str(value)
                span = self.span(words) if words in self.text else where
                statements.append(Statement(name, words, span, f"test.{name}"))
        return replace(item, statements=tuple(statements))

    def party(self, name: str, country: str | None = None, aliases: tuple[str, ...] = ()) -> Party:
        return self.state(Party(name, aliases, country, (self.span(name),)), self.span(name))

    def organization(self, name: str, country: str | None = None, **more: Any) -> Organization:
        return self.state(Organization(name, country=country, spans=(self.span(name),), **more), self.span(name))

    def person(self, name: str, country: str | None = None, **more: Any) -> Person:
        return self.state(Person(name, country=country, spans=(self.span(name),), **more), self.span(name))

    def signatory(self, name: str, **more: Any) -> Signatory:
        return self.state(Signatory(name, spans=(self.span(name),), **more), self.span(name))

    def witness(self, name: str, **more: Any) -> Witness:
        return self.state(Witness(name, spans=(self.span(name),), **more), self.span(name))

    def topic(self, name: str) -> Topic:
        return self.state(Topic(name, self.span(name)), self.span(name))

    def amount(self, words: str, value: float, currency: str, role: str = "mentioned") -> Amount:
        return self.state(Amount(value, currency, self.span(words), role), self.span(words))

    def event(self, name: str, start: str | None = None, **more: Any) -> Event:
        values = {"end": None, "place": None, **more}
        return self.state(Event(name, start, span=self.span(name), **values), self.span(name))

    def project(self, name: str, country: str | None = None, **more: Any) -> Project:
        values = {"start": None, "end": None, **more}
        return self.state(Project(name, span=self.span(name), country=country, **values), self.span(name))

    def part(self, name: str, role: str) -> Participant:
        return Participant(name, role, self.span(name), "test.part")

    def agreement(self, words: str, *parties: Party, signed: str | None = None, **more: Any) -> Agreement:
        span = self.span(words)
        values: dict[str, Any] = {
            "instrument": Instrument.MEMORANDUM_OF_UNDERSTANDING,
            "status": Status.SIGNED,
            "place": None,
            "rule": "test.agreement",
            "confidence": 0.9,
            **more,
        }
        return self.state(Agreement(signed=signed, parties=parties, span=span, **values), span)

    def record(self, **items: tuple[Item, ...]) -> Record:
        document = self.document
        assert set(items) <= {field.name for field in fields(Record)}
        head = DocumentHead(document.id, self.path, document.sha256, None, "A Paper", self.published, "en")
        return Record(head, **items)  # type: ignore[arg-type]


def rejection(path: str = "documents/broken.txt") -> Rejection:
    problem = Problem(Code.FILE_BINARY, "it holds NUL bytes", Severity.ERROR, path, remedy="Save it as text.")
    sha256 = hashlib.sha256(path.encode()).hexdigest()
    return Rejection(make_id("doc", sha256), path, sha256, 7, Sidecar(), problem)
