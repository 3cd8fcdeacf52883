"""Tables about who: organizations, their names, people, and the titles people are given."""

from coopdata.tables.spec import Column, Table, Type

SEEN_NULL = "No document that names it has a known date."


def _seen() -> tuple[Column, Column]:
    """First and last publication date of the documents behind a row."""
    return (
        Column(
            "first_seen",
            "First seen",
            "Earliest publication date of the documents behind the row.",
            Type.PARTIAL_DATE,
            "2013-12",
            null=SEEN_NULL,
        ),
        Column(
            "last_seen",
            "Last seen",
            "Latest publication date of the documents behind the row.",
            Type.PARTIAL_DATE,
            "2022-06-09",
            null=SEEN_NULL,
        ),
    )


ORGANIZATIONS = Table(
    name="organizations",
    title="Organizations",
    description=(
        "Governments, ministries, agencies, companies and other bodies that the documents name. A country "
        "that enters an agreement is its government. Organizations of two countries are never one row; a name whose "
        "country nothing tells is a row for each document, unless it is so distinctive that hardly two bodies share it "
        "or the people and bodies named with it tell whose it is, and an issue says so. Id: hash of the name (without "
        "country and legal form; of bodies of the curated lists the name there) and the country (for a government the "
        "country alone; for a name without a country, the document too where it stands for itself), kept once "
        "published."
    ),
    grain="one row per organization",
    key=("organization_id",),
    columns=(
        Column("organization_id", "Organization", "Identifier of the organization.", Type.STRING, "org_jy6k3vbx2a"),
        Column(
            "name",
            "Name",
            "The fullest of the names that most documents use.",
            Type.STRING,
            "Korea Trade and Investment Promotion Agency",
            traced=True,
        ),
        Column(
            "kind",
            "Kind",
            "What kind of organization it is.",
            Type.STRING,
            "agency",
            null="It is named only in passing, and the texts do not tell.",
            code_list="organization_kind",
            traced=True,
        ),
        Column(
            "country",
            "Country",
            "The state it belongs to, ISO 3166-1 alpha-2.",
            Type.STRING,
            "KR",
            null="It is intergovernmental, or the texts do not tell.",
            code_list="country",
            traced=True,
        ),
        Column(
            "parent_id",
            "Parent",
            "The organization that it is a unit of.",
            Type.STRING,
            "org_jy6k3vbx2b",
            null="The texts name no parent.",
            references=("organizations", "organization_id"),
            traced=True,
        ),
        *_seen(),
        Column("documents", "Documents", "How many documents name it.", Type.INTEGER, "2"),
    ),
)

ORGANIZATION_NAMES = Table(
    name="organization_names",
    title="Names of organizations",
    description="Every form of an organization's name that a document uses: full names, short forms, abbreviations.",
    grain="one row per name of an organization",
    key=("organization_id", "name"),
    columns=(
        Column(
            "organization_id",
            "Organization",
            "The organization.",
            Type.STRING,
            "org_jy6k3vbx2a",
            references=("organizations", "organization_id"),
        ),
        Column("name", "Name", "The name as documents write it.", Type.STRING, "KOTRA", traced=True),
        Column(
            "name_kind",
            "Kind of name",
            "What form of the name it is.",
            Type.STRING,
            "abbreviation",
            code_list="name_kind",
        ),
        Column(
            "language",
            "Language",
            "Language of the documents that use the name, ISO 639-1.",
            Type.STRING,
            "en",
            null="It could not be told, or documents of several languages use the name.",
            code_list="language",
        ),
        Column("documents", "Documents", "How many documents use the name.", Type.INTEGER, "1"),
    ),
)

PEOPLE = Table(
    name="people",
    title="People",
    description=(
        "People named in the documents in an official part: signatories, witnesses, speakers. Those of one name and "
        "country, or one name and body, are one; two of one name with different countries are two. Id: hash of the "
        "words of the full name in alphabetical order, and the country (the document, where no country is known), kept "
        "once published."
    ),
    grain="one row per person",
    key=("person_id",),
    columns=(
        Column("person_id", "Person", "Identifier of the person.", Type.STRING, "per_c7p4mzq5rt"),
        Column(
            "name",
            "Name",
            "Full name without honorific, as documents write it.",
            Type.STRING,
            "Hiroyuki Ishige",
            traced=True,
        ),
        Column(
            "country",
            "Country",
            "The state the person acts for, ISO 3166-1 alpha-2.",
            Type.STRING,
            "JP",
            null="The texts do not tell.",
            code_list="country",
            traced=True,
        ),
        *_seen(),
        Column("documents", "Documents", "How many documents name the person.", Type.INTEGER, "1"),
    ),
)

POSITIONS = Table(
    name="positions",
    title="Positions",
    description="The titles that documents give a person, and where the person holds them.",
    grain="one row per title a person is given",
    key=("person_id", "title", "organization_id"),
    columns=(
        Column("person_id", "Person", "The person.", Type.STRING, "per_c7p4mzq5rt", references=("people", "person_id")),
        Column("title", "Title", "The title as the text gives it.", Type.STRING, "Chairman", traced=True),
        Column(
            "organization_id",
            "Organization",
            "The organization in which the person holds the title.",
            Type.STRING,
            "org_jy6k3vbx2a",
            null="The text does not tell.",
            references=("organizations", "organization_id"),
            traced=True,
        ),
        Column(
            "country",
            "Country",
            "The state the person acts for in this position, ISO 3166-1 alpha-2.",
            Type.STRING,
            "JP",
            null="The texts do not tell.",
            code_list="country",
            traced=True,
        ),
        *_seen(),
    ),
)
