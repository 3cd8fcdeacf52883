"""The ledger every resolver writes to: which document claims what, which value is published, where they disagree.

Deciding what an item's fields mean is the resolvers' part; choosing among documents is done here, by one rule for
every field: the most precise date, then what no newer version of its page has replaced, then what a party itself
published, then the document published first, then the lower document id; of statuses the one of the latest document. So
the order in which documents arrive never matters.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from coopdata.documents.model import Document
from coopdata.extract.record import Item, Record, Statement
from coopdata.problems import Code, Problem
from coopdata.reference.places import cities
from coopdata.resolve.model import IDENTIFYING, Anchor, Claim
from coopdata.resolve.stories import join_versions, stories, versions

UNDATED = "9999"
"""Sorts documents without a date of publication after all others."""

DATES = frozenset({"signed", "start", "end"})
STATES = frozenset({"status"})
"""Fields in which a later document knows better than an earlier one."""
PLACES = frozenset({"place"})
"""Fields in which a city may stand by any of its spellings."""
VAGUE = {"kind": frozenset({"other"}), "instrument": frozenset({"agreement", "other"})}
"""Values that say little: any other is better, and none contradicts them."""
DISPUTABLE = DATES | {"instrument", "kind", "country", "place", "place_country", "event_id", "parent_id"}
"""Fields in which different values of two documents cannot both be right."""


@dataclass(frozen=True, slots=True)
class Source:
    """A document with what was read from it; `order` is its place among all, by publication date and id.

    `story` is the id of the first document that tells the same story, word for word but for small changes, or of the
    first version of the page; often its own. Documents of one story count as one.
    """

    order: int
    document: Document
    record: Record
    story: str
    is_replaced: bool = False
    """Whether a newer version of its page is there."""

    @property
    def published(self) -> str | None:
        """Date of publication, ISO 8601 at the precision known."""
        return str(self.document.published.date) if self.document.published else None


ItemType = TypeVar("ItemType", bound=Item)
Mention = tuple[Source, ItemType]
"""An item of a record with the document it stands in."""
Translate = Callable[[Source, str], str | None]
"""From a value as the record has it to the value as published (a name to an id); None where there is none."""


def read_at(table: str, mentions: Iterable[tuple[Source, Item]]) -> list[Anchor]:
    """The characters that stand for a record of the table, in all that is read of it."""
    return [
        (table, source.document.id, *statement.span)
        for source, item in mentions
        for statement in item.statements
        if statement.field == IDENTIFYING[table]
    ]


def in_order(sources: Iterable[tuple[Document, Record]]) -> tuple[Source, ...]:
    """Documents with their records in the one order that decides ties: publication date, then document id."""
    ordered = sorted(sources, key=lambda pair: (_date(pair[0]), pair[0].id))
    documents = [document for document, _ in ordered]
    older = versions(documents)
    story = join_versions(stories(documents), older)
    replaced = set(older.values())
    return tuple(
        Source(order, document, record, story[document.id], document.id in replaced)
        for order, (document, record) in enumerate(ordered)
    )


def _city(place: str) -> str:
    """One name for all spellings of a city: "Ha Noi" is Hanoi."""
    known = cities().get(place)
    return known[0].name if known else place


def _date(document: Document) -> str:
    return str(document.published.date) if document.published else UNDATED


@dataclass(frozen=True, slots=True)
class Place:
    """A field of a published row: where a claim belongs."""

    table: str
    record_id: str
    field: str


@dataclass
class Ledger:
    """Claims and problems, collected while resolving."""

    claims: dict[Claim, None] = field(default_factory=dict)
    """Every claim once, in the order in which it was first written."""
    problems: list[Problem] = field(default_factory=list)

    def claim(self, place: Place, value: str, source: Source, statement: Statement) -> None:
        """Write down that the document states the value, on the strength of this statement."""
        self.write(
            Claim(
                place.table,
                place.record_id,
                place.field,
                value,
                source.document.id,
                statement.span,
                statement.rule,
                statement.kind.value,
                statement.confidence,
            )
        )

    def write(self, claim: Claim) -> None:
        """Write a claim down; a second time changes nothing."""
        self.claims[claim] = None

    def copy(self, claim: Claim, to: Place) -> None:
        """Let a claim also stand at another place, where the value follows from it."""
        self.write(replace(claim, table=to.table, record_id=to.record_id, field=to.field))

    def first_of(self, table: str, field: str) -> dict[tuple[str, str | None], Claim]:
        """The first claim of each value that a field of the table has in each record, by record id and value."""
        found: dict[tuple[str, str | None], Claim] = {}
        for claim in self.claims:
            if claim.table == table and claim.field == field:
                found.setdefault((claim.record_id, claim.value), claim)
        return found

    def settle(
        self,
        place: Place,
        mentions: Sequence[Mention[ItemType]],
        attribute: str,
        translate: Translate | None = None,
        is_own: Callable[[Source], bool] = lambda _: False,
    ) -> str | None:
        """The published value of a field, from an attribute of all items that are the same thing.

        Every statement of the attribute becomes a claim. Mentions must be in the order of their sources. `is_own`
        tells the documents that those whom it concerns have published themselves.
        """
        proposals: list[tuple[Source, str]] = []
        for source, item in mentions:
            for statement in item.statements:
                if statement.field == attribute:
                    value = translate(source, statement.value) if translate else statement.value
                    if value is not None:
                        self.claim(place, value, source, statement)
            raw = getattr(item, attribute, None)
            value = None if raw is None else translate(source, str(raw)) if translate else str(raw)
            if value is not None:
                proposals.append((source, value))
        chosen = choose(place.field, proposals, is_own)
        self._report_conflict(place, proposals, chosen)
        return chosen

    def _report_conflict(self, place: Place, proposals: Sequence[tuple[Source, str]], chosen: str | None) -> None:
        """Say so where documents state values that cannot all be right."""
        if place.field not in DISPUTABLE or chosen is None:
            return
        values = {value for _, value in proposals} - VAGUE.get(place.field, frozenset())
        if place.field in DATES:
            values = {value for value in values if not chosen.startswith(value)} | {chosen}
        documents = {source.story for source, value in proposals if value in values}
        if len(set(map(_city, values)) if place.field in PLACES else values) < 2 or len(documents) < 2:
            return
        listed = ", ".join(sorted(values))
        message = f"{place.field}: {len(documents)} documents state different values: {listed}; {chosen} is published"
        self.problems.append(
            Problem(
                Code.VALUE_CONFLICT,
                message,
                place=place.field,
                remedy="Read the documents behind its statements; raw/corrections.csv can set the value.",
                table=place.table,
                record_id=place.record_id,
                documents=len(documents),
            )
        )


def choose(
    field_name: str, proposals: Sequence[tuple[Source, str]], is_own: Callable[[Source], bool] = lambda _: False
) -> str | None:
    """The value to publish, of values with the documents that state them, in their order; None of none."""
    if not proposals:
        return None
    if field_name in STATES:
        return max(proposals, key=lambda told: (not told[0].is_replaced, told[0].published or "", told[0].order))[1]

    def rank(told: tuple[Source, str]) -> tuple[int, bool, bool, int]:
        source, value = told
        vagueness = -len(value) if field_name in DATES else value in VAGUE.get(field_name, ())
        return (vagueness, source.is_replaced, not is_own(source), source.order)

    return min(proposals, key=rank)[1]


def seen(sources: Iterable[Source]) -> tuple[str | None, str | None]:
    """Earliest and latest publication date of documents, None where none is known."""
    dates = sorted({source.published for source in sources if source.published is not None})
    return (dates[0], dates[-1]) if dates else (None, None)


def document_count(sources: Iterable[Source]) -> int:
    """How many documents these are, those of one story counted once."""
    return len({source.story for source in sources})
