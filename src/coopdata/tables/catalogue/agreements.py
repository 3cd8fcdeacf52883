"""Tables about agreements: what was agreed by whom, who signed, in which fields, for how much."""

from coopdata.tables.spec import Column, Table, Type

AGREEMENT = ("agreements", "agreement_id")
ORGANIZATION = ("organizations", "organization_id")


def _agreement() -> Column:
    """The agreement that a row of a dependent table belongs to."""
    return Column("agreement_id", "Agreement", "The agreement.", Type.STRING, "agr_h5t2wq3nfe", references=AGREEMENT)


AGREEMENTS = Table(
    name="agreements",
    title="Agreements",
    description=(
        "Concrete instruments between organizations or governments: signed, planned, in force or ended. The same "
        "agreement told by several documents is one row: where parties, kind of instrument and date agree as precisely "
        "as each is told, also where a text names the states for their ministries. Id: hash of the parties' ids in "
        "order, the instrument and the date of signing (and of the document, where no date or no second party is "
        "known); where agreements have all these in common, also of the topics, and where these are the same too, of a "
        "number in the order of telling. An id once published is kept, though later documents tell more exactly."
    ),
    grain="one row per agreement",
    key=("agreement_id",),
    columns=(
        Column("agreement_id", "Agreement", "Identifier of the agreement.", Type.STRING, "agr_h5t2wq3nfe"),
        Column(
            "title",
            "Title",
            "What the agreement is called, in the words of a document.",
            Type.STRING,
            "Memorandum of Cooperation",
            null="No document gives it a name.",
            traced=True,
        ),
        Column(
            "instrument",
            "Instrument",
            "The kind of instrument, from the name the texts use.",
            Type.STRING,
            "memorandum_of_cooperation",
            code_list="instrument",
            traced=True,
        ),
        Column(
            "status",
            "Status",
            "Where the agreement stood when the latest document about it was written.",
            Type.STRING,
            "signed",
            code_list="agreement_status",
            traced=True,
        ),
        Column(
            "signed",
            "Signed",
            "Date of signing, as exactly as it is known; of a planned agreement the date announced.",
            Type.PARTIAL_DATE,
            "2013-12-15",
            null="No text tells the date.",
            traced=True,
        ),
        Column(
            "signed_precision",
            "Precision of signed",
            "How exactly the date of signing is known.",
            Type.STRING,
            "day",
            null="No date is known.",
            code_list="date_precision",
        ),
        Column(
            "place", "Place", "City where it was signed.", Type.STRING, "Tokyo", null="No text says where.", traced=True
        ),
        Column(
            "place_country",
            "Country of the place",
            "Country where it was signed, ISO 3166-1 alpha-2.",
            Type.STRING,
            "JP",
            null="The place is not known, or not in which country it lies.",
            code_list="country",
            traced=True,
        ),
        Column(
            "event_id",
            "Event",
            "The event at which it was signed.",
            Type.STRING,
            "evt_n2d6xw4slk",
            null="No text says that it was signed at an event.",
            references=("events", "event_id"),
            traced=True,
        ),
        Column(
            "purpose",
            "Purpose",
            "What the agreement is for, in the words of a document.",
            Type.STRING,
            "to strengthen joint activities for expanding trade and investment between Japan and Laos",
            null="No document says it in a clause of its own.",
            traced=True,
        ),
        Column(
            "first_reported",
            "First reported",
            "Earliest publication date of the documents that report it.",
            Type.PARTIAL_DATE,
            "2013-12",
            null="None of them has a known date.",
        ),
        Column("documents", "Documents", "How many documents report it.", Type.INTEGER, "1"),
        Column(
            "confidence",
            "Confidence",
            "How sure the reading of the clearest document is, from 0 to 1; for ranking, not a measured frequency.",
            Type.NUMBER,
            "0.93",
        ),
        Column(
            "completeness",
            "Completeness",
            "Share of seven facts that are known: instrument (other than `other`), status, signed, place, two parties "
            "or more, a signatory or more, a topic or more.",
            Type.NUMBER,
            "0.857",
        ),
    ),
)

