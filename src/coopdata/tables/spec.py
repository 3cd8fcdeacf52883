"""What a table is: the one spec from which its schemas, dictionary and metadata are all made.

A `Table` and its `Column`s say everything there is to say about a published table. Nothing else in the project
repeats a column's name, type or meaning: the pandera and Arrow schemas (`tables.schemas`), the data dictionary and
`datapackage.json` (`publish`), the Dagster column schema (`pipelines`) are computed from here. To add a column, add
one `Column` in `tables.catalogue`.
"""

from dataclasses import dataclass
from enum import StrEnum


class Type(StrEnum):
    """The logical type of a column; `tables.schemas` says what each is in pandas, Arrow and Data Package."""

    STRING = "string"
    INTEGER = "integer"
    NUMBER = "number"
    BOOLEAN = "boolean"
    PARTIAL_DATE = "partial_date"
    """ISO 8601 text at the precision known: 2019, 2019-09 or 2019-09-05."""


@dataclass(frozen=True)
class Column:
    """One column, as a reader of the data needs it explained."""

    name: str
    title: str
    description: str
    type: Type
    example: str
    null: str | None = None
    """What an empty cell means; None: the column is never empty."""
    unit: str | None = None
    code_list: str | None = None
    """Name of the code list (`codes.code_list`) that the values come from."""
    references: tuple[str, str] | None = None
    """``(table, column)`` that the values point to."""
    traced: bool = False
    """Whether every value needs a row in `statements` (or in `corrections`) behind it."""
    deprecated: str | None = None
    """"since version X; use Y", for a column that the next major version may be without; see `tables.contract`."""


@dataclass(frozen=True)
class Table:
    """One published table. `key` names the columns whose values no two rows share; rows are sorted by it."""

    name: str
    title: str
    description: str
    grain: str
    """What one row is: "one row per …"."""
    key: tuple[str, ...]
    columns: tuple[Column, ...]

    def column(self, name: str) -> Column:
        """The column of this name; KeyError if there is none."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(f"table {self.name} has no column {name}")
