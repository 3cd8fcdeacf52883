"""An annotation as the record that a careful reader would have made of the text.

With it a later stage can be measured by itself: whatever goes wrong there is not the reader's doing.
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, TypeVar

from coopdata.documents.model import Document, Span
from coopdata.extract.record import (
    STATED_FIELDS,
    Agreement,
    Amount,
    DocumentHead,
    Event,
    Instrument,
    Item,
    Organization,
    Party,
    Person,
    Record,
    Signatory,
    Statement,
    Status,
    Topic,
    Witness,
)

RULE = "gold"
ItemType = TypeVar("ItemType", bound=Item)
Fields = Mapping[str, Any]


def annotated_record(document: Document, gold: Fields) -> Record:
    """The record of a document that says just what its annotation does.

    Every statement stands at the first place where its value does, or the name it is about. The statements of an
    agreement bear its key in their rule (``gold.a1``). Raises ValueError for a name that is not in the text.
    """
    text = _Text(document)
    published = str(document.published.date) if document.published else None
    head = DocumentHead(
        document.id, document.path, document.sha256, document.title, document.sidecar.publisher, published, "en"
    )
    return Record(
        head,
        agreements=tuple(text.agreement(one) for one in gold.get("agreements", ())),
        organizations=tuple(text.organization(one) for one in gold.get("organizations", ())),
        people=tuple(text.person(one) for one in gold.get("people", ())),
        events=tuple(text.event(one) for one in gold.get("events", ())),
    )


class _Text:
    """A document's text, in which the annotated names stand."""

    def __init__(self, document: Document) -> None:
        self._text = document.text

    def _span(self, words: str) -> Span:
        found = re.search(r"\s+".join(re.escape(word) for word in words.split()), self._text)
        if found is None:
            raise ValueError(f"{words!r} does not stand in the text")
        return found.span()

    def _stated(self, item: ItemType, where: Span, rule: str = RULE) -> ItemType:
        statements = []
        for field in STATED_FIELDS[type(item)]:
            value = getattr(item, field)
            if value is not None:
                span = self._span(value) if field in ("name", "title", "place") and value in self._text else where
                statements.append(Statement(field, str(value), span, rule))
        return replace(item, statements=tuple(statements))

    def _named(self, gold: Fields) -> tuple[str, tuple[str, ...], tuple[Span, ...]]:
        name = gold["name"]
        return name, tuple(gold.get("aliases") or ()), (self._span(name),)

    def organization(self, gold: Fields) -> Organization:
        name, aliases, spans = self._named(gold)
        kind = gold.get("kind") or "other"
        item = Organization(name, aliases, kind, gold.get("country"), gold.get("parent"), spans)
        return self._stated(item, spans[0])

    def person(self, gold: Fields) -> Person:
        name, aliases, spans = self._named(gold)
        item = Person(name, aliases, gold.get("title"), gold.get("organization"), gold.get("country"), spans)
        return self._stated(item, spans[0])

    def event(self, gold: Fields) -> Event:
        span = self._span(gold["name"])
        return self._stated(Event(gold["name"], gold.get("start"), gold.get("end"), gold.get("place"), span), span)

    def agreement(self, gold: Fields) -> Agreement:
        parties = tuple(self._party(one) for one in gold["parties"])
        first = parties[0].spans[0]
        rule = f"{RULE}.{gold['key']}"
        item = Agreement(
            instrument=Instrument(gold["instrument"]),
            status=Status(gold["status"]),
            signed=gold.get("signed"),
            place=gold.get("place"),
            parties=parties,
            span=first,
            rule=rule,
            confidence=1.0,
            topics=tuple(self._topic(topic, first) for topic in gold.get("topics") or ()),
            amounts=tuple(self._amount(one, first) for one in gold.get("amounts") or ()),
            signatories=tuple(self._signatory(one) for one in gold.get("signatories") or ()),
            witnesses=tuple(self._witness(one) for one in gold.get("witnesses") or ()),
        )
        return self._stated(item, first, rule)

    def _party(self, gold: Fields) -> Party:
        name, aliases, spans = self._named(gold)
        return self._stated(Party(name, aliases, gold.get("country"), spans), spans[0])

    def _signatory(self, gold: Fields) -> Signatory:
        span = self._span(gold["name"])
        return self._stated(Signatory(gold["name"], gold.get("title"), gold.get("party"), (span,)), span)

    def _witness(self, gold: Fields) -> Witness:
        span = self._span(gold["name"])
        return self._stated(Witness(gold["name"], gold.get("title"), (span,)), span)

    def _topic(self, name: str, where: Span) -> Topic:
        return self._stated(Topic(name, where), where)

    def _amount(self, gold: Fields, where: Span) -> Amount:
        return self._stated(Amount(gold["value"], gold["currency"], where), where)
