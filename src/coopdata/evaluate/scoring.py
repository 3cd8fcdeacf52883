"""Counting: what of one document was read right, wrongly or not at all, field by field."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from coopdata.evaluate.gold import GoldDocument
from coopdata.evaluate.matching import Agreement, Test, align, pair_up, party_match, same_amount, same_event, same_title
from coopdata.evaluate.names import Item, fold_name, same_name, same_person

FIELDS = (
    "agreements", "parties", "instrument", "status", "signed", "place", "signatories", "witnesses", "whole records",
    "organizations", "people", "amounts", "events", "countries", "titles", "negative documents", "offsets valid",
)  # fmt: skip
"""What is counted, in the order of reports; ``score.py`` says what each means but the last, `offsets` that."""
OFFSETS = FIELDS[-1]
_WHOLE = ("instrument", "status", "signed")


@dataclass
class DocumentScore:
    """The counts of one document by field: right, spurious, missed; and what went wrong, in words."""

    id: str
    counts: dict[str, tuple[int, int, int]] = field(default_factory=dict)
    errors: list[tuple[str, str]] = field(default_factory=list)
    """The kind of each error ("missed people") and what it is about, as JSON."""

    def add(self, name: str, *, right: int = 0, spurious: int = 0, missed: int = 0) -> None:
        """Add to the counts of a field."""
        known = self.counts.get(name, (0, 0, 0))
        self.counts[name] = (known[0] + right, known[1] + spurious, known[2] + missed)

    def items(self, name: str, gold: Sequence[Item], read: Sequence[Item], test: Test) -> tuple[list[Item], list[Item]]:
        """Count a list of items; what was missed and what is spurious."""
        pairs, missed, extra = pair_up(gold, read, test)
        self.add(name, right=len(pairs), spurious=len(extra), missed=len(missed))
        return missed, extra

    def value(self, name: str, gold: Any, read: Any, equal: Callable[[Any, Any], bool]) -> None:
        """Count one value; None on either side is "not given"."""
        if gold is not None and read is not None and equal(gold, read):
            self.add(name, right=1)
        else:
            self.add(name, spurious=read is not None, missed=gold is not None)

    def note(self, kind: str, what: object) -> None:
        """Remember an error."""
        self.errors.append((kind, json.dumps(what, ensure_ascii=False)))


def score_document(document: GoldDocument, record: Mapping[str, Any]) -> DocumentScore:
    """The score of one record (as JSON has it) against the gold of its document."""
    score = DocumentScore(document.id)
    _agreements(score, document, record)
    _entities(score, document, record)
    return score


def _agreements(score: DocumentScore, document: GoldDocument, record: Mapping[str, Any]) -> None:
    optional = document.agreements(optional=True)
    pairs, missed, extra = align(document.agreements(optional=False), record.get("agreements") or [])
    extra = [one for one in extra if not any(party_match(other, one)[1] for other in optional)]
    score.add("agreements", right=len(pairs), spurious=len(extra), missed=len(missed))
    if not document.gold["agreements"]:
        score.add("negative documents", right=not extra, missed=bool(extra))
    unpaired: list[tuple[Agreement, Agreement]] = [(one, {}) for one in missed] + [({}, one) for one in extra]
    for gold, read in [*pairs, *unpaired]:
        _agreement(score, gold, read)


def _agreement(score: DocumentScore, gold: Agreement, read: Agreement) -> None:
    """The fields of one agreement; those of one that has no counterpart count as missed or spurious."""
    lost, more = score.items("parties", gold.get("parties") or [], read.get("parties") or [], same_name)
    for name in _WHOLE:
        score.value(name, gold.get(name), read.get(name), lambda one, other: one == other)
    score.value(
        "place", gold.get("place"), read.get("place"), lambda one, other: same_name({"name": one}, {"name": other})
    )
    for role in ("signatories", "witnesses"):
        score.items(role, gold.get(role) or [], read.get(role) or [], same_person)
    whole = bool(gold and read) and not lost and not more and all(gold.get(name) == read.get(name) for name in _WHOLE)
    score.add("whole records", right=whole, spurious=bool(read) and not whole, missed=bool(gold) and not whole)
    if not whole:
        score.note(_kind(gold, read, parties_right=not lost and not more), {"gold": _brief(gold), "read": _brief(read)})


def _kind(gold: Agreement, read: Agreement, *, parties_right: bool) -> str:
    """What kind of error an agreement that is not whole shows: the first that a reader would correct."""
    if not read:
        return "missed agreement"
    if not gold:
        return "spurious agreement"
    wrong = [name for name in _WHOLE if gold.get(name) != read.get(name)]
    return f"agreement with wrong {wrong[0] if parties_right and wrong else 'parties'}"


def _brief(agreement: Agreement) -> dict[str, Any]:
    if not agreement:
        return {}
    parties = [one.get("name") for one in agreement.get("parties") or []]
    return {name: agreement.get(name) for name in _WHOLE} | {"parties": parties}


def _entities(score: DocumentScore, document: GoldDocument, record: Mapping[str, Any]) -> None:
    tests: dict[str, Test] = {
        "organizations": same_name, "people": same_person, "amounts": same_amount, "events": same_event
    }  # fmt: skip
    for name, test in tests.items():
        missed, extra = score.items(name, document.gold[name], record.get(name) or [], test)
        for what in missed:
            score.note(f"missed {name}", what)
        for what in extra:
            shown = ("name", "value", "currency", "start")
            score.note(f"spurious {name}", {key: what[key] for key in shown if what.get(key) is not None})
    for gold, read in pair_up(document.gold["organizations"], record.get("organizations") or [], same_name)[0]:
        if gold.get("country"):
            score.value("countries", gold["country"], read.get("country"), lambda one, other: one == other)
    known = {fold_name(one["name"]): one for one in record.get("people") or []}
    for gold in document.gold["people"]:
        person: Item = next((one for one in known.values() if same_person(gold, one)), {})
        score.value("titles", gold.get("title"), person.get("title"), same_title)
