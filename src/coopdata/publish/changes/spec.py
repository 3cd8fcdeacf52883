"""The form of changes: one table for the changes of any table, a line for each cell that differs."""

from coopdata.problems import Defined
from coopdata.tables.catalogue import KEY_SEPARATOR
from coopdata.tables.schemas import arrow_schema
from coopdata.tables.spec import Column, Table, Type


class Change(Defined):
    """What became of a row."""

    ADDED = "added", "The row is new; there is a line for each of its cells that is not empty."
    CHANGED = "changed", "The row was there with other values; there is a line for each cell that differs."
    REMOVED = "removed", "The row is gone; there is a line for each of its cells that was not empty."


_MEANINGS = " ".join(f"`{change}`: {change.definition}" for change in Change)

CHANGES_TABLE = Table(
    name="changes",
    title="Changes",
    description=(
        "What changed in one table since the release before. Applied to the table as that release has it, the lines "
        "give the table of this release. Sorted by key, the lines of a row in the order of the table's columns. A "
        "column that the release before did not have counts as empty there; columns that are gone are left out."
    ),
    grain="one row per cell that differs",
    key=("key", "column"),
    columns=(
        Column("change", "Change", f"What became of the row. {_MEANINGS}", Type.STRING, Change.CHANGED.value),
        Column(
            "key",
            "Key",
            f"Key of the row, as in `statements.record_id`: its parts joined by `{KEY_SEPARATOR}`, no part left out.",
            Type.STRING,
            "agr_h5t2wq3nfe",
        ),
        Column("column", "Column", "Name of the column.", Type.STRING, "signed"),
        Column(
            "old",
            "Old value",
            "What the cell held, in the form of `statements.value`.",
            Type.STRING,
            "2013-12",
            null="The cell was empty, or the row was not there.",
        ),
        Column(
            "new",
            "New value",
            "What the cell holds, in the form of `statements.value`.",
            Type.STRING,
            "2013-12-15",
            null="The cell is empty, or the row is gone.",
        ),
    ),
)
"""The spec of every file of changes. No table of the catalogue: it is not about agreements."""

CHANGES_SCHEMA = arrow_schema(CHANGES_TABLE)
