"""What becomes one row, what stays two, and that no value is published without its characters."""

import random

from tests.factories import Text, rejection

from coopdata.documents.model import Document, Rejection
from coopdata.extract.record import Record
from coopdata.resolve import Resolved, resolve
from coopdata.tables.build import build_tables
from coopdata.tables.checks import check_codes, check_foreign_keys, check_statements

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
        events=(text.event("ASEAN-Japan Summit", "2013-12-15", kind="summit", participants=(text.part("JETRO", "participating"),)),),
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
