"""Two readings of one document made one: the model reads, the rules vote.

The policy, point by point; which items are the same thing is said in `likeness`:

1. *Both give a value.* Where they agree, it is right unless both are wrong: 1 − (1 − a)(1 − b), where a and b are how
   sure each is. Where they differ, the model's stands, as sure as it is that of the two it is the right one:
   a(1 − b) / (1 − ab). Both statements are kept, so that every difference can be seen.
2. *The model gives none.* It was asked and says that there is none; that counts. The rules' value stands in only where
   the model gave one that was refused, and for what the model is not asked or cannot quote: the state of a body known
   by its name, a purpose, topics, participants, projects. The same holds for lists of an agreement (parties,
   signatories, witnesses, sums): the rules add to one only where a part of the model's was refused.
3. *Only the model read it.* It stays as it is.
4. *Only the rules read it.* It is left out, unless the model read nothing of this kind in the whole document: then what
   the rules were sure of (`SURE`) stays, with half their confidence (`DOUBT`). So a model that is idle, or that a text
   has talked into silence, takes nothing away that was plain. Organizations that the rules' projects and participants
   name stay too, so that no reference leads nowhere.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import fields, replace
from typing import Any

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
    Statement,
)
from coopdata.llm.likeness import (
    ItemType,
    Likeness,
    equal,
    forms,
    match,
    same_agreement,
    same_amount,
    same_event,
    same_named,
    share_form,
)

SURE = 0.85
"""From this confidence on, what only the rules read stays where the model read nothing of its kind."""
DOUBT = 0.5
"""What is then left of it."""
CERTAIN = 0.99
"""No two readings are surer."""
UNASKED = frozenset({"country", "place_country", "parent", "purpose", "event"})
"""Fields that the model is not asked for, or only for words that many texts do not have."""


def vote(model: Record, rules: Record, blanks: Mapping[Item, frozenset[str]]) -> Record:
    """One record of both readings; `blanks` names for each item of the model's the fields with a refused value."""
    voter = _Voter(blanks)
    events = voter.merge(model.events, rules.events, same_event, voter.event)
    voter.events = frozenset(event.name for event in events)
    return Record(
        rules.document,
        agreements=voter.merge(model.agreements, rules.agreements, same_agreement, voter.agreement),
        organizations=_with_referred(
            voter.merge(model.organizations, rules.organizations, same_named, voter.named), rules, events
        ),
        people=voter.merge(model.people, rules.people, same_named, voter.named),
        amounts=voter.merge(model.amounts, rules.amounts, same_amount, voter.amount),
        events=events,
        projects=rules.projects,
    )


class _Voter:
    """The rules' votes on the model's items."""

    def __init__(self, blanks: Mapping[Item, frozenset[str]]) -> None:
        self._blanks = blanks
        self.events: frozenset[str] = frozenset()
        """Names of the events of the record, which alone an agreement may name."""

    def merge(
        self,
        model: Sequence[ItemType],
        rules: Sequence[ItemType],
        same: Likeness[ItemType],
        vote_on: Callable[[ItemType, ItemType], ItemType],
    ) -> tuple[ItemType, ...]:
        """The model's items, voted on, in the order of the text; of none, those that the rules are sure of."""
        if not model:
            return tuple(doubted(item) for item in rules if confidence_of(item) >= SURE)
        pairs = match(model, rules, same)
        voted = [vote_on(item, rules[pairs[index]]) if index in pairs else item for index, item in enumerate(model)]
        return tuple(sorted(voted, key=_place))

    def values(self, model: ItemType, rules: ItemType) -> ItemType:
        """The model's item with the rules' votes on its values, and their values where they may stand in."""
        open_fields = UNASKED | self._blanks.get(model, frozenset())
        changes: dict[str, Any] = {}
        statements: list[Statement] = []
        for name in STATED_FIELDS[type(model)]:
            mine, theirs = getattr(model, name), getattr(rules, name)
            mine_said, theirs_said = said(model, name), said(rules, name)
            if mine is None:
                theirs_said = theirs_said if name in open_fields else ()
                changes[name] = theirs if name in open_fields else None
            elif theirs is not None and mine_said and theirs_said:
                agree = equal(mine, theirs) or (name == "name" and share_form(model, rules))
                mine_said, theirs_said = weigh(mine_said, theirs_said, agree=agree)
            statements += [*mine_said, *theirs_said]
        return replace(model, statements=tuple(statements), **changes)

    def named(self, model: Any, rules: Any) -> Any:
        """A named thing, with the places of both, and their forms where they share one."""
        voted = replace(self.values(model, rules), spans=tuple(sorted({*model.spans, *rules.spans})))
        if not isinstance(voted, Party | Organization | Person) or not share_form(model, rules):
            return voted
        names = dict.fromkeys((*model.aliases, rules.name, *rules.aliases))
        return replace(voted, aliases=tuple(name for name in names if name != voted.name))

    def amount(self, model: Amount, rules: Amount) -> Amount:
        """A sum; what it is in the text is the rules' to say where the model only mentions it."""
        return replace(self.values(model, rules), role=rules.role if model.role == "mentioned" else model.role)

    def event(self, model: Event, rules: Event) -> Event:
        """An event; the end and state that the rules read hold for the beginning and place that they read."""
        known = rules if model.start is None or model.start == rules.start else _without(rules, "end")
        known = known if self._same_place(model, rules) else _without(known, "country")
        return replace(self.values(model, known), participants=rules.participants)

    def agreement(self, model: Agreement, rules: Agreement) -> Agreement:
        """An agreement with its lists."""
        known = rules if rules.event in self.events else _without(rules, "event")
        known = known if self._same_place(model, rules) else _without(known, "place_country")
        return replace(
            self.values(model, known),
            confidence=together(model.confidence, rules.confidence),
            parties=self._list("parties", model, rules, same_named, self.named),
            signatories=self._list("signatories", model, rules, same_named, self.named),
            witnesses=self._list("witnesses", model, rules, same_named, self.named),
            amounts=self._list("amounts", model, rules, same_amount, self.amount),
            topics=rules.topics,
        )

    def _same_place(self, model: Agreement | Event, rules: Agreement | Event) -> bool:
        """Whether the place that the record will have is the one that the rules read."""
        if model.place is None:
            return "place" in self._blanks.get(model, frozenset())
        return equal(model.place, rules.place)

    def _list(
        self, name: str, model: Agreement, rules: Agreement, same: Likeness[Any], vote_on: Callable[[Any, Any], Any]
    ) -> tuple[Any, ...]:
        """A list of an agreement: the model's, voted on, and the rules' where a part of it was refused."""
        mine, theirs = getattr(model, name), getattr(rules, name)
        pairs = match(mine, theirs, same)
        voted = [vote_on(item, theirs[pairs[index]]) if index in pairs else item for index, item in enumerate(mine)]
        if name not in self._blanks.get(model, frozenset()):
            return tuple(voted)
        return (*voted, *(doubted(item) for item in theirs if not any(same(other, item) for other in mine)))


