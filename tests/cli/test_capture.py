"""What a person sees of `coopdata capture`."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from coopdata.cli.app import app
from tests.capture.server import Site, item, serving, source


@pytest.fixture
def site() -> Iterator[Site]:
    with serving(Site()) as found:
        found.feed("/feed", item(f"{found.url}/a"))
        found.page("/a", "Laos and Japan signed.")
        yield found


def capture(folder: Path, sources: str, *arguments: str) -> Result:
    (folder / "raw" / "documents").mkdir(parents=True, exist_ok=True)
    (folder / "raw" / "sources.toml").write_text(sources)
    return CliRunner().invoke(
        app, ["capture", "--raw", str(folder / "raw"), "--memory", str(folder / "memory"), *arguments]
    )


def test_what_came_of_each_source_is_a_table(site: Site, tmp_path: Path) -> None:
    result = capture(tmp_path, source(f"{site.url}/feed", name="one"))

    assert (result.exit_code, result.stderr) == (0, "")
    assert [line.split() for line in result.stdout.splitlines()] == [
        ["source", "seen", "new", "changed", "unchanged", "gone", "refused", "failed", "left"],
        ["one", "1", "1", "0", "0", "0", "0", "0", "0"],
    ]


def test_a_source_that_fails_is_told_and_the_others_are_captured(site: Site, tmp_path: Path) -> None:
    one = source(f"{site.url}/feed", name="one")
    other = source(f"{site.url}/none", name="other")
    result = capture(tmp_path, other + one + '[sources.wrong]\nkind = "feed"\n')

    assert result.exit_code == 1
    assert f"coopdata: source other: {site.url}/none: the site answered with status 404." in result.stderr
    assert "coopdata: sources.toml:wrong: source wrong, key publisher: Field required." in result.stderr
    assert len(list((tmp_path / "raw" / "documents").rglob("*.html"))) == 1


def test_where_no_source_is_switched_on_the_command_says_so(site: Site, tmp_path: Path) -> None:
    result = capture(tmp_path, source(f"{site.url}/feed", name="one").replace("enabled = true", ""))

    assert result.exit_code == 0
    assert "No source is switched on" in result.stdout
    assert not site.asked


def test_a_source_that_is_not_listed_is_told_with_those_that_are(site: Site, tmp_path: Path) -> None:
    result = capture(tmp_path, source(site.url, name="one"), "--source", "two")

    assert result.exit_code == 1
    assert "there is no source 'two' that can be captured. There are: one." in result.stderr
