"""The rows of all organizations, from the documents that name them, each value with its claim."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from coopdata.extract.record import Item, Statement
from coopdata.resolve.bodies import Bodies, Body
from coopdata.resolve.ledger import Ledger, Mention, Place, Source, document_count, seen
from coopdata.resolve.mentions import NamedOrganization, OrganizationMention
from coopdata.resolve.model import OrganizationNameRow, OrganizationRow
from coopdata.resolve.wording import find_wording, is_abbreviation


@dataclass(frozen=True)
class OrganizationRows:
    """Rows of the two tables, those of organizations by id."""

    by_id: Mapping[str, OrganizationRow]
    names: tuple[OrganizationNameRow, ...]


def organization_rows(bodies: Bodies, ledger: Ledger) -> OrganizationRows:
    """All rows."""
    rows: dict[str, OrganizationRow] = {}
    names: list[OrganizationNameRow] = []
    for organization_id, cluster in bodies.clusters.items():
        own = [mention for group in cluster for mention in group.mentions]
        rows[organization_id] = _row(bodies.by_id[organization_id], own, bodies, ledger)
        names.extend(_name_rows(rows[organization_id], own, ledger))
    return OrganizationRows(rows, tuple(names))


def _row(body: Body, mentions: Sequence[OrganizationMention], bodies: Bodies, ledger: Ledger) -> OrganizationRow:
    def place(field: str) -> Place:
        return Place("organizations", body.id, field)

    def parent(source: Source, named: str) -> str | None:
        found = bodies.find(source.order, named)
        return None if found == body.id else found

    items: list[Mention[Item]] = list(mentions)
    ledger.settle(place("name"), items, "name")
    sources = [source for source, _ in mentions]
    first_seen, last_seen = seen(sources)
    return OrganizationRow(
        body.id,
        body.name,
        ledger.settle(place("kind"), items, "kind"),
        ledger.settle(place("country"), items, "country"),
        ledger.settle(place("parent_id"), items, "parent", parent),
        first_seen,
        last_seen,
        document_count(sources),
    )


def _name_rows(
    organization: OrganizationRow, mentions: Sequence[OrganizationMention], ledger: Ledger
) -> list[OrganizationNameRow]:
    """One row for every form that a document writes."""
    organization_id = organization.organization_id
    users: dict[str, list[Source]] = defaultdict(list)
    for source, item in mentions:
        for form, statement in written_forms(source, item):
            users[form].append(source)
            ledger.claim(Place("organizations", organization_id, "name"), form, source, statement)
            ledger.claim(Place("organization_names", f"{organization_id}/{form}", "name"), form, source, statement)
    return [
        OrganizationNameRow(
            organization_id, form, _name_kind(form, organization.name), _language(sources), document_count(sources)
        )
        for form, sources in users.items()
    ]


def written_forms(source: Source, item: NamedOrganization) -> list[tuple[str, Statement]]:
    """The forms of a name that the document writes, each with the statement that shows it."""
    stated = [(statement.value, statement) for statement in item.statements if statement.field == "name"]
    known = {form for form, _ in stated}
    found: list[tuple[str, Statement]] = []
    for alias in item.aliases:
        span = find_wording(source.document, alias, item.spans)
        if span is not None and alias not in known:
            found.append((alias, Statement("name", alias, span, "resolve.alias")))
    return stated + found


def _name_kind(form: str, published: str) -> str:
    if is_abbreviation(form):
        return "abbreviation"
    return "full" if form == published else "short"


def _language(sources: Iterable[Source]) -> str | None:
    languages = {source.document.language for source in sources}
    return next(iter(languages)) if len(languages) == 1 else None
