"""Pairing what was read with the gold, one to one."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from coopdata.evaluate.names import Item, fold_name, same_name

Agreement = Mapping[str, Any]
Test = Callable[[Item, Item], bool]
_ENOUGH = 2
"""Of so many parties all must be right for an agreement to count as found; of more, half."""
_CENT = 0.005


def pair_up(
    gold: Sequence[Item], read: Sequence[Item], test: Test
) -> tuple[list[tuple[Item, Item]], list[Item], list[Item]]:
    """Pairs, what was missed and what is spurious; each gold item takes the first fitting one that is left."""
    left, pairs, missed = list(read), [], []
    for one in gold:
        hit = next((other for other in left if test(one, other)), None)
        if hit is None:
            missed.append(one)
        else:
            left.remove(hit)
            pairs.append((one, hit))
    return pairs, missed, left


def party_match(gold: Agreement, read: Agreement) -> tuple[float, int]:
    """F1 of the parties and how many are right."""
    pairs, missed, extra = pair_up(gold.get("parties") or [], read.get("parties") or [], same_name)
    total = 2 * len(pairs) + len(missed) + len(extra)
    return (2 * len(pairs) / total if total else 0.0), len(pairs)


def align(
    gold: Sequence[Agreement], read: Sequence[Agreement]
) -> tuple[list[tuple[Agreement, Agreement]], list[Agreement], list[Agreement]]:
    """Agreements paired by their parties, the best fitting first, then by instrument and date."""
    scored = []
    for i, one in enumerate(gold):
        for j, other in enumerate(read):
            f1, hits = party_match(one, other)
            need = len(one.get("parties") or [])
            if hits and (hits >= need if need <= _ENOUGH else hits >= need / 2):
                alike = (one.get("instrument") == other.get("instrument")) + (one.get("signed") == other.get("signed"))
                scored.append((f1 + 0.2 * alike, i, j))
    pairs, used, taken = [], set(), set()
    for _, i, j in sorted(scored, reverse=True):
        if i not in used and j not in taken:
            used.add(i)
            taken.add(j)
            pairs.append((gold[i], read[j]))
    missed = [one for i, one in enumerate(gold) if i not in used]
    return pairs, missed, [one for j, one in enumerate(read) if j not in taken]


def same_amount(gold: Item, read: Item) -> bool:
    """Whether two sums are of one currency and differ by no more than half a percent."""
    value = float(gold["value"])
    return read.get("currency") == gold.get("currency") and abs(float(read.get("value") or 0) - value) <= _CENT * abs(
        value
    )


def same_event(gold: Item, read: Item) -> bool:
    """Whether two events are named alike and begin on one day, where the gold dates it."""
    mine, theirs = (set(fold_name(one.get("name") or "").split()) for one in (gold, read))
    close = bool(mine and theirs) and len(mine & theirs) / min(len(mine), len(theirs)) >= 0.5
    dated = bool(gold.get("start")) and gold.get("start") == read.get("start")
    return (close and (dated or not gold.get("start"))) or (dated and bool(mine & theirs))


def same_title(gold: str, read: str) -> bool:
    """Whether one title holds the other."""
    one, other = fold_name(gold), fold_name(read)
    return one == other or (bool(set(one.split()) & set(other.split())) and (one in other or other in one))
