"""Events and projects: which mentions are one, and who had a part in them."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from coopdata.extract.record import Event, Participant, Project
from coopdata.ids import fold, make_id
from coopdata.resolve.ledger import Ledger, Place, Source, document_count
from coopdata.resolve.mentions import participant_statement
from coopdata.resolve.model import EventParticipantRow, EventRow, ProjectOrganizationRow, ProjectRow

Find = Callable[[Source, str], str | None]
"""The id that a name means in a document."""


@dataclass(frozen=True)
class Events:
    """Rows of the two tables, and the event of each name in a document."""

    rows: tuple[EventRow, ...]
    participants: tuple[EventParticipantRow, ...]
    by_name: Mapping[tuple[str, str], str]

    def find(self, source: Source, name: str) -> str | None:
        """The event that the document calls so, None if there is none."""
        return self.by_name.get((source.document.id, fold(name)))


@dataclass(frozen=True)
class Projects:
    """Rows of the two tables; `ids` gives the id of each project of a document by its place in the record."""

    rows: tuple[ProjectRow, ...]
    organizations: tuple[ProjectOrganizationRow, ...]
    ids: Mapping[tuple[str, int], str]


def resolve_events(sources: Sequence[Source], entity: Find, ledger: Ledger) -> Events:
    """Events are one where name and start are equal; without a start, only within a document."""
    clusters: dict[str, list[tuple[Source, Event]]] = defaultdict(list)
    by_name: dict[tuple[str, str], str] = {}
    for source in sources:
        for event in source.record.events:
            alone = None if event.start else source.document.id
            event_id = make_id("evt", fold(event.name), event.start, alone)
            clusters[event_id].append((source, event))
            by_name.setdefault((source.document.id, fold(event.name)), event_id)
    rows = tuple(_event_row(event_id, cluster, ledger) for event_id, cluster in clusters.items())
    participants = [
        EventParticipantRow(event_id, entity_id, role)
        for event_id, cluster in clusters.items()
        for entity_id, role in _parts(
            ("event_participants", "entity_id", event_id),
            [(source, part) for source, event in cluster for part in event.participants],
            entity,
            ledger,
        )
    ]
    return Events(rows, tuple(participants), by_name)


def _event_row(event_id: str, cluster: Sequence[tuple[Source, Event]], ledger: Ledger) -> EventRow:
    def settle(field: str) -> str | None:
        return ledger.settle(Place("events", event_id, field), cluster, field)

    return EventRow(
        event_id,
        settle("name") or cluster[0][1].name,
        settle("kind") or cluster[0][1].kind,
        settle("start"),
        settle("end"),
        settle("place"),
        settle("country"),
        document_count(source for source, _ in cluster),
    )


def resolve_projects(sources: Sequence[Source], organization: Find, ledger: Ledger) -> Projects:
    """Projects are one where name and country are equal; without a country, only within a document."""
    clusters: dict[str, list[tuple[Source, Project]]] = defaultdict(list)
    ids: dict[tuple[str, int], str] = {}
    for source in sources:
        for index, project in enumerate(source.record.projects):
            alone = None if project.country else source.document.id
            project_id = make_id("prj", fold(project.name), project.country, alone)
            clusters[project_id].append((source, project))
            ids[source.document.id, index] = project_id
    rows = tuple(_project_row(project_id, cluster, ledger) for project_id, cluster in clusters.items())
    organizations = [
        ProjectOrganizationRow(project_id, organization_id, role)
        for project_id, cluster in clusters.items()
        for organization_id, role in _parts(
            ("project_organizations", "organization_id", project_id),
            [(source, part) for source, project in cluster for part in project.organizations],
            organization,
            ledger,
        )
    ]
    return Projects(rows, tuple(organizations), ids)


def _project_row(project_id: str, cluster: Sequence[tuple[Source, Project]], ledger: Ledger) -> ProjectRow:
    def settle(field: str) -> str | None:
        return ledger.settle(Place("projects", project_id, field), cluster, field)

    return ProjectRow(
        project_id,
        settle("name") or cluster[0][1].name,
        settle("kind") or cluster[0][1].kind,
        settle("start"),
        settle("end"),
        settle("country"),
        settle("status"),
        document_count(source for source, _ in cluster),
    )


def _parts(
    place: tuple[str, str, str], parts: Sequence[tuple[Source, Participant]], find: Find, ledger: Ledger
) -> list[tuple[str, str]]:
    """Who had which part, each once; `place` is the table, its column for who, and the id of the event or project."""
    table, field, owner = place
    found: dict[tuple[str, str], None] = {}
    for source, part in parts:
        entity_id = find(source, part.name)
        if entity_id is not None:
            found[entity_id, part.role] = None
            record_id = f"{owner}/{entity_id}/{part.role}"
            statement = participant_statement(part, field, entity_id)
            ledger.claim(Place(table, record_id, field), entity_id, source, statement)
    return list(found)
