"""Whether a telling is of the agreement that others tell of: dates, parties and instruments compared.

Three things must agree: the parties, the class of the instrument, and the date of signing as precisely as each text
tells it. Where one of them agrees only loosely (a state for its ministry, a month, a day beside, no date, two of three
parties), something more must speak for it: a person who signed, the subject, the sum, the same story. Which parties
may be the same is said in `party_matching`.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import product
from typing import NamedTuple

from coopdata.extract.record import Status
from coopdata.resolve.party_matching import (
    MANY_PARTIES,
    align,
    are_the_same,
    commonly_named,
    is_another_partner,
    is_sure,
    signed_by_one,
    signed_for_both,
)
from coopdata.resolve.tellings import ANY_CLASS, DAY, MONTH, YEAR, Telling

AFTER_SIGNING = timedelta(days=60)
"""A text without a date tells of what was signed at most so long before it was published."""
LONG_AFTER = timedelta(days=400)
"""But so long where it names the same bodies and the same subject."""
BEFORE_SIGNING = timedelta(days=400)
"""A plan may be told of so long before it is signed."""
SLIP = timedelta(days=1)
"""Publishers err by a day: time zones, and "today" printed the day after."""
PAPERS = frozenset({"memorandum", "letter_of_intent", "protocol", "declaration"})
"""Kinds that texts take for each other, and of which two bodies seldom make two; a loan and a grant are always two."""
STEM = 6
"""Letters that words of one family begin with."""
SIGNERS = 2
"""People who sign an agreement of two parties."""
COMPARED = 5
"""Tellings of each of two agreements that are looked at for what is only proposed."""
STANDING = frozenset({Status.IN_FORCE, Status.TERMINATED, Status.RENEWED})


@dataclass(frozen=True, order=True)
class Fit:
    """How well a telling fits another: the first fields weigh most. Comparable, the better fit the greater."""

    signer: bool
    """Whether one person signed both, as told."""
    same_parties: bool
    same_class: bool
    same_step: bool
    """Whether both tell of a renewal, or neither."""
    witnesses: int
    """How many further things both tell: signatories, subject, place, sum."""
    words: int
    """How many words of the subject both tell."""


class _Further(NamedTuple):
    """What two tellings say alike beside the dates."""

    same_parties: bool
    signer: bool
    subject: bool
    amount: bool
    place: bool
    story: bool
    other_matter: bool
    """Both tell their subject, and no word of it is the same."""

    @property
    def speaks(self) -> bool:
        """Whether it speaks for one agreement: a place alone does not, capitals see many."""
        return self.story or self.subject or self.amount or self.signer

    @property
    def strength(self) -> int:
        """How many things speak for one agreement."""
        return self.signer + self.subject + self.amount + self.place + self.story


def fit(one: Telling, other: Telling) -> Fit | None:
    """How well the two fit as tellings of one agreement; None where they do not."""
    if contradict(one, other):
        return None
    further = _further(one, other)
    if not _parties_agree(one, other, further) or not _dates_agree(one, other, further):
        return None
    return Fit(
        signer=further.signer,
        same_parties=further.same_parties,
        same_class=one.instrument_class == other.instrument_class,
        same_step=(one.status == Status.RENEWED) == (other.status == Status.RENEWED),
        witnesses=further.strength,
        words=len(one.subject & other.subject),
    )


def _parties_agree(one: Telling, other: Telling, further: _Further) -> bool:
    """Whether the parties may be the same, and something speaks for it where they are not told as the same."""
    loosely = further.signer or further.amount or further.subject or _of_one_day(one, other)
    found = align(one.sides, other.sides, loosely=loosely, signed=signed_for_both(one, other), known=further.signer)
    if found is None:
        return False
    if not further.same_parties and not further.speaks and not commonly_named(one, other, found):
        return False
    if not (further.subject or further.amount) and is_another_partner(one, other, found):
        return False
    return further.signer or further.amount or is_sure(one, other, found, subject=further.subject)


def _of_one_day(one: Telling, other: Telling) -> bool:
    return one.signed is not None and one.signed == other.signed and len(one.signed) == DAY


def near(one: Sequence[Telling], other: Sequence[Telling]) -> bool:
    """Whether two agreements, each with all its tellings, might be one after all, though nothing proves it."""
    pairs = [(first, second) for first in one[:COMPARED] for second in other[:COMPARED]]
    if any(contradict(*pair) or pair[0].document == pair[1].document for pair in pairs):
        return False
    return any(_might_be(first, second) for first, second in pairs)


def _might_be(one: Telling, other: Telling) -> bool:
    aligned = align(one.sides, other.sides)
    if aligned is None or not commonly_named(one, other, aligned) or _differ(one, other):
        return False
    few, many = sorted((one.signed or "", other.signed or ""), key=len)
    if few in ("", many) or many.startswith(f"{few}-"):
        return True
    return len(few) == DAY and abs(_day(few) - _day(many)) <= SLIP


def contradict(one: Telling, other: Telling) -> bool:
    """Whether the two cannot be tellings of one agreement: other kinds, days or countries."""
    kind, other_kind = one.instrument_class, other.instrument_class
    if kind != other_kind and ANY_CLASS not in (kind, other_kind) and not of_one_signing(one, other):
        return True
    if _of_other_days(one, other):
        return True
    return one.parties != other.parties and of_other_countries(one, countries_told(other))


def countries_told(telling: Telling) -> Sequence[str]:
    """The countries of the parties, each once and in order; none where that of one is not known."""
    found = sorted({side.country or "" for side in telling.sides})
    return () if "" in found else found


def of_other_countries(one: Telling, told_of: Collection[str]) -> bool:
    """Whether it tells of a country that is none of these, and these have one that it does not tell of.

    Not asked of a party whose country is unknown.
    """
    own = {side.country for side in one.sides}
    return None not in own and not (own.issubset(told_of) or own.issuperset(told_of))


def _of_other_days(one: Telling, other: Telling) -> bool:
    """Whether the two were signed on two days that are no slip of each other."""
    first, second = one.signed, other.signed
    if first is None or second is None or first == second or not len(first) == len(second) == DAY:
        return False
    return abs(_day(first) - _day(second)) > SLIP


def of_one_signing(one: Telling, other: Telling) -> bool:
    """Whether both tell of one paper, though by two names: one subject, and the same two people signed or one month.

    A plan has no month; then the parties must be the same.
    """
    if not {one.instrument_class, other.instrument_class} <= PAPERS or not one.subject & other.subject:
        return False
    if len(one.signers & other.signers) >= SIGNERS:
        return True
    few, many = sorted((one.subject, other.subject), key=len)
    dates = [told.signed for told in (one, other) if told.signed is not None]
    of_one_time = len(dates) == 2 and min(map(len, dates)) >= MONTH and dates[0][:MONTH] == dates[1][:MONTH]
    planned = one.is_planned != other.is_planned and set(one.parties) == set(other.parties)
    return few <= many and (of_one_time or planned)


def _further(one: Telling, other: Telling) -> _Further:
    return _Further(
        same_parties=are_the_same(one, other),
        signer=signed_by_one(one, other),
        subject=bool(one.subject & other.subject),
        amount=any(same_sum(*pair) for pair in product(one.sums, other.sums)),
        place=one.place is not None and one.place == other.place,
        story=one.story == other.story,
        other_matter=_differ(one, other),
    )


def same_sum(one: tuple[float, str], other: tuple[float, str]) -> bool:
    """Whether two sums with their currencies are one, which a text may round, to two digits at least.

    >>> same_sum((36_920_000, "USD"), (37_000_000, "USD")), same_sum((52_000_000, "USD"), (50_000_000, "USD"))
    (True, False)
    """
    (first, currency), (second, its_currency) = one, other
    if currency != its_currency:
        return False
    return first == second or any(
        float(f"{first:.{digits}g}") == second or float(f"{second:.{digits}g}") == first for digits in (2, 3)
    )


def _differ(one: Telling, other: Telling) -> bool:
    """Whether they tell of different matters: no word of a family ("investors", "investment") is in both."""
    return bool(one.subject and other.subject) and _stems(one.subject).isdisjoint(_stems(other.subject))


@lru_cache(maxsize=1 << 14)
def _stems(words: frozenset[str]) -> frozenset[str]:
    return frozenset(word[:STEM] for word in words)


def _dates_agree(one: Telling, other: Telling, further: _Further) -> bool:
    """Whether two dates are of one signing; where the parties agree only loosely, a month or year is not enough.

    Nor is a year where texts tell of two matters, though one person signed: ministers sign often.
    """
    if one.signed is None or other.signed is None:
        silent = not further.same_parties or further.other_matter
        return _undated(one, other, further) and (further.speaks or not silent)
    few, many = sorted((one.signed, other.signed), key=len)
    if few == many or many.startswith(f"{few}-"):
        if further.speaks:
            return len(few) > YEAR or not further.other_matter or further.amount or further.story
        if len(few) == DAY:
            return further.same_parties or not further.other_matter
        return further.same_parties and (not further.other_matter or _is_likely_one(one, other, further))
    return further.speaks and len(few) == DAY and abs(_day(few) - _day(many)) <= SLIP


def _is_likely_one(one: Telling, other: Telling, further: _Further) -> bool:
    """Whether the parties hardly made two agreements in a time, though the texts call the subject by other words.

    Three bodies or more, within a year; two of them, one memorandum or the like, or in one place, within a month.
    """
    if len(one.sides) >= MANY_PARTIES and not any(side.is_state for side in one.sides):
        return True
    same_paper = one.instrument_class == other.instrument_class and one.instrument_class in PAPERS
    return (same_paper or further.place) and min(len(one.signed or ""), len(other.signed or "")) >= MONTH


def _undated(one: Telling, other: Telling, further: _Further) -> bool:
    """Whether a telling without a date is of the other's signing."""
    undated, dated = (one, other) if one.signed is None else (other, one)
    signed, published = dated.signed, undated.published
    if signed is None or published is None or len(published) < DAY:
        return further.speaks
    (first, last), told = _span(signed), _day(published)
    if undated.is_planned:
        return not dated.is_planned and told <= last and first - told <= BEFORE_SIGNING
    if undated.status in STANDING:
        return further.speaks and first <= told
    if not further.speaks and len(signed) == YEAR:
        return False
    after = timedelta.max if further.amount else LONG_AFTER
    return first - SLIP <= told and told - last <= (after if further.speaks and further.same_parties else AFTER_SIGNING)


def _day(text: str) -> date:
    return date.fromisoformat(text)


def _span(text: str) -> tuple[date, date]:
    """First and last day of a date as precise as told."""
    first = date.fromisoformat(f"{text}-01-01"[:DAY])
    if len(text) == DAY:
        return first, first
    after = first.replace(year=first.year + 1) if len(text) == YEAR else (first + timedelta(days=31)).replace(day=1)
    return first, after - timedelta(days=1)
