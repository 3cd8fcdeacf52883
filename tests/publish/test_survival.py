"""Whatever befalls a build, what was published stays whole, and the next build goes on without help.

Every fault is real: processes killed, file systems full or read-only, files damaged, clocks set back. With
COOPDATA_FAULTS=all, builds are killed at every single file operation instead of a choice of them.
"""

import json
import os
import pickle
import random
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from coopdata.publish import PublishError, ReleaseInputs, latest_release_dir, publish, read_latest, verify

Frames = dict[str, pd.DataFrame]

PUBLISHER = Path(__file__).with_name("publisher.py")
RELEASES = {"2026.11.22", "2026.11.22.1"}
KILLED, REFUSED = -signal.SIGKILL, 2


def build(
    target: Path, *, die_after: int = 0, die_at: float | None = None, damage: str | None = None
) -> dict[str, Any]:
    return {"target": str(target), "die_after": die_after, "die_at": die_at, "damage": damage}


def run(folder: Path, frames: Frames, plan: list[list[dict[str, Any]]]) -> list[list[int]]:
    """How each build of each group ended: 0, REFUSED or KILLED."""
    (folder / "frames.pickle").write_bytes(pickle.dumps(frames))
    (folder / "plan.json").write_text(json.dumps(plan))
    subprocess.run([sys.executable, str(PUBLISHER), "frames.pickle", "plan.json"], cwd=folder, check=True)
    return json.loads((folder / "ends.json").read_bytes())


def assert_whole(published: Path) -> None:
    """Every release there is sound, and latest.json names one of them, which proves its manifest."""
    names = {path.name for path in (published / "releases").glob("*")}
    assert names <= RELEASES
    for name in names:
        assert verify(published / "releases" / name).problems == ()
    latest = read_latest(published)
    assert latest is not None
    assert latest.release in names


def assert_next_build_goes_on(published: Path, changed: Frames, inputs: ReleaseInputs) -> None:
    result = publish(changed, inputs, published)
    assert result.release == "2026.11.22.1"
    assert latest_release_dir(published) == result.directory
    assert verify(result.directory).ok
    assert list(published.glob(".staging*")) == []
    feed = (published / "releases.atom").read_text(encoding="utf-8")
    assert result.release in feed


def points(total: int) -> list[int]:
    """The file operations at which builds are killed: all, or some of the first ones and all of the last ones."""
    if os.environ.get("COOPDATA_FAULTS") == "all":
        return list(range(1, total + 1))
    return sorted({1, *range(total // 9, total - 8, total // 9), *range(total - 8, total + 1)})


def test_a_build_killed_at_any_file_operation_leaves_the_last_release(
    published: Path, changed: Frames, inputs: ReleaseInputs, tmp_path: Path
) -> None:
    counting = shutil.copytree(published, tmp_path / "counting" / "published")
    assert run(tmp_path, changed, [[build(counting)]]) == [[0]]
    total = int((counting.parent / "operations").read_text())
    assert total > 100
    deaths = points(total)
    targets = [shutil.copytree(published, tmp_path / str(point) / "published") for point in deaths]
    ends = run(tmp_path, changed, [[build(at, die_after=point)] for point, at in zip(deaths, targets, strict=True)])
    assert ends == [[KILLED]] * len(deaths)
    for target in targets:
        assert_whole(target)
        assert_next_build_goes_on(target, changed, inputs)
        shutil.rmtree(target)


def test_a_build_killed_at_a_random_moment_leaves_the_last_release(
    release: Path, changed: Frames, inputs: ReleaseInputs, tmp_path: Path
) -> None:
    target = release.parent.parent
    moments = [random.uniform(0, 2.5) for _ in range(5)]  # noqa: S311
    run(tmp_path, changed, [[build(target, die_at=moment)] for moment in moments])

    assert_whole(target)
    assert_next_build_goes_on(target, changed, inputs)


def test_builds_at_once_make_one_release(frames: Frames, tmp_path: Path) -> None:
    assert run(tmp_path, frames, [[build(tmp_path / "published")] * 3]) == [[0, 0, 0]]

    assert [path.name for path in (tmp_path / "published" / "releases").iterdir()] == ["2026.11.22"]
    assert_whole(tmp_path / "published")
    assert list((tmp_path / "published").glob(".staging*")) == []


@pytest.mark.parametrize(
    "file",
    [
        "parquet/agreements.parquet",
        "csv/agreements.csv",
        "changes/documents.parquet",
        "datapackage.json",
        "quality.json",
    ],
)
def test_a_file_damaged_while_it_is_staged_is_refused(
    release: Path, changed: Frames, inputs: ReleaseInputs, tmp_path: Path, file: str
) -> None:
    target = release.parent.parent
    assert run(tmp_path, changed, [[build(target, damage=file)]]) == [[REFUSED]]

    said = (tmp_path / "said").read_text()
    assert "tables_unsound" in said
    assert file in said
    assert_whole(target)
    assert_next_build_goes_on(target, changed, inputs)


@pytest.fixture
def small_disk(release: Path, tmp_path: Path) -> Iterator[Path]:
    """A file system of its own, in memory, with the release of the frames."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=16m", "tmpfs", str(disk)], capture_output=True, text=True, check=False
    )
    if mounted.returncode:
        reason = f"a file system of its own needs the right to mount one: {mounted.stderr.strip()}"
        pytest.fail(reason) if os.environ.get("COOPDATA_CI") else pytest.skip(reason)
    try:
        shutil.copytree(release.parent.parent, disk / "published")
        yield disk
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def remount(disk: Path, options: str) -> None:
    subprocess.run(["mount", "-o", f"remount,{options}", str(disk)], check=True)


def test_a_full_disk_leaves_the_last_release_and_says_so(
    small_disk: Path, changed: Frames, inputs: ReleaseInputs
) -> None:
    published = small_disk / "published"
    needed = sum(path.stat().st_size for path in (published / "releases").rglob("*")) // 1024
    used = shutil.disk_usage(small_disk).used // 1024
    for spare in (0, 8, needed // 4, needed // 2, needed * 9 // 10):
        remount(small_disk, f"size={used + spare}k")
        with pytest.raises(PublishError, match=r"cannot write .*No space left on device.*its disk is not full"):
            publish(changed, inputs, published)
        assert_whole(published)
    remount(small_disk, "size=64m")
    assert_next_build_goes_on(published, changed, inputs)


def test_a_read_only_target_leaves_the_last_release_and_says_so(
    small_disk: Path, changed: Frames, inputs: ReleaseInputs
) -> None:
    published = small_disk / "published"
    remount(small_disk, "ro")
    with pytest.raises(PublishError, match=r"cannot write to .*Read-only file system.*Make sure that the folder"):
        publish(changed, inputs, published)
    assert_whole(published)
    remount(small_disk, "rw,size=64m")
    assert_next_build_goes_on(published, changed, inputs)


def test_a_clock_before_the_last_release_counts_on_and_says_so(
    release: Path, changed: Frames, inputs: ReleaseInputs
) -> None:
    published = release.parent.parent
    early = replace(inputs, created=datetime(1970, 1, 1, tzinfo=UTC))
    assert publish(changed, early, published).release == "2026.11.22.1"
    assert_whole(published)
    (note,) = json.loads((published / "releases" / "2026.11.22.1" / "manifest.json").read_bytes())["notes"]
    assert note.startswith("The clock said 1970-01-01 when this was made")
