"""Reading a reference file: the one way every loader of this package gets at its CSV."""

import csv
from collections.abc import Iterator
from operator import itemgetter
from pathlib import Path

Row = dict[str, str]
"""One line of a reference file, by the names of its header; an empty cell is an empty string."""
_FOLDER = Path(__file__).parent


def read_rows(name: str) -> tuple[Row, ...]:
    """The rows of the reference file `name` ("countries.csv"), in the order of the file.

    Raises ValueError, naming file and line, where a line has more or fewer cells than the header.
    """
    header, lines = _cells(name)
    # Not csv.DictReader: it takes three times as long, and every command waits for some of 170,000 rows.
    return tuple([dict(zip(header, cells, strict=True)) for cells in lines])


def read_columns(name: str, *columns: str) -> Iterator[tuple[str, ...]]:
    """The cells of two columns or more of each row, as `read_rows`, in half the time; for the longest files."""
    header, lines = _cells(name)
    return map(itemgetter(*map(header.index, columns)), lines)


def read_column(name: str, column: str) -> list[str]:
    """The cells of one column."""
    header, lines = _cells(name)
    at = header.index(column)
    return [cells[at] for cells in lines]


def _cells(name: str) -> tuple[list[str], list[list[str]]]:
    """The names of the columns, and the cells of each row."""
    content = (_FOLDER / name).read_text(encoding="utf-8").splitlines()
    header, *lines = csv.reader(content, strict=True)
    if not {len(header)}.issuperset(map(len, lines)):
        reader = csv.reader(content, strict=True)
        wrong = next(reader.line_num for cells in reader if len(cells) != len(header))
        raise ValueError(f"{name}, line {wrong}: not as many cells as the header has")
    return header, lines


def is_true(cell: str) -> bool:
    """A yes/no cell: "true" or "false", nothing else (ValueError)."""
    if cell not in ("true", "false"):
        raise ValueError(f"a yes/no cell must be true or false, not {cell!r}")
    return cell == "true"


def parts(cell: str) -> tuple[str, ...]:
    """The values of a cell that lists several, parted by "|"; empty for an empty cell."""
    return tuple(cell.split("|")) if cell else ()
