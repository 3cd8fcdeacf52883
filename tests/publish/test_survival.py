"""Builds killed at any moment, and builds at once: what was published stays whole, and the next build goes on."""

import json
import pickle
import random
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pandas as pd

from coopdata.publish import ReleaseInputs, latest_release_dir, publish, read_latest, verify

Frames = dict[str, pd.DataFrame]

PUBLISHER = Path(__file__).with_name("publisher.py")


def build(target: Path, die_after: int = 0, die_at: float | None = None) -> dict[str, Any]:
    return {"target": str(target), "die_after": die_after, "die_at": die_at}


def run(folder: Path, frames: Frames, plan: list[list[dict[str, Any]]]) -> None:
    (folder / "frames.pickle").write_bytes(pickle.dumps(frames))
    (folder / "plan.json").write_text(json.dumps(plan))
    subprocess.run([sys.executable, str(PUBLISHER), "frames.pickle", "plan.json"], cwd=folder, check=True)


def operations_of_a_build(folder: Path, frames: Frames, target: Path) -> int:
    run(folder, frames, [[build(target)]])
    return int((target.parent / "operations").read_text())


def assert_whole(published: Path, allowed: set[str]) -> None:
    """Every release there is sound, and latest.json, if there, names one of them."""
    names = {path.name for path in (published / "releases").glob("*")}
    assert names <= allowed
    for name in names:
        assert verify(published / "releases" / name).problems == ()
    latest = read_latest(published)
    assert latest is None or latest.release in names


def test_a_build_killed_at_any_file_operation_leaves_the_last_release(
    published: Path, changed: Frames, inputs: ReleaseInputs, tmp_path: Path
) -> None:
    total = operations_of_a_build(tmp_path, changed, tmp_path / "counting" / "published")
    points = [1, total // 3, 2 * total // 3, *range(total - 5, total + 1)]
    targets = [shutil.copytree(published, tmp_path / str(point) / "published") for point in points]
    builds = [[build(target, die_after=point)] for point, target in zip(points, targets, strict=True)]
    run(tmp_path, changed, builds)

    for target in targets:
        assert not (target.parent / "operations").exists()
        assert_whole(target, {"2026.11.22", "2026.11.22.1"})
        assert latest_release_dir(target) is not None
        result = publish(changed, inputs, target)
        assert result.release == "2026.11.22.1"
        assert latest_release_dir(target) == result.directory
        assert list(target.glob(".staging*")) == []


def test_a_build_killed_at_a_random_moment_leaves_the_last_release(
    release: Path, changed: Frames, inputs: ReleaseInputs, tmp_path: Path
) -> None:
    target = release.parent.parent
    moments = [random.uniform(0, 1.5) for _ in range(4)]  # noqa: S311
    run(tmp_path, changed, [[build(target, die_at=moment)] for moment in moments])

    assert_whole(target, {"2026.11.22", "2026.11.22.1"})
    assert publish(changed, inputs, target).release == "2026.11.22.1"


def test_builds_at_once_make_one_release(frames: Frames, tmp_path: Path) -> None:
    run(tmp_path, frames, [[build(tmp_path / "published")] * 3])

    assert [path.name for path in (tmp_path / "published" / "releases").iterdir()] == ["2026.11.22"]
    assert_whole(tmp_path / "published", {"2026.11.22"})
    assert list((tmp_path / "published").glob(".staging*")) == []
