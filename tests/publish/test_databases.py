# ruff: noqa: S608  # the SQL is put together from names of our own
import json
import re
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coopdata.publish.exports import duckdb_process
from coopdata.publish.exports.duckdb_database import STORAGE_VERSION, write_duckdb
from coopdata.publish.exports.schema import TABLE_SPECS
from coopdata.publish.exports.sqlite_database import APPLICATION_ID, write_sqlite
from coopdata.publish.exports.views import VIEWS
from coopdata.publish.model import PublishError
from coopdata.tables.catalogue import TABLES
from tests.publish.exported import ABE, ARGUMENTS, ISHIGE, JETRO, MOC, MOU, NEWS, OFFICE, REPORT, arrow, changed, told
from tests.publish.hostile import HOSTILE, LONG_WORD, hostile_frames, hostile_text

Rows = list[tuple[Any, ...]]


@dataclass(frozen=True)
class Database:
    """A database file, and how it is asked."""

    path: Path
    ask: Callable[[str], Rows]

    def one(self, sql: str) -> Any:
        """The only value of the only row."""
        ((value,),) = self.ask(sql)
        return value


def opened(path: Path) -> Iterator[Database]:
    if path.suffix == ".duckdb":
        with duckdb.connect(path, read_only=True) as connection:
            yield Database(path, lambda sql: connection.execute(sql).fetchall())
    else:
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
            yield Database(path, lambda sql: connection.execute(sql).fetchall())


