"""How agreements relate: one renews another, or puts it into effect.

A link needs the same parties, as loosely as tellings of one agreement need, and an order in time:

- `renews`: a text calls it renewed or extended; it renews the latest earlier agreement of the same parties and class;
- `implements`: an action plan, protocol, loan or grant that one text tells of together with a memorandum,
  treaty or agreement of the same parties that came before it.

Two agreements of the same parties that merely follow each other are not linked: of the retellings' pairs of which a
text tells of both, not one was a sequel.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import permutations

from coopdata.extract.record import StatementKind, Status
from coopdata.resolve.agreements import Cluster, Key, pairs
from coopdata.resolve.ledger import Ledger, Place
from coopdata.resolve.model import AgreementLinkRow
from coopdata.resolve.party_matching import align
from coopdata.resolve.tellings import ANY_CLASS, Telling

RENEWS, IMPLEMENTS = "renews", "implements"
RULE = "resolve.link"
CARRY_OUT = frozenset({"action_plan", "protocol", "loan", "grant"})
FRAMES = frozenset({"memorandum", "treaty", "letter_of_intent", "declaration", ANY_CLASS})


@dataclass(frozen=True)
class _Told:
    """A telling with the id of its agreement."""

    agreement_id: str
    telling: Telling


def resolve_links(clusters: Mapping[str, Cluster], ledger: Ledger) -> list[AgreementLinkRow]:
    """All links, each once, with a claim at the characters that tell of the later agreement."""
    told = [_Told(agreement_id, telling) for agreement_id, cluster in clusters.items() for telling in cluster]
    found: dict[tuple[str, str], AgreementLinkRow] = {}
    for later, earlier, relation in [*_renewals(told), *_told_together(told)]:
        row = AgreementLinkRow(later.agreement_id, earlier.agreement_id, relation)
        row = found.setdefault((row.agreement_id, row.related_id), row)
        if row.relation == relation:
            _claim(row, later.telling, ledger)
    return list(found.values())


def _renewals(told: list[_Told]) -> Iterator[tuple[_Told, _Told, str]]:
    """Every telling of a renewal with the latest agreement that it may renew."""
    by_parties: dict[Key, list[_Told]] = defaultdict(list)
    for one in told:
        for pair in pairs(one.telling):
            by_parties[pair].append(one)
    for later in told:
        if later.telling.status == Status.RENEWED:
            before = [one for pair in pairs(later.telling) for one in by_parties[pair] if _renewable(later, one)]
            latest = max(before, key=lambda one: (one.telling.signed or "", one.agreement_id), default=None)
            if latest is not None:
                yield later, latest, RENEWS


def _renewable(later: _Told, earlier: _Told) -> bool:
    """Whether the earlier is another agreement of the same parties and class, and before it."""
    return _of_same_parties(later, earlier) and _same_class(later, earlier) and _precedes(earlier, later)


def _told_together(told: list[_Told]) -> Iterator[tuple[_Told, _Told, str]]:
    """Every two agreements of the same parties that one document tells of, where one came before the other."""
    by_document: dict[str, list[_Told]] = defaultdict(list)
    for one in told:
        by_document[one.telling.document].append(one)
    for own in by_document.values():
        for later, earlier in permutations(own, 2):
            if _of_same_parties(later, earlier) and _precedes(earlier, later):
                relation = _relation(later, earlier)
                if relation is not None:
                    yield later, earlier, relation


def _relation(later: _Told, earlier: _Told) -> str | None:
    if _same_class(later, earlier):
        return RENEWS if later.telling.status == Status.RENEWED else None
    classes = (later.telling.instrument_class, earlier.telling.instrument_class)
    return IMPLEMENTS if classes[0] in CARRY_OUT and classes[1] in FRAMES else None


def _of_same_parties(one: _Told, other: _Told) -> bool:
    if one.agreement_id == other.agreement_id or len(one.telling.sides) < 2:
        return False
    same_number = len(one.telling.sides) == len(other.telling.sides)
    return same_number and align(one.telling.sides, other.telling.sides) is not None


def _same_class(one: _Told, other: _Told) -> bool:
    classes = {one.telling.instrument_class, other.telling.instrument_class}
    return len(classes - {ANY_CLASS}) <= 1


def _precedes(earlier: _Told, later: _Told) -> bool:
    """Whether it was signed before, as precisely as both are told."""
    first, second = earlier.telling.signed, later.telling.signed
    if first is None or second is None:
        return False
    shorter = min(len(first), len(second))
    return first[:shorter] < second[:shorter]


def _claim(row: AgreementLinkRow, later: Telling, ledger: Ledger) -> None:
    """The relation follows from the words that say where the later agreement stands."""
    place = Place("agreement_links", f"{row.agreement_id}/{row.related_id}/{row.relation}", "relation")
    for statement in later.agreement.statements:
        if statement.field == "status":
            inferred = replace(statement, rule=f"{RULE}.{row.relation}", kind=StatementKind.INFERRED)
            ledger.claim(place, row.relation, later.source, inferred)
