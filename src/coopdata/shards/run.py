"""All shards of a source: which there are, reading those that are not done, and the manifest of what came of it.

See `coopdata.shards` for what lies where. A run that was stopped goes on where it was when it is started again, since
each shard that is done stands in the target by itself.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from coopdata.documents.opening import is_archive
from coopdata.extract.cache import OtherProgramError
from coopdata.problems import Code, Problem, Severity
from coopdata.shards.duplicates import write_duplicates
from coopdata.shards.engine import Engine, EngineError, Outcome, WorkerLostError
from coopdata.shards.shard import Parameters, ShardResult, run_shard
from coopdata.shards.store import Store, StoreError

MANIFEST, DUPLICATES = "manifest.json", "duplicates.parquet"


class ShardsError(Exception):
    """There is nothing that could be read, or no place for it; the message says what to do."""


@dataclass(frozen=True)
class Shard:
    """One shard of the source: where it is, and its path in the source."""

    url: str
    name: str


@dataclass(frozen=True)
class Run:
    """What a run found: the shards that are done, by name, the problems of the others, and what is new."""

    shards: tuple[ShardResult, ...]
    failed: tuple[Problem, ...]
    new: int
    """Shards that were not done before."""

    @property
    def documents(self) -> int:
        """Documents in the shards that are done, read or rejected."""
        return sum(shard.rows for shard in self.shards)

    @property
    def rejected(self) -> int:
        """Those of them that could not be read."""
        return self.documents - sum(shard.read for shard in self.shards)

    @property
    def agreements(self) -> int:
        """Agreements in the records."""
        return sum(shard.agreements for shard in self.shards)


def read_shards(
    source: str, target: str, engine: Engine, parameters: Parameters, progress: Callable[[str], None] = lambda _: None
) -> Run:
    """Read every shard at the URL `source` that is not done into the folder at the URL `target`.

    `parameters` are those of all shards; each is given its name. `progress` is called with the name of each shard that
    ends. A shard that cannot be read is among `failed`, and is tried again by the next run. Raises ShardsError,
    StoreError where the source cannot be listed or the manifest cannot be written, and EngineError.
    """
    shards = find_shards(source, target, parameters.pauses)
    goal = Store(target, parameters.pauses)
    before = set(goal.find())
    results: list[ShardResult] = []
    failed: list[Problem] = []
    for outcome in engine.run(partial(_read, goal.address, parameters), shards):
        if outcome.result is not None:
            results.append(outcome.result)
        else:
            failed.append(_problem(outcome))
        progress(outcome.task.name)
    results.sort(key=lambda result: result.source)
    new = sum(result.records not in before for result in results)
    run = Run(tuple(results), tuple(sorted(failed)), new)
    _finish(goal, run, parameters)
    return run


def find_shards(source: str, target: str, pauses: Sequence[float]) -> list[Shard]:
    """The shards of the source by name. Raises ShardsError where there is none, or the target lies in it."""
    start, goal = Store(source, pauses), Store(target, pauses)
    if start.holds(goal):
        raise ShardsError(f"{goal.url} lies in {start.url}, whose files are read. Name another folder for the records.")
    base = start.address
    shards = [
        Shard(f"{base}/{name}" if name else base, name or base.rpartition("/")[2])
        for name in start.find()
        if is_archive(name or base) and not any(part.startswith(".") for part in name.split("/"))
    ]
    if not shards:
        raise ShardsError(f"{start.url} has no shard. Name a folder with files ending in .jsonl or .parquet, or one.")
    return shards


def _read(target: str, parameters: Parameters, shard: Shard) -> ShardResult:
    return run_shard(shard.url, target, replace(parameters, name=shard.name))


def _problem(outcome: Outcome[Shard, ShardResult]) -> Problem:
    """Why a shard could not be read. Raises EngineError where none can be."""
    error, name = outcome.error, outcome.task.name
    if isinstance(error, OtherProgramError):
        raise EngineError(f"{name}: {error}")
    if isinstance(error, StoreError):
        return Problem(Code.FILE_UNREADABLE, str(error), Severity.ERROR, path=name)
    why = str(error) if isinstance(error, WorkerLostError) else f"{type(error).__name__}: {error}"
    remedy = "Take the text that does it out of the shard and report it; the other shards were read."
    return Problem(Code.READER_FAILED, f"the reader broke on this shard ({why}).", Severity.ERROR, name, remedy=remedy)


def _finish(target: Store, run: Run, parameters: Parameters) -> None:
    """Write the duplicates and the manifest, unless they are there."""
    content = json.dumps(_manifest(run, parameters), ensure_ascii=False, indent=1).encode() + b"\n"
    manifest, duplicates = f"{target.path}/{MANIFEST}", f"{target.path}/{DUPLICATES}"
    if target.read(manifest) == content and target.size(duplicates) is not None:
        return
    with TemporaryDirectory(prefix="coopdata-") as folder:
        written = Path(folder) / "written"
        write_duplicates(target, [shard.records for shard in run.shards], written)
        target.put(written, duplicates)
        written.write_bytes(content)
        target.put(written, manifest)


def _manifest(run: Run, parameters: Parameters) -> dict[str, Any]:
    failed = [{"source": one.path, "code": one.code.value, "message": one.message} for one in run.failed]
    return {
        "extractor_version": parameters.version,
        "program": parameters.program,
        "documents": run.documents,
        "rejected": run.rejected,
        "agreements": run.agreements,
        "shards": [shard.to_json() for shard in run.shards],
        "failed": failed,
    }
