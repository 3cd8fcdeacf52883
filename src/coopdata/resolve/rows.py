"""Rows by their keys: what `statements.record_id` and `raw/corrections.csv` call a row."""

from coopdata.resolve.model import Row
from coopdata.tables.catalogue import KEY_SEPARATOR, table


def record_key(table_name: str, row: Row) -> str:
    """The key of a row as text: its parts joined by a slash, a null part empty."""
    parts = (getattr(row, name) for name in table(table_name).key)
    return KEY_SEPARATOR.join("" if part is None else str(part) for part in parts)
