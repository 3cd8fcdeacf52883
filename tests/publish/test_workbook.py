import re
import zipfile
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from xml.etree.ElementTree import fromstring

import openpyxl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from coopdata.publish.exports.views import AGREEMENTS_OVERVIEW
from coopdata.publish.exports.workbook import DICTIONARY, LARGEST_TEXT, SHEETS, write_workbook
from coopdata.publish.model import PublishError
from coopdata.tables.spec import Type
from tests.publish.exported import ARGUMENTS, MOC, arrow, told
from tests.publish.hostile import HOSTILE, LONG_WORD, hostile_frames, hostile_text

NAMES = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
RICH = "<r><t>rich</t></r>"

Rows = list[tuple[Any, ...]]


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("workbook") / "coopdata.xlsx"
    write_workbook(told(), path, *ARGUMENTS)
    return path


@pytest.fixture(scope="module")
def sheets(path: Path) -> dict[str, Rows]:
    return read(path)


def read(path: Path) -> dict[str, Rows]:
    """The rows of every sheet, its names first."""
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in openpyxl.load_workbook(path)}


def shown(text: str) -> str:
    """What a cell of the workbook has for a text."""
    text = re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", "\ufffd", text)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text if len(text) < LARGEST_TEXT / 2 else text[: LARGEST_TEXT - 1] + "…"


def test_the_dictionary_comes_first_and_then_what_people_ask_for_first(sheets):
    assert list(sheets) == [DICTIONARY, *(spec.name for spec in SHEETS)]
    assert SHEETS[0] is AGREEMENTS_OVERVIEW


@pytest.mark.parametrize("spec", SHEETS, ids=lambda spec: spec.name)
def test_a_sheet_has_the_columns_of_its_spec_and_a_row_for_each_of_the_table(sheets, spec):
    names, *rows = sheets[spec.name]
    assert names == tuple(column.name for column in spec.columns)
    if spec.name in told():
        assert rows == [tuple(row.values()) for row in told()[spec.name].to_pylist()]


def test_an_agreement_stands_on_one_line(sheets):
    names, first, *_ = sheets["agreements_overview"]
    agreement = dict(zip(names, first, strict=True))
    assert agreement["agreement_id"] == MOC
    assert agreement["parties"] == "Government of Laos (LA); JETRO (JP); JETRO Vientiane (JP)"
    assert agreement["signatories"] == "Alounkeo Kittikhoun; Hiroyuki Ishige (Chairman)"
    assert (agreement["signed"], agreement["documents"], agreement["confidence"]) == ("2013-12-15", 1, 0.93)


def test_the_dictionary_explains_every_column_of_every_sheet(sheets):
    names, *rows = sheets[DICTIONARY]
    assert names[:4] == ("sheet", "column", "title", "description")
    explained = {(sheet, column): description for sheet, column, _, description, *_ in rows if column}
    assert explained == {(spec.name, column.name): column.description for spec in SHEETS for column in spec.columns}
    assert "Release 2026.11.22.1, schema version 1.2.0" in rows[0][3]


def test_names_stay_in_sight_and_every_column_can_be_filtered(path):
    for sheet in openpyxl.load_workbook(path):
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref == sheet.dimensions
        assert all(8 <= found.width <= 62 for found in sheet.column_dimensions.values())


def test_the_workbook_says_it_was_made_on_the_day_of_the_release(path):
    properties = openpyxl.load_workbook(path).properties
    assert f"{properties.created:%Y-%m-%d %H:%M}" == "2026-11-22 00:00"
    with zipfile.ZipFile(path) as archive:
        assert {entry.date_time for entry in archive.infolist()} <= {(1980, 1, 1, 0, 0, 0), (1980, 1, 31, 0, 0, 0)}


def test_a_sheet_that_takes_no_more_rows_says_so_in_the_dictionary(tmp_path):
    write_workbook(told(), tmp_path / "x.xlsx", *ARGUMENTS, largest_sheet=3)
    sheets = read(tmp_path / "x.xlsx")
    assert len(sheets["parties_overview"]) == 3
    assert len(sheets["documents"]) == 3
    notes = {row[0]: row[3] for row in sheets[DICTIONARY] if row[1] is None}
    assert notes["parties_overview"].endswith("It has the first 2 of 4 rows: a sheet takes no more.")
    assert "a sheet takes no more" not in notes["documents"]


def test_text_that_no_cell_can_hold_is_cut_and_the_dictionary_says_so(tmp_path):
    long = ["x" * LARGEST_TEXT, "x" * (LARGEST_TEXT + 1), "🇱🇦" * 10_000]
    write_workbook(arrow(hostile_frames(long)), tmp_path / "x.xlsx", *ARGUMENTS)
    sheets = read(tmp_path / "x.xlsx")
    place = sheets["projects"][0].index("name")
    assert {row[place] for row in sheets["projects"][1:]} == {
        long[0],
        "x" * (LARGEST_TEXT - 1) + "…",
        "🇱🇦" * 8_191 + "🇱" + "…",
    }
    notes = {row[0]: row[3] for row in sheets[DICTIONARY] if row[1] is None}
    assert notes["projects"].endswith("Cut: 2 cells.")


def test_a_file_that_cannot_be_written_is_named(tmp_path):
    with pytest.raises(PublishError, match="cannot write"):
        write_workbook(told(), tmp_path / "no" / "x.xlsx", *ARGUMENTS)


@example([*HOSTILE, LONG_WORD, RICH, "_x000D_", "_x005F_x0041_"])
@given(st.lists(hostile_text(), min_size=1, max_size=20, unique=True))
@settings(max_examples=20, deadline=None)
def test_whatever_text_holds_the_cell_is_that_text_and_nothing_else(texts: Sequence[str]):
    with TemporaryDirectory() as folder:
        path = Path(folder) / "x.xlsx"
        data = arrow(hostile_frames(texts))
        write_workbook(data, path, *ARGUMENTS)
        with zipfile.ZipFile(path) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
    assert not any("hyperlink" in name.lower() or b"<hyperlink" in part for name, part in parts.items())
    files = [f"xl/worksheets/sheet{number}.xml" for number in range(2, len(SHEETS) + 2)]
    sheets = [fromstring(parts[name]) for name in files]  # noqa: S314  # written by ourselves
    for spec, sheet in zip(SHEETS, sheets, strict=True):
        assert sheet.find(".//m:f", NAMES) is None
        rows = [cells(row) for row in sheet.iterfind(".//m:row", NAMES)][1:]
        for number, column in enumerate(spec.columns):
            if spec.name in data and column.type in (Type.STRING, Type.PARTIAL_DATE):
                values = data[spec.name][column.name].to_pylist()
                assert [row.get(number) for row in rows] == [value and shown(value) for value in values]


def cells(row: Any) -> dict[int, str]:
    """The text of each cell with text by its place, as a spreadsheet understands it."""
    found = {}
    for cell in row:
        if cell.get("t") == "inlineStr":
            (text,) = (element.text or "" for element in cell.iterfind(".//m:t", NAMES))
            letters = re.match("[A-Z]+", cell.get("r"))
            assert letters is not None
            place = openpyxl.utils.column_index_from_string(letters[0]) - 1
            found[place] = ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)
    return found
