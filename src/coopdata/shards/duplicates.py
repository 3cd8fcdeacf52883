"""The documents of all shards that have the bytes of another: found at the end, since no shard knows of another.

As in a build, the first by path stands, and the others are its duplicates. The ids are gone through in DuckDB, which
goes to disk where they are more than its share of memory, so any number of them can be.
"""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

import duckdb
import pyarrow.parquet as pq

from coopdata.shards.store import Store

_MEMORY = "512MB"
_BATCH = 1 << 16
_DUPLICATES = """
WITH firsts AS (SELECT document_id, min(path) AS first_path FROM places GROUP BY ALL HAVING count(*) > 1)
SELECT document_id, path, first_path FROM places JOIN firsts USING (document_id) WHERE path <> first_path ORDER BY ALL
"""


def write_duplicates(target: Store, names: Sequence[str], to: Path) -> None:
    """Write a Parquet file of `document_id`, `path` and `first_path` of each document but the first with its bytes.

    `names` are the files of records in the folder of `target`. Raises StoreError.
    """
    with duckdb.connect(to.with_name("places.duckdb"), config={"memory_limit": _MEMORY, "threads": 1}) as database:
        database.execute("CREATE TABLE places (document_id VARCHAR, path VARCHAR)")
        for name in names:
            target.reading(f"{target.path}/{name}", partial(_add_places, database))
        rows = database.sql(_DUPLICATES).to_arrow_reader(_BATCH)
        with pq.ParquetWriter(to, rows.schema, compression="zstd") as writer:
            for batch in rows:
                writer.write_batch(batch)


def _add_places(database: duckdb.DuckDBPyConnection, file: Any) -> None:
    """Add all that stand in a file of records, or none where reading it breaks off."""
    database.begin()
    try:
        with pq.ParquetFile(file) as records:
            for batch in records.iter_batches(_BATCH, columns=["document_id", "path"]):
                database.register("batch", batch)
                database.execute("INSERT INTO places SELECT document_id, path FROM batch")
                database.unregister("batch")
    except BaseException:
        database.rollback()
        raise
    database.commit()
