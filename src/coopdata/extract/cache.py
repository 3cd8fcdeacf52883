"""Records already read, kept so that a text is read again only when it or the reader has changed.

Each is kept (`coopdata.kept`) as JSON under a digest over everything it depends on: the document (id, path, bytes,
sidecar, the text taken from the bytes and what the file says of it), the extractor version, and the code and reference
data that read it.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from coopdata.documents.model import Document, Rejection
from coopdata.extract.reader import broken
from coopdata.extract.record import Record
from coopdata.kept import Kept, key_of
from coopdata.program import reader_digest
from coopdata.shards.engine import Engine, WorkerLostError

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
    """The record of every document: as it is kept in `folder`, else read and kept there as soon as it is.

    `version` is the extractor's version. New texts are read by `engine`, if there are more than a few, else by this
    process; a text that its processes die of is rejected. What is kept damaged is read anew; a rejection is not kept.
    Raises KeptFileError.
    """
    every = list(documents)
    keys = [_key(document, version) for document in every]
    results: dict[int, Result] = {}
    with Kept(folder) as kept:
        for number, value in enumerate(kept.get(keys)):
            if (record := _load(value)) is not None:
                results[number] = record
        reused = len(results)
        new = [(number, document) for number, document in enumerate(every) if number not in results]
        for number, result in _read_new(new, read, engine if len(new) > _FEW else None):
            if isinstance(result, Record):
                kept.put({keys[number]: result.to_text().encode()})
            results[number] = result
    ordered = [result for _, result in sorted(results.items(), key=lambda one: one[0])]
    return CachedRecords(
        tuple(result for result in ordered if isinstance(result, Record)),
        reused,
        tuple(result for result in ordered if isinstance(result, Rejection)),
    )


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


def _key(document: Document, version: str) -> bytes:
    known = (document.id, document.path, document.sha256, document.sidecar, document.metadata)
    return key_of("record", document.text, version, *known)


def _load(value: bytes | None) -> Record | None:
    """A record as it was kept; None where there is none, or one of another form."""
    try:
        return None if value is None else Record.from_json(value)
    except ValueError:
        return None
