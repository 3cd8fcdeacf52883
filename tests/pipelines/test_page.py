"""The page that a run of the job refresh builds: with its passages, where releases go, and after them."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import dagster as dg
import pytest

from pipelines.resources import Folders
from tests.pipelines.test_refresh import PROJECT, refresh


@pytest.fixture
def instance(tmp_path: Path) -> Iterator[dg.DagsterInstance]:
    with dg.DagsterInstance.ephemeral(str(tmp_path / "dagster")) as instance:
        yield instance


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    """Folders whose texts may be published again, and which publish to a store."""
    shutil.copytree(PROJECT / "raw", tmp_path / "raw")
    for sidecar in (tmp_path / "raw" / "documents").glob("*.meta.json"):
        sidecar.write_text(json.dumps({**json.loads(sidecar.read_bytes()), "republish": True}))
    places = {name: str(tmp_path / name) for name in ("raw", "cache", "memory")}
    return Folders(**places, published=f"file://{tmp_path}/store")


def test_the_page_is_pushed_with_passages_and_completed_by_the_next_run_where_that_failed(
    folders: Folders, instance: dg.DagsterInstance, tmp_path: Path
) -> None:
    index = tmp_path / "store" / "index.html"
    in_the_way = tmp_path / "store" / "dictionary" / "index.html"
    in_the_way.mkdir(parents=True)

    failed = refresh(folders, instance)

    assert not failed.success
    assert (tmp_path / "store" / "latest.json").is_file()
    assert not index.exists()
    shutil.rmtree(in_the_way)

    assert refresh(folders, instance).success

    records = [json.loads(path.read_bytes()) for path in (tmp_path / "store" / "agreements").rglob("record.json")]
    release = json.loads((tmp_path / "store" / "latest.json").read_bytes())["release"]
    assert f"site/data/{release}/meta.js" in index.read_text(encoding="utf-8")
    quoted = [one for record in records for one in record["statements"] if one["original"]]
    assert len(quoted) > 10
    assert all(one["passage"]["quoted"] == one["original"] for one in quoted)
