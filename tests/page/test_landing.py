"""What the landing page says of releases: which one is stable, the DOI of each, and what became of them since."""

from pathlib import Path

import pytest

from coopdata.cli.retaining import promote_release
from coopdata.publish import latest_release_dir, layout
from coopdata.publish.deposit.ledger import Deposit, InFolder, Record, State, keep
from coopdata.publish.files import remove
from coopdata.publish.layout import ReleaseId
from coopdata.publish.page import build_page, renew_landing
from coopdata.publish.retention import Folder
from tests.page.building import built, with_row
from tests.page.pages import Page, read_page
from tests.page.test_building import contents
from tests.publish.conftest import tiny_frames

FIRST, SECOND = "2026.11.22", "2026.11.23"
DOI = "10.5281/zenodo.1234"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A folder with two releases and the page of the second."""
    folder = built(tmp_path / "published", tiny_frames())
    frames = tiny_frames()
    row = {**frames["organizations"].iloc[0].to_dict(), "organization_id": "org_cccccccccc", "name": "KOICA"}
    frames["organizations"] = with_row(frames["organizations"], row)
    told = {**frames["statements"].iloc[3].to_dict(), "statement_id": "stm_zzzzzzzzzz"}
    told |= {"record_id": "org_cccccccccc", "value": "KOICA"}
    frames["statements"] = with_row(frames["statements"], told)
    return built(folder, frames, day=23)


def landing(site: Path) -> Page:
    return read_page((site / "index.html").read_text(encoding="utf-8"))


def line_of(site: Path, release: str) -> str:
    """What the list of releases says of one."""
    return next(row.text for row in landing(site).all("tr") if row.text.startswith(release))


def deposit(site: Path, release: str, *, state: State = State.PUBLISHED, production: bool = True) -> None:
    identifier = ReleaseId.parse(release)
    assert identifier is not None
    record = Record(1234, DOI, "1233", "10.5281/zenodo.1233")
    keep(InFolder(site), Deposit(identifier, "https://zenodo.org/api", production, state, "0" * 64, record))


def renew(site: Path) -> None:
    assert renew_landing(str(site), site.parent, None) == ()


def test_the_stable_release_is_marked_once_it_was_promoted(site: Path) -> None:
    identifier = ReleaseId.parse(FIRST)
    assert identifier is not None
    assert "stable" not in line_of(site, FIRST)
    Folder(site).promote(identifier)
    renew(site)

    assert "stable" in line_of(site, FIRST)
    assert "stable" not in line_of(site, SECOND)


def test_the_command_that_promotes_a_release_lets_the_landing_page_tell_of_it(site: Path) -> None:
    promote_release(str(site), site.parent / "cache", FIRST)

    assert "stable" in line_of(site, FIRST)


def test_at_a_url_the_landing_page_is_told_by_a_machine_that_has_no_other_part_of_the_page(
    site: Path, tmp_path: Path
) -> None:
    url = f"file://{site}"
    (site / layout.LOCK).unlink()  # of builds in a folder of this machine
    pages = sorted(path for path in site.glob("agreements/*/*"))

    promote_release(url, tmp_path / "another machine", FIRST)

    assert "stable" in line_of(site, FIRST)
    assert pages == sorted(path for path in site.glob("agreements/*/*"))
    assert pages


def test_the_doi_of_the_latest_release_is_cited_and_listed(site: Path) -> None:
    deposit(site, SECOND)
    renew(site)

    page = landing(site)
    assert DOI in page.one("pre", id="citation").text
    assert DOI in page.one("pre", id="bibtex").text
    assert DOI in line_of(site, SECOND)
    assert [address for _, _, address in page.links if DOI in address] == [f"https://doi.org/{DOI}"] * 2


def test_the_doi_of_an_earlier_release_is_listed_with_it_and_not_cited(site: Path) -> None:
    deposit(site, FIRST)
    renew(site)

    assert DOI in line_of(site, FIRST)
    assert DOI not in landing(site).one("section", id="cite").text


@pytest.mark.parametrize(("state", "production"), [(State.DRAFT, True), (State.PUBLISHED, False)])
def test_a_doi_that_leads_nowhere_is_not_shown(site: Path, state: State, production: bool) -> None:
    deposit(site, SECOND, state=state, production=production)
    renew(site)

    assert DOI not in landing(site).text


def test_a_release_that_was_removed_is_no_longer_listed(site: Path) -> None:
    remove(site / layout.RELEASES / FIRST)
    renew(site)

    assert [row for row in landing(site).all("tr") if row.text.startswith(FIRST)] == []


def test_the_landing_page_alone_is_written_anew_and_as_the_whole_page_would_have_it(site: Path) -> None:
    before = contents(site)
    deposit(site, SECOND)
    renew(site)
    after = contents(site)

    assert {path for path in after if after[path] != before.get(path)} == {"index.html", "deposits.json"}
    latest = latest_release_dir(site)
    assert latest is not None
    assert build_page(site, latest, None) == ()
    assert contents(site) == after


def test_where_the_page_of_the_latest_release_was_not_built_the_landing_page_stays_as_it_is(site: Path) -> None:
    (site / "index.html").write_text("of another release")
    renew(site)

    assert (site / "index.html").read_text() == "of another release"
