import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from coopdata.publish import PublishError, read_csv_table
from coopdata.publish.changes.apply import apply, proof
from coopdata.publish.changes.cells import sorted_by_key, unique_keys
from coopdata.publish.changes.compare import compare
from coopdata.publish.changes.spec import CHANGES_SCHEMA, CHANGES_TABLE, Change
from coopdata.publish.changes.summary import summarize_table
from coopdata.publish.changes.tables import Snapshot, read_release_tables, read_snapshot
from coopdata.publish.changes.telling import changes_md
from coopdata.publish.changes.wording import LONGEST, SHOWN
from coopdata.publish.csvfile import csv_bytes
from coopdata.publish.files import json_bytes, sha256_of
from coopdata.publish.parquet import read_parquet, to_arrow, write_parquet
from coopdata.tables.catalogue import KEY_SEPARATOR, SCHEMA_VERSION, TABLES, table
from coopdata.tables.checks import check_table, record_keys
from coopdata.tables.codes import code_lists
from coopdata.tables.schemas import arrow_schema, column_pattern, frame
from coopdata.tables.spec import Column, Table, Type
from tests.publish.conftest import AGREEMENT, DTP, JETRO, Frames, row, tiny_frames
from tests.publish.hostile import HOSTILE, hostile_text

SPECS = [table(name) for name in ("agreements", "amounts", "organization_names", "positions", "statements")]
"""Between them every type, keys of one to three parts, of free text, and with an empty part."""
TOPICS = table("agreement_topics")

Rows = list[dict[str, Any]]

CELLS: Mapping[Type, st.SearchStrategy[Any]] = {
    Type.STRING: st.sampled_from(HOSTILE) | hostile_text(),
    Type.PARTIAL_DATE: st.sampled_from(["2022", "2022-05", "2022-05-05"]),
    Type.INTEGER: st.integers(-(2**63), 2**63 - 1),
    Type.NUMBER: st.floats(allow_nan=False, allow_infinity=False) | st.sampled_from([6e6, 0.1, 1e22, 1e-7, -0.0]),
    Type.BOOLEAN: st.booleans(),
}
KEYS = st.sampled_from(["a", "b", "a/b", "/", "=1", "x\ny", "ກ"])
"""Few, so that two tables share some; with the separator, so that parts could be mistaken."""


def made(spec: Table, rows: Rows) -> pa.Table:
    return pa.Table.from_pylist(rows, schema=arrow_schema(spec))


@st.composite
def tables(draw: st.DrawFn, spec: Table) -> pa.Table:
    """A table in which no two rows have the same written key, in any order."""

    def cell(column: Column) -> st.SearchStrategy[Any]:
        values = KEYS if column.name in spec.key else CELLS[column.type]
        return st.none() | values if column.null is not None else values

    rows = draw(st.lists(st.fixed_dictionaries({column.name: cell(column) for column in spec.columns}), max_size=6))
    unique = {KEY_SEPARATOR.join(one[name] or "" for name in spec.key): one for one in rows}
    return made(spec, list(unique.values()))


def shuffled(data: pa.Table) -> pa.Table:
    rows = range(data.num_rows)
    return data.take(pa.array([*reversed(rows[::2]), *rows[1::2]], pa.int64()))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("files")


@pytest.mark.parametrize("spec", SPECS, ids=lambda spec: spec.name)
@given(st.data())
def test_the_table_before_and_the_changes_give_the_table_after(spec: Table, data: st.DataObject) -> None:
    before, after = data.draw(tables(spec)), data.draw(tables(spec))
    changes = compare(spec, before, after)

    assert apply(spec, before, changes).equals(sorted_by_key(spec, after))
    assert proof(spec, before, changes, after) is None


@pytest.mark.parametrize("spec", SPECS[-2:], ids=lambda spec: spec.name)
@settings(max_examples=50)
@given(st.data())
def test_changes_are_the_same_whatever_the_order_of_rows(spec: Table, data: st.DataObject) -> None:
    before, after = data.draw(tables(spec)), data.draw(tables(spec))

    assert compare(spec, shuffled(before), shuffled(after)).equals(compare(spec, before, after))


