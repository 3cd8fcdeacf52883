"""The events and projects of all documents, and who had a part in them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from coopdata.extract.record import Event, Participant, Project
from coopdata.ids import fold
from coopdata.resolve.activity_matching import EventFace, ProjectFace, cluster_events, cluster_projects
from coopdata.resolve.decisions import Decisions
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


def resolve_events(sources: Sequence[Source], entity: Find, ledger: Ledger, decisions: Decisions) -> Events:
    """All events; which mentions are one says `activity_matching`."""
    told = [EventFace(source, event) for source in sources for event in source.record.events]
    by_name: dict[tuple[str, str], str] = {}
    rows: list[EventRow] = []
    participants: list[EventParticipantRow] = []
    for event_id, faces in cluster_events(told, decisions).items():
        cluster = [(face.source, face.event) for face in faces]
        for source, event in cluster:
            by_name.setdefault((source.document.id, fold(event.name)), event_id)
        rows.append(_event_row(event_id, cluster, ledger))
        parts = [(source, part) for source, event in cluster for part in event.participants]
        found = _parts(("event_participants", "entity_id", event_id), parts, entity, ledger)
        participants += [EventParticipantRow(event_id, entity_id, role) for entity_id, role in found]
    return Events(tuple(rows), tuple(participants), by_name)


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


def resolve_projects(sources: Sequence[Source], organization: Find, ledger: Ledger, decisions: Decisions) -> Projects:
    """All projects; which mentions are one says `activity_matching`."""
    faces = [
        ProjectFace(source, index, project)
        for source in sources
        for index, project in enumerate(source.record.projects)
    ]
    ids: dict[tuple[str, int], str] = {}
    rows: list[ProjectRow] = []
    organizations: list[ProjectOrganizationRow] = []
    for project_id, own in cluster_projects(faces, decisions).items():
        cluster = [(face.source, face.project) for face in own]
        ids.update({(face.source.document.id, face.index): project_id for face in own})
        rows.append(_project_row(project_id, cluster, ledger))
        parts = [(source, part) for source, project in cluster for part in project.organizations]
        found = _parts(("project_organizations", "organization_id", project_id), parts, organization, ledger)
        organizations += [ProjectOrganizationRow(project_id, body, role) for body, role in found]
    return Projects(tuple(rows), tuple(organizations), ids)


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
