"""What becomes one row, what stays two, and that no value is published without its characters."""

from dataclasses import fields, replace

from hypothesis import given, settings
from hypothesis import strategies as st

from coopdata.documents.model import Document, Metadata, PartialDate, Published, Rejection
from coopdata.extract.record import Record
from coopdata.ids import fold
from coopdata.resolve import Resolved, resolve
from coopdata.tables.build import build_tables
from coopdata.tables.checks import check_codes, check_foreign_keys, check_statements
from tests.factories import Text, rejection

JETRO_TEXT = Text(
    "Tokyo, 15 December 2013. JETRO and the Government of the Lao PDR signed an MOC on trade and investment in Tokyo "
    "at the ASEAN-Japan Summit. Chairman Hiroyuki Ishige signed before Shinzo Abe. The Laotian Government is glad of "
    "US$6 million for the Techno Park, which JETRO funds."
)


def jetro() -> tuple[Document, Record]:
    text = JETRO_TEXT
    ishige = text.signatory("Hiroyuki Ishige", title="Chairman", party="JETRO")
    agreement = text.agreement(
        "signed an MOC",
        text.party("JETRO", "JP"),
        text.party("Government of the Lao PDR", "LA", aliases=("Laotian Government",)),
        signed="2013-12-15",
        place="Tokyo",
        place_country="JP",
        event="ASEAN-Japan Summit",
        topics=(text.topic("trade"), text.topic("investment")),
        signatories=(ishige,),
        witnesses=(text.witness("Shinzo Abe"),),
    )
    money = text.amount("US$6 million", 6000000, "USD")
    return text.document, text.record(
        agreements=(agreement,),
        organizations=(
            text.organization("JETRO", "JP", kind="agency"),
            text.organization("Government of the Lao PDR", "LA", kind="government", aliases=("Laotian Government",)),
        ),
        people=(
            text.person("Hiroyuki Ishige", "JP", title="Chairman", organization="JETRO"),
            text.person("Shinzo Abe", "JP"),
        ),
        amounts=(money,),
        events=(
            text.event(
                "ASEAN-Japan Summit", "2013-12-15", kind="summit", participants=(text.part("JETRO", "participant"),)
            ),
        ),
        projects=(text.project("Techno Park", "LA", amounts=(money,), organizations=(text.part("JETRO", "funding"),)),),
    )


def told(
    words: str, *parties: tuple[str, str | None], signed: str | None, published: str = "2020-01-15", **more: object
) -> tuple[Document, Record]:
    """A text that tells one memorandum between these parties."""
    text = Text(words, published)
    named = [text.party(name, country) for name, country in parties]
    agreement = text.agreement("memorandum", *named, signed=signed, **more)
    return text.document, text.record(agreements=(agreement,))


def resolved(*pairs: tuple[Document, Record]) -> Resolved:
    return resolve([document for document, _ in pairs], [record for _, record in pairs])


def problems_of(result: Resolved, documents: list[Document | Rejection]) -> list[str]:
    frames = build_tables(result)
    texts = {document.id: document.text for document in documents if isinstance(document, Document)}
    return check_foreign_keys(frames) + check_codes(frames) + check_statements(frames, texts)


def test_every_table_of_one_document_is_built_and_every_check_passes() -> None:
    document, record = jetro()

    result = resolve([document, rejection()], [record])

    assert problems_of(result, [document]) == []
    frames = build_tables(result)
    assert {name: len(frame) for name, frame in frames.items() if name not in ("codes", "statements")} == {
        "documents": 2,
        "organizations": 2,
        "organization_names": 3,
        "people": 2,
        "positions": 1,
        "agreements": 1,
        "agreement_parties": 2,
        "agreement_people": 2,
        "agreement_topics": 2,
        "agreement_links": 0,
        "amounts": 1,
        "events": 1,
        "event_participants": 1,
        "projects": 1,
        "project_organizations": 1,
        "issues": 1,
        "id_history": 0,
    }
    assert frames["agreements"].loc[0, "completeness"] == 1.0
    assert frames["amounts"].loc[0, "project_id"] == frames["projects"].loc[0, "project_id"]


