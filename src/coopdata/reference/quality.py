"""How well the reader reads: the measured figures, their floors, and which columns they say something about.

`quality.json` holds the figures as ``make quality`` measured them; `quality_fields.csv` what each measured field
means, `column_quality.csv` the field that tells of each published column, `quality_floors.csv` the F1 below which no
release is made.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from coopdata.reference.files import parts, read_rows

FIGURES = "quality.json"
FLOORS = "quality_floors.csv"
COLUMNS = "column_quality.csv"
NOT_MEASURED = "not measured"
"""Read from texts, but no annotation says how well."""
NOT_READ = "not read"
"""Not read from the words of a text: given with it, counted or computed."""


@dataclass(frozen=True)
class MeasuredField:
    """What one measured field means, for readers of the data."""

    name: str
    title: str
    meaning: str


@dataclass(frozen=True)
class ColumnQuality:
    """Which fields tell how good a column is; none where it is not measured or not read."""

    measured_as: str
    """The fields' names, parted by "|", or `NOT_MEASURED` or `NOT_READ`."""
    note: str

    @property
    def fields(self) -> tuple[str, ...]:
        """The names of the fields."""
        return () if self.measured_as in (NOT_MEASURED, NOT_READ) else parts(self.measured_as)


@dataclass(frozen=True)
class Floor:
    """The F1 of one field on one set of documents below which no release is made."""

    measured_on: str
    field: str
    f1: float


def figures_json() -> bytes:
    """The committed figures, as ``make quality`` wrote them."""
    return files("coopdata.reference").joinpath(FIGURES).read_bytes()


@cache
def measured_fields() -> tuple[MeasuredField, ...]:
    """The fields that are measured."""
    return tuple(MeasuredField(row["field"], row["title"], row["meaning"]) for row in read_rows("quality_fields.csv"))


@cache
def columns_told_of() -> Mapping[tuple[str, str], ColumnQuality]:
    """What tells how good a column is, by table and column."""
    rows = read_rows(COLUMNS)
    return MappingProxyType(
        {(row["table"], row["column"]): ColumnQuality(row["measured_as"], row["note"]) for row in rows}
    )


def column_quality(table: str, column: str) -> ColumnQuality:
    """What tells how good a column is; ValueError, saying what to add, where no row is about it."""
    known = columns_told_of().get((table, column))
    if known is None:
        raise ValueError(
            f"{COLUMNS} has no row for {table}.{column}. Add one, with the field that measures it, "
            f'"{NOT_MEASURED}" or "{NOT_READ}".'
        )
    return known


@cache
def quality_floors() -> tuple[Floor, ...]:
    """The floors; ValueError where one is no number from 0 to 1."""
    floors = tuple(Floor(row["measured_on"], row["field"], float(row["f1"])) for row in read_rows(FLOORS))
    wrong = [floor for floor in floors if not 0 <= floor.f1 <= 1]
    if wrong:
        raise ValueError(f"{FLOORS}: the floor {wrong[0].f1} of {wrong[0].field} is not from 0 to 1")
    return floors
