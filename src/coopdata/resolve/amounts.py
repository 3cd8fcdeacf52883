"""Sums of money: one row for each place of a document that names one, with the agreement or project it is for."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from coopdata.documents.model import Span
from coopdata.extract.record import Amount
from coopdata.ids import make_id
from coopdata.resolve.activities import Projects
from coopdata.resolve.agreements import Cluster
from coopdata.resolve.ledger import Ledger, Mention, Place, Source
from coopdata.resolve.model import AmountRow
from coopdata.tables.written import written

At = tuple[str, Span]
"""A place: document id and source span."""
UNCLASSIFIED = "mentioned"


def resolve_amounts(
    sources: Sequence[Source], agreements: Mapping[str, Cluster], projects: Projects, ledger: Ledger
) -> tuple[AmountRow, ...]:
    """All amounts of the documents. The reading in an agreement goes before that in a project or the record."""
    agreement_at: dict[At, str] = {}
    project_at: dict[At, str] = {}
    mentions: dict[At, list[Mention[Amount]]] = defaultdict(list)

    def note(source: Source, amounts: Iterable[Amount], owner: str | None, owners: dict[At, str]) -> None:
        for amount in amounts:
            place = (source.document.id, amount.span)
            mentions[place].append((source, amount))
            if owner is not None:
                owners.setdefault(place, owner)

    for agreement_id, cluster in agreements.items():
        for telling in cluster:
            note(telling.source, telling.agreement.amounts, agreement_id, agreement_at)
    for source in sources:
        for index, project in enumerate(source.record.projects):
            note(source, project.amounts, projects.ids[source.document.id, index], project_at)
        note(source, source.record.amounts, None, {})
    return tuple(_row(at, own, agreement_at.get(at), project_at.get(at), ledger) for at, own in mentions.items())


def _row(
    at: At, mentions: Sequence[Mention[Amount]], agreement_id: str | None, project_id: str | None, ledger: Ledger
) -> AmountRow:
    document_id, (start, end) = at
    amount_id = make_id("amt", document_id, str(start), str(end))
    amount = mentions[0][1]
    ledger.settle(Place("amounts", amount_id, "value"), mentions, "value", _number)
    ledger.settle(Place("amounts", amount_id, "currency"), mentions, "currency")
    role = next((item.role for _, item in mentions if item.role != UNCLASSIFIED), UNCLASSIFIED)
    return AmountRow(amount_id, agreement_id, project_id, float(amount.value), amount.currency, document_id, role)


def _number(_source: Source, value: str) -> str:
    """A number as statements write it, whatever way the reader wrote it."""
    return written(float(value))
