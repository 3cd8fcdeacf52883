"""What the words of a quote mean: dates, sums and states by the same parsers that read for the rules.

The model says where a value stands; it never says what it is. So "last Friday" is counted from the publication date,
"Rs 300 crore" is worked out, and "Lao" becomes LA in one way, whoever found the words.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from coopdata.documents.dates import DateMention, Direction, Unit, find_dates, resolve_range
from coopdata.documents.model import Document, PartialDate, Precision, Span
from coopdata.extract import lexicon
from coopdata.extract.lexicon import Hit, Kind
from coopdata.extract.money import MoneyMention, find_money

_NAMES = (Kind.COUNTRY, Kind.DEMONYM)
_PLACES = (Kind.CITY, Kind.REGION)


@dataclass(frozen=True)
class DatedWords:
    """A date, or the first and last date of a range, and where its words stand."""

    start: PartialDate
    end: PartialDate | None
    span: Span
    stated: bool
    """Whether the words give the year, and not the publication date."""


@dataclass(frozen=True)
class NamedState:
    """A state by its ISO 3166-1 alpha-2 code, and where it is named; `stated` is False where a city tells."""

    code: str
    span: Span
    stated: bool


class Values:
    """Everything in one document that dates, counts money or names a state. All positions are view positions."""

    def __init__(self, document: Document) -> None:
        text = document.view.text
        self._published = document.published.date if document.published else None
        hits = lexicon.load().scan(text)
        self._names = [hit for kind in _NAMES for hit in hits[kind]]
        self._places = [hit for kind in _PLACES for hit in hits[kind]]
        states = Counter(hit.entry.value for hit in self._names)
        self._dates = find_dates(text)
        self._money = find_money(text, countries=[code for code, _ in states.most_common()])

    def date_at(self, span: Span, direction: Direction | None) -> DatedWords | None:
        """The one date that the words at `span` are, or are part of; None where it is not one that can be known."""
        mentions = [mention for mention in self._dates if _overlap(_span(mention), span)]
        if len(mentions) != 1:
            return None
        (mention,) = mentions
        start, end = resolve_range(mention, self._published, direction)
        start = start or self._month_of_publication(mention)
        return None if start is None else DatedWords(start, end, _span(mention), mention.absolute)

    def _month_of_publication(self, mention: DateMention) -> PartialDate | None:
        """What a weekday or "yesterday" means where only the month of publication is known: that month."""
        of_the_week = mention.weekday is not None or mention.unit is Unit.DAY
        month = self._published is not None and self._published.precision is Precision.MONTH
        return self._published if of_the_week and month and not mention.absolute else None

    def sums_at(self, span: Span) -> Sequence[MoneyMention]:
        """The sums of money that the words at `span` are or hold."""
        return [mention for mention in self._money if _overlap(_span(mention), span)]

    def state_at(self, span: Span) -> NamedState | None:
        """The one state that the words at `span` name, or else lie in; None where they name none or several."""
        named = _only(self._names, span, stated=True)
        return named if named is not None else self.place_at(span) if not _within(self._names, span) else None

    def place_at(self, span: Span) -> NamedState | None:
        """The one state that the city or region named at `span` lies in."""
        return _only(self._places, span, stated=False)

    def state_named(self, span: Span) -> NamedState | None:
        """The one state named in a name: "Lao Ministry of Health"; cities in names tell nothing."""
        return _only(self._names, span, stated=False)


def _only(hits: Iterable[Hit], span: Span, *, stated: bool) -> NamedState | None:
    within = _within(hits, span)
    if len({hit.entry.value for hit in within}) != 1:
        return None
    hit = within[0]
    return NamedState(hit.entry.value, (hit.start, hit.end), stated)


def _within(hits: Iterable[Hit], span: Span) -> list[Hit]:
    return [hit for hit in hits if span[0] <= hit.start and hit.end <= span[1]]


def _span(mention: DateMention | MoneyMention) -> Span:
    return mention.start, mention.end


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]
