"""The views that join the tables the way people ask: what each says, as a spec, and the SQL that makes it.

The same views, by the same SQL, stand in both databases and in the workbook. A view is described by a `Table` like a
published table, so that dictionary, comments and sheets are made in one way; columns that come from a table as they
are take over its title and meaning. The SQL is ``views/<name>.sql``, one SELECT that DuckDB and SQLite both take:
lists are joined by group_concat as a window function, because SQLite before 3.44 orders no list otherwise.

To add a view, put its spec into `VIEWS`, after those that it reads, and its SQL beside the others.
"""

from dataclasses import replace

from coopdata.publish.exports.querying import read_sql
from coopdata.tables.catalogue import table
from coopdata.tables.spec import Column, Table, Type

_NO_AGREEMENT = "The sum belongs to no agreement."
_NO_TITLE = "No document gives the person a title."
_NO_PARTICIPANT = "The documents name nobody."


def _column(source: str, name: str | None = None, title: str | None = None, null: str | None = None) -> Column:
    """The column `source` ("agreements.signed") as a view shows it, where need be by another name or title.

    `null` replaces what an empty cell means, where the view has empty cells that the table has not.
    """
    home, original = source.split(".")
    column = table(home).column(original)
    return replace(
        column,
        name=name or column.name,
        title=title or column.title,
        null=null or column.null,
        references=None,
        traced=False,
    )


def _list(name: str, title: str, description: str, example: str, null: str) -> Column:
    """A column that lists several values on one line."""
    return Column(name, title, f"{description} Parted by semicolons.", Type.STRING, example, null=null)


_PARTIES = _list(
    "parties",
    "Parties",
    "The parties by name, each with its country, in their order.",
    "Government of the Lao People's Democratic Republic (LA); JETRO (JP)",
    "No party is known.",
)
_COUNTRIES = _list(
    "countries", "Countries", "Countries of the parties, ISO 3166-1 alpha-2.", "LA; JP", "No country is known."
)
_COUNTRY_NAMES = _list(
    "country_names", "Names of the countries", "The same countries by name.", "Laos; Japan", "No country is known."
)
_COUNTRY_NAME = Column(
    "country_name", "Name of the country", "The country by name.", Type.STRING, "Japan", null="No country is known."
)

PARTIES_OF_AGREEMENTS = Table(
    name="parties_of_agreements",
    title="Parties of agreements, on one line",
    description="The parties of each agreement and their countries, joined. Other views read it.",
    grain="one row per agreement with a known party",
    key=("agreement_id",),
    columns=(_column("agreements.agreement_id"), _PARTIES, _COUNTRIES, _COUNTRY_NAMES),
)

AGREEMENTS_OVERVIEW = Table(
    name="agreements_overview",
    title="Agreements, each on one line",
    description="Every agreement with its parties, countries, people, topics, sums and sources joined; newest first.",
    grain="one row per agreement",
    key=("agreement_id",),
    columns=(
        *map(_column, ("agreements.agreement_id", "agreements.signed", "agreements.instrument", "agreements.status")),
        _column("agreements.title"),
        _PARTIES,
        _COUNTRIES,
        _COUNTRY_NAMES,
        _list(
            "signatories",
            "Signatories",
            "Who signed, each with the title the text gives.",
            "Hiroyuki Ishige (JETRO Chairman)",
            "No signatory is known.",
        ),
        _list(
            "witnesses",
            "Witnesses",
            "Who was present, each with the title the text gives.",
            "Shinzo Abe (Japanese Prime Minister)",
            "No witness is known.",
        ),
        _list("topics", "Topics", "The fields of cooperation.", "investment; trade", "No topic is known."),
        _list(
            "amounts",
            "Amounts",
            "Sums of money with their currency and what each is.",
            "6000000 USD (commitment)",
            "No sum is known.",
        ),
        _column("agreements.place"),
        _column("agreements.place_country"),
        _column("events.name", "event", "Event", null="No text says that it was signed at an event."),
        *map(_column, ("agreements.purpose", "agreements.first_reported", "agreements.documents")),
        _list(
            "sources",
            "Sources",
            "The documents that report it, each by its address, else its title, else its path.",
            "https://www.example.org/news/moc-laos.html",
            "No statement names one.",
        ),
        _column("agreements.confidence"),
        _column("agreements.completeness"),
    ),
)

