"""Releases laid into a folder by hand: their tables, their changes, and what is read of them besides."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa

from coopdata.publish.changes.compare import compare
from coopdata.publish.parquet import to_arrow, write_parquet
from coopdata.tables.catalogue import TABLES, table
from coopdata.tables.schemas import frame
from tests.publish.conftest import Frames, row, tiny_frames

Tables = Mapping[str, pa.Table]


def arrow(frames: Frames) -> Tables:
    return {name: to_arrow(table(name), one) for name, one in frames.items()}


def lay(
    published: Path, name: str, frames: Frames, before: tuple[str, Frames] | None = None, *, with_changes: bool = True
) -> Path:
    """A release with its tables, its changes against the one before, and what a feed looks at besides."""
    directory = published / "releases" / name
    tables, earlier = arrow(frames), arrow(before[1]) if before else arrow(frames)
    for spec in TABLES:
        write_parquet(tables[spec.name], directory / f"parquet/{spec.name}.parquet")
        if with_changes:
            changes = compare(spec, earlier[spec.name], tables[spec.name])
            write_parquet(changes, directory / f"changes/{spec.name}.parquet")
    for page in ("README.md", "CHANGES.md") if with_changes else ("README.md",):
        (directory / page).write_text(f"{page} of {name}")
    paths = sorted(path.relative_to(directory).as_posix() for path in directory.rglob("*") if path.is_file())
    manifest = {
        "release": name, "previous": before[0] if before else None, "schema_version": "1.0.0", "data_as_of": None,
        "created": f"{name[:10].replace('.', '-')}T02:00:00Z", "code_version": "1", "extractor_version": "1",
        "tables": {name: {"rows": one.num_rows} for name, one in tables.items()},
        "files": [{"path": path, "bytes": 1, "sha256": name} for path in paths],
    }  # fmt: skip
    (directory / "manifest.json").write_text(json.dumps(manifest))
    return directory


def with_agreements(*rows: Mapping[str, Any], history: tuple[Mapping[str, Any], ...] = ()) -> Frames:
    """The tiny release with further agreements, and rows of id_history."""
    frames = tiny_frames()
    more = frame(table("agreements"), [row(table("agreements"), **values) for values in rows])
    gone = frame(table("id_history"), [row(table("id_history"), **values) for values in history])
    return {**frames, "agreements": pd.concat([frames["agreements"], more], ignore_index=True), "id_history": gone}


def agreement(letter: str, **values: Any) -> dict[str, Any]:
    return {"agreement_id": f"agr_{letter * 10}", "signed": "2023", "signed_precision": "year", **values}