@pytest.mark.parametrize("spec", SPECS[-2:], ids=lambda spec: spec.name)
@settings(max_examples=50)
@given(st.data())
def test_equal_tables_have_no_changes(spec: Table, data: st.DataObject) -> None:
    content = data.draw(tables(spec))

    assert compare(spec, content, shuffled(content)).equals(CHANGES_SCHEMA.empty_table())


@pytest.mark.parametrize("spec", SPECS[-2:], ids=lambda spec: spec.name)
@settings(max_examples=50)
@given(st.data())
def test_changes_come_through_parquet_and_csv(folder: Path, spec: Table, data: st.DataObject) -> None:
    changes = compare(spec, data.draw(tables(spec)), data.draw(tables(spec)))
    write_parquet(changes, folder / "changes.parquet")
    (folder / "changes.csv").write_bytes(csv_bytes(changes))

    assert read_parquet(folder / "changes.parquet").equals(changes)
    assert read_csv_table(folder / "changes.csv", CHANGES_TABLE).equals(changes)


@pytest.mark.parametrize("spec", SPECS[-2:], ids=lambda spec: spec.name)
@settings(max_examples=50)
@given(st.data())
def test_lines_are_sorted_by_key_and_place_of_the_column_and_hold_no_empty_string(
    spec: Table, data: st.DataObject
) -> None:
    lines = compare(spec, data.draw(tables(spec)), data.draw(tables(spec))).to_pylist()
    names = [column.name for column in spec.columns]
    places = [(line["key"], names.index(line["column"])) for line in lines]

    assert places == sorted(set(places))
    assert not [line for line in lines if "" in (line["old"], line["new"])]


@pytest.mark.parametrize("spec", SPECS[-2:], ids=lambda spec: spec.name)
@settings(max_examples=50)
@given(st.data())
def test_without_any_one_of_its_lines_nothing_is_proved(spec: Table, data: st.DataObject) -> None:
    before, after = data.draw(tables(spec)), data.draw(tables(spec))
    changes = compare(spec, before, after)
    assume(changes.num_rows)
    left_out = data.draw(st.integers(0, changes.num_rows - 1))
    rest = pa.concat_tables([changes.slice(0, left_out), changes.slice(left_out + 1)])

    assert proof(spec, before, rest, after) is not None


def test_a_change_is_a_line_for_each_cell_that_differs() -> None:
    spec = table("amounts")
    same = {"agreement_id": None, "project_id": None, "currency": "USD", "document_id": "doc_a", "role": "commitment"}
    before = [{"amount_id": "amt_a", "value": 6e6, **same}, {"amount_id": "amt_b", "value": 0.5, **same}]
    after = [{**before[0], "value": 7e6, "agreement_id": "agr_a"}, {**before[1], "amount_id": "amt_c"}]

    lines = [tuple(line.values()) for line in compare(spec, made(spec, before), made(spec, after)).to_pylist()]

    assert lines == [
        ("changed", "amt_a", "agreement_id", None, "agr_a"),
        ("changed", "amt_a", "value", "6000000", "7000000"),
        ("removed", "amt_b", "amount_id", "amt_b", None),
        ("removed", "amt_b", "value", "0.5", None),
        ("removed", "amt_b", "currency", "USD", None),
        ("removed", "amt_b", "document_id", "doc_a", None),
        ("removed", "amt_b", "role", "commitment", None),
        ("added", "amt_c", "amount_id", None, "amt_c"),
        ("added", "amt_c", "value", None, "0.5"),
        ("added", "amt_c", "currency", None, "USD"),
        ("added", "amt_c", "document_id", None, "doc_a"),
        ("added", "amt_c", "role", None, "commitment"),
    ]


def test_more_rows_than_are_compared_at_a_time_stay_in_order() -> None:
    keys = pa.array([f"agr_{number:06}" for number in range(70_000)])
    before = pa.table([keys, keys, pa.nulls(70_000, pa.string())], schema=arrow_schema(TOPICS))
    after = before.set_column(2, arrow_schema(TOPICS).field(2), pa.repeat("331", 70_000)).slice(1)

    changes = compare(TOPICS, before, after)

    assert changes.num_rows == 69_999 + 2
    assert changes.column("key").to_pylist() == sorted(changes.column("key").to_pylist())
    assert proof(TOPICS, before, changes, after) is None


