"""coopdata.xlsx: the main tables as a workbook for spreadsheets, the dictionary as its first sheet.

**Sheets** are what people read and filter by hand: agreements each on one line first, then parties, organizations,
people, amounts, events, projects, documents, and the codes in words. Where a view has what a table has and the names
beside its ids, the view is there instead. Statements, issues, the history of ids and the tables that the views join are
for programs, and not in it.

**Cells.** Text is text, whatever it looks like: no formula, link, number or date is made of it, also when somebody
edits the cell. Dates are text too, at the precision known. Line breaks are line feeds. What a workbook cannot hold is
decided here and told in the dictionary sheet: characters without a form in XML become U+FFFD, text longer than a cell
may hold is cut and ends in an ellipsis, a sheet ends where Excel's ends.

The same tables give the same bytes under the same version of XlsxWriter; the workbook says it was made on the day of
the release.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from itertools import chain, islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pyarrow as pa
from xlsxwriter import Workbook
from xlsxwriter.exceptions import FileCreateError
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from coopdata.publish.dictionary import TYPE_WORDS
from coopdata.publish.exports.querying import asking, rows
from coopdata.publish.exports.schema import grain_in_words, quoted
from coopdata.publish.exports.text import INSTEAD, xml_text
from coopdata.publish.exports.views import (
    AGREEMENTS_OVERVIEW,
    AMOUNTS_OVERVIEW,
    EVENTS_OVERVIEW,
    PARTIES_OVERVIEW,
    PEOPLE_OVERVIEW,
    VIEWS,
    view_sql,
)
from coopdata.publish.layout import ReleaseId
from coopdata.publish.metadata.about import AUTHORS, DATA_LICENCE, TITLE
from coopdata.publish.model import PublishError
from coopdata.tables.catalogue import table
from coopdata.tables.spec import Column, Table, Type

SHEETS: tuple[Table, ...] = (
    AGREEMENTS_OVERVIEW,
    PARTIES_OVERVIEW,
    table("organizations"),
    PEOPLE_OVERVIEW,
    AMOUNTS_OVERVIEW,
    EVENTS_OVERVIEW,
    table("projects"),
    table("documents"),
    table("codes"),
)
"""What the workbook has, each on a sheet of its name, after the dictionary."""

DICTIONARY = "dictionary"
LARGEST_TEXT = 32_767
"""What a cell may hold, in UTF-16 code units (Excel specifications and limits)."""
LARGEST_SHEET = 1_048_576
"""Rows that a sheet may have, that of the names among them (the same)."""

_CUT = "…"
_HEADER = ("sheet", "column", "title", "description", "type", "unit", "code list", "empty means", "example")
_NARROWEST, _WIDEST = 8, 60
"""Widths of columns, in characters."""
_LOOKED_AT = 500
"""Rows from which the widths are told."""

_CELLS = f"""\
Text is never run as a formula. Dates are text, as exactly as they are known (2019, 2019-09 or 2019-09-05). Characters \
that a workbook cannot hold are replaced by {INSTEAD}; text beyond {LARGEST_TEXT:,} characters is cut and ends in \
{_CUT}; the CSV and Parquet files have all of it."""


_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
"""Begins what a workbook takes for the escape of a character (ST_Xstring of ECMA-376)."""


class _Sheet(Worksheet):  # type: ignore[misc]  # XlsxWriter has no types
    """A sheet in which all text is text, also what looks like markup of rich text or like an escape in a workbook.

    XlsxWriter takes text between ``<r>`` and ``</r>`` for its own markup, and forgets escapes that overlap.
    """

    def _xml_rich_inline_string(self, string: str, attributes: Sequence[tuple[str, Any]] = ()) -> None:
        self._xml_inline_string(string, True, attributes)

    @staticmethod
    def _escape_control_characters(text: str) -> str:
        return _ESCAPE.sub("_x005F_", text)


@dataclass(frozen=True)
class _Written:
    """What came of a sheet: how many rows it has, how many there are, how many cells were cut."""

    rows: int
    all_rows: int
    cut: int

    def notes(self) -> str:
        """What a reader of the sheet has to know, as sentences; empty where it has all."""
        notes = []
        if self.rows < self.all_rows:
            notes.append(f" It has the first {self.rows:,} of {self.all_rows:,} rows: a sheet takes no more.")
        if self.cut:
            notes.append(f" Cut: {self.cut:,} cells.")
        return "".join(notes)


def write_workbook(
    data: Mapping[str, pa.Table],
    path: Path,
    release: ReleaseId,
    schema_version: str,
    *,
    largest_sheet: int = LARGEST_SHEET,
) -> None:
    """Write the tables, one per table of the catalogue, as a workbook at `path`, in place of what is there.

    No sheet gets more rows than `largest_sheet`, that of the names among them. Raises PublishError or OSError if the
    file cannot be written.
    """
    with TemporaryDirectory() as folder:
        workbook = Workbook(path, {"constant_memory": True, "tmpdir": folder})
        workbook.set_properties(
            {
                "title": TITLE,
                "author": AUTHORS,
                "comments": f"Release {release}, {DATA_LICENCE['title']}",
                "created": datetime.combine(release.day, time()),
            }
        )
        dictionary = workbook.add_worksheet(DICTIONARY, _Sheet)  # the first sheet, though written last
        written = _write_sheets(workbook, data, largest_sheet)
        lines = _dictionary(written, release, schema_version)
        _write_sheet(workbook, dictionary, [_text_column(name) for name in _HEADER], lines, {"text_wrap": True})
        try:
            workbook.close()
        except FileCreateError as error:
            raise PublishError(
                f"cannot write {path}: {error}", "Make sure that the folder can be written and its disk is not full."
            ) from error


def _write_sheets(workbook: Workbook, data: Mapping[str, pa.Table], largest: int) -> dict[str, _Written]:
    written = {}
    with asking(data) as connection:
        for view in VIEWS:
            connection.execute(f"CREATE VIEW {quoted(view.name)} AS {view_sql(view)}")
        for spec in SHEETS:
            found = rows(connection, f"SELECT * FROM {quoted(spec.name)}")  # noqa: S608  # names of our own
            sheet = workbook.add_worksheet(spec.name, _Sheet)
            number, cut = _write_sheet(workbook, sheet, spec.columns, islice(found, largest - 1), {})
            written[spec.name] = _Written(number, number + sum(1 for _ in found), cut)
    return written


def _write_sheet(
    workbook: Workbook,
    sheet: Worksheet,
    columns: Sequence[Column],
    found: Iterator[Sequence[Any]],
    look: Mapping[str, Any],
) -> tuple[int, int]:
    """Write names and rows, and give the numbers of rows and of cells that were cut; `look` is how text is shown."""
    text = workbook.add_format({"quote_prefix": True, "valign": "top", **look})
    bold = workbook.add_format({"quote_prefix": True, "bold": True})
    for place, column in enumerate(columns):
        sheet.write_string(0, place, column.name, bold)
    head = list(islice(found, _LOOKED_AT))
    for place, column in enumerate(columns):
        sheet.set_column(place, place, _width(column, [row[place] for row in head]))
    number, cut = 0, 0
    for number, row in enumerate(chain(head, found), start=1):
        for place, value in enumerate(row):
            if value is not None:
                cut += _write_cell(sheet, (number, place), columns[place].type, value, text)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, number, len(columns) - 1)
    return number, cut


def _write_cell(sheet: Worksheet, place: tuple[int, int], kind: Type, value: Any, text: Format) -> bool:
    """Write a value, and tell whether it had to be cut."""
    match kind:
        case Type.STRING | Type.PARTIAL_DATE:
            whole = value if value.isprintable() else re.sub("\r\n?", "\n", xml_text(value))
            shown = _cut(whole)
            sheet.write_string(*place, shown, text)
            return shown is not whole
        case Type.INTEGER | Type.NUMBER:
            sheet.write_number(*place, value)
        case Type.BOOLEAN:
            sheet.write_boolean(*place, value)
    return False


def _cut(text: str) -> str:
    """The text, or as much of it as a cell may hold."""
    if len(text) <= LARGEST_TEXT // 2 or len(text.encode("utf-16-le")) <= 2 * LARGEST_TEXT:
        return text
    return text.encode("utf-16-le")[: 2 * (LARGEST_TEXT - 1)].decode("utf-16-le", errors="ignore") + _CUT


def _width(column: Column, values: Sequence[Any]) -> int:
    longest = max((len(str(value)) for value in values if value is not None), default=0)
    return min(max(longest, len(column.name) + 3, _NARROWEST), _WIDEST)  # 3: the arrow of the filter


def _text_column(name: str) -> Column:
    return Column(name, name, name, Type.STRING, name)


def _dictionary(
    written: Mapping[str, _Written], release: ReleaseId, schema_version: str
) -> Iterator[Sequence[str | None]]:
    """The rows of the dictionary: what holds for all, then each sheet, followed by its columns."""
    about = (
        f"{TITLE}. Release {release}, schema version {schema_version}, under {DATA_LICENCE['title']} "
        f"({DATA_LICENCE['path']}); name {AUTHORS}. The tables for programs, the statements behind every value among "
        "them, are in the CSV and Parquet files and in the databases of the release."
    )
    blank = (None,) * 5
    yield (None, None, "About this workbook", about, *blank)
    yield (None, None, "How cells are written", _CELLS, *blank)
    for spec in SHEETS:
        about = f"{spec.description} {grain_in_words(spec)}{written[spec.name].notes()}"
        yield (spec.name, None, spec.title, about, *blank)
        for column in spec.columns:
            yield (
                spec.name, column.name, column.title, column.description, TYPE_WORDS[column.type], column.unit,
                column.code_list, column.null or "never empty", column.example,
            )  # fmt: skip
