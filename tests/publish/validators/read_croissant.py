"""Read record sets by croissant.json and compare them with the tables: ``read_croissant.py RELEASE RECORD_SET…``.

Run by the interpreter of the validators' environment, which has mlcroissant. Ends with 1, and says of which record set,
where the records are not the rows of the Parquet file, value by value.
"""

import sys
from pathlib import Path
from typing import Any

import mlcroissant
import pyarrow.parquet as pq


def records(release: Path, record_set: str) -> list[dict[str, Any]]:
    """The records, by column; texts come as bytes."""
    dataset = mlcroissant.Dataset(release / "croissant.json")
    return [
        {field.rpartition("/")[2]: plain(value) for field, value in record.items()}
        for record in dataset.records(record_set)
    ]


def plain(value: Any) -> Any:
    return value.decode("utf-8") if isinstance(value, bytes) else value


def main(release: Path, record_sets: list[str]) -> int:
    for record_set in record_sets:
        rows = pq.read_table(release / "parquet" / f"{record_set}.parquet").to_pylist()
        if records(release, record_set) != rows:
            sys.stdout.write(f"{record_set}: the records are not the rows of the table\n")
            return 1
        sys.stdout.write(f"{record_set}: {len(rows)} records, all equal to the rows of the table\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2:]))
