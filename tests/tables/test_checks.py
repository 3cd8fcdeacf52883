"""A release with a fault in it is told from one without, in words that say where."""

from collections.abc import Callable

import pandas as pd
import pytest

from coopdata.resolve import resolve
from coopdata.tables.build import build_tables
from coopdata.tables.catalogue import table
from coopdata.tables.checks import check_codes, check_foreign_keys, check_statements, check_table
from coopdata.tables.schemas import frame
from tests.resolve.test_resolve import JETRO_TEXT, jetro

Frames = dict[str, pd.DataFrame]


@pytest.fixture
def frames() -> Frames:
    document, record = jetro()
    return build_tables(resolve([document], [record]))


def texts() -> dict[str, str]:
    return {JETRO_TEXT.document.id: JETRO_TEXT.text}


def test_a_sound_release_has_no_messages(frames: Frames) -> None:
    assert [message for name, built in frames.items() for message in check_table(table(name), built)] == []
    assert check_foreign_keys(frames) + check_codes(frames) + check_statements(frames, texts()) == []


def test_empty_tables_are_sound() -> None:
    empty = build_tables(resolve([], []))

    assert [message for name, built in empty.items() for message in check_table(table(name), built)] == []
    assert check_foreign_keys(empty) + check_codes(empty) + check_statements(empty, {}) == []


@pytest.mark.parametrize(
    ("break_it", "message"),
    [
        (lambda f: f.assign(status="done"), "agreements.status: not a code of list agreement_status: done"),
        (lambda f: f.assign(signed="12/2013"), "agreements.signed: not of the form"),
        (lambda f: f.assign(instrument=pd.Series([None], dtype="str")), "agreements.instrument: may not be empty"),
        (lambda f: f.assign(colour="red"), "the catalogue has no such column: colour"),
        (lambda f: f.drop(columns="title"), "the column is missing: title"),
        (lambda f: pd.concat([f, f], ignore_index=True), "the key is not unique"),
        (lambda f: f.astype({"documents": "float64"}), "agreements.documents: the type is not Int64"),
        (lambda f: f[[*f.columns[1:], f.columns[0]]], "not in the order of the catalogue"),
    ],
)
def test_a_broken_table_is_described(
    frames: Frames, break_it: Callable[[pd.DataFrame], pd.DataFrame], message: str
) -> None:
    messages = check_table(table("agreements"), break_it(frames["agreements"]))

    assert message in "\n".join(messages)


@pytest.mark.parametrize(
    ("name", "column", "value"),
    [
        ("agreement_parties", "organization_id", "org_aaaaaaaaaa"),
        ("event_participants", "entity_id", "per_aaaaaaaaaa"),
        ("statements", "record_id", "agr_aaaaaaaaaa"),
    ],
)
def test_a_reference_to_nothing_is_found(frames: Frames, name: str, column: str, value: str) -> None:
    frames[name] = frames[name].assign(**{column: value})

    assert any(f"{name}.{column}" in message and value in message for message in check_foreign_keys(frames))


@pytest.mark.parametrize(("first", "second"), [(0, 0), (1, 0)])
def test_a_reference_that_leads_back_to_its_row_is_found(frames: Frames, first: int, second: int) -> None:
    organizations = frames["organizations"]
    ids = list(organizations["organization_id"])
    organizations["parent_id"] = pd.Series([ids[first], ids[second], *[None] * (len(ids) - 2)], dtype="str")

    circle = sorted({ids[0], ids[first]})
    assert check_foreign_keys(frames) == [
        f"organizations.parent_id: {len(circle)} values lead in a circle: {', '.join(circle)}"
    ]


def test_references_that_come_to_an_end_are_no_circle(frames: Frames) -> None:
    organizations = frames["organizations"]
    ids = list(organizations["organization_id"])
    organizations["parent_id"] = pd.Series([ids[1], None, *[ids[0]] * (len(ids) - 2)], dtype="str")

    assert check_foreign_keys(frames) == []


def test_a_value_without_its_statement_is_found(frames: Frames) -> None:
    frames["agreements"] = frames["agreements"].assign(place="Paris")

    messages = check_statements(frames, texts())

    assert [message for message in messages if "agreements.place" in message and "(Paris)" in message]


@pytest.mark.parametrize("text", [JETRO_TEXT.text.replace("JETRO", "JOTRE"), "short", None])
def test_characters_that_do_not_stand_where_a_statement_says_are_found(frames: Frames, text: str | None) -> None:
    stored = {} if text is None else {JETRO_TEXT.document.id: text}

    assert check_statements(frames, stored)


def test_a_code_that_is_not_explained_is_found(frames: Frames) -> None:
    codes = frames["codes"]
    frames["codes"] = codes[codes["code"] != "memorandum_of_understanding"]

    assert any("agreements.instrument" in message for message in check_codes(frames))


def test_rows_are_sorted_by_key_with_nulls_first() -> None:
    rows = [
        {"old_id": "b", "new_id": "x", "reason": "split", "release": "1"},
        {"old_id": "a", "new_id": "x", "reason": "merged", "release": "1"},
        {"old_id": "b", "new_id": None, "reason": "withdrawn", "release": "1"},
    ]

    built = frame(table("id_history"), rows)

    assert list(zip(built["old_id"], built["new_id"].isna(), strict=True)) == [("a", False), ("b", True), ("b", False)]
