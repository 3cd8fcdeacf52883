"""Records already read, kept as files, so that a text is read again only when it or the reader has changed.

One JSON file per document, named by a digest over everything its record depends on: the document (id, path, bytes,
sidecar, the text taken from the bytes and what the file says of it), the extractor version, and the code and reference
data that read it. Deleting the folder is always safe.
"""

import hashlib
import json
import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from coopdata.documents.model import Document, Rejection
from coopdata.extract.record import Record
from coopdata.program import program_digest

READERS = ("documents", "encoder", "extract", "reference")
"""The packages whose code and data decide what a record says."""


@dataclass(frozen=True)
class CachedRecords:
    """Records in the order of their documents, how many of them were already there, and what could not be read."""

    records: tuple[Record, ...]
    reused: int
    rejections: tuple[Rejection, ...] = ()

    def reject(self, documents: Sequence[Document | Rejection]) -> list[Document | Rejection]:
        """The documents, those that could not be read replaced by their rejections."""
        rejected = {rejection.id: rejection for rejection in self.rejections}
        return [rejected.get(document.id, document) for document in documents]


def read_all(
    documents: Iterable[Document],
    folder: Path,
    version: str,
    read: Callable[[Document], Record | Rejection],
    progress: Callable[[], None] = lambda: None,
) -> CachedRecords:
    """The record of every document: from `folder` where it is there, else read and kept.

    `version` is the extractor's version; `progress` is called after each document. A damaged file is read anew; a
    rejection is not kept.
    """
    folder.mkdir(parents=True, exist_ok=True)
    records: list[Record] = []
    rejections: list[Rejection] = []
    reused = 0
    for document in documents:
        path = folder / f"{_key(document, version)}.json"
        record = _load(path)
        reused += record is not None
        result = record or read(document)
        if isinstance(result, Rejection):
            rejections.append(result)
        else:
            if record is None:
                _store(path, result)
            records.append(result)
        progress()
    return CachedRecords(tuple(records), reused, tuple(rejections))


def reader_digest() -> str:
    """A digest over the packages that read."""
    return program_digest(*READERS)


def _key(document: Document, version: str) -> str:
    known = json.dumps([asdict(document.sidecar), asdict(document.metadata)], sort_keys=True)
    text = hashlib.sha256(document.text.encode("utf-8", "surrogatepass")).hexdigest()
    facts = (document.id, document.path, document.sha256, text, known, version, reader_digest())
    return hashlib.sha256("\0".join(facts).encode()).hexdigest()


def _load(path: Path) -> Record | None:
    """The record kept at `path`; None where there is none or the file is damaged."""
    try:
        content = json.loads(path.read_bytes())
        body = json.dumps(content["record"], sort_keys=True)
        if hashlib.sha256(body.encode()).hexdigest() != content["sha256"]:
            return None
        return Record.from_json(content["record"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _store(path: Path, record: Record) -> None:
    """Write the record with a digest over it; the file appears whole or not at all."""
    data = record.to_json()
    digest = hashlib.sha256(json.dumps(data, sort_keys=True).encode()).hexdigest()
    part = path.with_name(f"{path.stem}.{os.getpid()}.part")
    part.write_text(json.dumps({"sha256": digest, "record": data}), encoding="utf-8")
    part.replace(path)
