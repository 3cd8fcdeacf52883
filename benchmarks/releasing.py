"""From records to a release, step by step: seconds and memory, beside bare pyarrow writes of the same tables.

The records are those of the made-up world (`benchmarks.world`). Each size runs in a process of its own, so that its
memory is its own: ``python -m benchmarks.releasing DOCUMENTS`` prints the steps of one size as JSON.
"""

import hashlib
import json
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet as pq

from benchmarks.measuring import FIGURES, taking
from benchmarks.world import World
from coopdata.ids import make_id
from coopdata.publish import layout, staging
from coopdata.publish.gates import Verdict
from coopdata.publish.inputs import release_inputs
from coopdata.publish.layout import ReleaseId
from coopdata.publish.page import build_page
from coopdata.publish.parquet import to_arrow
from coopdata.publish.pointers import point
from coopdata.publish.staging import Stage
from coopdata.publish.verification import verify
from coopdata.resolve import resolve
from coopdata.resolve.ledger import Source
from coopdata.tables.build import build_tables
from coopdata.tables.catalogue import TABLES

T = TypeVar("T")
Steps = dict[str, tuple[float, float]]
"""Seconds and MB by what was done."""
NOTHING_WAIVED = Verdict((), (), ())


def releasing(most: int) -> None:
    """A thousand documents, then ten times as many, up to `most`."""
    count = 1000
    while count <= most:
        run = [sys.executable, "-m", "benchmarks.releasing", str(count)]
        told = json.loads(subprocess.run(run, check=True, capture_output=True, text=True).stdout)
        for step, (seconds, memory) in told["steps"].items():
            FIGURES.add(f"{count:,} documents, {told['rows']:,} rows: {step}", seconds, f"s, {memory:,.0f} MB")
        count *= 10


def _measure(count: int) -> dict[str, Any]:
    """What each step of a release of so many documents takes, and how many rows it has."""
    steps: Steps = {}

    def taken(name: str, work: Callable[[], T]) -> T:
        with taking() as cost:
            done = work()
        steps[name] = (cost.seconds, cost.memory)
        return done

    sources = [_told(source) for source in World(count)]
    documents, records = [source.document for source in sources], [source.record for source in sources]
    del sources
    resolved = taken("resolve", lambda: resolve(documents, records))
    frames = taken("frames of the tables", lambda: build_tables(resolved))
    data = taken("Arrow tables", lambda: {spec.name: to_arrow(spec, frames[spec.name]) for spec in TABLES})
    with tempfile.TemporaryDirectory() as place:
        published = Path(place)
        release = ReleaseId(datetime(2026, 1, 1, tzinfo=UTC).date(), 1)
        inputs = release_inputs(frames, datetime(2026, 1, 1, tzinfo=UTC))
        stage = Stage(release, published / layout.RELEASES / str(release), data, inputs, None)
        taken("tables as Parquet and CSV", lambda: staging.stage_tables(stage))
        taken("   beside: the same by bare pyarrow", lambda: _bare(data, published / "bare"))
        changes = taken("changes, of a first release", lambda: staging.stage_changes(stage))
        taken("downloads", lambda: staging.stage_exports(stage))
        taken("metadata", lambda: staging.stage_metadata(stage, changes))
        staging.stage_lists(stage, NOTHING_WAIVED)
        taken("verification", lambda: verify(stage.directory))
        point(published, layout.LATEST, stage.directory)
        taken("page", lambda: build_page(published, stage.directory, None))
    return {"rows": sum(table.num_rows for table in data.values()), "steps": steps}


def _told(source: Source) -> Source:
    """A document of the world with a text like no other, whose first letter is where all of its facts stand."""
    name = source.document.id
    digest = hashlib.sha256(name.encode()).hexdigest()
    text = " ".join(digest[first : first + 4] for first in range(0, len(digest), 4))
    own = make_id("doc", digest)
    document = replace(source.document, id=own, text=text, path=f"{name}.txt", sha256=digest)
    return replace(
        source, document=document, record=replace(source.record, document=replace(source.record.document, id=own))
    )


def _bare(data: dict[str, pa.Table], folder: Path) -> None:
    folder.mkdir()
    for name, table in data.items():
        pq.write_table(table, folder / f"{name}.parquet")
        pyarrow.csv.write_csv(table, folder / f"{name}.csv")


if __name__ == "__main__":
    print(json.dumps(_measure(int(sys.argv[1]))))
