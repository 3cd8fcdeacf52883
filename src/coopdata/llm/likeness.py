"""Which items of two readings are the same thing: a wording they share, or the characters they stand on.

Each measure is 0 for two items that are not one thing, and the larger the more alike they are.
"""

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import TypeVar

from coopdata.documents.model import Span
from coopdata.extract.record import (
    Agreement,
    Amount,
    Event,
    Item,
    Organization,
    Party,
    Person,
    Signatory,
    Witness,
)
from coopdata.ids import fold

ItemType = TypeVar("ItemType", bound=Item)
Likeness = Callable[[ItemType, ItemType], float]
Named = Party | Signatory | Witness | Organization | Person

_folded = lru_cache(maxsize=4096)(fold)


def match(model: Sequence[ItemType], rules: Sequence[ItemType], same: Likeness[ItemType]) -> dict[int, int]:
    """Which item of the rules is which of the model's: pairs of places, the most alike first, each in one pair."""
    likeness = [
        (-found, i, j)
        for i, mine in enumerate(model)
        for j, theirs in enumerate(rules)
        if (found := same(mine, theirs)) > 0
    ]
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, i, j in sorted(likeness):
        if i not in pairs and j not in taken:
            pairs[i] = j
            taken.add(j)
    return pairs


def equal(one: object, other: object) -> bool:
    """Whether two values are the same; words are compared as names are everywhere, folded."""
    return one == other or (isinstance(one, str) and isinstance(other, str) and _folded(one) == _folded(other) != "")


def share_form(one: Item, other: Item) -> bool:
    """Whether two named things have a form in common."""
    return isinstance(one, Named) and isinstance(other, Named) and bool(forms(one) & forms(other))


def forms(item: Named) -> set[str]:
    """All wordings of a named thing, folded."""
    aliases = item.aliases if isinstance(item, Party | Organization | Person) else ()
    return {_folded(form) for form in (item.name, *aliases)} - {""}


def same_named(one: Named, other: Named) -> float:
    """Named things: a form counts for more than characters, since a part of a name may be another's name."""
    overlap = any(_overlap(mine, theirs) for mine in one.spans for theirs in other.spans)
    return (2.0 if share_form(one, other) else 0.0) + (1.0 if overlap else 0.0)


def same_amount(one: Amount, other: Amount) -> float:
    """Sums: the same money, or the same characters."""
    return float((one.value, one.currency) == (other.value, other.currency) or _overlap(one.span, other.span))


def same_event(one: Event, other: Event) -> float:
    """Events: the same name, or the same characters."""
    return float(equal(one.name, other.name) or _overlap(one.span, other.span))


def same_agreement(one: Agreement, other: Agreement) -> float:
    """Agreements: at least half of the parties, or one and an overlap of their sentences."""
    shared = len(match(one.parties, other.parties, same_named))
    overlap = _overlap(one.span, other.span)
    most = max(len(one.parties), len(other.parties))
    if not shared or (shared * 2 < most and not overlap):
        return 0.0
    return shared / most + (0.5 if overlap else 0.0) + (0.25 if one.instrument == other.instrument else 0.0)


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]
