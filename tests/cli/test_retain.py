"""What a person sees of `coopdata promote` and `coopdata prune`."""

from datetime import date
from pathlib import Path

import pytest

from coopdata.cli.console import CommandError
from coopdata.cli.retaining import promote_release, prune_releases
from coopdata.publish import layout, publish
from coopdata.publish.pointers import point
from coopdata.publish.retention import Policy
from tests.publish.conftest import INPUTS, tiny_frames
from tests.publish.small import small_release

TODAY = date(2026, 11, 22)
NOTHING = Policy(days=0, months=0, years=0)


@pytest.fixture
def published(tmp_path: Path) -> Path:
    folder = tmp_path / "published"
    for name, previous in (("2020.01.01", None), ("2020.01.02", "2020.01.01"), ("2026.11.22", "2020.01.02")):
        last = small_release(folder, name, previous, content="x" * 2000)
    point(folder, layout.LATEST, last)
    return folder


def prune(published: Path, policy: Policy = NOTHING, *, dry_run: bool = False) -> None:
    prune_releases(str(published), published.parent / "cache", policy, TODAY, dry_run=dry_run)


def test_each_release_is_told_with_what_becomes_of_it_and_why(
    published: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    prune(published)
    removed, needed, latest, sum_up = capsys.readouterr().out.splitlines()

    assert removed.startswith("removed  2020.01.01  not of the last 0 days")
    assert needed == "kept  2020.01.02  the changes of 2026.11.22 are against it"
    assert latest == "kept  2026.11.22  the latest, the newest"
    assert sum_up.startswith("2 kept, 1 removed, 2.7 kB freed.")
    assert not (published / layout.RELEASES / "2020.01.01").exists()


def test_a_dry_run_tells_the_same_and_removes_nothing(published: Path, capsys: pytest.CaptureFixture[str]) -> None:
    prune(published, dry_run=True)
    out = capsys.readouterr().out

    assert "would be removed  2020.01.01" in out
    assert "2 kept, 1 would be removed, 2.7 kB would be freed." in out
    assert (published / layout.RELEASES / "2020.01.01").exists()


def test_what_dead_builds_had_left_is_told(published: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (published / f"{layout.STAGING_PREFIX}1-x").write_bytes(b"12345")
    prune(published, Policy())
    assert capsys.readouterr().out.endswith("0 removed, 5 bytes freed. Of this, dead builds had left 5 bytes.\n")


def test_a_release_is_promoted_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made = publish(tiny_frames(), INPUTS, tmp_path / "published").release
    for _ in range(2):
        promote_release(str(tmp_path / "published"), tmp_path / "cache", made)
    assert capsys.readouterr().out.splitlines() == [
        f"Release {made} is now the stable one.",
        f"Release {made} already was the stable one.",
    ]


@pytest.mark.parametrize(
    ("published_name", "release_name", "told"),
    [
        ("published", "2026.11.23", r"no release 2026\.11\.23 in .*published. The newest there: 2026\.11\.22, 2020"),
        ("published", "yesterday", r"yesterday is no release id\. Give one such as"),
        ("elsewhere", "2026.11.22", r"elsewhere: there is no such folder"),
    ],
)
def test_what_cannot_be_promoted_is_told(published: Path, published_name: str, release_name: str, told: str) -> None:
    with pytest.raises(CommandError, match=told):
        promote_release(str(published.with_name(published_name)), published.parent / "cache", release_name)


def test_a_url_is_pruned_as_a_folder_is(published: Path, capsys: pytest.CaptureFixture[str]) -> None:
    prune_releases(f"file://{published}", published.parent / "cache", NOTHING, TODAY, dry_run=False)
    assert "2 kept, 1 removed" in capsys.readouterr().out
    assert sorted(path.name for path in (published / layout.RELEASES).iterdir()) == ["2020.01.02", "2026.11.22"]