PARTIES_OVERVIEW = Table(
    name="parties_overview",
    title="Parties with names and countries",
    description="Every party of every agreement with its organization's name, kind and country, and the agreement.",
    grain="one row per party of an agreement",
    key=("agreement_id", "position"),
    columns=(
        _column("agreement_parties.agreement_id"),
        _column("agreement_parties.position"),
        _column("organizations.name", "organization", "Organization"),
        _column("agreement_parties.name", "named_as", "Named as"),
        _column("organizations.kind"),
        _column("agreement_parties.country"),
        _COUNTRY_NAME,
        *map(_column, ("agreements.signed", "agreements.instrument", "agreements.status", "agreements.title")),
        _column("agreement_parties.organization_id", title="Id of the organization"),
    ),
)

PEOPLE_OVERVIEW = Table(
    name="people_overview",
    title="People with their positions",
    description="Every person with the titles that documents give and the organizations in which they are held.",
    grain="one row per title of a person; one for a person without a title",
    key=("person_id", "title", "organization_id"),
    columns=(
        _column("people.person_id"),
        _column("people.name"),
        _column("people.country"),
        _column("positions.title", null=_NO_TITLE),
        _column("organizations.name", "organization", "Organization", null="The texts do not tell."),
        _column("positions.country", "title_country", "Country of the title"),
        _column("positions.first_seen"),
        _column("positions.last_seen"),
        _column("people.documents"),
        _column("positions.organization_id", title="Id of the organization"),
    ),
)

STATEMENTS_OVERVIEW = Table(
    name="statements_overview",
    title="Statements with their documents",
    description="The evidence: every value with the passage it was read from, and the document that has the passage.",
    grain="one row per statement",
    key=("statement_id",),
    columns=(
        *map(_column, ("statements.statement_id", "statements.table", "statements.record_id", "statements.field")),
        *map(_column, ("statements.value", "statements.chosen", "statements.original")),
        _column("documents.title", "document", "Document"),
        *map(_column, ("documents.publisher", "documents.published", "documents.url")),
        *map(_column, ("statements.start", "statements.end", "statements.kind", "statements.confidence")),
        _column("statements.rule"),
        _column("statements.document_id", title="Id of the document"),
    ),
)

AMOUNTS_OVERVIEW = Table(
    name="amounts_overview",
    title="Amounts with their agreements",
    description="Every sum of money with the agreement, its parties, the project and the document that names the sum.",
    grain="one row per sum of money at one place of a document",
    key=("amount_id",),
    columns=(
        *map(_column, ("amounts.amount_id", "amounts.value", "amounts.currency", "amounts.role")),
        _column("agreements.instrument", null=_NO_AGREEMENT),
        _column("agreements.title", "agreement", "Agreement", null=f"{_NO_AGREEMENT[:-1]}, or to one without a name."),
        _column("agreements.signed", null=f"{_NO_AGREEMENT[:-1]}, or to one without a known date."),
        _PARTIES,
        _column("projects.name", "project", "Project", null="The sum belongs to no project."),
        _column("documents.title", "document", "Document"),
        _column("documents.url"),
        _column("amounts.agreement_id", title="Id of the agreement"),
        _column("amounts.project_id", title="Id of the project"),
        _column("amounts.document_id", title="Id of the document"),
    ),
)

EVENTS_OVERVIEW = Table(
    name="events_overview",
    title="Events with their participants",
    description="Every event with the organizations and people who had a part in it; newest first.",
    grain="one row per participant and part; one for an event of which no participant is known",
    key=("event_id", "role", "entity_id"),
    columns=(
        *map(_column, ("events.event_id", "events.start", "events.end", "events.name", "events.kind")),
        *map(_column, ("events.place", "events.country")),
        _column("event_participants.role", null=_NO_PARTICIPANT),
        Column(
            "participant",
            "Participant",
            "Name of the organization or person.",
            Type.STRING,
            "KOTRA",
            null=_NO_PARTICIPANT,
        ),
        Column(
            "participant_type",
            "Type of the participant",
            "Whether it is an organization or a person.",
            Type.STRING,
            "organization",
            null=_NO_PARTICIPANT,
        ),
        Column(
            "participant_country",
            "Country of the participant",
            "Its state, ISO 3166-1 alpha-2.",
            Type.STRING,
            "KR",
            null="The documents name nobody, or no country.",
            code_list="country",
        ),
        _column("event_participants.entity_id", title="Id of the participant", null=_NO_PARTICIPANT),
    ),
)

VIEWS = (
    PARTIES_OF_AGREEMENTS,
    AGREEMENTS_OVERVIEW,
    PARTIES_OVERVIEW,
    PEOPLE_OVERVIEW,
    AMOUNTS_OVERVIEW,
    EVENTS_OVERVIEW,
    STATEMENTS_OVERVIEW,
)
"""Every view, after those that it reads."""


def view_sql(view: Table) -> str:
    """The SELECT behind a view, its columns those of the spec, in that order."""
    return read_sql(f"views/{view.name}.sql")