def test_changes_have_the_form_their_spec_promises() -> None:
    changes = compare(TOPICS, None, made(TOPICS, [topic("trade"), topic("rice", "311")]))

    assert check_table(CHANGES_TABLE, changes.to_pandas()) == []
    assert changes.schema.equals(CHANGES_SCHEMA, check_metadata=True)
    assert changes.schema.field("old").metadata[b"title"] == b"Old value"


def topic(name: str, sector: str | None = None, agreement: str = "agr_a") -> dict[str, Any]:
    return {"agreement_id": agreement, "topic": name, "sector_code": sector}


@pytest.mark.parametrize("spec", TABLES, ids=lambda spec: spec.name)
def test_keys_are_written_as_those_of_statements(spec: Table) -> None:
    other = {name: 2 if spec.column(name).type is Type.INTEGER else "a/b" for name in spec.key}
    content = frame(spec, [row(spec), row(spec, **other)])

    assert unique_keys(spec, to_arrow(spec, content)).to_pylist() == record_keys(spec, content)


@pytest.mark.parametrize("spec", TABLES, ids=lambda spec: spec.name)
def test_at_most_one_part_of_a_key_can_hold_the_separator(spec: Table) -> None:
    def takes_any_text(column: Column) -> bool:
        is_id = column.name in ("old_id", "new_id", "entity_id")  # of several tables, so that no one form is checked
        coded = column.code_list is not None or (spec.name, column.name) == ("codes", "code_list")
        return column.type is Type.STRING and not is_id and not coded and column_pattern(spec, column) is None

    assert len([name for name in spec.key if takes_any_text(spec.column(name))]) <= 1
    assert not [name for name, codes in code_lists().items() if KEY_SEPARATOR in "".join([name, *codes])]


def test_two_rows_whose_keys_are_written_alike_are_refused() -> None:
    alike = made(TOPICS, [topic("b/c", agreement="a"), topic("c", agreement="a/b")])

    with pytest.raises(PublishError, match=r"agreement_topics: the key is not unique: more than one row has 'a/b/c'"):
        compare(TOPICS, None, alike)


def test_a_row_whose_key_is_only_written_as_before_is_changed_and_proved() -> None:
    before, after = made(TOPICS, [topic("b/c", agreement="a")]), made(TOPICS, [topic("c", agreement="a/b")])
    changes = compare(TOPICS, before, after)

    assert [(line["column"], line["new"]) for line in changes.to_pylist()] == [("agreement_id", "a/b"), ("topic", "c")]
    assert proof(TOPICS, before, changes, after) is None


def test_a_column_that_the_release_before_lacks_counts_as_empty_there() -> None:
    after = made(TOPICS, [topic("rice"), topic("trade", "331")])
    before = after.drop_columns("sector_code")

    changes = compare(TOPICS, before, after)

    assert changes.to_pylist() == [
        {"change": "changed", "key": "agr_a/trade", "column": "sector_code", "old": None, "new": "331"}
    ]
    assert proof(TOPICS, before, changes, after) is None


def test_a_column_that_is_gone_is_left_out() -> None:
    after = made(TOPICS, [topic("rice")])
    before = after.append_column("weight", pa.array([0.5]))

    assert compare(TOPICS, before, after).num_rows == 0
    assert proof(TOPICS, before, compare(TOPICS, before, after), after) is None


def test_a_column_of_another_type_is_compared_as_it_is_written() -> None:
    spec = table("agreement_parties")
    rows = [
        {"agreement_id": "agr_a", "position": number, "organization_id": "org_a", "name": "x", "country": None}
        for number in (1, 2)
    ]
    after = made(spec, rows)
    words = pa.array(["1", "second"])
    before = after.set_column(1, "position", words)

    changes = compare(spec, before, after)

    assert {line["key"] for line in changes.to_pylist()} == {"agr_a/2", "agr_a/second"}
    assert proof(spec, before, changes, after) is None


