"""Every table explains itself, and its examples are what it says."""

import re

import pytest

from coopdata.extract.record import Instrument, Status
from coopdata.problems import Code
from coopdata.reference.files import read_rows
from coopdata.tables.catalogue import ID_PREFIXES, SCHEMA_VERSION, TABLES, table
from coopdata.tables.codes import code_lists
from coopdata.tables.schemas import arrow_schema, frame, pandera_schema
from coopdata.tables.spec import Column, Table
from coopdata.tables.written import parse

COLUMNS = [pytest.param(spec, column, id=f"{spec.name}.{column.name}") for spec in TABLES for column in spec.columns]
EACH_TABLE = pytest.mark.parametrize("spec", TABLES, ids=lambda spec: spec.name)


def test_the_schema_has_a_semantic_version() -> None:
    assert re.fullmatch(r"\d+\.\d+\.\d+", SCHEMA_VERSION)


@pytest.mark.parametrize(("spec", "column"), COLUMNS)
def test_a_column_is_explained(spec: Table, column: Column) -> None:
    assert column.title
    assert column.description.endswith(".")
    assert column.example
    assert column.null is None or column.null.endswith(".")
    if column.code_list is not None:
        assert column.code_list in code_lists()
    if column.references is not None:
        home, key = column.references
        assert table(home).column(key)
        assert home == spec.name or home in {other.name for other in TABLES}


@EACH_TABLE
def test_the_examples_are_a_row_of_the_table(spec: Table) -> None:
    row = {column.name: parse(column, column.example) for column in spec.columns}

    validated = pandera_schema(spec).validate(frame(spec, [row]), lazy=True)

    assert len(validated) == 1


@EACH_TABLE
def test_a_table_names_its_grain_and_its_key(spec: Table) -> None:
    assert spec.grain.startswith("one row per ")
    assert spec.description.endswith(".")
    assert all(spec.column(name) for name in spec.key)
    assert spec.name not in ID_PREFIXES or len(spec.key) == 1


@EACH_TABLE
def test_the_arrow_schema_carries_titles_and_takes_the_frame(spec: Table) -> None:
    schema = arrow_schema(spec)

    assert schema.names == [column.name for column in spec.columns]
    assert schema.field(0).metadata[b"title"] == spec.columns[0].title.encode()
    assert schema.metadata[b"title"] == spec.title.encode()


def test_the_code_lists_are_those_of_the_record_and_of_problems() -> None:
    lists = code_lists()

    assert set(lists["instrument"]) == set(Instrument)
    assert set(lists["agreement_status"]) == set(Status)
    assert {code: entry.definition for code, entry in lists["issue_code"].items()} == {
        code: code.definition for code in Code
    }
    assert all(entry.label and entry.source for codes in lists.values() for entry in codes.values())


def test_every_code_list_is_used_by_a_column() -> None:
    assert set(code_lists()) == {column.code_list for spec in TABLES for column in spec.columns if column.code_list}


@pytest.mark.parametrize(
    ("file", "column", "code_list"),
    [
        ("event_nouns.csv", "kind", "event_kind"),
        ("project_nouns.csv", "kind", "project_kind"),
        ("project_patterns.csv", "role", "project_role"),
        ("topic_sectors.csv", "sector_code", "dac_sector"),
    ],
)
def test_what_the_reference_files_lead_to_is_in_the_code_lists(file: str, column: str, code_list: str) -> None:
    assert {row[column] for row in read_rows(file)} - {""} <= set(code_lists()[code_list])
