"""What both databases hold beside the tables of the catalogue, and the words of SQL that both take.

`TABLE_SPECS` are all tables of a database: those of the catalogue, ``release`` (one row: which release this is, its
terms) and ``data_dictionary`` (one row per column of every table and view). Both are described by specs, and made, like
the rest.
"""

from collections.abc import Iterator, Mapping, Sequence
from graphlib import TopologicalSorter

import pyarrow as pa

from coopdata.publish.exports.views import VIEWS
from coopdata.publish.layout import ReleaseId
from coopdata.publish.metadata.about import AUTHORS, DATA_LICENCE, TITLE, meaning
from coopdata.tables.catalogue import TABLES
from coopdata.tables.schemas import arrow_schema
from coopdata.tables.spec import Column, Table, Type


def _text(name: str, title: str, description: str, example: str, null: str | None = None) -> Column:
    return Column(name, title, description, Type.STRING, example, null=null)


RELEASE = Table(
    name="release",
    title="Release",
    description="Which release of coopdata this is, and under which terms it may be used.",
    grain="one row",
    key=("release",),
    columns=(
        _text(
            "release", "Release", "Id of the release: its day, with a number from the second of a day on.", "2026.11.22"
        ),
        _text("schema_version", "Schema version", "Semantic version of the tables.", "1.2.0"),
        _text("title", "Title", "What the data is.", TITLE),
        _text("licence", "Licence", "Terms of use.", DATA_LICENCE["name"]),
        _text("licence_url", "Address of the licence", "Where the terms can be read.", DATA_LICENCE["path"]),
        _text("authors", "Authors", "Whom to name.", AUTHORS),
    ),
)

DATA_DICTIONARY = Table(
    name="data_dictionary",
    title="Data dictionary",
    description="What every column of every table and view means.",
    grain="one row per column of a table or view",
    key=("table", "column"),
    columns=(
        _text("table", "Table", "The table or view.", "agreements"),
        Column("position", "Position", "Place of the column in the table, from 1.", Type.INTEGER, "1"),
        _text("column", "Column", "Name of the column.", "signed"),
        _text("title", "Title", "Name of the column in words.", "Signed"),
        _text("description", "Description", "What the column says.", "Date of signing, as exactly as it is known."),
        _text("type", "Type", "Type of the values; partial_date is 2019, 2019-09 or 2019-09-05.", "partial_date"),
        _text("unit", "Unit", "Unit of the values.", "bytes", "They have none."),
        _text("code_list", "Code list", "The list in `codes` that the values come from.", "instrument", "None."),
        _text("references", "References", "Table and column that the values point to.", "events.event_id", "None."),
        Column("key", "Key", "Whether the column is part of the key.", Type.BOOLEAN, "false"),
        _text(
            "empty_means", "Empty means", "What an empty cell means.", "No text tells the date.", "It is never empty."
        ),
        _text("example", "Example", "A value.", "2013-12-15"),
    ),
)

TABLE_SPECS = (*TABLES, RELEASE, DATA_DICTIONARY)
"""Every table of a database."""


def database_tables(data: Mapping[str, pa.Table], release: ReleaseId, schema_version: str) -> dict[str, pa.Table]:
    """The tables of `data` and the two about them, by name."""
    about = [str(release), schema_version, TITLE, DATA_LICENCE["name"], DATA_LICENCE["path"], AUTHORS]
    return {
        **data,
        RELEASE.name: _arrow(RELEASE, [about]),
        DATA_DICTIONARY.name: _arrow(DATA_DICTIONARY, list(dictionary_rows((*TABLE_SPECS, *VIEWS)))),
    }


def dictionary_rows(tables: Sequence[Table]) -> Iterator[list[str | int | bool | None]]:
    """The rows of `DATA_DICTIONARY` for the columns of these tables."""
    for table in tables:
        for position, column in enumerate(table.columns, start=1):
            references = ".".join(column.references) if column.references else None
            yield [
                table.name, position, column.name, column.title, column.description, column.type.value, column.unit,
                column.code_list, references, column.name in table.key, column.null, column.example,
            ]  # fmt: skip


def load_order() -> tuple[Table, ...]:
    """Every table of a database, after all other tables that its columns point to."""
    by_name = {table.name: table for table in TABLE_SPECS}
    pointed_to = {
        table.name: [ref.references[0] for ref in table.columns if ref.references and ref.references[0] != table.name]
        for table in TABLE_SPECS
    }
    return tuple(by_name[name] for name in TopologicalSorter(pointed_to).static_order())


def quoted(name: str) -> str:
    """A name in SQL, quoted: `table` and `end` are words of the language."""
    return '"' + name.replace('"', '""') + '"'


def column_list(names: Sequence[str]) -> str:
    """Names of columns in SQL, parted by commas."""
    return ", ".join(map(quoted, names))


def has_empty_key(table: Table) -> bool:
    """Whether a part of the key may be empty, which no primary key allows."""
    return any(table.column(name).null is not None for name in table.key)


def constraints(table: Table) -> list[str]:
    """The primary key and the foreign keys of a table, as CREATE TABLE takes them."""
    primary = [] if has_empty_key(table) else [f"PRIMARY KEY ({column_list(table.key)})"]
    foreign = [(column.name, *column.references) for column in table.columns if column.references]
    return primary + [
        f"FOREIGN KEY ({quoted(name)}) REFERENCES {quoted(home)} ({quoted(key)})" for name, home, key in foreign
    ]


def empty_key_index(table: Table) -> str:
    """CREATE UNIQUE INDEX over a key with parts that may be empty; an empty part counts as equal to another.

    No table holds an empty string, so that it can stand for the empty part.
    """
    parts = [quoted(name) if table.column(name).null is None else f"coalesce({quoted(name)}, '')" for name in table.key]
    return f"CREATE UNIQUE INDEX {quoted(table.name + '_key')} ON {quoted(table.name)} ({', '.join(parts)})"


def in_words(table: Table) -> str:
    """Title, description and grain of a table in one line, as comments have them."""
    return _one_line(f"{table.title}. {table.description} {grain_in_words(table)}")


def grain_in_words(table: Table) -> str:
    """What one row of a table is, as a sentence."""
    return f"{table.grain[:1].upper()}{table.grain[1:]}."


def column_in_words(column: Column) -> str:
    """Title, meaning, unit and code list of a column in one line, as comments have them."""
    parts = [f"{column.title}. {meaning(column)}"]
    if column.unit:
        parts.append(f"Unit: {column.unit}.")
    if column.code_list:
        parts.append(f"Code list: {column.code_list}.")
    return _one_line(" ".join(parts))


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _arrow(table: Table, values: Sequence[Sequence[str | int | bool | None]]) -> pa.Table:
    names = [column.name for column in table.columns]
    return pa.Table.from_pylist([dict(zip(names, row, strict=True)) for row in values], schema=arrow_schema(table))