def test_a_table_that_one_release_lacks_is_added_or_removed_whole() -> None:
    content = made(TOPICS, [topic("rice"), topic("trade", "331")])

    added, removed = compare(TOPICS, None, content), compare(TOPICS, content, None)

    assert set(added.column("change").to_pylist()) == {"added"}
    assert set(removed.column("change").to_pylist()) == {"removed"}
    assert apply(TOPICS, None, added).equals(content)
    assert apply(TOPICS, content, removed).num_rows == 0


BEFORE = [topic("rice", "311"), topic("trade")]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (("added", "agr_a/rice", "topic", None, "rice"), "key 'agr_a/rice', column topic: the row was there before"),
        (("changed", "agr_a/x", "topic", "x", "y"), "key 'agr_a/x', column topic: the row was not there before"),
        (
            ("changed", "agr_a/rice", "sector_code", "331", "332"),
            "column sector_code: the cell held another value before",
        ),
        (
            ("changed", "agr_a/rice", "sector_code", None, "332"),
            "column sector_code: the cell held another value before",
        ),
        (("changed", "agr_a/rice", "sector_code", "311", "311"), "column sector_code: the new value is the old one"),
        (("changed", "agr_a/rice", "sector_code", "311", ""), "column sector_code: an empty string stands where null"),
        (("changed", "agr_a/rice", "topic", "rice", None), "column topic: may not be empty"),
        (("changed", "agr_a/rice", "topic", "rice", "ryes"), "a row does not have the key that its lines say"),
        (("removed", "agr_a/rice", "topic", "rice", "x"), "column topic: the row is gone and has a value"),
        (("removed", "agr_a/rice", "topic", "rice", None), "column agreement_id: the row is gone and has no line"),
        (("added", "agr_a/x", "topic", None, "x"), "key 'agr_a/x', column agreement_id: may not be empty"),
        (("altered", "agr_a/rice", "topic", "rice", "x"), "line 1: no such change"),
        (("changed", "agr_a/rice", "weight", None, "1"), "line 1: no such column"),
        (("changed", None, "topic", "rice", "x"), "line 1: no key"),
    ],
)
def test_changes_that_do_not_fit_are_refused_with_their_place(line: tuple[str | None, ...], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        apply(TOPICS, made(TOPICS, BEFORE), lines(line))


def lines(*own: tuple[str | None, ...]) -> pa.Table:
    names = [column.name for column in CHANGES_TABLE.columns]
    return pa.Table.from_pylist([dict(zip(names, line, strict=True)) for line in own], schema=CHANGES_SCHEMA)


def test_two_lines_of_one_cell_and_two_kinds_of_change_of_one_row_are_refused() -> None:
    changed = ("changed", "agr_a/trade", "sector_code", None, "331")
    before = made(TOPICS, BEFORE)

    with pytest.raises(ValueError, match="the cell has more than one line"):
        apply(TOPICS, before, lines(changed, changed))
    with pytest.raises(ValueError, match="the row has changes of two kinds"):
        apply(TOPICS, before, lines(changed, ("removed", "agr_a/trade", "topic", "trade", None)))


def test_changes_in_another_schema_are_refused() -> None:
    with pytest.raises(ValueError, match="the columns are not those of changes"):
        apply(TOPICS, made(TOPICS, BEFORE), lines().drop_columns("old"))


@pytest.mark.parametrize(
    ("name", "column", "text"),
    [
        ("statements", "chosen", "yes"),
        ("statements", "start", "07"),
        ("statements", "start", str(2**63)),
        ("amounts", "value", "6e6"),
        ("amounts", "value", "much"),
    ],
)
def test_a_value_that_is_not_in_written_form_is_refused(name: str, column: str, text: str) -> None:
    spec = table(name)
    before = made(spec, [row(spec)])
    (key,) = unique_keys(spec, before).to_pylist()
    old = {"chosen": "false", "start": None, "value": "1"}[column]

    with pytest.raises(ValueError, match=f"changes of {name}, column {column}: "):
        apply(spec, before, lines(("changed", key, column, old, text)))


@pytest.mark.parametrize(
    ("after", "told"),
    [
        ([*BEFORE, topic("visas")], "lacks 'agr_a/visas'"),
        (BEFORE[:1], "has a row too many: 'agr_a/trade'"),
        ([BEFORE[0], topic("trade", "331")], "has None in sector_code of 'agr_a/trade', not '331'"),
    ],
)
def test_the_proof_says_where_what_is_given_first_differs(after: Rows, told: str) -> None:
    nothing = CHANGES_SCHEMA.empty_table()

    assert told in str(proof(TOPICS, made(TOPICS, BEFORE), nothing, made(TOPICS, after)))


def test_the_proof_tells_of_changes_that_do_not_fit_and_of_other_columns() -> None:
    before = made(TOPICS, BEFORE)
    odd = lines(("changed", "agr_a/x", "topic", "x", "y"))

    assert "the row was not there before" in str(proof(TOPICS, before, odd, before))
    assert "the columns are not those of its spec" in str(proof(TOPICS, before, lines(), before.drop_columns("topic")))


def test_a_summary_counts_rows_by_what_became_of_them_and_cells_of_changed_rows() -> None:
    before = made(TOPICS, [topic("rice", "311"), topic("trade"), topic("visas")]).append_column("weight", pa.nulls(3))
    after = made(TOPICS, [topic("rice", "312"), topic("trade", "331"), topic("youth"), topic("zinc")])

    summary = summarize_table(TOPICS, before, after, compare(TOPICS, before, after))

    assert summary.rows == {Change.ADDED: 2, Change.CHANGED: 2, Change.REMOVED: 1}
    assert summary.columns == {"sector_code": 2}
    assert (summary.appended, summary.gone) == ((), ("weight",))


def test_a_release_is_read_table_by_table(release: Path) -> None:
    snapshot = read_snapshot(release)

    assert (snapshot.release, snapshot.schema_version) == ("2026.11.22", SCHEMA_VERSION)
    assert list(snapshot.tables) == [spec.name for spec in TABLES]
    assert all(snapshot.tables[spec.name].schema.equals(arrow_schema(spec)) for spec in TABLES)


def test_a_release_of_an_earlier_schema_version_is_read_as_it_is(release: Path) -> None:
    older = read_release_tables(release)["agreements"].drop_columns("purpose")
    replaced(release, "agreements", older)

    assert read_release_tables(release)["agreements"].equals(older)


def replaced(release: Path, name: str, data: pa.Table) -> None:
    """Put another table into a release, and what the manifest says of it."""
    path = release / "parquet" / f"{name}.parquet"
    write_parquet(data, path)
    manifest = json.loads((release / "manifest.json").read_bytes())
    for file in manifest["files"]:
        if file["path"] == f"parquet/{name}.parquet":
            file["sha256"] = sha256_of(path)
    (release / "manifest.json").write_bytes(json_bytes(manifest))


@pytest.mark.parametrize("file", ["manifest.json", "parquet/people.parquet"])
def test_a_release_that_lacks_a_file_cannot_be_compared(release: Path, file: str) -> None:
    (release / file).unlink()

    with pytest.raises(PublishError, match=file):
        read_release_tables(release)


def test_a_release_with_a_damaged_table_cannot_be_compared(release: Path) -> None:
    path = release / "parquet" / "people.parquet"
    path.write_bytes(path.read_bytes()[:-1])

    with pytest.raises(PublishError, match=r"people.parquet is damaged: its SHA-256 is not in manifest.json"):
        read_release_tables(release)


def test_a_release_with_another_number_of_rows_than_its_manifest_says_cannot_be_compared(release: Path) -> None:
    organizations = read_release_tables(release)["organizations"]
    replaced(release, "organizations", organizations.slice(1))

    with pytest.raises(PublishError, match=r"organizations.parquet has 1 rows, manifest.json says 2"):
        read_release_tables(release)


def snapshot(frames: Frames, release: str, version: str = SCHEMA_VERSION) -> Snapshot:
    return Snapshot(release, version, {spec.name: to_arrow(spec, frames[spec.name]) for spec in TABLES})


def page(before: Frames, after: Frames) -> str:
    return told(snapshot(before, "2026.11.22"), snapshot(after, "2026.11.23"))


def told(before: Snapshot, after: Snapshot) -> str:
    changes = {spec.name: compare(spec, before.tables.get(spec.name), after.tables[spec.name]) for spec in TABLES}
    return changes_md(TABLES, before, after, changes).decode()


def with_rows(frames: Frames, name: str, *rows: dict[str, Any]) -> Frames:
    """The frames with these rows beside those of a table; one of the same key stands in its place."""
    spec = table(name)
    kept = [one for one in records(frames[name]) if all(any(one[k] != new[k] for k in spec.key) for new in rows)]
    return {**frames, name: frame(spec, [*kept, *(row(spec, **new) for new in rows)])}


def records(content: pd.DataFrame) -> Rows:
    return [
        {name: None if pd.isna(value) else value for name, value in one.items()}
        for one in content.astype(object).to_dict("records")
    ]


def test_a_first_release_says_that_there_is_none_before(frames: Frames) -> None:
    after = snapshot(frames, "2026.11.22")
    text = changes_md(TABLES, None, after, {spec.name: CHANGES_SCHEMA.empty_table() for spec in TABLES}).decode()

    assert "There is no release before it" in text


def test_a_release_without_changes_says_so(frames: Frames) -> None:
    assert page(frames, frames) == (
        "# What changed in release 2026.11.23\n\nNo row of any table differs from release 2026.11.22.\n"
    )


def test_the_page_counts_rows_and_tells_records_by_name(frames: Frames) -> None:
    (agreement,) = records(frames["agreements"])
    after = with_rows(frames, "agreements", {**agreement, "title": "Rice pact", "signed": None})
    after = with_rows(
        after, "agreement_parties",
        {"agreement_id": AGREEMENT, "position": 1, "organization_id": JETRO, "name": "JETRO"},
        {"agreement_id": AGREEMENT, "position": 2, "organization_id": DTP, "name": "DTP"},
    )  # fmt: skip
    after = with_rows(after, "organizations", {"organization_id": "org_cccccccccc", "name": "KOTRA"})
    after = {**after, "documents": after["documents"].iloc[:0]}

    text = page(frames, after)

    assert "Since release 2026.11.22: 3 rows added, 1 changed, 1 removed, in 4 of 19 tables." in text
    assert "| `agreements` | 0 | 1 | 0 | `title` 1, `signed` 1 |" in text
    assert (
        "## Agreements\n\n### Changed: 1\n\n"
        f"- `{AGREEMENT}` Rice pact – JETRO, DTP: `title` *empty* → “Rice pact”; `signed` “2022-05-05” → *empty*\n"
    ) in text
    assert "## Organizations\n\n### Added: 1\n\n- `org_cccccccccc` KOTRA\n" in text
    assert "## Documents\n\n### Removed: 1\n\n- `doc_aaaaaaaaaa`\n" in text


def test_an_agreement_without_a_title_is_told_by_its_first_parties(frames: Frames) -> None:
    (agreement,) = records(frames["agreements"])
    parties = [
        {"agreement_id": AGREEMENT, "position": number, "organization_id": JETRO, "name": f"Party {number}"}
        for number in range(1, 6)
    ]
    after = with_rows(with_rows(frames, "agreements", {**agreement, "place": "Tokyo"}), "agreement_parties", *parties)

    assert f"- `{AGREEMENT}` Party 1, Party 2, Party 3, Party 4, …: `place` *empty* → “Tokyo”\n" in page(frames, after)


def test_the_page_tells_the_first_records_and_where_the_others_are(frames: Frames) -> None:
    ids = [f"org_{letter * 10}" for letter in "cdefghijklmnopqrstuvwxyz"]
    after = with_rows(frames, "organizations", *({"organization_id": one, "name": f"Body {one}"} for one in ids))

    text = page(frames, after)

    assert text.count("\n- `org_") == SHOWN
    assert f"and {len(ids) - SHOWN} more, in `changes/organizations.csv`" in text


def test_the_page_tells_what_became_of_ids(frames: Frames) -> None:
    def gone(old: str, reason: str, new: str | None) -> dict[str, Any]:
        return {"old_id": old, "new_id": new, "reason": reason, "release": "2026.11.22"}

    before = with_rows(frames, "id_history", gone("org_bbbbbbbbbb", "withdrawn", None))
    after = with_rows(
        frames, "id_history", gone(JETRO, "merged", "org_cccccccccc"), gone(AGREEMENT, "withdrawn", None),
        gone("evt_aaaaaaaaaa", "split", "evt_bbbbbbbbbb"), gone("evt_aaaaaaaaaa", "split", "evt_cccccccccc"),
    )  # fmt: skip
    after = with_rows(after, "organizations", {"organization_id": "org_cccccccccc", "name": "KOTRA"})

    text = page(before, after)

    merged = code_lists()["id_change"]["merged"].definition
    assert f"## Ids\n\n### Merged: 1\n\n{merged}\n\n- `{JETRO}` JETRO → `org_cccccccccc` KOTRA\n" in text
    assert "- `evt_aaaaaaaaaa` → `evt_bbbbbbbbbb`\n- `evt_aaaaaaaaaa` → `evt_cccccccccc`\n" in text
    assert f"### Withdrawn: 1\n\nThe record is no longer published.\n\n- `{AGREEMENT}`\n" in text
    assert f"### There again: 1\n\nThe records are published under their earlier ids again.\n\n- `{DTP}` DTP\n" in text


def test_the_page_tells_how_the_tables_changed(frames: Frames) -> None:
    tables_before = dict(snapshot(frames, "2026.11.22").tables)
    del tables_before["issues"]
    tables_before["notes"] = tables_before["people"]
    tables_before["agreements"] = tables_before["agreements"].rename_columns({"purpose": "aim"})

    text = told(Snapshot("2026.11.22", "1.1.0", tables_before), snapshot(frames, "2026.11.23"))

    assert f"The schema version is `{SCHEMA_VERSION}`; it was `1.1.0`." in text
    assert "- `issues` is a new table\n- `notes` is no longer a table\n" in text
    assert "- `agreements` has the new column `purpose`\n- `agreements` has no column `aim` any more\n" in text


TINY = snapshot(tiny_frames(), "2026.11.22")


def titled(title: str) -> str:
    """The page on a release in which a title changed to this one, and a person and a party are called so too."""

    def with_row(name: str, /, **values: Any) -> dict[str, pa.Table]:
        return {name: made(table(name), [row(table(name), **values)])}

    before = TINY.tables | with_row("agreements", agreement_id=AGREEMENT, title="x")
    after = TINY.tables | with_row("agreements", agreement_id=AGREEMENT, title=title)
    after |= with_row("people", person_id="per_aaaaaaaaaa", name=title)
    after |= with_row("agreement_parties", agreement_id=AGREEMENT, position=1, organization_id=JETRO, name=title)
    return told(Snapshot("2026.11.22", "1", before), Snapshot("2026.11.23", "1", after))


def structure(text: str) -> list[str]:
    """What a page consists of, without its words."""
    tokens = MarkdownIt("commonmark").enable("table").parse(text)
    parts = [part for token in tokens for part in [token, *(token.children or [])]]
    return [part.type for part in parts if part.type not in ("text", "text_special")]


@pytest.mark.parametrize("title", [*HOSTILE, "a\x1b[2Jb", "&amp; &#64;", "x" * 1000])
def test_no_title_changes_what_the_page_consists_of(title: str) -> None:
    assert structure(titled(title)) == structure(titled("harmless"))


@given(hostile_text())
def test_no_text_changes_what_the_page_consists_of(title: str) -> None:
    assert structure(titled(title)) == structure(titled("harmless"))


@pytest.mark.parametrize(
    "title", ["see https://host.invalid/x", "WWW.host.invalid", "ftp://host.invalid", "a@host.invalid"]
)
def test_no_title_is_an_address_to_programs_that_link_them(title: str) -> None:
    text = titled(title).lower()

    assert "://" not in text
    assert "www." not in text
    assert "a@" not in text


def test_a_long_value_is_cut() -> None:
    assert f"“{'x' * LONGEST}…”" in titled("x" * 1000)
