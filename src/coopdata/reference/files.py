"""Reading a reference file: the one way every loader of this package gets at its CSV."""

import csv
from importlib.resources import files

Row = dict[str, str]
"""One line of a reference file, by the names of its header; an empty cell is an empty string."""


def read_rows(name: str) -> tuple[Row, ...]:
    """The rows of the reference file `name` ("countries.csv"), in the order of the file.

    Raises ValueError, naming file and line, where a line has more or fewer cells than the header.
    """
    text = files("coopdata.reference").joinpath(name).read_text(encoding="utf-8")
    # Not csv.DictReader: it takes three times as long, and every command waits for some of 170,000 rows.
    reader = csv.reader(text.splitlines(), strict=True)
    header = next(reader)
    rows = []
    for cells in reader:
        if len(cells) != len(header):
            raise ValueError(f"{name}, line {reader.line_num}: not as many cells as the header has")
        rows.append(dict(zip(header, cells, strict=True)))
    return tuple(rows)


def is_true(cell: str) -> bool:
    """A yes/no cell: "true" or "false", nothing else (ValueError)."""
    if cell not in ("true", "false"):
        raise ValueError(f"a yes/no cell must be true or false, not {cell!r}")
    return cell == "true"


def parts(cell: str) -> tuple[str, ...]:
    """The values of a cell that lists several, parted by "|"; empty for an empty cell."""
    return tuple(cell.split("|")) if cell else ()