# --- confidence ---


def weigh(
    mine: Sequence[Statement], theirs: Sequence[Statement], *, agree: bool
) -> tuple[tuple[Statement, ...], tuple[Statement, ...]]:
    """The statements of one field with the confidence that is due after both have spoken."""
    a, b = (max(statement.confidence for statement in statements) for statements in (mine, theirs))
    if agree:
        return _at(mine, together(a, b)), _at(theirs, together(a, b))
    return _at(mine, against(a, b)), _at(theirs, against(b, a))


def together(one: float, other: float) -> float:
    """How sure a value is that two readings of these confidences agree on."""
    return min(CERTAIN, round(1 - (1 - one) * (1 - other), 2))


def against(one: float, other: float) -> float:
    """How sure the first of two readings is that disagree: the chance that it is right where not both can be."""
    return round(one * (1 - other) / (1 - one * other), 2) if one * other < 1 else 0.5


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
            changes[field.name] = tuple(replace(one, confidence=round(one.confidence * DOUBT, 2)) for one in value)
    return replace(item, **changes)


def confidence_of(item: Item) -> float:
    """An agreement's own confidence; for other things that of the first field, which says what it is."""
    if isinstance(item, Agreement):
        return item.confidence
    return max((one.confidence for one in said(item, STATED_FIELDS[type(item)][0])), default=0.0)


# --- parts of items ---


def said(item: Item, field: str) -> tuple[Statement, ...]:
    """The statements of one field."""
    return tuple(statement for statement in item.statements if statement.field == field)


def _at(statements: Iterable[Statement], confidence: float) -> tuple[Statement, ...]:
    return tuple(replace(statement, confidence=confidence) for statement in statements)


def _without(item: ItemType, name: str) -> ItemType:
    """The item without the value of a field that says nothing without another."""
    statements = tuple(one for one in item.statements if one.field != name)
    return replace(item, statements=statements, **{name: None})


def _place(item: Item) -> tuple[Span, ...]:
    spans: tuple[Span, ...] = getattr(item, "spans", ())
    return spans[:1] or (getattr(item, "span", (0, 0)),)


def _with_referred(
    organizations: Sequence[Organization], rules: Record, events: Iterable[Event]
) -> tuple[Organization, ...]:
    """The organizations, and of the rules' those that a project or participant names and no form here explains."""
    parts = [part for project in rules.projects for part in project.organizations]
    named = {part.name for part in parts} | {part.name for event in events for part in event.participants}
    known = {form for organization in organizations for form in forms(organization)}
    referred = [item for item in rules.organizations if item.name in named and not forms(item) & known]
    return tuple(sorted((*organizations, *map(doubted, referred)), key=_place))
