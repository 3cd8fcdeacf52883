"""The rows of an organization, from all documents that name it, each value with its claim."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from coopdata.extract.record import Item, Statement
from coopdata.resolve.ledger import Ledger, Mention, Place, Source, document_count, seen
from coopdata.resolve.model import OrganizationNameRow, OrganizationRow
from coopdata.resolve.organization_groups import NamedOrganization, OrganizationMention
from coopdata.resolve.wording import find_wording, is_abbreviation

Find = Callable[[Source, str], str | None]
"""The id that a name means in a document."""


def organization_row(
    organization_id: str, name: str, mentions: Sequence[OrganizationMention], find: Find, ledger: Ledger
) -> OrganizationRow:
    """The organization itself, published as `name`; `find` gives the id of a parent by its name in a document."""

    def place(field: str) -> Place:
        return Place("organizations", organization_id, field)

    def parent(source: Source, named: str) -> str | None:
        found = find(source, named)
        return None if found == organization_id else found

    items: list[Mention[Item]] = list(mentions)
    ledger.settle(place("name"), items, "name")
    sources = [source for source, _ in mentions]
    first_seen, last_seen = seen(sources)
    return OrganizationRow(
        organization_id,
        name,
        ledger.settle(place("kind"), items, "kind"),
        ledger.settle(place("country"), items, "country"),
        ledger.settle(place("parent_id"), items, "parent", parent),
        first_seen,
        last_seen,
        document_count(sources),
    )


def name_rows(
    organization_id: str, published: str, mentions: Sequence[OrganizationMention], ledger: Ledger
) -> list[OrganizationNameRow]:
    """One row for every form that a document writes."""
    users: dict[str, list[Source]] = defaultdict(list)
    for source, item in mentions:
        for form, statement in written_forms(source, item):
            users[form].append(source)
            ledger.claim(Place("organizations", organization_id, "name"), form, source, statement)
            ledger.claim(Place("organization_names", f"{organization_id}/{form}", "name"), form, source, statement)
    return [
        OrganizationNameRow(
            organization_id, form, _name_kind(form, published), _language(sources), document_count(sources)
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
