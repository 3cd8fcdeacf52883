"""Tables about what happened around agreements: events and projects, and who had a part in them."""

from coopdata.tables.spec import Column, Table, Type


def _country(what: str, null: str) -> Column:
    """A traced country column."""
    return Column("country", "Country", what, Type.STRING, "LA", null=null, code_list="country", traced=True)


def _documents(what: str) -> Column:
    """The count of documents behind a row."""
    return Column("documents", "Documents", f"How many documents name the {what}.", Type.INTEGER, "1")


EVENTS = Table(
    name="events",
    title="Events",
    description=(
        "Meetings, visits, summits, forums and ceremonies that the documents name; those of one name and date are one. "
        "Id: hash of the name and the start (the document, where no start is known), kept once published."
    ),
    grain="one row per event",
    key=("event_id",),
    columns=(
        Column("event_id", "Event", "Identifier of the event.", Type.STRING, "evt_n2d6xw4slk"),
        Column(
            "name",
            "Name",
            "The event in the words of a document.",
            Type.STRING,
            "Lao PDR-Korea Business Roundtable",
            traced=True,
        ),
        Column(
            "kind", "Kind", "What kind of event it is.", Type.STRING, "meeting", code_list="event_kind", traced=True
        ),
        Column(
            "start",
            "Start",
            "First day, as exactly as it is known.",
            Type.PARTIAL_DATE,
            "2022-06-03",
            null="Not known.",
            traced=True,
        ),
        Column(
            "end",
            "End",
            "Last day, as exactly as it is known.",
            Type.PARTIAL_DATE,
            "2022-06-03",
            null="Not known, or the event lasted a day.",
            traced=True,
        ),
        Column(
            "precision",
            "Precision",
            "How exactly the start is known.",
            Type.STRING,
            "day",
            null="The start is not known.",
            code_list="date_precision",
        ),
        Column(
            "end_precision",
            "Precision of the end",
            "How exactly the end is known.",
            Type.STRING,
            "day",
            null="The end is not known.",
            code_list="date_precision",
        ),
        Column(
            "place",
            "Place",
            "Where it took place, as the text says.",
            Type.STRING,
            "Vientiane",
            null="No text says.",
            traced=True,
        ),
        _country("Country where it took place, ISO 3166-1 alpha-2.", "No text tells."),
        _documents("event"),
    ),
)

EVENT_PARTICIPANTS = Table(
    name="event_participants",
    title="Participants of events",
    description="Organizations and people who took part in an event, organised, hosted or funded it.",
    grain="one row per organization or person and its part in an event",
    key=("event_id", "entity_id", "role"),
    columns=(
        Column("event_id", "Event", "The event.", Type.STRING, "evt_n2d6xw4slk", references=("events", "event_id")),
        Column(
            "entity_id",
            "Organization or person",
            "Who: an id of `organizations` (`org_…`) or of `people` (`per_…`).",
            Type.STRING,
            "org_jy6k3vbx2a",
            traced=True,
        ),
        Column("role", "Role", "The part in the event.", Type.STRING, "organiser", code_list="event_role"),
    ),
)

PROJECTS = Table(
    name="projects",
    title="Projects",
    description=(
        "Projects and programmes that the documents name; those of one name and country are one. Id: hash of the name "
        "and the country (the document, where no country is known), kept once published."
    ),
    grain="one row per project or programme",
    key=("project_id",),
    columns=(
        Column("project_id", "Project", "Identifier of the project.", Type.STRING, "prj_v3b7ygq2ho"),
        Column(
            "name",
            "Name",
            "The project in the words of a document.",
            Type.STRING,
            "Knowledge Sharing Programme",
            traced=True,
        ),
        Column(
            "kind",
            "Kind",
            "What kind of project it is.",
            Type.STRING,
            "programme",
            code_list="project_kind",
            traced=True,
        ),
        Column(
            "start",
            "Start",
            "Begin, as exactly as it is known.",
            Type.PARTIAL_DATE,
            "2022",
            null="Not known.",
            traced=True,
        ),
        Column(
            "start_precision",
            "Precision of the start",
            "How exactly the start is known.",
            Type.STRING,
            "year",
            null="The start is not known.",
            code_list="date_precision",
        ),
        Column(
            "end", "End", "End, as exactly as it is known.", Type.PARTIAL_DATE, "2025", null="Not known.", traced=True
        ),
        Column(
            "end_precision",
            "Precision of the end",
            "How exactly the end is known.",
            Type.STRING,
            "year",
            null="The end is not known.",
            code_list="date_precision",
        ),
        _country("Country that it is for, ISO 3166-1 alpha-2.", "No text tells, or it is for several."),
        Column(
            "status",
            "Status",
            "Where the project stood when the latest document about it was written.",
            Type.STRING,
            "ongoing",
            null="No text tells.",
            code_list="project_status",
            traced=True,
        ),
        _documents("project"),
    ),
)

PROJECT_ORGANIZATIONS = Table(
    name="project_organizations",
    title="Organizations of projects",
    description="Organizations that fund, run, coordinate, organise or benefit from a project.",
    grain="one row per organization and its part in a project",
    key=("project_id", "organization_id", "role"),
    columns=(
        Column(
            "project_id",
            "Project",
            "The project.",
            Type.STRING,
            "prj_v3b7ygq2ho",
            references=("projects", "project_id"),
        ),
        Column(
            "organization_id",
            "Organization",
            "The organization.",
            Type.STRING,
            "org_jy6k3vbx2a",
            references=("organizations", "organization_id"),
            traced=True,
        ),
        Column("role", "Role", "The part in the project.", Type.STRING, "funding", code_list="project_role"),
    ),
)
