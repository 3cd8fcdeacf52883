"""Two readings of one document made one: the model reads, the rules vote.

The policy, in the order in which it is applied:

1. *Which things are the same.* Two items are one thing if they share a wording (folded, aliases included) or
   characters. Two agreements are one if at least half of their parties are, or if one party is and their sentences
   overlap.
2. *Values.* Where both give a value and agree, it is right unless both are wrong: 1 − (1 − a)(1 − b), where a and b are
   how sure each is. Where they differ, the model's stands, as sure as it is that of the two it is the right one:
   a(1 − b) / (1 − ab). Where one is silent, the other's stands as it is. Both statements are kept, so that every
   difference can be seen.
3. *Lists of an agreement* (parties, signatories, witnesses, sums) are the model's. The rules' stand in where the
   model's is empty or, for parties, has fewer than two.
4. *What only the model read* stays as it is. *What only the rules read* stays if they were sure of it (`SURE`), with
   half their confidence, unless the model read something else from the same characters. So a model that is lazy, or
   that a text has talked into silence, takes nothing away that was plain.
5. *What the model is not asked for* is the rules': projects, topics, purposes, participants, an agreement's event.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import fields, replace
from functools import lru_cache
from typing import Any, TypeVar

from coopdata.documents.model import Span
from coopdata.extract.record import (
    STATED_FIELDS,
    Agreement,
    Amount,
    Event,
    Item,
    Organization,
    Party,
    Person,
    Record,
    Signatory,
    Statement,
    Witness,
)
from coopdata.ids import fold

SURE = 0.85
"""From this confidence on, what only the rules read stays."""
DOUBT = 0.5
"""What is left of the confidence of something that only the rules read."""
CERTAIN = 0.99
"""No two readings are surer."""

ItemType = TypeVar("ItemType", bound=Item)
_folded = lru_cache(maxsize=4096)(fold)
Named = Party | Signatory | Witness | Organization | Person


def vote(model: Record, rules: Record) -> Record:
    """One record of the model's reading and the rules', by the policy of this module."""
    events = _merge(model.events, rules.events, _same_event, _vote_event)
    return Record(
        rules.document,
        agreements=_merge(model.agreements, rules.agreements, _same_agreement, _agreement_voter(events)),
        organizations=_merge(model.organizations, rules.organizations, _same_named, _vote_named),
        people=_merge(model.people, rules.people, _same_named, _vote_named),
        amounts=_merge(model.amounts, rules.amounts, _same_amount, _vote_amount),
        events=events,
        projects=rules.projects,
    )


# --- values ---


def vote_values(model: ItemType, rules: ItemType) -> ItemType:
    """The model's item with the rules' votes on its values, and their values where it has none."""
    changes: dict[str, Any] = {}
    statements: list[Statement] = []
    for name in STATED_FIELDS[type(model)]:
        mine, theirs = getattr(model, name), getattr(rules, name)
        mine_said, theirs_said = _of(model, name), _of(rules, name)
        if mine is None and theirs is not None:
            changes[name] = theirs
        elif mine is not None and theirs is not None and mine_said and theirs_said:
            agree = _equal(mine, theirs) or (name == "name" and _share_form(model, rules))
            mine_said, theirs_said = _weigh(mine_said, theirs_said, agree=agree)
        statements += [*mine_said, *theirs_said]
    return replace(model, statements=tuple(statements), **changes)


def _of(item: Item, field: str) -> tuple[Statement, ...]:
    return tuple(statement for statement in item.statements if statement.field == field)


def _weigh(
    mine: Sequence[Statement], theirs: Sequence[Statement], *, agree: bool
) -> tuple[tuple[Statement, ...], tuple[Statement, ...]]:
    """The statements of one field with the confidence that is due after both have spoken."""
    a, b = (max(statement.confidence for statement in said) for said in (mine, theirs))
    if agree:
        return _at(mine, together(a, b)), _at(theirs, together(a, b))
    return _at(mine, against(a, b)), _at(theirs, against(b, a))


def together(one: float, other: float) -> float:
    """How sure a value is that two readings of these confidences agree on."""
    return min(CERTAIN, round(1 - (1 - one) * (1 - other), 2))


def against(one: float, other: float) -> float:
    """How sure the first of two readings is that disagree: the chance that it is right where not both can be."""
    return round(one * (1 - other) / (1 - one * other), 2) if one * other < 1 else 0.5


def _at(said: Iterable[Statement], confidence: float) -> tuple[Statement, ...]:
    return tuple(replace(statement, confidence=confidence) for statement in said)


def _equal(one: object, other: object) -> bool:
    """Whether two values are the same; names and titles are compared as they are everywhere, folded."""
    return one == other or (isinstance(one, str) and isinstance(other, str) and _folded(one) == _folded(other) != "")


# --- lists ---


def _merge(
    model: Sequence[ItemType],
    rules: Sequence[ItemType],
    same: Callable[[ItemType, ItemType], float],
    vote_on: Callable[[ItemType, ItemType], ItemType],
) -> tuple[ItemType, ...]:
    """The model's items, voted on, and those that only the rules read and are sure of, in the order of the text."""
    pairs = match(model, rules, same)
    merged = [vote_on(item, rules[pairs[index]]) if index in pairs else item for index, item in enumerate(model)]
    alone = [item for item in rules if not any(same(other, item) for other in model)]
    kept = [doubted(item) for item in alone if _confidence(item) >= SURE]
    return tuple(sorted((*merged, *kept), key=_place))


