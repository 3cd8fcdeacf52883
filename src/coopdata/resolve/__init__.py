"""From what single documents say to entities with ids: the same thing told twice becomes one row.

`resolve` is the stage. It is pure, knows nothing of files, and gives the same rows in any order of its input. It
has two halves: `identities` decides who is who, from facts alone, by the rules in `organization_matching`,
`organization_company`, `person_matching`, `agreement_matching` and `activity_matching`; then rows are made, the values
chosen among documents by the rule in `ledger`. What curators have decided goes before every rule.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

from coopdata.documents.model import Document, Rejection
from coopdata.extract.record import Record
from coopdata.problems import Code, Problem, Severity
from coopdata.resolve.activities import resolve_events, resolve_projects
from coopdata.resolve.agreement_links import resolve_links
from coopdata.resolve.agreement_rows import Context, agreement_row, party_rows, person_rows, topic_rows
from coopdata.resolve.agreements import Cluster
from coopdata.resolve.amounts import resolve_amounts
from coopdata.resolve.carrying import carry_ids
from coopdata.resolve.corrections import apply_corrections, read_corrections
from coopdata.resolve.curated import curated_body
from coopdata.resolve.decisions import DECIDING, Decisions, decide, unmet
from coopdata.resolve.facts import facts_of
from coopdata.resolve.history import id_changes, previous_of, read_previous
from coopdata.resolve.identities import Identities, identify
from coopdata.resolve.ledger import Ledger, Source
from coopdata.resolve.model import Correction, OrganizationRow, Previous, Resolved, Rows
from coopdata.resolve.organizations import organization_rows
from coopdata.resolve.people import people_rows
from coopdata.resolve.proposals import propose
from coopdata.resolve.rows import by_key
from coopdata.resolve.sources import document_rows, read_sources
from coopdata.resolve.statements import statement_rows


def resolve(
    documents: Sequence[Document | Rejection],
    records: Iterable[Record],
    corrections: Sequence[Correction] = (),
    problems: Sequence[Problem] = (),
    previous: Previous | None = None,
) -> Resolved:
    """Everything a release says, from the documents and what was read from each.

    Documents may lack a record; ValueError for a record that lacks its document. `problems` are those of the stages
    before, passed on to the reader; `previous` are the ids of the latest release. Records are gone through once, and
    not needed any more when statements are made.
    """
    ledger = Ledger()
    decisions = decide(corrections, previous)
    rows = _told(documents, records, (ledger, decisions))
    carry_ids(rows, ledger, previous)
    hashes = {document.id: document.sha256 for document in documents if document.sha256}
    apply_corrections([item for item in corrections if item.field not in DECIDING], rows, hashes, ledger)
    texts = {document.id: document.text for document in documents if isinstance(document, Document)}
    published = by_key(rows)
    statements = statement_rows(ledger.claims, published, texts)
    by_table: Mapping[str, tuple[object, ...]] = {name: tuple(own) for name, own in rows.items()}
    issues = {*problems, *_of(documents), *ledger.problems, *_without_country(rows), *unmet(corrections, decisions)}
    return Resolved(
        **by_table,  # type: ignore[arg-type]
        statements=statements,
        issues=tuple(sorted(issues, key=_problem_order)),
        id_history=id_changes(previous, published, statements),
    )


def _told(documents: Sequence[Document | Rejection], records: Iterable[Record], how: tuple[Ledger, Decisions]) -> Rows:
    """The rows of all that the records tell; what was needed to find them is let go."""
    ledger, decisions = how
    sources = read_sources(documents, records)
    found = identify([facts_of(source) for source in sources], decisions)
    rows = _rows(sources, documents, found, how)
    ledger.problems += propose(rows, found.agreements, decisions)
    return rows


def _rows(
    sources: Sequence[Source],
    documents: Sequence[Document | Rejection],
    found: Identities,
    how: tuple[Ledger, Decisions],
) -> Rows:
    """The rows of every table that texts stand behind."""
    ledger, decisions = how
    bodies, clusters = found.bodies, found.agreements

    def organization(source: Source, name: str) -> str | None:
        return bodies.find(source.order, name)

    def entity(source: Source, name: str) -> str | None:
        return found.persons.find(source.order, name) or organization(source, name)

    organizations = organization_rows(bodies, ledger)
    people = people_rows(found.persons, bodies, ledger)
    events = resolve_events(sources, entity, ledger, decisions)
    projects = resolve_projects(sources, organization, ledger, decisions)
    countries = ledger.first_of("organizations", "country")
    context = Context(organizations.by_id, bodies, found.persons, events, countries)
    reported = Counter(document for cluster in clusters.values() for document in {told.document for told in cluster})

    def of_agreements(build: Callable[[str, Cluster], Sequence[object]]) -> list[object]:
        return [row for agreement_id, cluster in clusters.items() for row in build(agreement_id, cluster)]

    rows: dict[str, list[object]] = {
        "documents": [*document_rows(documents, sources, reported, ledger)],
        "organizations": [*organizations.by_id.values()],
        "organization_names": [*organizations.names],
        "people": [*people.people],
        "positions": [*people.positions],
        "agreements": of_agreements(lambda key, cluster: [agreement_row(key, cluster, context, ledger)]),
        "agreement_parties": of_agreements(lambda key, cluster: party_rows(key, cluster, context, ledger)),
        "agreement_people": of_agreements(lambda key, cluster: person_rows(key, cluster, context, ledger)),
        "agreement_topics": of_agreements(lambda key, cluster: topic_rows(key, cluster, ledger)),
        "agreement_links": [*resolve_links(clusters, ledger)],
        "amounts": [*resolve_amounts(sources, clusters, projects, ledger)],
        "events": [*events.rows],
        "event_participants": [*events.participants],
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
            place="country",
            remedy="If you know it, set it in raw/corrections.csv.",
            table="organizations",
            record_id=row.organization_id,
            documents=row.documents,
        )
        for row in organizations
        if row.country is None and row.kind != "intergovernmental" and curated_body(row.name, None) is None
    ]


def _problem_order(problem: Problem) -> tuple[str, ...]:
    return (problem.code, problem.path, problem.place, problem.message, problem.record_id or "")


__all__ = ["Correction", "Previous", "Resolved", "previous_of", "read_corrections", "read_previous", "resolve"]
