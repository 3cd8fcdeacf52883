"""An archive of made-up news as Parquet shards, whose agreements are known: ``python -m benchmarks.archives FOLDER N``.

Most of it is ordinary news (`benchmarks.varied`); what tells of agreements is written by `tests.synthetic` in its
several styles, with copies and retellings. The same numbers give the same rows.
"""

import argparse
from dataclasses import dataclass
from itertools import count, islice
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from benchmarks import texts, varied
from tests.synthetic import make_texts
from tests.synthetic_world import Told

TOLD_EVERY = 20
"""One in so many texts tells of an agreement, or did so before it was copied or retold; of the others none does."""
SHARD = 1000
"""Rows of a shard."""


@dataclass(frozen=True)
class Archive:
    """What was written."""

    texts: int
    agreements: int
    """Different agreements that the texts tell of."""


def write_archive(
    folder: Path, documents: int, told_every: int = TOLD_EVERY, rows: int = SHARD, words: int = texts.WORDS
) -> Archive:
    """Write so many texts as shards of so many rows, ``news-0000.parquet`` and so on.

    What tells of no agreement has so many words or a few more.
    """
    folder.mkdir(parents=True, exist_ok=True)
    truth = make_texts(-(-documents // told_every))
    told = iter(truth.texts)
    made = (_row(number, None if number % told_every else next(told), words) for number in count())
    for first in range(0, documents, rows):
        shard = list(islice(made, min(rows, documents - first)))
        pq.write_table(pa.Table.from_pylist(shard), folder / f"news-{first // rows:04}.parquet", compression="zstd")
    return Archive(documents, len(truth.deals))


def _row(number: int, told: Told | None, words: int) -> dict[str, str]:
    if told is None:
        text, published = varied.ordinary(number, words), "2024-03-01"
    else:
        text, published = f"{told.title}\n\n{told.text}\n", told.published.isoformat()
    return {"text": text, "url": f"https://press.example/{number}", "published": published, "language": "en"}


def main() -> None:
    """Write the archive that is asked for."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.archives", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("documents", type=int)
    parser.add_argument("--told-every", type=int, default=TOLD_EVERY)
    parser.add_argument("--words", type=int, default=texts.WORDS)
    given = parser.parse_args()
    archive = write_archive(given.folder, given.documents, given.told_every, words=given.words)
    print(f"{archive.texts} texts, {archive.agreements} agreements, in {given.folder}")


if __name__ == "__main__":
    main()
