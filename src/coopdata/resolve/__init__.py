"""From what single documents say to entities with ids: the same thing told twice becomes one row.

`resolve` is the stage. It is pure, knows nothing of files, and gives the same rows in any order of its input. The
rules of merging stand in `organizations`, `people`, `agreements` and `activities`, the rule of choosing among
documents in `ledger`; corrections by hand come last and win.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from coopdata.documents.model import Document, Rejection
from coopdata.extract.record import Record
from coopdata.problems import Code, Problem, Severity
from coopdata.resolve.activities import Events, Projects, resolve_events, resolve_projects
from coopdata.resolve.agreement_rows import Context, agreement_row, party_rows, person_rows, topic_rows
from coopdata.resolve.agreements import Cluster, cluster_agreements, tellings
from coopdata.resolve.amounts import resolve_amounts
from coopdata.resolve.corrections import Rows, apply_corrections, read_corrections
from coopdata.resolve.history import id_changes, read_previous
from coopdata.resolve.ledger import Ledger, Source
from coopdata.resolve.mentions import organization_mentions, person_mentions
from coopdata.resolve.model import Correction, OrganizationRow, Previous, Resolved
from coopdata.resolve.organizations import resolve_organizations
from coopdata.resolve.people import resolve_people
from coopdata.resolve.rows import record_key
from coopdata.resolve.sources import document_rows, read_sources
from coopdata.resolve.statements import statement_rows


def resolve(
    documents: Sequence[Document | Rejection],
    records: Sequence[Record],
    corrections: Sequence[Correction] = (),
    problems: Sequence[Problem] = (),
    previous: Previous | None = None,
) -> Resolved:
    """Everything a release says, from the documents and what was read from each.

    Documents may lack a record; ValueError for a record that lacks its document. `problems` are those of the stages
    before, passed on to the reader; `previous` are the ids of the latest release.
    """
    ledger = Ledger()
    sources = read_sources(documents, records)
    context, projects = _entities(sources, ledger)
    clusters = cluster_agreements(tellings(sources, context.organizations.directory))
    rows = _rows(sources, documents, clusters, (context, projects), ledger)
    apply_corrections(corrections, rows, {doc.id: doc.sha256 for doc in documents if doc.sha256}, ledger)
    texts = {document.id: document.text for document in documents if isinstance(document, Document)}
    claims = (claim for own in ledger.claims.values() for claim in own)
    statements = statement_rows(claims, rows, texts)
    current = {record_key(name, row) for name, own in rows.items() for row in own}
    by_table: Mapping[str, tuple[object, ...]] = {name: tuple(own) for name, own in rows.items()}
    found = {*problems, *_of(documents), *ledger.problems, *_without_country(rows)}
    return Resolved(
        **by_table,  # type: ignore[arg-type]
        statements=statements,
        issues=tuple(sorted(found, key=_problem_order)),
        id_history=id_changes(previous, current, statements),
    )


def _entities(sources: Sequence[Source], ledger: Ledger) -> tuple[Context, Projects]:
    """Organizations, people, events and projects of all documents."""
    organizations = resolve_organizations(organization_mentions(sources), ledger)
    people = resolve_people(person_mentions(sources), organizations.directory, ledger)

    def organization(source: Source, name: str) -> str | None:
        return organizations.directory.find(source, name)

    def entity(source: Source, name: str) -> str | None:
        return people.find(source, name) or organization(source, name)

    events: Events = resolve_events(sources, entity, ledger)
    return Context(organizations, people, events), resolve_projects(sources, organization, ledger)


def _rows(
    sources: Sequence[Source],
    documents: Sequence[Document | Rejection],
    clusters: Mapping[str, Cluster],
    entities: tuple[Context, Projects],
    ledger: Ledger,
) -> Rows:
    """The rows of every table that texts stand behind."""
    context, projects = entities
    reported = Counter(
        document_id
        for cluster in clusters.values()
        for document_id in {telling.source.document.id for telling in cluster}
    )

    def of_agreements(build: Callable[[str, Cluster], Sequence[object]]) -> list[object]:
        return [row for agreement_id, cluster in clusters.items() for row in build(agreement_id, cluster)]

    rows: dict[str, list[object]] = {
        "documents": [*document_rows(documents, reported, ledger)],
        "organizations": [*context.organizations.by_id.values()],
        "organization_names": [*context.organizations.names],
        "people": [*context.people.rows],
        "positions": [*context.people.positions],
        "agreements": of_agreements(lambda key, cluster: [agreement_row(key, cluster, context, ledger)]),
        "agreement_parties": of_agreements(lambda key, cluster: party_rows(key, cluster, context, ledger)),
        "agreement_people": of_agreements(lambda key, cluster: person_rows(key, cluster, context, ledger)),
        "agreement_topics": of_agreements(lambda key, cluster: topic_rows(key, cluster, ledger)),
        "agreement_links": [],
        "amounts": [*resolve_amounts(sources, clusters, projects, ledger)],
        "events": [*context.events.rows],
        "event_participants": [*context.events.participants],
        "projects": [*projects.rows],
        "project_organizations": [*projects.organizations],
    }
    return rows  # type: ignore[return-value]


def _of(documents: Sequence[Document | Rejection]) -> list[Problem]:
    """Why files were rejected."""
    return [document.problem for document in documents if isinstance(document, Rejection)]


def _without_country(rows: Rows) -> list[Problem]:
    """The organizations whose state no document tells, but for those that belong to none."""
    organizations = [row for row in rows["organizations"] if isinstance(row, OrganizationRow)]
    return [
        Problem(
            Code.COUNTRY_UNKNOWN,
            f"no document tells the country of {row.name}.",
            Severity.NOTE,
            remedy="If you know it, set it in raw/corrections.csv.",
            table="organizations",
            record_id=row.organization_id,
        )
        for row in organizations
        if row.country is None and row.kind != "intergovernmental"
    ]


def _problem_order(problem: Problem) -> tuple[str, ...]:
    return (problem.code, problem.path, problem.place, problem.message, problem.record_id or "")


__all__ = ["Correction", "Previous", "Resolved", "read_corrections", "read_previous", "resolve"]
