"""The ground that values stand on: quotes looked up in the text, and statements of what the words there mean.

Nothing is taken on trust. What is refused is kept, with its quote and the reason.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from types import MappingProxyType
from typing import TypeVar

from coopdata.documents.dates import Direction
from coopdata.documents.model import BlockKind, Document, PartialDate, Span
from coopdata.extract.record import Amount, Item, Statement, StatementKind
from coopdata.llm.quotes import QuotedText
from coopdata.llm.values import DatedWords, NamedState, Values

T = TypeVar("T")

MEASURED = MappingProxyType(
    {
        "agreement": 0.96,
        "instrument": 0.93,
        "status": 0.94,
        "date": 0.75,
        "place": 0.92,
        "party": 0.96,
        "signatory": 0.96,
        "witness": 0.97,
        "title": 0.97,
        "organization": 0.96,
        "person": 0.99,
        "amount": 0.97,
        "country": 0.99,
        "event": 0.74,
    }
)
"""How sure a model's value is: the F1 that a large model reached by field, asked once, on 86 annotated reports.

Where it reached 1.0, 0.99: no reading is certain. A small model is worse; the figures are not its own.
"""

NOT_IN_TEXT = "not in the text"
NO_DATE = "no single date that can be known"
NO_SUM = "no sum of money"
NO_STATE = "no single state"
BACKWARDS = "ends before it begins"
DATELINE = "only the dateline says so"
INCOMPLETE = "without its sentence, instrument, status or parties in the text"


@dataclass(frozen=True)
class Refusal:
    """A value of an answer that is not believed: its place there, its quote, and why."""

    where: str
    quote: str
    reason: str


class Ground:
    """One document, to base the values of an answer on; `rule` is the rule id of every statement."""

    def __init__(self, document: Document, rule: str) -> None:
        self.text = QuotedText(document)
        self.values = Values(document)
        self.rule = rule
        self._datelines = [(block.start, block.end) for block in document.blocks if block.kind is BlockKind.DATELINE]
        self.refusals: list[Refusal] = []
        self.blanks: dict[Item, frozenset[str]] = {}
        """For each item the fields of which a value was refused, or a part of the list."""

    def note_blanks(self, item: Item, where: str) -> None:
        """Write down which fields of the item at this place of the answer lack a value that was refused."""
        parts = [one.where.removeprefix(f"{where}.") for one in self.refusals if one.where.startswith(f"{where}.")]
        whole = [part for part in parts if "." not in part or part.endswith("].name")]
        if whole:
            self.blanks[item] = frozenset(part.partition("[")[0] for part in whole)

    def refuse(self, where: str, quote: str, reason: str) -> None:
        """Keep in mind that a value is not believed."""
        self.refusals.append(Refusal(where, quote, reason))

    def find(self, where: str, quote: str | None, near: Span | None = None) -> Span | None:
        """Where a quote stands; None for no quote, and for one that is not in the text, which is then refused."""
        span = None if quote is None else self.text.find(quote, near)
        if quote is not None and span is None:
            self.refuse(where, quote, NOT_IN_TEXT)
        return span

    def find_name(self, where: str, quote: str | None, near: Span | None = None) -> Span | None:
        """As `find`, without the article that may stand before a name."""
        span = self.find(where, quote, near)
        if span is not None and self.text.words(span).lower().startswith("the "):
            return span[0] + len("the "), span[1]
        return span

    def statement(self, field: str, value: str, span: Span, kind: str, *, stated: bool = True) -> Statement:
        """What the words at a view span say; `kind` is a key of `MEASURED`."""
        how = StatementKind.STATED if stated else StatementKind.INFERRED
        return Statement(field, value, self.text.source(span), self.rule, how, MEASURED[kind])

    def find_place(self, where: str, quote: str | None, near: Span) -> Span | None:
        """As `find`, for the place of a signing: where a report was written says nothing of it."""
        span = self.find(where, quote, near)
        if span is not None and any(start <= span[0] < end for start, end in self._datelines):
            self.refuse(where, quote or "", DATELINE)
            return None
        return span

    def words(self, field: str, span: Span | None, kind: str) -> tuple[str | None, tuple[Statement, ...]]:
        """A value that is the text's words at `span`, with its statement."""
        if span is None:
            return None, ()
        words = self.text.words(span)
        return words, (self.statement(field, words, span, kind),)

    def country_of(
        self, where: str, quote: str | None, name: Span | None, near: Span
    ) -> tuple[str | None, tuple[Statement, ...]]:
        """The state that the quoted words name, else the one named in the name itself."""
        span = self.find(where, quote, near)
        state = None if span is None else self.values.state_at(span)
        if span is not None and state is None:
            self.refuse(where, quote or "", NO_STATE)
        if state is None and name is not None:
            state = self.values.state_named(name)
        return self.state_code("country", state)

    def state_code(self, field: str, state: NamedState | None) -> tuple[str | None, tuple[Statement, ...]]:
        """The code of a state, with its statement."""
        if state is None:
            return None, ()
        return state.code, (self.statement(field, state.code, state.span, "country", stated=state.stated),)

    def date(
        self, where: str, quote: str | None, near: Span | None, direction: Direction | None = None
    ) -> DatedWords | None:
        """The date that the quoted words mean; `direction` is where an unnamed year lies."""
        span = self.find(where, quote, near)
        dated = None if span is None else self.values.date_at(span, direction)
        if span is not None and dated is None:
            self.refuse(where, quote or "", NO_DATE)
        return dated

    def day(
        self, field: str, date: PartialDate | None, words: DatedWords | None, kind: str
    ) -> tuple[str | None, tuple[Statement, ...]]:
        """A date that dated words give, with its statement; inferred where the publication date gives the year."""
        if date is None or words is None:
            return None, ()
        return str(date), (self.statement(field, str(date), words.span, kind, stated=words.stated),)

    def amounts(self, quotes: Iterable[str], where: str, near: Span | None, role: str) -> tuple[Amount, ...]:
        """The sums that the quotes hold, each once, in the order of the text."""
        found: dict[tuple[float, str], Amount] = {}
        for place, quote in numbered(where, quotes):
            span = self.find(place, quote, near)
            sums = () if span is None else self.values.sums_at(span)
            if span is not None and not sums:
                self.refuse(place, quote, NO_SUM)
            for one in sums:
                stands = (one.start, one.end)
                statements = (
                    self.statement("value", format(one.value, ".15g"), stands, "amount"),
                    self.statement("currency", one.currency, stands, "amount"),
                )
                amount = Amount(one.value, one.currency, self.text.source(stands), role, statements=statements)
                found.setdefault((one.value, one.currency), amount)
        return tuple(sorted(found.values(), key=lambda amount: amount.span))


def numbered(name: str, items: Iterable[T]) -> Iterator[tuple[str, T]]:
    """Each item with its place in the answer: ``name[0]``, ``name[1]``."""
    return ((f"{name}[{index}]", item) for index, item in enumerate(items))