def match(
    model: Sequence[ItemType], rules: Sequence[ItemType], same: Callable[[ItemType, ItemType], float]
) -> dict[int, int]:
    """Which item of the rules is which of the model's: pairs by likeness, the most alike first, each in one pair."""
    likeness = [
        (-found, i, j)
        for i, mine in enumerate(model)
        for j, theirs in enumerate(rules)
        if (found := same(mine, theirs)) > 0
    ]
    pairs: dict[int, int] = {}
    for _, i, j in sorted(likeness):
        if i not in pairs and j not in pairs.values():
            pairs[i] = j
    return pairs


def doubted(item: ItemType) -> ItemType:
    """The item and all its parts, half as sure."""
    changes: dict[str, Any] = {}
    for field in fields(item):
        value = getattr(item, field.name)
        if field.name == "confidence":
            changes[field.name] = round(value * DOUBT, 2)
        elif isinstance(value, tuple) and value and isinstance(value[0], Item):
            changes[field.name] = tuple(doubted(part) for part in value)
        elif isinstance(value, tuple) and value and isinstance(value[0], Statement):
            changes[field.name] = tuple(replace(said, confidence=round(said.confidence * DOUBT, 2)) for said in value)
    return replace(item, **changes)


def _confidence(item: Item) -> float:
    """An agreement's own confidence; for other things that of the first field, which says what it is."""
    if isinstance(item, Agreement):
        return item.confidence
    return max((said.confidence for said in _of(item, STATED_FIELDS[type(item)][0])), default=0.0)


def _place(item: Item) -> tuple[Span, ...]:
    spans: tuple[Span, ...] = getattr(item, "spans", ())
    return spans[:1] or (getattr(item, "span", (0, 0)),)


# --- likeness: 0 where two items are not the same thing, more the more alike they are ---


def _same_named(one: Named, other: Named) -> float:
    shared = _forms(one) & _forms(other)
    overlap = any(_overlap(mine, theirs) for mine in one.spans for theirs in other.spans)
    return (2.0 if shared else 0.0) + (1.0 if overlap else 0.0)


def _share_form(one: Item, other: Item) -> bool:
    return isinstance(one, Named) and isinstance(other, Named) and bool(_forms(one) & _forms(other))


