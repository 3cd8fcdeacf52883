"""`coopdata deposit`, against a stand-in for Zenodo on this machine."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from coopdata.cli.app import app
from coopdata.publish import publish
from tests.publish.conftest import INPUTS, tiny_frames
from tests.publish.zenodo import TOKEN, Repository, serving


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, ["deposit", *map(str, arguments)])


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a release, not to be changed."""
    folder = tmp_path_factory.mktemp("made")
    publish(tiny_frames(), INPUTS, folder)
    return folder


@pytest.fixture
def published(made: Path, tmp_path: Path) -> Path:
    return shutil.copytree(made, tmp_path / "published")


@pytest.fixture
def zenodo(monkeypatch: pytest.MonkeyPatch) -> Iterator[Repository]:
    """The stand-in, set up as the place to deposit at, with a token of the sandbox only."""
    with serving() as repository:
        monkeypatch.setenv("COOPDATA_ZENODO_URL", repository.url)
        monkeypatch.setenv("ZENODO_SANDBOX_TOKEN", TOKEN)
        monkeypatch.delenv("ZENODO_TOKEN", raising=False)
        yield repository


def test_the_latest_release_is_deposited_and_its_doi_printed(published: Path, zenodo: Repository) -> None:
    result = run("--published", published)
    assert result.exit_code == 0
    assert result.stdout == "Release 2026.11.22 is deposited: https://doi.org/10.5072/zenodo.101\n"
    assert result.stderr.splitlines()[0] == f"There is a draft at {zenodo.url}: record 101."
    assert "This is the sandbox" in result.stderr


def test_a_second_time_only_says_so(published: Path, zenodo: Repository) -> None:
    first = run("--published", published, "2026.11.22")
    zenodo.asked.clear()
    again = run("--published", published, "2026.11.22")
    assert (again.exit_code, again.stdout) == (0, first.stdout)
    assert zenodo.asked == []


def test_a_dry_run_shows_what_would_be_sent_and_sends_nothing(
    published: Path, zenodo: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("ZENODO_SANDBOX_TOKEN")
    before = sorted(path.name for path in published.iterdir())

    result = run("--published", published, "--dry-run")

    shown = json.loads(result.stdout)
    assert result.exit_code == 0
    assert (shown["service"], shown["new_version_of"]) == (zenodo.url, None)
    assert shown["metadata"]["version"] == "2026.11.22"
    assert [file["name"] for file in shown["files"]][:2] == ["coopdata-2026.11.22.zip", "README.md"]
    assert zenodo.asked == []
    assert sorted(path.name for path in published.iterdir()) == before


def test_production_needs_a_token_of_its_own(published: Path, zenodo: Repository) -> None:
    result = run("--published", published, "--production")
    assert (result.exit_code, result.stdout) == (1, "")
    (line,) = result.stderr.splitlines()
    assert line.startswith("coopdata: ZENODO_TOKEN is not set.")
    assert zenodo.asked == []


def test_a_refusal_is_one_line_with_what_to_do(published: Path, zenodo: Repository) -> None:
    zenodo.tokens = {}
    result = run("--published", published)
    assert (result.exit_code, result.stdout) == (1, "")
    (line,) = result.stderr.splitlines()
    assert "status 401" in line
    assert "Set ZENODO_SANDBOX_TOKEN to a token of this service" in line
    assert TOKEN not in line


@pytest.mark.parametrize("release", ["2026.11.23", "2026.11.022", "../releases/2026.11.22", "x"])
def test_a_release_that_is_not_there_is_told(published: Path, zenodo: Repository, release: str) -> None:
    result = run("--published", published, release)
    assert result.exit_code == 1
    assert f"there is no release {release}" in result.stderr
    assert zenodo.asked == []


def test_a_release_at_a_url_is_deposited_and_its_doi_kept_there(made: Path, zenodo: Repository, tmp_path: Path) -> None:
    shutil.copytree(made, tmp_path / "store")
    url, cache = (tmp_path / "store").as_uri(), tmp_path / "cache"

    first = run("--published", url, "--cache", cache)
    kept = (tmp_path / "store" / "deposits.json").read_bytes()
    shutil.rmtree(cache)
    again = run("--published", url, "--cache", cache)

    assert (first.exit_code, again.exit_code) == (0, 0)
    assert first.stdout == again.stdout == "Release 2026.11.22 is deposited: https://doi.org/10.5072/zenodo.101\n"
    assert json.loads(kept)["deposits"][0]["record"]["doi"] == "10.5072/zenodo.101"
    assert len(zenodo.published()) == 1


def test_a_folder_without_releases_is_told(tmp_path: Path, zenodo: Repository) -> None:
    result = run("--published", tmp_path)
    assert (result.exit_code, zenodo.asked) == (1, [])
    assert "there is no release." in result.stderr
