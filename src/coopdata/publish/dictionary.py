"""The data dictionary: every table, column and code explained, as one CSV and one page to read.

Everything in it comes from the table specs, from the release's own table `codes` and from the measured figures; the
only prose here is what holds for all tables: how ids are made, how the files are written, how to cite.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

import pyarrow as pa

from coopdata.evaluate.quality import Quality
from coopdata.ids import LENGTH
from coopdata.publish.csvfile import Cell, rows_to_csv
from coopdata.publish.examples import EXAMPLES
from coopdata.publish.goodness import column_cell, measured_as, quality_section
from coopdata.publish.layout import ReleaseId
from coopdata.publish.markdown import code, inline
from coopdata.publish.metadata.about import DATA_LICENCE
from coopdata.publish.metadata.citing import citation_text
from coopdata.tables.codes import OPEN_LISTS
from coopdata.tables.spec import Column, Table, Type

CSV_COLUMNS = (
    "table", "position", "column", "title", "description", "type", "unit", "code_list", "references",
    "key", "null", "example", "traced", "measured_as", "deprecated",
)  # fmt: skip
"""Header of dictionary.csv. `key` and `traced` are true or false; `null` is empty where a cell never is.

`measured_as` names the fields of quality.json that tell how good the column is, parted by "|"; "not measured" where
none does though the column is read from texts, "not read" where it is not. `deprecated` says since when the column is,
and what to use instead.
"""

TYPE_WORDS = {
    Type.STRING: "text",
    Type.INTEGER: "whole number",
    Type.NUMBER: "number",
    Type.BOOLEAN: "true or false",
    Type.PARTIAL_DATE: "date as far as known (2019, 2019-09 or 2019-09-05)",
}

_LONG_LIST = 40
"""A code list with more codes is not spelled out on the page; the table `codes` has it."""

_READING = f"""\
## How to read the files

- **Two forms, one content.** Each table is in `parquet/` and in `csv/`; the values are the same.
- **Ids** are a prefix, an underscore and {LENGTH} characters (a to z, 2 to 7): the start of the base-32 form of a
  SHA-256 over a few identifying, normalized facts. Which facts, each table says below. The same facts give the same
  id in every release; where an id has to change, `id_history` says where it went.
- **Dates** are written as exactly as they are known (`2019`, `2019-09`, `2019-09-05`), never with a made-up month or
  day.
- **Empty cells** have one meaning per column, given below. There are no empty texts beside them.
- **Offsets** count Unicode characters of the source text from 0; the end is the first character not included.

