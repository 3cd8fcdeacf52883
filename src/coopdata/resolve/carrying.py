"""Carrying ids forward: what was published under an id keeps it, as long as it is plainly the same record.

An id is made of identifying facts, and later evidence may change these: a day for a month, a fuller name. The record
is still the same where it was read from the same characters. So a record takes over an id of the last release that no
facts give any more, if all that is left of the old record is in it, and it bears no published id of its own. Of
several such ids the one read from most places wins; what became of the others, `history` tells.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, replace
from typing import Any

from coopdata.ids import make_id
from coopdata.resolve.ledger import Ledger
from coopdata.resolve.model import IDENTIFYING, Anchor, Claim, Previous, Row, Rows

_ID = re.compile(r"(?:org|per|agr|amt|evt|prj)_[a-z2-7]{10}")


def carry_ids(rows: Rows, ledger: Ledger, previous: Previous | None) -> None:
    """Give the rows, claims and problems of this build the ids of the last release where they are the same records."""
    if previous is None:
        return
    new_ids = carried_ids(anchors_of(ledger.claims), previous)
    if not new_ids:
        return
    for own in rows.values():
        own[:] = [_renamed(row, new_ids) for row in own]
    claims = [_renamed_claim(claim, new_ids) for claim in ledger.claims]
    ledger.claims.clear()
    for claim in claims:
        ledger.write(claim)
    ledger.problems[:] = [
        replace(
            problem,
            record_id=problem.record_id and _in(problem.record_id, new_ids),
            related_id=problem.related_id and _in(problem.related_id, new_ids),
            message=_in(problem.message, new_ids),
            remedy=_in(problem.remedy, new_ids),
        )
        for problem in ledger.problems
    ]


def anchors_of(claims: Iterable[Claim]) -> dict[str, set[Anchor]]:
    """For each id the places it was read from."""
    found: dict[str, set[Anchor]] = defaultdict(set)
    for claim in claims:
        if IDENTIFYING.get(claim.table) == claim.field and claim.span is not None:
            found[claim.record_id].add((claim.table, claim.document_id, *claim.span))
    return found


def carried_ids(anchors: Mapping[str, set[Anchor]], previous: Previous) -> dict[str, str]:
    """For each id that the facts give now the id under which the record is published, where that is another one."""
    at: dict[Anchor, set[str]] = defaultdict(set)
    for record_id, places in anchors.items():
        for anchor in places:
            at[anchor].add(record_id)
    stays = {old for old, own in previous.anchors.items() if old in anchors and own & anchors[old]}
    heirs: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for old, own in previous.anchors.items():
        heir = None if old in stays else _heir([at[anchor] for anchor in own if anchor in at], stays)
        if heir is not None:
            heirs[heir].append((-len(own & anchors[heir]), old))
    carried = {heir: min(old)[1] for heir, old in heirs.items()}
    return carried | _made_way(anchors, carried)


def _heir(found: Sequence[set[str]], stays: set[str]) -> str | None:
    """The one record without a published id that was read from all the places; None where they are of several.

    Several records may be read from one place ("three memoranda"): there those that have their id do not count.
    """
    if not found:
        return None
    everywhere = set.intersection(*found) - stays
    return everywhere.pop() if len(everywhere) == 1 else None


def _made_way(anchors: Mapping[str, set[Anchor]], carried: Mapping[str, str]) -> dict[str, str]:
    """A new id for each record whose facts give an id that another record has carried on."""
    taken = set(carried.values())
    return {
        record_id: make_id(record_id[:3], record_id, *map(str, min(own)))
        for record_id, own in anchors.items()
        if record_id in taken and record_id not in carried
    }


def _renamed(row: Row, new_ids: Mapping[str, str]) -> Row:
    changes: dict[str, Any] = {}
    for field in fields(row):
        value = getattr(row, field.name)
        if field.name.endswith("_id") and value in new_ids:
            changes[field.name] = new_ids[value]
    return replace(row, **changes) if changes else row


def _renamed_claim(claim: Claim, new_ids: Mapping[str, str]) -> Claim:
    record_id, value = _in(claim.record_id, new_ids), claim.value
    if value is not None and claim.field.endswith("_id"):
        value = new_ids.get(value, value)
    if (record_id, value) == (claim.record_id, claim.value):
        return claim
    return replace(claim, record_id=record_id, value=value)


def _in(record_id: str, new_ids: Mapping[str, str]) -> str:
    """A key with every id in it renewed."""
    return _ID.sub(lambda match: new_ids.get(match[0], match[0]), record_id)