def test_the_same_memorandum_told_by_two_documents_is_one_row_with_the_more_exact_date() -> None:
    one = told(
        "A memorandum of Acme Board and Beta Board.", ("Acme Board", "LA"), ("Beta Board", "KR"), signed="2019-09"
    )
    two = told(
        "Beta Board and Acme Board have a memorandum.",
        ("Beta Board", "KR"),
        ("Acme Board", "LA"),
        signed="2019-09-05",
        published="2021-03",
    )

    result = resolved(one, two)

    (agreement,) = result.agreements
    assert (agreement.signed, agreement.documents, agreement.first_reported) == ("2019-09-05", 2, "2020-01-15")
    signed = {(row.value, row.chosen) for row in result.statements if row.field == "signed"}
    assert signed == {("2019-09", False), ("2019-09-05", True)}
    assert result.issues == ()
    assert problems_of(result, [one[0], two[0]]) == []


def test_a_month_with_two_known_days_stays_on_its_own() -> None:
    parties = (("Acme Board", "LA"), ("Beta Board", "KR"))
    result = resolved(
        told("A memorandum of Acme Board and Beta Board.", *parties, signed="2019-09-05"),
        told("Again a memorandum of Acme Board and Beta Board.", *parties, signed="2019-09-06"),
        told("Once a memorandum of Acme Board and Beta Board.", *parties, signed="2019-09"),
    )

    assert sorted(str(row.signed) for row in result.agreements) == ["2019-09", "2019-09-05", "2019-09-06"]


def test_agreements_without_a_date_of_signing_are_not_taken_for_one() -> None:
    parties = (("Acme Board", "LA"), ("Beta Board", "KR"))
    result = resolved(
        told("A memorandum of Acme Board and Beta Board.", *parties, signed=None),
        told("Another memorandum of Acme Board and Beta Board.", *parties, signed=None),
    )

    assert len(result.agreements) == 2


def test_agreements_of_one_document_that_share_all_facts_keep_ids_of_their_own() -> None:
    text = Text("First memorandum, second memorandum of Acme Board and Beta Board.")
    parties = (text.party("Acme Board", "LA"), text.party("Beta Board", "KR"))
    agreements = tuple(text.agreement(words, *parties, signed="2019") for words in ("First", "second"))

    result = resolved((text.document, text.record(agreements=agreements)))

    assert len({row.agreement_id for row in result.agreements}) == 2


def test_where_documents_disagree_both_values_stay_and_an_issue_says_so() -> None:
    parties = (("Acme Board", "LA"), ("Beta Board", "KR"))
    early = told("A memorandum of Acme Board and Beta Board in Seoul.", *parties, signed="2019-09-05", place="Seoul")
    late = told(
        "A memorandum of Acme Board and Beta Board in Busan.",
        *parties,
        signed="2019-09-05",
        place="Busan",
        published="2022",
    )

    result = resolved(late, early)

    assert [row.place for row in result.agreements] == ["Seoul"]
    assert {(row.value, row.chosen) for row in result.statements if row.field == "place"} == {
        ("Seoul", True),
        ("Busan", False),
    }
    assert [(str(issue.code), issue.table) for issue in result.issues] == [("value_conflict", "agreements")]


def test_two_spellings_of_a_city_are_no_disagreement() -> None:
    parties = (("Acme Board", "LA"), ("Beta Board", "KR"))
    result = resolved(
        told("A memorandum of Acme Board and Beta Board, Hanoi.", *parties, signed="2019-09-05", place="Hanoi"),
        told(
            "A memorandum of Acme Board and Beta Board, Ha Noi.",
            *parties,
            signed="2019-09-05",
            place="Ha Noi",
            published="2022",
        ),
    )

    assert [row.place for row in result.agreements] == ["Hanoi"]
    assert result.issues == ()


def test_ministries_of_one_name_and_two_countries_never_merge() -> None:
    text = Text("Ministry of Health of Laos met the Ministry of Health of Ghana and the Ministry of Health.")
    organizations = (
        text.organization("Ministry of Health", "LA"),
        text.organization("Ministry of Health", "GH"),
        text.organization("Ministry of Health"),
    )

    result = resolved((text.document, text.record(organizations=organizations)))

    assert sorted(str(row.country) for row in result.organizations) == ["GH", "LA", "None"]


