"""Shards of short texts, readers that are quick or break, and what came of a run."""

import json
import os
import signal
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

import pyarrow.parquet as pq

from coopdata.documents.model import Document
from coopdata.extract.record import DocumentHead, Record
from coopdata.shards.engine import Outcome
from coopdata.shards.shard import Parameters
from coopdata.shards.store import StoreError
from tests.shards.work import first_at, waits_for_end_of

T = TypeVar("T")
R = TypeVar("R")


class Here:
    """An engine of no process but this one."""

    def run(self, work: Callable[[T], R], tasks: Iterable[T]) -> Iterator[Outcome[T, R]]:
        for task in tasks:
            try:
                yield Outcome(task, work(task))
            except StoreError as error:
                yield Outcome(task, error=error)


def head(document: Document) -> Record:
    """A reader that is quick: the record has no item. It obeys texts that order its end."""
    order, _, argument = document.text.partition(" ")
    if order == "RAISE":
        raise ZeroDivisionError("as it was told")
    if order == "DIE" or (order == "DIE-ONCE" and first_at(argument)):
        os.kill(os.getpid(), signal.SIGKILL)
    if order == "WAIT":
        waits_for_end_of(Path(argument), 0)
    return Record(DocumentHead(document.id, document.path, document.sha256, document.title, None, None, "en"))


QUICK = Parameters(read=head, pauses=(0.01, 0.01))


def lay(folder: Path, shards: Mapping[str, Sequence[str]]) -> Path:
    """A source with these texts in shards of these names, whose folder is given."""
    for name, texts in shards.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("".join(json.dumps({"text": text}) + "\n" for text in texts), encoding="utf-8")
    return folder


def rows(target: Path) -> list[dict[str, Any]]:
    """Every row of the records that the manifest names, by path."""
    shards = json.loads((target / "manifest.json").read_bytes())["shards"]
    found = (row for shard in shards for row in pq.read_table(target / shard["records"]).to_pylist())
    return sorted(found, key=lambda row: row["path"])


def contents(target: Path) -> dict[str, bytes]:
    """All that lies in a target."""
    return {path.name: path.read_bytes() for path in sorted(target.iterdir())}
