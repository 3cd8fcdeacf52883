"""Where each value of a record comes from, as its page shows it: field by field, what was published and who says so."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from coopdata.publish.csvfile import rows_to_csv
from coopdata.publish.page.asking import Row
from coopdata.publish.page.records import Record
from coopdata.tables.catalogue import KEY_SEPARATOR, table
from coopdata.tables.spec import Column


@dataclass(frozen=True)
class Field:
    """A field of a row and what documents state about it."""

    column: Column
    record_id: str
    chosen: list[Row]
    """The statements of the value that is published."""
    others: list[Row]
    """Statements of other values."""

    @property
    def value(self) -> str | None:
        """The value that is published; None where a correction emptied the field."""
        return self.chosen[0]["value"] if self.chosen else None

    def correction(self, value: str, reason: str, hashes: Mapping[str, str | None]) -> str:
        """A line for raw/corrections.csv with these words for the value and the reason.

        It names the first document that states the field, by `hashes`, its SHA-256 by id.
        """
        document = (self.chosen or self.others)[0]["document_id"]
        cells = (self.record_id, self.column.name, value, reason, hashes.get(document) or "")
        line = rows_to_csv(cells, ()).decode("utf-8-sig")
        return line.removesuffix("\r\n")


@dataclass(frozen=True)
class Subject:
    """A row that something is stated of: the record itself, or a row that hangs on it."""

    table: str
    rest: str
    """Its key without the id of the record."""
    fields: list[Field]


def evidence(record: Record) -> list[Subject]:
    """All that is stated of the record; the record itself first, then what hangs on it, as the record lists it."""
    statements = record.part("statements").rows
    found = [
        Subject(name, record_id.partition(KEY_SEPARATOR)[2], list(_fields(name, record_id, rows)))
        for (name, record_id), rows in groupby(statements, key=lambda row: (row["table"], row["record_id"]))
    ]
    places = {row["person_id"]: place for place, row in enumerate(record.part("people").rows)}

    def order(subject: Subject) -> tuple[bool, str, int]:
        person = subject.rest.partition(KEY_SEPARATOR)[0]
        return subject.table != record.kind.name, subject.table, places.get(person, 0)

    return sorted(found, key=order)


def _fields(name: str, record_id: str, rows: Iterator[Row]) -> Iterator[Field]:
    """The fields of a row in the order of its table."""
    by_field = {field: list(own) for field, own in groupby(rows, key=lambda row: str(row["field"]))}
    for column in table(name).columns:
        if column.name in by_field:
            own = by_field[column.name]
            chosen = [row for row in own if row["chosen"]]
            yield Field(column, record_id, chosen, [row for row in own if not row["chosen"]])