def _forms(item: Named) -> set[str]:
    aliases = item.aliases if isinstance(item, Party | Organization | Person) else ()
    return {_folded(form) for form in (item.name, *aliases)} - {""}


def _same_amount(one: Amount, other: Amount) -> float:
    return float((one.value, one.currency) == (other.value, other.currency) or _overlap(one.span, other.span))


def _same_event(one: Event, other: Event) -> float:
    return float(_folded(one.name) == _folded(other.name) != "" or _overlap(one.span, other.span))


def _same_agreement(one: Agreement, other: Agreement) -> float:
    shared = len(match(one.parties, other.parties, _same_named))
    overlap = _overlap(one.span, other.span)
    most = max(len(one.parties), len(other.parties))
    if not shared or (shared * 2 < most and not overlap):
        return 0.0
    return shared / most + (0.5 if overlap else 0.0) + (0.25 if one.instrument == other.instrument else 0.0)


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


# --- items ---


def _vote_named(model: Any, rules: Any) -> Any:
    """A named thing, with the places of both, and their forms where they share one."""
    voted = vote_values(model, rules)
    spans = tuple(sorted({*model.spans, *rules.spans}))
    if not isinstance(voted, Party | Organization | Person):
        return replace(voted, spans=spans)
    if not _share_form(model, rules):
        return replace(voted, spans=spans)
    forms = dict.fromkeys((*model.aliases, rules.name, *rules.aliases))
    return replace(voted, spans=spans, aliases=tuple(form for form in forms if form != voted.name))


def _vote_amount(model: Amount, rules: Amount) -> Amount:
    """A sum; what it is in the text is the rules' to say where the model only mentions it."""
    role = rules.role if model.role == "mentioned" else model.role
    return replace(vote_values(model, rules), role=role)


def _vote_event(model: Event, rules: Event) -> Event:
    known = rules if model.start is None or model.start == rules.start else _without(rules, "end")
    if model.place is not None and not _equal(model.place, known.place):
        known = _without(known, "country")
    return replace(vote_values(model, known), participants=rules.participants)


def _agreement_voter(events: Sequence[Event]) -> Callable[[Agreement, Agreement], Agreement]:
    """How agreements are voted on in a record with these events, which alone an agreement may name."""
    names = {event.name for event in events}

    def vote_agreement(model: Agreement, rules: Agreement) -> Agreement:
        known = rules if rules.event in names else _without(rules, "event")
        if model.place is not None and not _equal(model.place, rules.place):
            known = _without(known, "place_country")
        voted = vote_values(model, known)
        return replace(
            voted,
            confidence=together(model.confidence, rules.confidence),
            parties=_list(model.parties, rules.parties, _same_named, _vote_named, least=2),
            signatories=_list(model.signatories, rules.signatories, _same_named, _vote_named),
            witnesses=_list(model.witnesses, rules.witnesses, _same_named, _vote_named),
            amounts=_list(model.amounts, rules.amounts, _same_amount, _vote_amount),
            topics=rules.topics,
        )

    return vote_agreement


def _without(item: ItemType, name: str) -> ItemType:
    """The item without the value of a field that says nothing without another."""
    statements = tuple(said for said in item.statements if said.field != name)
    return replace(item, statements=statements, **{name: None})


def _list(
    model: Sequence[ItemType],
    rules: Sequence[ItemType],
    same: Callable[[ItemType, ItemType], float],
    vote_on: Callable[[ItemType, ItemType], ItemType],
    least: int = 1,
) -> tuple[ItemType, ...]:
    """A list of an agreement: the model's, voted on, and the rules' further items where it has fewer than `least`."""
    pairs = match(model, rules, same)
    merged = [vote_on(item, rules[pairs[index]]) if index in pairs else item for index, item in enumerate(model)]
    if len(model) >= least:
        return tuple(merged)
    return (*merged, *(doubted(item) for item in rules if not any(same(other, item) for other in model)))