The CSV files are UTF-8 with a byte order mark, parted by commas; lines end in CR LF; a cell that holds a comma, a
quotation mark or a line break stands in double quotes, with quotation marks doubled. True and false are `true` and
`false`; numbers have a full stop and no thousands separator. Text that a spreadsheet would run as a formula, because
it begins with `=`, `+`, `-`, `@` (or their full-width forms), a tab or a line break, has an apostrophe before it;
text that begins with apostrophes and then one of these has one apostrophe more. To undo this, take one apostrophe
away wherever apostrophes stand before one of these. A spreadsheet may show `2019-09` in its own date format: import
the column as text to keep it as it is. The Parquet files need none of this.
"""


def dictionary_csv(tables: Sequence[Table]) -> bytes:
    """dictionary.csv: one row per column of every table, in their order."""
    return rows_to_csv(
        CSV_COLUMNS,
        (
            _csv_row(table, column, position)
            for table in tables
            for position, column in enumerate(table.columns, start=1)
        ),
    )


def dictionary_md(
    tables: Sequence[Table], data: Mapping[str, pa.Table], release: ReleaseId, schema_version: str, quality: Quality
) -> bytes:
    """dictionary.md: the same to read, with the code lists of this release and how good each column is."""
    overview = "\n".join(
        f"| [{table.name}](#{table.name}) | {_cell(table.grain)} | {data[table.name].num_rows} |" for table in tables
    )
    introduction = (
        "International cooperation agreements as press releases and news report them: who agreed what with whom, "
        "when, where, through whom, for how much. Every value is traced to the characters it came from, in the table "
        "`statements`; how far values can be trusted, [was measured](#how-good-the-data-is). "
        f"Release {release}, schema version {schema_version}."
    )
    citing = (
        f"## How to cite\n\n> {citation_text(release)}. Data under {DATA_LICENCE['name']}.\n\n"
        "`CITATION.cff` and `citation.bib` have the same for reference managers, `LICENSES.md` the terms."
    )
    parts = [
        f"# Data dictionary of coopdata {release}",
        introduction,
        f"## Tables\n\n| table | each row | rows |\n|---|---|---:|\n{overview}",
        _READING,
        _examples_section(),
        quality_section(quality),
        *(_table_section(table, quality) for table in tables),
        _code_lists_section(data, tables),
        citing,
    ]
    return ("\n\n".join(part.strip() for part in parts) + "\n").encode("utf-8")


def code_lists(data: Mapping[str, pa.Table]) -> dict[str, list[dict[str, Any]]]:
    """The rows of the table `codes` by code list; none where a release has no such table."""
    lists: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in data["codes"].to_pylist() if "codes" in data else []:
        lists[row["code_list"]].append(row)
    return dict(lists)


def _csv_row(table: Table, column: Column, position: int) -> list[Cell]:
    references = ".".join(column.references) if column.references else None
    return [
        table.name, position, column.name, column.title, column.description, column.type.value, column.unit,
        column.code_list, references, column.name in table.key, column.null, column.example, column.traced,
        measured_as(table, column), column.deprecated,
    ]  # fmt: skip


def _table_section(table: Table, quality: Quality) -> str:
    rows = "\n".join(_column_row(table, column, quality) for column in table.columns)
    key = ", ".join(f"`{name}`" for name in table.key)
    return (
        f'<a id="{table.name}"></a>\n\n## {table.title} (`{table.name}`)\n\n{table.description}\n\n'
        f"{table.grain[:1].upper()}{table.grain[1:]}. Key: {key}.\n\n"
        f"| column | meaning | type | empty means | example | how good |\n|---|---|---|---|---|---|\n{rows}"
    )


def _column_row(table: Table, column: Column, quality: Quality) -> str:
    kind = TYPE_WORDS[column.type]
    if column.unit:
        kind += f", in {column.unit}"
    if column.code_list:
        kind += f", code list [{column.code_list}](#code-list-{column.code_list})"
    if column.references:
        kind += f", points to `{'.'.join(column.references)}`"
    meaning = f"**{column.title}.** {column.description}"
    if column.deprecated:
        meaning += f" **Deprecated** {column.deprecated}."
    cells = [
        f"`{column.name}`",
        _cell(meaning),
        _cell(kind),
        _cell(column.null or "never empty"),
        code(column.example),
        _cell(column_cell(quality, table, column)),
    ]
    return f"| {' | '.join(cells)} |"


def _examples_section() -> str:
    shown = [
        f"### {example.tool}: {example.title}\n\n{example.note}\n\n```{example.language}\n{example.code}```"
        for example in EXAMPLES
    ]
    return "\n\n".join(["## Read examples\n\nRun them in the folder of the release.", *shown])


def _code_lists_section(data: Mapping[str, pa.Table], tables: Sequence[Table]) -> str:
    used = {column.code_list for table in tables for column in table.columns if column.code_list}
    lists = {name: rows for name, rows in sorted(code_lists(data).items()) if name in used}
    return "\n\n".join(["## Code lists", *(_code_list(name, rows) for name, rows in lists.items())])


def _code_list(name: str, rows: Sequence[Mapping[str, Any]]) -> str:
    heading = f'<a id="code-list-{name}"></a>\n\n### {name}'
    sources = ", ".join(inline(source) for source in sorted({row["source"] for row in rows if row["source"]}))
    source = f"Source: {sources}." if sources else ""
    if name in OPEN_LISTS:
        source += " Kept by others; these are the codes in use in this release."
    if len(rows) > _LONG_LIST:
        return f"{heading}\n\n{len(rows)} codes, all in the table `codes`. {source}".rstrip()
    lines = "\n".join(
        f"| {code(row['code'])} | {inline(row['label'] or '')} | {inline(row['definition'] or '')} |" for row in rows
    )
    table = f"| code | label | definition |\n|---|---|---|\n{lines}"
    return "\n\n".join(part for part in (heading, source, table) if part)


def _cell(written: str) -> str:
    """Markdown of a spec in a cell of a table."""
    return " ".join(written.split()).replace("|", "\\|")
