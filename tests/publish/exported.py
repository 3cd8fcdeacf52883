"""Tables worth exporting: two agreements told by two documents, with people, sums, an event, a project, units."""

from datetime import date
from typing import Any

import pyarrow as pa

from coopdata.publish.layout import ReleaseId
from coopdata.publish.parquet import to_arrow
from coopdata.tables.catalogue import SCHEMA_VERSION, TABLES
from coopdata.tables.codes import code_lists
from coopdata.tables.schemas import frame
from tests.publish.conftest import Frames, row, tiny_rows

RELEASE = ReleaseId(date(2026, 11, 22), 1)
ARGUMENTS = (RELEASE, SCHEMA_VERSION)

MOC, MOU = "agr_aaaaaaaaaa", "agr_bbbbbbbbbb"
JETRO, LAOS, OFFICE, UN = "org_aaaaaaaaaa", "org_bbbbbbbbbb", "org_cccccccccc", "org_dddddddddd"
ISHIGE, ABE, ALOUNKEO = "per_aaaaaaaaaa", "per_bbbbbbbbbb", "per_cccccccccc"
SUMMIT, PROJECT = "evt_aaaaaaaaaa", "prj_aaaaaaaaaa"
REPORT, NEWS = "doc_aaaaaaaaaa", "doc_bbbbbbbbbb"