def test_a_name_without_country_joins_the_only_one_of_its_document() -> None:
    text = Text("Ministry of Health of Laos.")
    named = (text.organization("Ministry of Health", "LA"), text.organization("Ministry of Health"))

    result = resolved((text.document, text.record(organizations=named)))

    assert [(row.name, row.country) for row in result.organizations] == [("Ministry of Health", "LA")]


def test_names_without_country_are_one_across_documents_only_for_intergovernmental_bodies() -> None:
    pairs = []
    for words in ("ASEAN and the Green Fund.", "The Green Fund and ASEAN."):
        text = Text(words)
        named = (text.organization("ASEAN", kind="intergovernmental"), text.organization("Green Fund", kind="bank"))
        pairs.append((text.document, text.record(organizations=named)))

    result = resolved(*pairs)

    assert sorted((row.name, row.documents) for row in result.organizations) == [
        ("ASEAN", 2),
        ("Green Fund", 1),
        ("Green Fund", 1),
    ]


def test_an_abbreviation_joins_the_full_name_that_a_document_gives_it() -> None:
    full = Text("Korea Trade Agency (KOTRA) is here.")
    short = Text("KOTRA is there.")

    result = resolved(
        (
            full.document,
            full.record(organizations=(full.organization("Korea Trade Agency", "KR", aliases=("KOTRA",)),)),
        ),
        (short.document, short.record(organizations=(short.organization("KOTRA", "KR"),))),
    )

    assert [(row.name, row.documents) for row in result.organizations] == [("Korea Trade Agency", 2)]
    assert {(row.name, row.name_kind, row.documents) for row in result.organization_names} == {
        ("Korea Trade Agency", "full", 1),
        ("KOTRA", "abbreviation", 2),
    }


def test_an_abbreviation_of_two_full_names_joins_neither() -> None:
    pairs = []
    for words in ("Ministry of Education (MOE)", "Ministry of Energy (MOE)"):
        text = Text(words)
        organization = text.organization(words.removesuffix(" (MOE)"), "LA", aliases=("MOE",))
        pairs.append((text.document, text.record(organizations=(organization,))))
    alone = Text("The MOE said so.")
    pairs.append((alone.document, alone.record(organizations=(alone.organization("MOE", "LA"),))))

    assert len(resolved(*pairs).organizations) == 3


def test_a_country_that_enters_an_agreement_is_its_government() -> None:
    one = told("A memorandum of Laos and Beta Board.", ("Laos", "LA"), ("Beta Board", "KR"), signed="2019-09-05")
    two = told(
        "A memorandum of the Government of Laos and Beta Board.",
        ("Government of Laos", "LA"),
        ("Beta Board", "KR"),
        signed="2019-09-05",
    )

    result = resolved(one, two)

    assert len(result.agreements) == 1
    governments = [row for row in result.organizations if row.kind == "government"]
    assert [(row.name, row.country, row.documents) for row in governments] == [("Government of Laos", "LA", 2)]
    assert problems_of(result, [one[0], two[0]]) == []


def test_people_are_one_in_any_order_of_their_names() -> None:
    one, two = Text("Shinzo Abe came."), Text("Abe Shinzo left.")

    result = resolved(
        (one.document, one.record(people=(one.person("Shinzo Abe", "JP"),))),
        (two.document, two.record(people=(two.person("Abe Shinzo", "JP"),))),
    )

    assert [(row.country, row.documents) for row in result.people] == [("JP", 2)]


def test_a_later_document_knows_better_where_an_agreement_stands() -> None:
    parties = (("Acme Board", "LA"), ("Beta Board", "KR"))
    words = "A memorandum of Acme Board and Beta Board"
    result = resolved(
        told(f"{words} ended.", *parties, signed="2019-09-05", status="terminated", published="2023"),
        told(f"{words} is signed.", *parties, signed="2019-09-05", status="signed", published="2019-09-06"),
    )

    assert [row.status for row in result.agreements] == ["terminated"]


