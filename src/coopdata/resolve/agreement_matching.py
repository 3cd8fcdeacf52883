"""Whether a telling is of the agreement that others tell of: dates, parties and instruments compared.

Three things must agree: the parties, the class of the instrument, and the date of signing as precisely as each text
tells it. Where one of them agrees only loosely (a state for its ministry, a month, a day beside, no date, two of three
parties), something more must speak for it: a person who signed, the subject, the sum, the same story.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from coopdata.extract.record import Status
from coopdata.resolve.tellings import ANY_CLASS, Side, Telling

YEAR, DAY = len("2019"), len("2019-09-05")
"""Characters of a date known to the year, and to the day."""
AFTER_SIGNING = timedelta(days=60)
"""A text without a date tells of what was signed at most so long before it was published."""
BEFORE_SIGNING = timedelta(days=400)
"""A plan may be told of so long before it is signed."""
SLIP = timedelta(days=1)
"""Publishers err by a day: time zones, and "today" printed the day after."""
COMPARED = 5
"""Tellings of each of two agreements that are looked at for what is only proposed."""
STANDING = frozenset({Status.IN_FORCE, Status.TERMINATED, Status.RENEWED})


def align(one: Sequence[Side], other: Sequence[Side], *, by_country: bool = False) -> dict[str, str] | None:
    """For each party of the shorter side the id of the party of the other that it is; None where one has no match.

    With `by_country` a party may also be any body of its country, as long as another party is the same in both.
    """
    few, many = (one, other) if len(one) <= len(other) else (other, one)
    free = {side.id: side for side in many}
    found = {side.id: side.id for side in few if free.pop(side.id, None)}
    by_country = by_country and bool(found)
    for side in few:
        if side.id not in found:
            loosely = (there for there in free.values() if by_country and there.is_fellow_of(side))
            match = next((there for there in free.values() if side.may_be(there)), next(loosely, None))
            if match is None:
                return None
            found[side.id] = match.id
            del free[match.id]
    return found


@dataclass(frozen=True, order=True)
class Fit:
    """How well a telling fits another: the first fields weigh most. Comparable, the better fit the greater."""

    same_parties: bool
    same_class: bool
    witnesses: int
    """How many further things both tell: signatories, subject, place, sum."""


def _commonly_named(one: Telling, other: Telling, aligned: Mapping[str, str]) -> bool:
    """Whether each party has a name for the same thing in both: no state for a company, no two for three."""
    sides = {side.id: side for side in (*one.sides, *other.sides)}
    complete = len(one.sides) == len(other.sides)
    return complete and all(sides[first].acts_for(sides[second]) for first, second in aligned.items())


class _Further(NamedTuple):
    """What else two tellings say alike."""

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
    same_parties = set(one.parties) == set(other.parties)
    further = _further(one, other)
    aligned = align(one.sides, other.sides, by_country=further.signer or further.amount or further.subject)
    if aligned is None or contradict(one, other):
        return None
    loosely = not same_parties
    if loosely and not further.speaks and not _commonly_named(one, other, aligned):
        return None
    if one.signed is None or other.signed is None:
        agree = _undated(one, other, further) and (further.speaks or not (loosely or further.other_matter))
    else:
        agree = _dates_agree(one, other, further, loosely=loosely)
    same_class = one.instrument_class == other.instrument_class
    return Fit(same_parties, same_class, further.strength) if agree else None


def near(one: Sequence[Telling], other: Sequence[Telling]) -> bool:
    """Whether two agreements, each with all its tellings, might be one after all, though nothing proves it."""
    pairs = [(first, second) for first in one[:COMPARED] for second in other[:COMPARED]]
    if any(contradict(*pair) or pair[0].document == pair[1].document for pair in pairs):
        return False
    return any(_might_be(first, second) for first, second in pairs)


def _might_be(one: Telling, other: Telling) -> bool:
    aligned = align(one.sides, other.sides)
    if aligned is None or not _commonly_named(one, other, aligned) or _differ(one, other):
        return False
    few, many = sorted((one.signed or "", other.signed or ""), key=len)
    if few in ("", many) or many.startswith(f"{few}-"):
        return True
    return len(few) == DAY and abs(_day(few) - _day(many)) <= SLIP


def contradict(one: Telling, other: Telling) -> bool:
    """Whether the two cannot be of one agreement, whatever a third says: other kinds, days or countries."""
    if len({one.instrument_class, other.instrument_class} - {ANY_CLASS}) > 1:
        return True
    countries = [{side.country for side in told.sides} for told in (one, other)]
    if None not in countries[0] | countries[1] and not (countries[0] <= countries[1] or countries[1] <= countries[0]):
        return True
    days = [told.signed for told in (one, other) if told.signed is not None and len(told.signed) == DAY]
    return len(days) == 2 and abs(_day(days[0]) - _day(days[1])) > SLIP


def _further(one: Telling, other: Telling) -> _Further:
    return _Further(
        signer=bool(one.signers & other.signers),
        subject=bool(one.subject & other.subject),
        amount=bool(one.sums & other.sums),
        place=one.place is not None and one.place == other.place,
        story=one.story == other.story,
        other_matter=_differ(one, other),
    )


def _differ(one: Telling, other: Telling) -> bool:
    """Whether they tell of different matters."""
    return bool(one.subject and other.subject) and not one.subject & other.subject


def _dates_agree(one: Telling, other: Telling, further: _Further, *, loosely: bool) -> bool:
    """Whether two dates are of one signing; where the parties agree only `loosely`, a month or year is not enough."""
    few, many = sorted((one.signed or "", other.signed or ""), key=len)
    if few == many or many.startswith(f"{few}-"):
        if further.speaks:
            return True
        if len(few) == DAY:
            return not (loosely and further.other_matter)
        return not loosely and not further.other_matter
    return further.speaks and len(few) == DAY and abs(_day(few) - _day(many)) <= SLIP


def _undated(one: Telling, other: Telling, further: _Further) -> bool:
    """Whether a telling without a date is of the other's signing."""
    undated, dated = (one, other) if one.signed is None else (other, one)
    signed, published = dated.signed, undated.published
    if signed is None or published is None or len(published) < DAY:
        return further.speaks
    first, last = _span(signed)
    if undated.is_planned:
        return not dated.is_planned and _day(published) <= last and first - _day(published) <= BEFORE_SIGNING
    if undated.status in STANDING:
        return further.speaks and first <= _day(published)
    return further.speaks and first - SLIP <= _day(published) <= last + AFTER_SIGNING


def _day(text: str) -> date:
    return date.fromisoformat(text)


def _span(text: str) -> tuple[date, date]:
    """First and last day of a date as precise as told."""
    first = date.fromisoformat(f"{text}-01-01"[:DAY])
    if len(text) == DAY:
        return first, first
    after = first.replace(year=first.year + 1) if len(text) == YEAR else (first + timedelta(days=31)).replace(day=1)
    return first, after - timedelta(days=1)


def same_parties(cluster: Sequence[Telling]) -> dict[str, str]:
    """For a party that the fullest telling of an agreement names more exactly the id under which that has it."""
    fullest = min(cluster, key=lambda own: (-len(own.sides), sum(side.is_state for side in own.sides), own.at))
    sides = {side.id for side in fullest.sides}
    found: dict[str, str] = {}
    for telling in cluster:
        for few, many in (align(telling.sides, fullest.sides, by_country=True) or {}).items():
            one, other = (few, many) if many in sides else (many, few)
            found[one] = other
    return {one: other for one, other in found.items() if one != other}