def told_rows() -> dict[str, list[dict[str, Any]]]:
    return {
        "documents": [
            {"document_id": REPORT, "title": "MOC signed", "url": "https://www.example.org/moc", "published": "2013-12",
             "publisher": "JETRO", "language": "en", "raw_path": "documents/moc.txt", "media_type": "text/plain",
             "size_bytes": 2918, "status": "read"},
            {"document_id": NEWS, "raw_path": "documents/news.txt", "replaces": REPORT, "status": "read",
             "media_type": "application/octet-stream", "language": "eo"},
        ],
        "organizations": [
            {"organization_id": JETRO, "name": "JETRO", "kind": "agency", "country": "JP"},
            {"organization_id": LAOS, "name": "Government of Laos", "kind": "government", "country": "LA"},
            {"organization_id": OFFICE, "name": "JETRO Vientiane", "kind": "bank", "country": "JP", "parent_id": JETRO},
            {"organization_id": UN, "name": "United Nations"},
        ],
        "organization_names": [
            {"organization_id": JETRO, "name": "JETRO", "name_kind": "full"},
            {"organization_id": JETRO, "name": "J.E.T.R.O.", "name_kind": "abbreviation"},
            {"organization_id": LAOS, "name": "Laotian Government", "name_kind": "short"},
        ],
        "people": [
            {"person_id": ISHIGE, "name": "Hiroyuki Ishige", "country": "JP"},
            {"person_id": ABE, "name": "Shinzo Abe", "country": "JP"},
            {"person_id": ALOUNKEO, "name": "Alounkeo Kittikhoun"},
        ],
        "positions": [
            {"person_id": ISHIGE, "title": "Chairman", "organization_id": JETRO},
            {"person_id": ISHIGE, "title": "Chairman"},
            {"person_id": ABE, "title": "Prime Minister", "country": "JP"},
        ],
        "agreements": [
            {"agreement_id": MOC, "title": "Memorandum", "instrument": "memorandum_of_cooperation", "status": "signed",
             "signed": "2013-12-15", "place": "Tokyo", "event_id": SUMMIT, "purpose": "to expand trade",
             "documents": 1, "confidence": 0.93, "completeness": 0.857},
            {"agreement_id": MOU, "instrument": "memorandum_of_understanding", "status": "planned"},
        ],
        "agreement_parties": [
            {"agreement_id": MOC, "position": 1, "organization_id": LAOS, "name": "Laos", "country": "LA"},
            {"agreement_id": MOC, "position": 2, "organization_id": JETRO, "name": "JETRO", "country": "JP"},
            {"agreement_id": MOC, "position": 3, "organization_id": OFFICE, "name": "its office", "country": "JP"},
            {"agreement_id": MOU, "position": 1, "organization_id": UN, "name": "the UN"},
        ],
        "agreement_people": [
            {"agreement_id": MOC, "person_id": ISHIGE, "role": "signatory", "title": "Chairman",
             "organization_id": JETRO},
            {"agreement_id": MOC, "person_id": ALOUNKEO, "role": "signatory"},
            {"agreement_id": MOC, "person_id": ABE, "role": "witness", "title": "Prime Minister"},
            {"agreement_id": MOU, "person_id": ISHIGE, "role": "signatory", "organization_id": JETRO},
        ],
        "agreement_topics": [{"agreement_id": MOC, "topic": "trade"}, {"agreement_id": MOC, "topic": "investment"}],
        "agreement_links": [{"agreement_id": MOU, "related_id": MOC, "relation": "renews"}],
        "amounts": [
            {"amount_id": "amt_aaaaaaaaaa", "agreement_id": MOC, "value": 6000000.0, "currency": "USD",
             "document_id": REPORT, "role": "commitment"},
            {"amount_id": "amt_bbbbbbbbbb", "agreement_id": MOC, "value": 0.5, "currency": "JPY",
             "document_id": NEWS, "role": "equivalent"},
            {"amount_id": "amt_cccccccccc", "project_id": PROJECT, "value": 1e15, "currency": "JPY",
             "document_id": NEWS, "role": "total"},
        ],
        "events": [
            {"event_id": SUMMIT, "name": "Summit", "kind": "summit", "start": "2013-12-14", "end": "2013-12-15",
             "place": "Tokyo", "country": "JP"},
            {"event_id": "evt_bbbbbbbbbb", "name": "Visit", "kind": "visit"},
        ],
        "event_participants": [
            {"event_id": SUMMIT, "entity_id": JETRO, "role": "organiser"},
            {"event_id": SUMMIT, "entity_id": ABE, "role": "participant"},
        ],
        "projects": [{"project_id": PROJECT, "name": "Techno Park", "kind": "project", "end": "2025", "country": "LA"}],
        "project_organizations": [{"project_id": PROJECT, "organization_id": JETRO, "role": "funding"}],
        "statements": [
            _stated("a", "agreements", MOC, "title", "Memorandum", REPORT),
            _stated("b", "agreements", MOC, "signed", "2013-12-15", NEWS),
            _stated("c", "agreement_parties", f"{MOC}/2", "name", "JETRO", REPORT),
            _stated("d", "organizations", JETRO, "name", "JETRO", REPORT),
            _stated("f", "organizations", OFFICE, "name", "JETRO Vientiane", REPORT),
            _stated("g", "organizations", OFFICE, "parent_id", JETRO, NEWS),
            _stated("e", "positions", f"{ISHIGE}/Chairman/{JETRO}", "title", "Chairman", REPORT),
        ],
        "id_history": [
            {"old_id": "agr_zzzzzzzzzz", "reason": "withdrawn"},
            {"old_id": "agr_yyyyyyyyyy", "new_id": MOC, "reason": "merged"},
        ],
        "codes": [
            *tiny_rows()["codes"],
            *(vars(code_lists()["country"][code]) for code in ("JP", "LA")),
        ],
    }  # fmt: skip


def told() -> dict[str, pa.Table]:
    """The tables as a release has them."""
    rows = told_rows()
    return arrow(
        {table.name: frame(table, [row(table, **values) for values in rows.get(table.name, [])]) for table in TABLES}
    )


def arrow(frames: Frames) -> dict[str, pa.Table]:
    """Frames as the tables that exports are made of."""
    return {table.name: to_arrow(table, frames[table.name]) for table in TABLES}


def changed(data: dict[str, pa.Table], name: str, /, **columns: list[Any]) -> dict[str, pa.Table]:
    """The tables with other values in some columns of one of them."""
    table = data[name]
    for column, values in columns.items():
        field = table.schema.field(column)
        table = table.set_column(table.schema.get_field_index(column), field, pa.array(values, field.type))
    return {**data, name: table}


def _stated(number: str, table: str, record: str, field: str, value: str, document: str) -> dict[str, Any]:  # noqa: PLR0917
    return {
        "statement_id": f"stm_{number * 10}", "table": table, "record_id": record, "field": field, "value": value,
        "original": value, "document_id": document, "start": 0, "end": len(value), "chosen": True,
    }  # fmt: skip