def test_a_duplicate_document_is_listed_and_gives_no_data() -> None:
    document, record = jetro()
    again = replace(document, id="doc_aaaaaaaaaa", path="documents/b.txt")
    copy = replace(record, document=replace(record.document, id=again.id))

    result = resolve([document, again], [record, copy])

    assert [(row.document_id, row.duplicate_of) for row in result.documents if row.duplicate_of] == [
        (again.id, document.id)
    ]
    assert {row.documents for row in result.agreements} == {1}
    assert [str(issue.code) for issue in result.issues] == ["duplicate_document"]


def test_what_the_file_says_beside_its_text_is_published_as_supplied() -> None:
    document, record = jetro()
    metadata = Metadata(published="2013-12-16", byline="Lan Ho")
    supplied = replace(
        document,
        metadata=metadata,
        byline=metadata.byline,
        published=Published(PartialDate(2013, 12, 16), "metadata", None),
        media_type="text/html",
    )

    result = resolve([supplied], [record])

    (row,) = result.documents
    assert (row.byline, row.published, row.published_source) == ("Lan Ho", "2013-12-16", "metadata")
    assert row.media_type == "text/html"
    found = [(s.field, s.rule, s.kind, s.start) for s in result.statements if s.table == "documents"]
    assert found == [
        ("byline", "document.metadata", "supplied", None),
        ("published", "document.metadata", "supplied", None),
    ]
    assert problems_of(result, [supplied]) == []


PARTIES = (("Acme Board", "LA"), ("Beta Board", "KR"))
PAIRS = [
    jetro(),
    *(
        told(f"{day} memorandum of Acme Board and Beta Board.", *PARTIES, signed=day)
        for day in ("2019", "2019-09", "2019-09-05", "2020-01-02")
    ),
]


@settings(max_examples=20, deadline=None)
@given(st.permutations(PAIRS), st.permutations([record for _, record in PAIRS]))
def test_any_order_of_documents_and_records_gives_the_same(
    pairs: list[tuple[Document, Record]], records: list[Record]
) -> None:
    again = resolve([document for document, _ in pairs], records)

    expected = resolved(*PAIRS)
    for table in fields(Resolved):
        assert sorted(map(str, getattr(again, table.name))) == sorted(map(str, getattr(expected, table.name)))


NAMES = st.sampled_from(["Ministry of Health", "The Ministry of Health", "KOTRA", "Green Fund", "Laos"])
COUNTRIES = st.sampled_from(["LA", "KR", None])


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(st.tuples(NAMES, COUNTRIES), min_size=1, max_size=4), min_size=1, max_size=4))
def test_no_organization_has_two_countries_and_none_of_a_country_stands_twice(
    named: list[list[tuple[str, str | None]]],
) -> None:
    pairs = []
    for number, names in enumerate(named):
        text = Text(f"{number} " + ", ".join(name for name, _ in names))
        organizations = tuple(text.organization(name, country) for name, country in names)
        pairs.append((text.document, text.record(organizations=organizations)))

    result = resolved(*pairs)

    assert len({row.organization_id for row in result.organizations}) == len(result.organizations)
    countries: dict[str, set[str | None]] = {}
    for row in result.statements:
        if (row.table, row.field) == ("organizations", "country"):
            countries.setdefault(row.record_id, set()).add(row.value)
    assert all(len(values) == 1 for values in countries.values())
    told_of = [(fold(row.name), row.country) for row in result.organizations if row.country is not None]
    assert len(set(told_of)) == len(told_of)


def test_an_organization_without_a_country_is_told_of_unless_it_belongs_to_none() -> None:
    text = Text("Andean Trade Forum met UNICEF and the Ministry of Ports of Peru.")
    record = text.record(
        organizations=(
            text.organization("Andean Trade Forum", kind="association"),
            text.organization("UNICEF", kind="intergovernmental"),
            text.organization("Ministry of Ports", "PE", kind="ministry"),
        )
    )
    result = resolve([text.document], [record])
    unknown = {row.organization_id: row.name for row in result.organizations if row.country is None}
    told = [issue.record_id for issue in result.issues if issue.code == "country_unknown"]
    assert [unknown[record_id] for record_id in told if record_id] == ["Andean Trade Forum"]
