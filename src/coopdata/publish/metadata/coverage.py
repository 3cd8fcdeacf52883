"""What time, countries and languages a release covers, read off its tables by what their specs say of the columns."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from coopdata.tables.catalogue.agreements import AGREEMENTS
from coopdata.tables.codes import COUNTRY, LANGUAGE
from coopdata.tables.spec import Column, Table, Type


@dataclass(frozen=True)
class Coverage:
    """What a release is about; empty where its tables tell nothing."""

    period: tuple[str, str] | None
    """First and last date told of the agreements themselves (their signing), as exactly as each is known."""
    countries: tuple[str, ...]
    """ISO 3166-1 alpha-2, sorted: all that any table names."""
    languages: tuple[str, ...]
    """ISO 639-1, sorted: those of the texts."""


def coverage(tables: Sequence[Table], data: Mapping[str, pa.Table]) -> Coverage:
    """What the tables in `data` cover."""
    dates = _values([AGREEMENTS] if AGREEMENTS in tables else [], data, _is_told_date)
    # A year ends after its months, which it precedes as text; "~" sorts behind all that may follow in a date.
    period = (min(dates), max(dates, key=lambda date: f"{date}~")) if dates else None
    return Coverage(
        period,
        tuple(sorted(_values(tables, data, lambda column: column.code_list == COUNTRY))),
        tuple(sorted(_values(tables, data, lambda column: column.code_list == LANGUAGE))),
    )


def _is_told_date(column: Column) -> bool:
    return column.type is Type.PARTIAL_DATE and column.traced


def _values(tables: Sequence[Table], data: Mapping[str, pa.Table], wanted: Callable[[Column], bool]) -> set[str]:
    """The different values of all wanted columns."""
    return {
        value
        for table in tables
        for column in table.columns
        if wanted(column)
        for value in pc.unique(data[table.name].column(column.name)).to_pylist()
        if value is not None
    }