WRITERS = {"coopdata.duckdb": write_duckdb, "coopdata.sqlite": write_sqlite}


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the told tables in both databases."""
    folder = tmp_path_factory.mktemp("databases")
    for name, write in WRITERS.items():
        write(told(), folder / name, *ARGUMENTS)
    return folder


@pytest.fixture(params=WRITERS)
def database(files: Path, request: pytest.FixtureRequest) -> Iterator[Database]:
    yield from opened(files / request.param)


@pytest.fixture
def duck(files: Path) -> Iterator[Database]:
    yield from opened(files / "coopdata.duckdb")


@pytest.fixture
def lite(files: Path) -> Iterator[Database]:
    yield from opened(files / "coopdata.sqlite")


@pytest.mark.parametrize("spec", TABLES, ids=lambda spec: spec.name)
def test_a_table_has_the_columns_of_its_spec_and_every_value(database, spec):
    names = ", ".join(f'"{column.name}"' for column in spec.columns)
    rows = database.ask(f'SELECT * FROM "{spec.name}"')
    expected = [tuple(row.values()) for row in told()[spec.name].to_pylist()]
    assert sorted(rows, key=str) == sorted(expected, key=str)
    assert sorted(database.ask(f'SELECT {names} FROM "{spec.name}"'), key=str) == sorted(rows, key=str)


def test_a_database_says_which_release_it_is(database):
    assert database.ask("SELECT release, schema_version, licence FROM release") == [
        ("2026.11.22.1", "1.2.0", "CC-BY-4.0")
    ]


def test_the_dictionary_explains_every_column_of_every_table_and_view(database):
    explained = database.ask('SELECT "table", "column", description, empty_means FROM data_dictionary')
    assert set(explained) == {
        (spec.name, column.name, column.description, column.null)
        for spec in (*TABLE_SPECS, *VIEWS)
        for column in spec.columns
    }


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.name)
def test_a_view_gives_the_same_in_both_databases_and_has_the_columns_of_its_spec(duck, lite, view):
    names = ", ".join(f'"{column.name}"' for column in view.columns)
    rows = duck.ask(f"SELECT * FROM {view.name}")
    assert rows
    assert rows == lite.ask(f"SELECT * FROM {view.name}")
    assert rows == duck.ask(f"SELECT {names} FROM {view.name}")


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.name)
def test_the_key_of_a_view_is_a_key(duck, view):
    key = ", ".join(f'"{name}"' for name in view.key)
    assert not duck.ask(f"SELECT {key} FROM {view.name} GROUP BY ALL HAVING count(*) > 1")


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.name)
def test_a_column_of_a_view_is_empty_only_where_its_spec_says_so(duck, view):
    for column in view.columns:
        if column.null is None:
            assert duck.one(f'SELECT count(*) FROM {view.name} WHERE "{column.name}" IS NULL') == 0, column.name


def test_an_agreement_stands_on_one_line_with_all_that_belongs_to_it(database):
    columns = "parties, countries, country_names, signatories, witnesses, topics, amounts, event, sources"
    assert database.ask(f"SELECT {columns} FROM agreements_overview WHERE agreement_id = '{MOC}'") == [
        (
            "Government of Laos (LA); JETRO (JP); JETRO Vientiane (JP)",
            "LA; JP",
            "Laos; Japan",
            "Alounkeo Kittikhoun; Hiroyuki Ishige (Chairman)",
            "Shinzo Abe (Prime Minister)",
            "investment; trade",
            "6000000 USD (commitment); 0.5 JPY (equivalent)",
            "Summit",
            "documents/news.txt; https://www.example.org/moc",
        )
    ]


def test_agreements_come_newest_first_and_those_without_a_date_last(database):
    assert database.ask("SELECT agreement_id FROM agreements_overview") == [(MOC,), (MOU,)]


def test_parties_have_the_name_of_their_organization_and_country(database):
    columns = "position, organization, named_as, kind, country_name"
    assert database.ask(f"SELECT {columns} FROM parties_overview WHERE agreement_id = '{MOC}'") == [
        (1, "Government of Laos", "Laos", "government", "Laos"),
        (2, "JETRO", "JETRO", "agency", "Japan"),
        (3, "JETRO Vientiane", "its office", "bank", "Japan"),
    ]


def test_people_stand_with_each_title_and_where_they_hold_it(database):
    assert database.ask("SELECT name, title, organization FROM people_overview") == [
        ("Alounkeo Kittikhoun", None, None),
        ("Hiroyuki Ishige", "Chairman", None),
        ("Hiroyuki Ishige", "Chairman", "JETRO"),
        ("Shinzo Abe", "Prime Minister", None),
    ]


def test_statements_stand_with_the_document_that_has_the_passage(database):
    sql = "SELECT value, original, document, url FROM statements_overview WHERE field = 'signed'"
    assert database.ask(sql) == [("2013-12-15", "2013-12-15", None, None)]
    sql = "SELECT value, original, document, url FROM statements_overview WHERE \"table\" = 'positions'"
    assert database.ask(sql) == [("Chairman", "Chairman", "MOC signed", "https://www.example.org/moc")]


def test_amounts_stand_with_their_agreement_or_project(database):
    assert database.ask("SELECT value, currency, agreement, project FROM amounts_overview") == [
        (1e15, "JPY", None, "Techno Park"),
        (0.5, "JPY", "Memorandum", None),
        (6e6, "USD", "Memorandum", None),
    ]


def test_events_stand_with_organizations_and_people_alike(database):
    assert database.ask("SELECT name, role, participant, participant_type FROM events_overview") == [
        ("Summit", "organiser", "JETRO", "organization"),
        ("Summit", "participant", "Shinzo Abe", "person"),
        ("Visit", None, None, None),
    ]


def test_duckdb_has_the_keys_of_the_specs(duck):
    found = {
        (home, kind, tuple(columns), target)
        for home, kind, columns, target in duck.ask(
            "SELECT table_name, constraint_type, constraint_column_names, referenced_table FROM duckdb_constraints()"
            " WHERE constraint_type IN ('PRIMARY KEY', 'FOREIGN KEY')"
        )
    }
    keyless = {"positions", "id_history"}
    expected = {(spec.name, "PRIMARY KEY", spec.key, None) for spec in TABLE_SPECS if spec.name not in keyless}
    expected |= {
        (spec.name, "FOREIGN KEY", (column.name,), column.references[0])
        for spec in TABLE_SPECS
        for column in spec.columns
        if column.references
    }
    assert found == expected
    unique = duck.ask("SELECT table_name FROM duckdb_indexes() WHERE is_unique")
    assert {name for (name,) in unique} == keyless


def test_sqlite_has_the_keys_of_the_specs(lite):
    for spec in TABLE_SPECS:
        key = [
            name
            for _, name, _, _, _, part in sorted(lite.ask(f'PRAGMA table_info("{spec.name}")'), key=lambda r: r[5])
            if part
        ]
        assert key == ([] if spec.name in ("positions", "id_history") else list(spec.key))
        foreign = {(row[3], row[2], row[4]) for row in lite.ask(f'PRAGMA foreign_key_list("{spec.name}")')}
        assert foreign == {(column.name, *column.references) for column in spec.columns if column.references}
    assert lite.ask("PRAGMA foreign_key_check") == []
    assert lite.ask("PRAGMA integrity_check") == [("ok",)]


def test_every_foreign_key_of_sqlite_has_an_index(lite):
    for spec in TABLES:
        indexes = [row[1] for row in lite.ask(f'PRAGMA index_list("{spec.name}")')]
        leading = {lite.ask(f'PRAGMA index_info("{name}")')[0][2] for name in indexes}
        assert {column.name for column in spec.columns if column.references} <= leading


def test_comments_say_what_tables_views_and_columns_are(duck):
    comments = dict(duck.ask("SELECT table_name, comment FROM duckdb_tables()"))
    comments |= dict(duck.ask("SELECT view_name, comment FROM duckdb_views() WHERE NOT internal"))
    for spec in (*TABLE_SPECS, *VIEWS):
        assert comments[spec.name].startswith(f"{spec.title}. {spec.description}")
    columns = dict(duck.ask("SELECT table_name || '.' || column_name, comment FROM duckdb_columns()"))
    unit = columns["documents.size_bytes"]
    assert unit == "Size. Length of the stored file; of a row of an archive, of its text. Unit: bytes."
    assert columns["agreements.title"].endswith("Empty: No document gives it a name.")
    assert columns["agreements_overview.instrument"].endswith("Code list: instrument.")


def test_sqlite_keeps_the_comments_in_its_tables(lite):
    sql = lite.one("SELECT sql FROM sqlite_schema WHERE name = 'amounts'")
    assert '"value" REAL NOT NULL,  -- Value. The sum as a plain number. Unit: units of `currency`.' in sql
    assert sql.endswith("STRICT")


def test_sqlite_is_marked_as_ours_and_with_its_schema_version(lite):
    assert lite.one("PRAGMA application_id") == APPLICATION_ID == 0x636F6F70
    assert lite.one("PRAGMA user_version") == 10200
    assert lite.one("PRAGMA freelist_count") == 0


def test_duckdb_can_be_attached_under_another_name_and_opened_by_older_versions(files):
    with duckdb.connect() as connection:
        connection.execute(f"ATTACH '{files / 'coopdata.duckdb'}' AS other (READ_ONLY)")
        assert connection.execute("SELECT count(*) FROM other.agreements_overview").fetchall() == [(2,)]
        tags = connection.execute("SELECT tags FROM duckdb_databases() WHERE database_name = 'other'").fetchall()
        assert STORAGE_VERSION in str(tags)


@pytest.mark.parametrize("write", WRITERS.values(), ids=WRITERS)
class TestBrokenTables:
    def test_a_reference_to_no_row_is_refused(self, tmp_path, write):
        data = changed(told(), "positions", person_id=["per_zzzzzzzzzz", ISHIGE, ISHIGE])
        with pytest.raises(PublishError, match="do not hold what their specs promise"):
            write(data, tmp_path / "x", *ARGUMENTS)

    def test_two_rows_of_one_key_are_refused(self, tmp_path, write):
        data = changed(told(), "people", person_id=[ISHIGE, ISHIGE, ABE])
        with pytest.raises(PublishError, match="do not hold what their specs promise"):
            write(data, tmp_path / "x", *ARGUMENTS)

    def test_two_rows_of_one_key_with_an_empty_part_are_refused(self, tmp_path, write):
        data = changed(told(), "positions", organization_id=[None, None, None], person_id=[ISHIGE] * 3)
        with pytest.raises(PublishError, match="do not hold what their specs promise"):
            write(data, tmp_path / "x", *ARGUMENTS)

    def test_an_empty_value_where_there_has_to_be_one_is_refused(self, tmp_path, write):
        data = told()
        people = data["people"]
        nullable = people.schema.set(1, pa.field("name", pa.string()))
        names = pa.array(["Hiroyuki Ishige", None, "Shinzo Abe"])
        data["people"] = pa.Table.from_arrays([people[0], names, *people.columns[2:]], schema=nullable)
        with pytest.raises(PublishError, match="do not hold what their specs promise"):
            write(data, tmp_path / "x", *ARGUMENTS)

    def test_a_folder_that_is_not_there_is_named(self, tmp_path, write):
        with pytest.raises(PublishError, match=re.escape(f"cannot write {tmp_path / 'no' / 'x'}")):
            write(told(), tmp_path / "no" / "x", *ARGUMENTS)

    def test_what_was_there_is_replaced(self, tmp_path, write):
        path = tmp_path / "x.sqlite"
        path.write_text("something else")
        write(told(), path, *ARGUMENTS)
        assert path.read_bytes()[:13] != b"something else"[:13]


def test_rows_that_point_to_rows_of_their_own_table_are_loaded_after_these(tmp_path):
    """Each page is replaced by the next, against the order of their ids."""
    ids = [f"doc_{letter * 10}" for letter in "abcdefg"]
    documents = pa.Table.from_pylist(
        [{**told()["documents"].to_pylist()[0], "document_id": own, "replaces": older} for own, older in
         zip(ids, [*ids[1:], None], strict=True)],
        schema=told()["documents"].schema,
    )  # fmt: skip
    write_duckdb({**told(), "documents": documents}, tmp_path / "x.duckdb", *ARGUMENTS)
    for one in opened(tmp_path / "x.duckdb"):
        assert len(one.ask("SELECT * FROM documents")) == len(ids)


@pytest.mark.parametrize(("ids", "parents"), [([JETRO], [JETRO]), ([JETRO, OFFICE], [OFFICE, JETRO])])
def test_rows_that_point_to_each_other_in_a_circle_are_refused(tmp_path, ids, parents):
    known = dict(zip(ids, parents, strict=True))
    own = told()["organizations"]["organization_id"].to_pylist()
    data = changed(told(), "organizations", parent_id=[known.get(one) for one in own])
    with pytest.raises(PublishError, match=r"organizations\.parent_id leads in a circle"):
        write_duckdb(data, tmp_path / "x.duckdb", *ARGUMENTS)


def test_two_documents_that_stand_for_each_other_are_refused(tmp_path):
    data = changed(told(), "documents", replaces=[None, REPORT], duplicate_of=[NEWS, None])
    with pytest.raises(PublishError, match=r"documents\.replaces or documents\.duplicate_of leads"):
        write_duckdb(data, tmp_path / "x.duckdb", *ARGUMENTS)


@pytest.mark.parametrize("name", WRITERS)
def test_hostile_text_comes_through_unchanged(tmp_path, name):
    texts = (*HOSTILE, LONG_WORD)
    require_unchanged(texts, tmp_path / name)
    for database in opened(tmp_path / name):
        assert {title for (title,) in database.ask("SELECT title FROM agreements_overview")} == set(texts)


@given(st.lists(hostile_text(), min_size=1, max_size=8, unique=True))
@settings(max_examples=30, deadline=None)
def test_any_text_comes_through_sqlite_unchanged(texts):
    with TemporaryDirectory() as folder:
        require_unchanged(texts, Path(folder) / "coopdata.sqlite")


@given(st.lists(hostile_text(), min_size=20, max_size=40, unique=True))
@settings(max_examples=4, deadline=None)
def test_any_text_comes_through_duckdb_unchanged(texts):
    with TemporaryDirectory() as folder:
        require_unchanged(texts, Path(folder) / "coopdata.duckdb")


def require_unchanged(texts: Sequence[str], path: Path) -> None:
    """Every cell of every table holds in the database at `path` what it holds before."""
    data = arrow(hostile_frames(texts))
    WRITERS[path.name](data, path, *ARGUMENTS)
    for database in opened(path):
        for spec in TABLES:
            expected = [tuple(row.values()) for row in data[spec.name].to_pylist()]
            assert sorted(database.ask(f'SELECT * FROM "{spec.name}"'), key=repr) == sorted(expected, key=repr)


def test_the_process_that_writes_duckdb_ends_when_nobody_wants_the_file_any_more(tmp_path):
    order = {
        "path": str(tmp_path / "x.duckdb"),
        "settings": {},
        "steps": [
            ("CREATE TABLE t (n BIGINT)", False),
            ("t", True),
            ("SELECT sum(a.range * b.range) FROM range(10000000) a, range(10000000) b", False),
        ],
    }
    process = subprocess.Popen([sys.executable, duckdb_process.__file__], stdin=subprocess.PIPE)
    assert process.stdin is not None
    process.stdin.write(json.dumps(order).encode() + b"\n")
    rows = pa.table({"n": pa.array([1], pa.int64())})
    with pa.ipc.new_stream(process.stdin, rows.schema) as stream:
        stream.write_table(rows)
    process.stdin.flush()
    with pytest.raises(subprocess.TimeoutExpired):
        process.wait(timeout=2)
    process.stdin.close()
    assert process.wait(timeout=20) == duckdb_process.FEEDER_GONE
