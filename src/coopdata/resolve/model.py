"""What resolving gives: the facts of every published table as frozen rows, and what it takes besides records.

A row's fields are columns of its table, with the same names; columns that follow from others (precisions,
completeness) are added when the table is built. `Resolved` has one tuple of rows a table.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from coopdata.documents.model import Span
from coopdata.problems import Problem

Anchor = tuple[str, str, int, int]
"""Where a record was read: its table, document id, start and end of the characters that stand for it."""

IDENTIFYING = {
    "organizations": "name",
    "people": "name",
    "agreements": "instrument",
    "amounts": "value",
    "events": "name",
    "projects": "name",
}
"""For each table with ids the field whose characters stand for the record."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A value of a field as one document states it, with the characters that say so.

    `table` and `record_id` name the row, as in `statements`; `value` is written as published, None where a correction
    emptied the field; `span` holds source positions, None where the value is not from the text.
    """

    table: str
    record_id: str
    field: str
    value: str | None
    document_id: str
    span: Span | None
    rule: str
    kind: str
    confidence: float


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """Row of `documents`."""

    document_id: str
    title: str | None
    publisher: str | None
    byline: str | None
    url: str | None
    published: str | None
    published_source: str | None
    language: str | None
    retrieved: str | None
    media_type: str
    sha256: str | None
    size_bytes: int
    words: int
    licence: str | None
    raw_path: str
    source: str | None
    replaces: str | None
    duplicate_of: str | None
    agreements: int
    status: str


@dataclass(frozen=True, slots=True)
class OrganizationRow:
    """Row of `organizations`."""

    organization_id: str
    name: str
    kind: str | None
    country: str | None
    parent_id: str | None
    first_seen: str | None
    last_seen: str | None
    documents: int


@dataclass(frozen=True, slots=True)
class OrganizationNameRow:
    """Row of `organization_names`."""

    organization_id: str
    name: str
    name_kind: str
    language: str | None
    documents: int


@dataclass(frozen=True, slots=True)
class PersonRow:
    """Row of `people`."""

    person_id: str
    name: str
    country: str | None
    first_seen: str | None
    last_seen: str | None
    documents: int


@dataclass(frozen=True, slots=True)
class PositionRow:
    """Row of `positions`."""

    person_id: str
    title: str
    organization_id: str | None
    country: str | None
    first_seen: str | None
    last_seen: str | None


@dataclass(frozen=True, slots=True)
class AgreementRow:
    """Row of `agreements`."""

    agreement_id: str
    title: str | None
    instrument: str
    status: str
    signed: str | None
    place: str | None
    place_country: str | None
    event_id: str | None
    purpose: str | None
    first_reported: str | None
    documents: int
    confidence: float


@dataclass(frozen=True, slots=True)
class AgreementPartyRow:
    """Row of `agreement_parties`."""

    agreement_id: str
    position: int
    organization_id: str
    name: str
    country: str | None


@dataclass(frozen=True, slots=True)
class AgreementPersonRow:
    """Row of `agreement_people`."""

    agreement_id: str
    person_id: str
    role: str
    title: str | None
    organization_id: str | None


@dataclass(frozen=True, slots=True)
class AgreementTopicRow:
    """Row of `agreement_topics`."""

    agreement_id: str
    topic: str
    sector_code: str | None


@dataclass(frozen=True, slots=True)
class AgreementLinkRow:
    """Row of `agreement_links`."""

    agreement_id: str
    related_id: str
    relation: str


@dataclass(frozen=True, slots=True)
class AmountRow:
    """Row of `amounts`."""

    amount_id: str
    agreement_id: str | None
    project_id: str | None
    value: float
    currency: str
    document_id: str
    role: str


@dataclass(frozen=True, slots=True)
class EventRow:
    """Row of `events`."""

    event_id: str
    name: str
    kind: str
    start: str | None
    end: str | None
    place: str | None
    country: str | None
    documents: int


@dataclass(frozen=True, slots=True)
class EventParticipantRow:
    """Row of `event_participants`."""

    event_id: str
    entity_id: str
    role: str


@dataclass(frozen=True, slots=True)
class ProjectRow:
    """Row of `projects`."""

    project_id: str
    name: str
    kind: str
    start: str | None
    end: str | None
    country: str | None
    status: str | None
    documents: int


@dataclass(frozen=True, slots=True)
class ProjectOrganizationRow:
    """Row of `project_organizations`."""

    project_id: str
    organization_id: str
    role: str


@dataclass(frozen=True, slots=True)
class StatementRow:
    """Row of `statements`."""

    statement_id: str
    table: str
    record_id: str
    field: str
    value: str | None
    original: str | None
    document_id: str
    start: int | None
    end: int | None
    rule: str
    kind: str
    confidence: float
    chosen: bool


@dataclass(frozen=True, slots=True)
class IdChangeRow:
    """Row of `id_history`."""

    old_id: str
    new_id: str | None
    reason: str
    release: str


Row = (
    DocumentRow
    | OrganizationRow
    | OrganizationNameRow
    | PersonRow
    | PositionRow
    | AgreementRow
    | AgreementPartyRow
    | AgreementPersonRow
    | AgreementTopicRow
    | AgreementLinkRow
    | AmountRow
    | EventRow
    | EventParticipantRow
    | ProjectRow
    | ProjectOrganizationRow
)
"""A row that corrections can reach and statements stand behind."""


Rows = dict[str, list[Row]]
"""Rows by table."""


@dataclass(frozen=True, slots=True)
class Resolved:
    """Everything a release says, table by table; `tables.build` makes frames of it. `issues` holds the problems."""

    documents: tuple[DocumentRow, ...] = ()
    organizations: tuple[OrganizationRow, ...] = ()
    organization_names: tuple[OrganizationNameRow, ...] = ()
    people: tuple[PersonRow, ...] = ()
    positions: tuple[PositionRow, ...] = ()
    agreements: tuple[AgreementRow, ...] = ()
    agreement_parties: tuple[AgreementPartyRow, ...] = ()
    agreement_people: tuple[AgreementPersonRow, ...] = ()
    agreement_topics: tuple[AgreementTopicRow, ...] = ()
    agreement_links: tuple[AgreementLinkRow, ...] = ()
    amounts: tuple[AmountRow, ...] = ()
    events: tuple[EventRow, ...] = ()
    event_participants: tuple[EventParticipantRow, ...] = ()
    projects: tuple[ProjectRow, ...] = ()
    project_organizations: tuple[ProjectOrganizationRow, ...] = ()
    statements: tuple[StatementRow, ...] = ()
    issues: tuple[Problem, ...] = ()
    id_history: tuple[IdChangeRow, ...] = ()


@dataclass(frozen=True, slots=True)
class Correction:
    """A line of raw/corrections.csv: set `field` of the published row `record` to `value`, None to empty it.

    `document_hash` is the SHA-256 of the document that the curator read; `line` is the line in the file, from 1.
    """

    record: str
    field: str
    value: str | None
    reason: str
    document_hash: str
    line: int


@dataclass(frozen=True, slots=True)
class Previous:
    """The ids of the latest release, so that none goes without a word.

    `anchors` gives for every id the places it was read from.
    """

    release: str
    anchors: Mapping[str, frozenset[Anchor]] = field(default_factory=dict)
    history: tuple[IdChangeRow, ...] = ()
