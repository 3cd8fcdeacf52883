"""One tiny sound release: a document of forty characters, two organizations, one agreement, its statements."""

import hashlib
import shutil
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from coopdata.publish import ReleaseInputs, publish
from coopdata.tables.catalogue import TABLES
from coopdata.tables.codes import OPEN_LISTS, code_lists
from coopdata.tables.schemas import frame
from coopdata.tables.spec import Column, Table
from tests.publish.measured import QUALITY

TEXT = "JETRO and DTP signed a memo – on 5 May 2022"
DOCUMENT, AGREEMENT, JETRO, DTP = "doc_aaaaaaaaaa", "agr_aaaaaaaaaa", "org_aaaaaaaaaa", "org_bbbbbbbbbb"

MEMORANDUM = "memorandum_of_understanding"

INPUTS = ReleaseInputs(
    created=datetime(2026, 11, 22, 2, 0, tzinfo=UTC),
    data_as_of="2022-05",
    code_version="0.1.0",
    extractor_version="1",
    documents_seen=1,
    documents_read=1,
    documents_rejected=0,
    quality=QUALITY,
)

Frames = dict[str, pd.DataFrame]


def row(table: Table, /, **values: Any) -> dict[str, Any]:
    """A row of the table: the values given, null where a column may be empty, else 1, 1.0, False or "x"."""
    plain: Mapping[str, Any] = {"integer": 1, "number": 1.0, "boolean": False, "string": "x", "partial_date": "2022"}

    def value(column: Column) -> Any:
        if column.name in values:
            return values[column.name]
        if column.null is not None:
            return None
        return min(code_lists()[column.code_list]) if column.code_list else plain[column.type.value]

    return {column.name: value(column) for column in table.columns}


def statement(number: str, wording: str, table: str, *, record: str, field: str, value: str) -> dict[str, Any]:
    start = TEXT.index(wording)
    return {
        "statement_id": f"stm_{number * 10}", "table": table, "record_id": record, "field": field, "value": value,
        "original": wording, "document_id": DOCUMENT, "start": start, "end": start + len(wording), "chosen": True,
    }  # fmt: skip


def tiny_rows() -> dict[str, list[dict[str, Any]]]:
    return {
        "documents": [
            {
                "document_id": DOCUMENT, "publisher": "Vientiane Times", "raw_path": "documents/a.txt",
                "sha256": hashlib.sha256(TEXT.encode()).hexdigest(), "status": "read",
            }
        ],
        "organizations": [
            {"organization_id": JETRO, "name": "JETRO"},
            {"organization_id": DTP, "name": "DTP"},
        ],
        "agreements": [
            {
                "agreement_id": AGREEMENT, "instrument": MEMORANDUM, "status": "signed",
                "signed": "2022-05-05", "signed_precision": "day",
            }
        ],
        "statements": [
            statement("a", "memo", "agreements", record=AGREEMENT, field="instrument", value=MEMORANDUM),
            statement("b", "signed", "agreements", record=AGREEMENT, field="status", value="signed"),
            statement("c", "5 May 2022", "agreements", record=AGREEMENT, field="signed", value="2022-05-05"),
            statement("d", "JETRO", "organizations", record=JETRO, field="name", value="JETRO"),
            statement("e", "DTP", "organizations", record=DTP, field="name", value="DTP"),
        ],
        "codes": [
            vars(entry) for name, codes in code_lists().items() if name not in OPEN_LISTS for entry in codes.values()
        ],
    }  # fmt: skip


def tiny_frames() -> Frames:
    rows = tiny_rows()
    return {table.name: frame(table, [row(table, **values) for values in rows.get(table.name, [])]) for table in TABLES}


@pytest.fixture
def frames() -> Frames:
    """One frame per table of the catalogue."""
    return tiny_frames()


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the release of the frames, not to be changed; `release` gives a copy."""
    folder = tmp_path_factory.mktemp("published")
    publish(tiny_frames(), INPUTS, folder)
    return folder


@pytest.fixture
def release(published: Path, tmp_path: Path) -> Path:
    """The release of the frames, to be damaged at will."""
    return shutil.copytree(published, tmp_path / "published") / "releases" / "2026.11.22"


@pytest.fixture
def changed(frames: Frames) -> Frames:
    """The frames after one value has changed."""
    documents = frames["documents"].assign(publisher="The Nation")
    return {**frames, "documents": documents}


@pytest.fixture
def inputs() -> ReleaseInputs:
    return INPUTS


@pytest.fixture
def next_day(inputs: ReleaseInputs) -> ReleaseInputs:
    return replace(inputs, created=datetime(2026, 11, 23, 2, 0, tzinfo=UTC))


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    """A raw folder with the document behind the frames."""
    folder = tmp_path / "raw"
    (folder / "documents").mkdir(parents=True)
    (folder / "documents" / "a.txt").write_bytes(TEXT.encode())
    return folder