AGREEMENT_PARTIES = Table(
    name="agreement_parties",
    title="Parties of agreements",
    description="The organizations and governments that enter an agreement, in the order in which it was first told.",
    grain="one row per party of an agreement",
    key=("agreement_id", "position"),
    columns=(
        _agreement(),
        Column("position", "Position", "Place in the order of the parties, from 1.", Type.INTEGER, "1"),
        Column(
            "organization_id",
            "Organization",
            "The party.",
            Type.STRING,
            "org_jy6k3vbx2a",
            references=ORGANIZATION,
            traced=True,
        ),
        Column("name", "Name", "What the text calls the party here.", Type.STRING, "JETRO", traced=True),
        Column(
            "country",
            "Country",
            "The state the party belongs to, ISO 3166-1 alpha-2.",
            Type.STRING,
            "JP",
            null="It is intergovernmental, or the texts do not tell.",
            code_list="country",
            traced=True,
        ),
    ),
)

AGREEMENT_PEOPLE = Table(
    name="agreement_people",
    title="People of agreements",
    description="Who signed or exchanged an agreement, and who was present.",
    grain="one row per person and part in an agreement",
    key=("agreement_id", "person_id", "role"),
    columns=(
        _agreement(),
        Column(
            "person_id",
            "Person",
            "The person.",
            Type.STRING,
            "per_c7p4mzq5rt",
            references=("people", "person_id"),
            traced=True,
        ),
        Column("role", "Role", "The person's part in the signing.", Type.STRING, "signatory", code_list="person_role"),
        Column(
            "title",
            "Title",
            "The title that the text gives the person here.",
            Type.STRING,
            "JETRO Chairman",
            null="The text gives no title.",
            traced=True,
        ),
        Column(
            "organization_id",
            "Organization",
            "The party that the person signed for.",
            Type.STRING,
            "org_jy6k3vbx2a",
            null="The text does not tell, or the person is a witness.",
            references=ORGANIZATION,
            traced=True,
        ),
    ),
)

AGREEMENT_TOPICS = Table(
    name="agreement_topics",
    title="Topics of agreements",
    description="The fields of cooperation that an agreement names.",
    grain="one row per field of cooperation of an agreement",
    key=("agreement_id", "topic"),
    columns=(
        _agreement(),
        Column(
            "topic", "Topic", "The field of cooperation, in the words of the text.", Type.STRING, "trade", traced=True
        ),
        Column(
            "sector_code",
            "Sector",
            "The OECD DAC sector (3 digits) of the topic.",
            Type.STRING,
            "331",
            null="No one sector fits.",
            code_list="dac_sector",
        ),
    ),
)

AGREEMENT_LINKS = Table(
    name="agreement_links",
    title="Links between agreements",
    description="How one agreement relates to another.",
    grain="one row per relation between two agreements",
    key=("agreement_id", "related_id", "relation"),
    columns=(
        _agreement(),
        Column(
            "related_id", "Related agreement", "The other one.", Type.STRING, "agr_r4x6pb3jla", references=AGREEMENT
        ),
        Column(
            "relation",
            "Relation",
            "What the agreement is to the other one.",
            Type.STRING,
            "renews",
            code_list="link_relation",
            traced=True,
        ),
    ),
)

AMOUNTS = Table(
    name="amounts",
    title="Amounts",
    description="Sums of money that the documents name. Id: hash of the document and the offsets of the sum.",
    grain="one row per sum of money at one place of a document",
    key=("amount_id",),
    columns=(
        Column("amount_id", "Amount", "Identifier of the amount.", Type.STRING, "amt_d2q7kn5vwa"),
        Column(
            "agreement_id",
            "Agreement",
            "The agreement under which the sum is committed.",
            Type.STRING,
            "agr_h5t2wq3nfe",
            null="It belongs to no agreement.",
            references=AGREEMENT,
        ),
        Column(
            "project_id",
            "Project",
            "The project that the sum is for.",
            Type.STRING,
            "prj_v3b7ygq2ho",
            null="It belongs to no project.",
            references=("projects", "project_id"),
        ),
        Column(
            "value",
            "Value",
            "The sum as a plain number.",
            Type.NUMBER,
            "6000000",
            unit="units of `currency`",
            traced=True,
        ),
        Column("currency", "Currency", "Currency, ISO 4217.", Type.STRING, "USD", code_list="currency", traced=True),
        Column(
            "document_id",
            "Document",
            "The document that names the sum.",
            Type.STRING,
            "doc_4qz7m2kdpa",
            references=("documents", "document_id"),
        ),
        Column("role", "Role", "What the sum is.", Type.STRING, "commitment", code_list="amount_role"),
    ),
)
