"""Tables as CSV files that open right in a spreadsheet and read back without loss.

The rules, stated for readers of the data in the docstring of `coopdata.publish` and in every dictionary.md:
UTF-8 with byte order mark; commas; lines end in CR LF; a cell with a comma, quote or line break stands in double
quotes, with quotes doubled (RFC 4180); null is the empty cell; true and false; numbers with a full stop.

A spreadsheet runs a cell as a formula if it begins with = + - @, a tab or a line break (OWASP, "CSV Injection",
which also names the full-width forms of the four signs). Such text is written with an apostrophe before it. So that
this can be undone, text that already begins with apostrophes and then one of these gets one more.
"""

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pv

from coopdata.tables.schemas import arrow_schema
from coopdata.tables.spec import Column, Table, Type

csv.field_size_limit(2**31 - 1)  # the reader of the standard library gives up at cells of 128 KiB else

Cell = str | int | float | bool | None

_FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
_BY_ARROW = f"^{_FORMULA.pattern}"
"""The same for Arrow, whose patterns (RE2) are looked for anywhere."""
_QUOTED = '[,"\r\n]'
_GUARDED = re.compile(r"'+[=+\-@\t\r\n＝＋－＠]")
_UNGUARDED = f"^{_GUARDED.pattern}"
_LARGEST_PLAIN = 10**15
"""Whole numbers below this are written without exponent or decimals, and are exact."""


_ROWS_AT_ONCE = 100_000
"""Rows that are made text together: few enough that the text of the largest table never stands in memory whole."""

_BYTES_AT_ONCE = 1 << 24
"""Bytes of a file that Arrow reads together; a row may not be longer, or the careful reader is asked."""

_LINES_AT_ONCE = 10_000
"""Lines whose cells are Python's together before they become Arrow's."""


def csv_bytes(data: pa.Table) -> bytes:
    """An Arrow table as the bytes of its CSV file."""
    return b"".join(csv_parts(data))


def csv_parts(data: pa.Table) -> Iterator[bytes]:
    """The bytes of `csv_bytes` in parts of some rows; what `rows_to_csv` gives for the same cells, but by Arrow."""
    yield rows_to_csv(data.column_names, ())
    for first in range(0, data.num_rows, _ROWS_AT_ONCE):
        yield _lines(data.slice(first, _ROWS_AT_ONCE).combine_chunks())


def _lines(data: pa.Table) -> bytes:
    """The lines of some rows, which are in one chunk."""
    cells = [_cells(column.chunk(0)) for column in data.columns]
    if len(cells) == 1:  # an empty line is no row
        cells = [pc.if_else(pc.equal(cells[0], _word("")), _word('""'), cells[0])]
    rows = _joined(_joined(*cells, ","), "", "\r\n")
    _, offsets, text = rows.buffers()
    end = np.frombuffer(offsets, np.int64)[len(rows)]
    return bytes(memoryview(text)[:end])


def _cells(column: pa.Array) -> pa.Array:
    """The cells of a column as they stand in the file; null is empty."""
    if pa.types.is_string(column.type):
        text = pc.cast(column, pa.large_string())
        text = _where(_BY_ARROW, text, lambda found: _joined("'", found, ""))
        text = _where(_QUOTED, text, lambda found: _joined('"', pc.replace_substring(found, '"', '""'), '"', ""))
    elif pa.types.is_integer(column.type):
        text = pc.cast(column, pa.large_string())
    else:
        different = column.dictionary_encode()
        words = pa.array([_to_text(value) for value in different.dictionary.to_pylist()], pa.large_string())
        text = words.take(different.indices)
    return pc.fill_null(text, _word(""))


def _where(pattern: str, texts: pa.Array, changed: Callable[[pa.Array], pa.Array]) -> pa.Array:
    """The texts, those in which the pattern is found changed."""
    found = pc.match_substring_regex(texts, pattern)
    if not pc.any(found).as_py():
        return texts
    return pc.replace_with_mask(texts, pc.fill_null(found, False), changed(texts.filter(found)))


def _joined(*parts: pa.Array | str) -> pa.Array:
    """Texts joined value by value; the last part stands between them."""
    return pc.binary_join_element_wise(*(_word(part) if isinstance(part, str) else part for part in parts))


def _word(text: str) -> pa.Scalar:
    """A text as Arrow has those that may be more than 2 GB together."""
    return pa.scalar(text, pa.large_string())


