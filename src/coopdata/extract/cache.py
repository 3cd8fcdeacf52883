"""Records already read, kept as files, so that a text is read again only when it or the reader has changed.

One JSON file per document, named by a digest over everything its record depends on: the document (id, path, bytes,
sidecar, the text taken from the bytes and what the file says of it), the extractor version, and the code and reference
data that read it. Deleting the folder is always safe.
"""

import hashlib
import json
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path

from coopdata.documents.model import Document, Rejection
from coopdata.extract.reader import broken
from coopdata.extract.record import Record
from coopdata.program import program_digest
from coopdata.shards.engine import Engine, WorkerLostError

READERS = ("documents", "encoder", "extract", "reference")
"""The packages whose code and data decide what a record says."""
_PUBLISHING = frozenset(
    f"reference/{name}"
    for name in (
        "column_quality", "contracts", "followthemoney", "followthemoney_properties", "followthemoney_terms",
        "page_texts", "quality", "quality_fields", "quality_floors",
    )
)  # fmt: skip
"""What of them only publishing uses, so that a new word on the page has no text read again."""
_FEW = 16
"""Texts that are read here faster than other processes begin."""
_BATCH = 8
"""Texts that are handed over at once, and lost at most where a process is killed."""

Result = Record | Rejection
Reading = Callable[[Document], Result]
_Numbered = tuple[int, Document]


class OtherProgramError(Exception):
    """A worker has another version of coopdata than who asks it, and may read otherwise."""


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
    documents: Iterable[Document], folder: Path, version: str, read: Reading, engine: Engine | None = None
) -> CachedRecords:
    """The record of every document: from `folder` where it is there, else read and kept as soon as it is.

    `version` is the extractor's version. New texts are read by `engine`, if there are more than a few, else by this
    process; a text that its processes die of is rejected. A damaged file is read anew; a rejection is not kept.
    """
    folder.mkdir(parents=True, exist_ok=True)
    results: dict[int, Result] = {}
    new: list[_Numbered] = []
    paths: dict[int, Path] = {}
    for number, document in enumerate(documents):
        paths[number] = folder / f"{_key(document, version)}.json"
        record = _load(paths[number])
        if record is None:
            new.append((number, document))
        else:
            results[number] = record
    reused = len(results)
    for number, result in _read_new(new, read, engine if len(new) > _FEW else None):
        if isinstance(result, Record):
            _store(paths[number], result)
        results[number] = result
    ordered = [result for _, result in sorted(results.items(), key=lambda one: one[0])]
    return CachedRecords(
        tuple(result for result in ordered if isinstance(result, Record)),
        reused,
        tuple(result for result in ordered if isinstance(result, Rejection)),
    )


def reader_digest() -> str:
    """A digest over the packages that read."""
    return program_digest(*READERS, without=_PUBLISHING)


def require_program(digest: str) -> None:
    """Raise OtherProgramError in a process whose reader is another than the one of this digest."""
    if digest != reader_digest():
        raise OtherProgramError("this worker has another version of coopdata; give all workers the same.")


def _read_new(new: Sequence[_Numbered], read: Reading, engine: Engine | None) -> Iterator[tuple[int, Result]]:
    """What is read from each document, by its number, as it comes.

    Of texts that were with one whose processes died, each is read by itself; the one is rejected.
    """
    if engine is None:
        yield from ((number, read(document)) for number, document in new)
        return
    waiting = [new[at : at + _BATCH] for at in range(0, len(new), _BATCH)]
    while waiting:
        lost: list[Sequence[_Numbered]] = []
        for outcome in engine.run(partial(_read_batch, read, reader_digest()), waiting):
            if outcome.result is not None:
                yield from zip((number for number, _ in outcome.task), outcome.result, strict=True)
            elif not isinstance(outcome.error, WorkerLostError):
                raise outcome.error or AssertionError("an outcome has a result or an error")
            elif len(outcome.task) > 1:
                lost += [[one] for one in outcome.task]
            else:
                ((number, document),) = outcome.task
                yield number, broken(document, str(outcome.error))
        waiting = lost


def _read_batch(read: Reading, program: str, batch: Sequence[_Numbered]) -> list[Result]:
    require_program(program)
    return [read(document) for _, document in batch]


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
