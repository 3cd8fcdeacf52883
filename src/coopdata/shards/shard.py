"""One shard of texts to one file of records: path in, path out, the same bytes whoever does it.

For what is read and written see `coopdata.shards`. Nothing here knows of other shards, of engines, or of the clock but
to wait for a store.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Self

import pyarrow as pa
import pyarrow.parquet as pq

from coopdata.capture import RawFile
from coopdata.capture.files import sidecar_name
from coopdata.documents.model import Document, Rejection
from coopdata.documents.opening import RawText, open_all
from coopdata.documents.reader import read_raw
from coopdata.extract import EXTRACTOR_VERSION, read_or_reject
from coopdata.extract.cache import Reading, require_program
from coopdata.extract.record import Record
from coopdata.problems import Code, Problem, Severity
from coopdata.program import reader_digest
from coopdata.shards.store import PAUSES, MissingError, Store, StoreError

GROUP_ROWS, GROUP_BYTES = 1024, 8 << 20
"""Rows of one row group, and the size of their records from which on it is full."""
READ, REJECTED = "read", "rejected"

_ISSUE = pa.struct(
    [pa.field(name, pa.string(), nullable=False) for name in ("code", "severity", "message")]
    + [pa.field(name, pa.string()) for name in ("place", "remedy")]
)
SCHEMA = pa.schema(
    [
        pa.field("document_id", pa.string(), nullable=False),
        pa.field("path", pa.string(), nullable=False),
        pa.field("sha256", pa.string()),
        pa.field("size_bytes", pa.int64(), nullable=False),
        pa.field("status", pa.string(), nullable=False),
        pa.field("agreements", pa.int32(), nullable=False),
        pa.field("record", pa.string()),
        pa.field("issues", pa.list_(pa.field("item", _ISSUE, nullable=False)), nullable=False),
    ]
)
_WRITING: dict[str, Any] = {
    "version": "2.6",
    "data_page_version": "1.0",
    "compression": "zstd",
    "compression_level": 3,
    "use_dictionary": ["status"],
    "write_statistics": ["document_id", "path", "status", "agreements"],
    "store_schema": True,
}


@dataclass(frozen=True)
class Parameters:
    """How a shard is read. All of it can be sent to another process."""

    name: str = ""
    """What the shard is called, and the paths of its documents begin with; the end of its URL where it is empty."""
    version: str = EXTRACTOR_VERSION
    program: str = field(default_factory=reader_digest)
    """The digest of the program that is to read; a worker that has another refuses."""
    read: Reading = read_or_reject
    pauses: Sequence[float] = PAUSES
    """Seconds to wait before a store that fails is asked again."""


@dataclass(frozen=True)
class ShardResult:
    """What came of a shard: what stands beside its records, and in the manifest."""

    source: str
    source_sha256: str
    records: str
    """The name of the file of records."""
    bytes: int
    sha256: str
    rows: int
    """Documents, read or rejected."""
    read: int
    agreements: int
    issues: tuple[tuple[str, int], ...]
    """How many there are of each code; each stands with its document."""

    def to_json(self) -> dict[str, Any]:
        """The result as JSON has it."""
        return asdict(self) | {"issues": dict(self.issues)}

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Self:
        """The result again. Raises TypeError, ValueError or AttributeError where it is none."""
        return cls(**data | {"issues": tuple(data.get("issues", {}).items())})


def run_shard(source_url: str, target_url: str, parameters: Parameters) -> ShardResult:
    """Read the shard at one URL into the folder at another; a shard that is done already is left as it is.

    A text that cannot be read is a row with an issue. Raises StoreError where the shard cannot be fetched or its
    records cannot be put, and OtherProgramError.
    """
    require_program(parameters.program)
    source, target = Store(source_url, parameters.pauses), Store(target_url, parameters.pauses)
    name = parameters.name or source.path.rpartition("/")[2]
    with TemporaryDirectory(prefix="coopdata-") as folder:
        file = _fetch(source, name, Path(folder))
        digest = _digest(file.path)
        key = _key(name, digest, _digest(file.sidecar) if file.sidecar else "", parameters.version, parameters.program)
        records, note = f"records-{key}.parquet", f"{target.path}/records-{key}.json"
        done = _done(target, note)
        if done is not None:
            return done
        written = Path(folder) / "written"
        rows = _Rows(written, parameters.read)
        rows.write(open_all(file))
        result = ShardResult(name, digest, records, written.stat().st_size, _digest(written), *rows.counts())
        if dict(result.issues).get(Code.FILE_UNREADABLE) or _digest(file.path) != digest:
            raise StoreError(f"{source.url} could not be read to its end, or was changed meanwhile. Read it again.")
        target.put(written, f"{target.path}/{records}")
        written.write_text(json.dumps(result.to_json(), indent=1) + "\n", encoding="utf-8")
        target.put(written, note)
    return result


def _fetch(source: Store, name: str, folder: Path) -> RawFile:
    """The shard on this machine, and its sidecar where it has one."""
    file = RawFile(source.fetch(source.path, folder), name)
    base, _, last = source.path.rpartition("/")
    try:
        return replace(file, sidecar=source.fetch(f"{base}/{sidecar_name(last)}", folder))
    except MissingError:
        return file


def _digest(path: Path) -> str:
    with path.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def _key(*facts: str) -> str:
    return hashlib.sha256("\0".join(facts).encode()).hexdigest()[:32]


def _done(target: Store, note: str) -> ShardResult | None:
    """What came of the shard, if its records are there; None where it is to be read."""
    content = target.read(note)
    if content is None:
        return None
    try:
        result = ShardResult.from_json(json.loads(content))
    except (ValueError, TypeError, AttributeError):
        return None
    return result if target.size(f"{target.path}/{result.records}") == result.bytes else None


class _Rows:
    """The file of records as it is written: one row group in memory, and the counts."""

    def __init__(self, path: Path, read: Reading) -> None:
        self._path = path
        self._read = read
        self._group: list[dict[str, Any]] = []
        self._size = 0
        self._rows = self._documents = self._agreements = 0
        self._issues: Counter[str] = Counter()

    def write(self, opened: Iterator[RawText | Rejection]) -> None:
        """Read each text and write its row."""
        with pq.ParquetWriter(self._path, SCHEMA, **_WRITING) as writer:
            for one in opened:
                self._add(_row(one, self._read))
                if len(self._group) >= GROUP_ROWS or self._size >= GROUP_BYTES:
                    self._flush(writer)
            self._flush(writer)

    def counts(self) -> tuple[int, int, int, tuple[tuple[str, int], ...]]:
        """Rows, those that were read, agreements, and issues by code."""
        return self._rows, self._documents, self._agreements, tuple(sorted(self._issues.items()))

    def _add(self, row: dict[str, Any]) -> None:
        self._group.append(row)
        self._size += len(row["record"] or "")
        self._rows += 1
        self._documents += row["status"] == READ
        self._agreements += row["agreements"]
        self._issues.update(issue["code"] for issue in row["issues"])

    def _flush(self, writer: pq.ParquetWriter) -> None:
        if self._group:
            writer.write_table(pa.Table.from_pylist(self._group, schema=SCHEMA))
        self._group, self._size = [], 0


def _row(opened: RawText | Rejection, read: Reading) -> dict[str, Any]:
    result = opened if isinstance(opened, Rejection) else _read(opened, read)
    if isinstance(result, Rejection):
        row = {"document_id": result.id, "path": result.path, "sha256": result.sha256, "size_bytes": result.size_bytes}
        return row | {"status": REJECTED, "agreements": 0, "record": None, "issues": [_issue(result.problem)]}
    record, document = result
    return {
        "document_id": document.id,
        "path": document.path,
        "sha256": document.sha256,
        "size_bytes": document.size_bytes,
        "status": READ,
        "agreements": len(record.agreements),
        "record": record.to_text(),
        "issues": [_issue(problem) for problem in document.problems],
    }


def _read(raw: RawText, read: Reading) -> tuple[Record, Document] | Rejection:
    """The record; or a rejection where laying out the text or reading it breaks, as in `read_or_reject`."""
    try:
        document = read_raw(raw)
        result = read(document)
    except Exception as fault:
        message = f"the reader broke on this text ({type(fault).__name__}: {fault})."
        remedy = "Report it with the text."
        problem = Problem(Code.READER_FAILED, message, Severity.ERROR, raw.name, remedy=remedy, document_id=raw.id)
        return Rejection(raw.id, raw.name, raw.sha256, raw.size, raw.sidecar, problem)
    return result if isinstance(result, Rejection) else (result, document)


def _issue(problem: Problem) -> dict[str, str | None]:
    return {
        "code": problem.code.value,
        "severity": problem.severity.value,
        "message": problem.message,
        "place": problem.place or None,
        "remedy": problem.remedy or None,
    }
