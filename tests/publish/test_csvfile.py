from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopdata.publish import csvfile
from coopdata.publish.csvfile import csv_bytes, guard, read_csv_table, rows_to_csv, says_the_same, unguard
from coopdata.publish.parquet import read_parquet, write_parquet
from coopdata.tables.schemas import arrow_schema
from coopdata.tables.spec import Column, Table, Type


def column(name: str, kind: Type) -> Column:
    return Column(name, name, "A column.", kind, "x", null="Not known.")


TABLE = Table(
    name="mixed",
    title="Mixed",
    description="One column of each type.",
    grain="one row per example",
    key=("text",),
    columns=(
        column("text", Type.STRING),
        column("whole", Type.INTEGER),
        column("number", Type.NUMBER),
        column("flag", Type.BOOLEAN),
        column("day", Type.PARTIAL_DATE),
    ),
)
ONE_COLUMN = Table("single", "Single", "One column.", "one row per text", ("text",), (column("text", Type.STRING),))

HOSTILE = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\tx",
    "\rx",
    "\nx",
    "＝1",
    "'=1",
    "''=1",
    "'",
    "'x",
    ",",
    '"',
    "a\r\nb",
    " ",
]

texts = st.one_of(
    st.sampled_from(HOSTILE),
    st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"]), min_size=1),
    st.text(st.sampled_from("'=+-@\t\r\n\",;\ufeff\u2028ก"), min_size=1),
)
numbers = st.floats(allow_nan=False, allow_infinity=False)
rows = st.lists(
    st.fixed_dictionaries(
        {
            "text": st.none() | texts,
            "whole": st.none() | st.integers(-(2**63), 2**63 - 1),
            "number": st.none() | numbers,
            "flag": st.none() | st.booleans(),
            "day": st.none() | st.just("2022-05"),
        }
    ),
    max_size=5,
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("files")


@given(rows)
def test_csv_reads_back_as_the_very_table_of_the_parquet_file(folder: Path, rows: list[dict[str, object]]) -> None:
    data = pa.Table.from_pylist(rows, schema=arrow_schema(TABLE))
    write_parquet(data, folder / "mixed.parquet")
    (folder / "mixed.csv").write_bytes(csv_bytes(data))

    assert read_csv_table(folder / "mixed.csv", TABLE).equals(read_parquet(folder / "mixed.parquet"))
    assert says_the_same(folder / "mixed.csv", TABLE, data)


@given(rows, rows)
def test_a_file_says_the_same_as_a_table_only_if_it_does(
    folder: Path, rows: list[dict[str, object]], others: list[dict[str, object]]
) -> None:
    data, other = (pa.Table.from_pylist(one, schema=arrow_schema(TABLE)) for one in (rows, others))
    (folder / "other.csv").write_bytes(csv_bytes(data))

    assert says_the_same(folder / "other.csv", TABLE, other) == data.equals(other)


def test_a_long_file_is_compared_part_by_part_without_the_careful_reader(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(csvfile, "_BYTES_AT_ONCE", 64)
    monkeypatch.setattr(csvfile, "read_csv_table", None)
    data = pa.Table.from_pylist([{"text": f"a\nb{row}", "whole": row} for row in range(50)], arrow_schema(TABLE))
    (folder / "long.csv").write_bytes(csv_bytes(data))

    assert says_the_same(folder / "long.csv", TABLE, data)


def test_of_a_row_longer_than_a_part_the_careful_reader_is_asked(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(csvfile, "_BYTES_AT_ONCE", 64)
    data = pa.Table.from_pylist([{"text": "a" * 200}, {"text": "b"}], arrow_schema(TABLE))
    (folder / "wide.csv").write_bytes(csv_bytes(data))

    assert says_the_same(folder / "wide.csv", TABLE, data)


@given(st.lists(st.none() | texts, max_size=5))
def test_a_table_of_one_column_keeps_its_empty_rows(folder: Path, values: list[str | None]) -> None:
    data = pa.table({"text": values}, schema=arrow_schema(ONE_COLUMN))
    (folder / "single.csv").write_bytes(csv_bytes(data))

    assert read_csv_table(folder / "single.csv", ONE_COLUMN).equals(data)


@given(rows)
def test_a_table_is_written_as_the_writer_of_the_standard_library_writes_its_rows(
    rows: list[dict[str, object]],
) -> None:
    data = pa.Table.from_pylist(rows, schema=arrow_schema(TABLE))

    assert csv_bytes(data) == rows_to_csv(data.column_names, [row.values() for row in data.to_pylist()])


@given(texts)
def test_no_cell_begins_as_a_formula_and_the_guard_can_be_undone(text: str) -> None:
    assert guard(text)[0] not in "=+-@\t\r\n＝＋－＠"
    assert unguard(guard(text)) == text


@pytest.mark.parametrize("plain", ["x", "'x", "1-2", " =1", "Côte d'Ivoire"])
def test_harmless_text_is_written_as_it_is(plain: str) -> None:
    assert guard(plain) == plain


def test_bytes_are_those_the_layout_states() -> None:
    values = {"text": ['say "hi", Lao', None], "whole": [-5, None], "number": [6e6, 0.1], "flag": [True, False]}
    data = pa.table({**values, "day": ["2019-09", None]}, schema=arrow_schema(TABLE))

    assert csv_bytes(data) == (
        b"\xef\xbb\xbftext,whole,number,flag,day\r\n"
        b'"say ""hi"", Lao",-5,6000000,true,2019-09\r\n'
        b",,0.1,false,\r\n"
    )  # fmt: skip


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("a,b\r\n", "line 1: the header is a,b, not text,whole"),
        ("text,whole,number,flag,day\r\nx,1\r\n", "line 2: 2 cells instead of 5"),
        ("text,whole,number,flag,day\r\nx,1.5,,,\r\n", "line 2: invalid literal for int"),
        ("text,whole,number,flag,day\r\nx,,,yes,\r\n", "line 2: flag is 'yes', not true or false"),
        ('text,whole,number,flag,day\r\n"x', "line 2: unexpected end of data"),
        ("", "the header is , not text"),
        ("text,whole,number,flag,day,more\r\nx,,,,,y\r\n", "line 1: the header is text,whole,number,flag,day,more"),
        ("whole,text,number,flag,day\r\n,x,,,\r\n", "line 1: the header is whole,text"),
        ("text,whole,number,flag,day\r\n\r\nx,,,,\r\n", "line 2: 0 cells instead of 5"),
        ('text,whole,number,flag,day\r\n"x"y,,,,\r\n', "line 2: "),
    ],
)
def test_a_file_that_breaks_the_rules_is_refused_with_its_line(tmp_path: Path, content: str, message: str) -> None:
    path = tmp_path / "mixed.csv"
    path.write_text(content, encoding="utf-8-sig", newline="")

    for rows in ([], [{"text": "x"}], [{"text": "xy"}]):
        with pytest.raises(ValueError, match=r"mixed\.csv"):
            says_the_same(path, TABLE, pa.Table.from_pylist(rows, schema=arrow_schema(TABLE)))

    with pytest.raises(ValueError, match=message):
        read_csv_table(path, TABLE)
