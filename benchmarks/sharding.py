"""Documents a second from shards to shards: processes of this machine, and workers of a Dask cluster on it.

A part of the archive is read before the clock starts, by the same workers where they stay, so that what is measured is
reading and not loading. Each engine writes to a folder of its own, and their records are compared.
"""

import hashlib
import resource
import tempfile
from pathlib import Path

from benchmarks.archives import SHARD, write_archive
from benchmarks.measuring import FIGURES, taking
from coopdata.shards.engine import DaskEngine, Engine, LocalEngine
from coopdata.shards.run import read_shards
from coopdata.shards.shard import Parameters
from tests.shards.cluster import running

WORKERS = (1, 2)


def sharding(documents: int) -> None:
    """Read an archive of so many documents by one and by two processes of each engine."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        write_archive(folder / "warm", 200)
        archive = write_archive(folder / "archive", documents, rows=min(SHARD, max(1, documents // 16)))
        FIGURES.add(f"archive of {documents:,} texts: agreements told", float(archive.agreements))
        rates = {}
        for count in WORKERS:
            rates["local", count] = _rate(folder, f"local {count}", LocalEngine(count), documents)
        for count in WORKERS:
            (folder / f"dask {count}").mkdir()
            with running(folder / f"dask {count}", count) as cluster:
                engine = DaskEngine(cluster.address)
                read_shards(str(folder / "warm"), str(folder / f"warm {count}"), engine, Parameters())
                rates["dask", count] = _rate(folder, f"dask {count}", engine, documents)
        for kind in ("local", "dask"):
            FIGURES.add(f"{kind}, two beside one", rates[kind, 2] / rates[kind, 1], "times as fast")
        most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        FIGURES.add("memory of a process that reads, at most", most, "MB")
        same = len({_digest(folder / f"records {kind} {count}") for kind in ("local", "dask") for count in WORKERS})
        FIGURES.add("different records among the engines", "none" if same == 1 else str(same))


def _rate(folder: Path, name: str, engine: Engine, documents: int) -> float:
    with taking() as cost:
        run = read_shards(str(folder / "archive"), str(folder / f"records {name}"), engine, Parameters())
    rate = documents / cost.seconds
    FIGURES.add(f"{name}, {run.documents:,} documents, {run.agreements:,} agreements", rate, "documents/s")
    return rate


def _digest(records: Path) -> str:
    content = hashlib.sha256()
    for path in sorted(records.iterdir()):
        content.update(path.name.encode() + path.read_bytes())
    return content.hexdigest()