def rows_to_csv(header: Iterable[str], rows: Iterable[Iterable[Cell]]) -> bytes:
    """A header and rows as the bytes of a CSV file."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows([_to_text(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def read_csv_table(path: Path, table: Table) -> pa.Table:
    """Read a published CSV back into the very table that the Parquet file holds.

    Raises ValueError, naming file and line, for anything the rules of this module do not allow, UnicodeDecodeError
    among them; OSError if there is no such file.
    """
    with path.open(encoding="utf-8-sig", newline="") as stream:
        reader = csv.reader(stream, strict=True)
        try:
            return pa.concat_tables(_read_parts(reader, table))
        except (csv.Error, ValueError) as error:
            raise ValueError(f"{path.name}, line {reader.line_num}: {error}") from error


def says_the_same(path: Path, table: Table, content: pa.Table) -> bool:
    """Whether a published CSV holds this table. Raises as `read_csv_table`, which has the last word.

    It is not asked of a file that is to the byte what would be written of the table, if Arrow reads the table in it:
    Arrow is several times as fast, but takes a column too many, an empty line or a quote left open without a word.
    """
    try:
        if _is_as_written(path, content) and _holds(path, table, content):
            return True
    except pa.ArrowException:
        pass  # what is wrong with it, and where, the careful reader tells
    same: bool = read_csv_table(path, table).equals(content)
    return same


def _is_as_written(path: Path, content: pa.Table) -> bool:
    with path.open("rb") as stream:
        return all(stream.read(len(part)) == part for part in csv_parts(content)) and not stream.read(1)


def _holds(path: Path, table: Table, content: pa.Table) -> bool:
    """Whether Arrow reads the table in a file that is as it should be, a part of it at a time."""
    schema = arrow_schema(table)
    reader = pv.open_csv(
        path,
        read_options=pv.ReadOptions(block_size=_BYTES_AT_ONCE),
        parse_options=pv.ParseOptions(newlines_in_values=True),
        convert_options=pv.ConvertOptions(
            column_types={name: pa.string() for name in schema.names}, strings_can_be_null=True, null_values=[""]
        ),
    )
    rows = 0
    with reader:
        for batch in reader:
            if not _parsed(batch, schema).equals(content.slice(rows, batch.num_rows)):
                return False
            rows += batch.num_rows
    return bool(rows == content.num_rows)


def _parsed(batch: pa.RecordBatch, schema: pa.Schema) -> pa.Table:
    """Some lines, of which Arrow has read the cells as text, as rows."""
    columns = []
    for field in schema:
        column = batch.column(field.name)
        if pa.types.is_string(field.type):
            guarded = pc.fill_null(pc.match_substring_regex(column, _UNGUARDED), False)
            column = pc.if_else(guarded, pc.utf8_slice_codeunits(column, 1), column)
        elif pa.types.is_boolean(field.type):
            column = pc.if_else(pc.is_in(column, pa.array(["true", "false"])), pc.equal(column, "true"), None)
        columns.append(pc.cast(column, field.type))
    return pa.Table.from_arrays(columns, schema=schema)


def guard(text: str) -> str:
    """Text as it stands in a CSV cell, safe from being run as a formula."""
    return f"'{text}" if _FORMULA.match(text) else text


def unguard(text: str) -> str:
    """The inverse of `guard`."""
    return text[1:] if _GUARDED.match(text) else text


def _read_parts(reader: Iterable[list[str]], table: Table) -> Iterator[pa.Table]:
    """The rows in parts, of which only one is Python's at a time; where there are no rows, one part."""
    lines = iter(reader)
    schema = arrow_schema(table)
    header = next(lines, [])
    if header != schema.names:
        raise ValueError(f"the header is {','.join(header)}, not {','.join(schema.names)}")
    while True:
        columns: dict[str, list[Cell]] = {name: [] for name in schema.names}
        for line in islice(lines, _LINES_AT_ONCE):
            if len(line) != len(columns):
                raise ValueError(f"{len(line)} cells instead of {len(columns)}")
            for column, cell in zip(table.columns, line, strict=True):
                columns[column.name].append(_from_text(column, cell))
        part = pa.Table.from_pydict(columns, schema=schema)
        yield part
        if part.num_rows < _LINES_AT_ONCE:
            return


def _to_text(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, str):
        return guard(cell)
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < _LARGEST_PLAIN:
        return str(int(cell))
    return repr(cell)


def _from_text(column: Column, text: str) -> Cell:
    if text == "":
        return None
    match column.type:
        case Type.INTEGER:
            return int(text)
        case Type.NUMBER:
            return float(text)
        case Type.BOOLEAN:
            if text not in ("true", "false"):
                raise ValueError(f"{column.name} is {text!r}, not true or false")
            return text == "true"
        case Type.STRING | Type.PARTIAL_DATE:
            return unguard(text)
