"""How the page is built: the same every time, no more written than changed, nothing stale, the landing page last."""

from pathlib import Path

import pytest

from coopdata.publish import latest_release_dir, layout, publish
from coopdata.publish.page import build_page
from coopdata.publish.page.building import MADE_WITH
from coopdata.publish.page.record_pages import RecordPage
from tests.page.building import built, with_row
from tests.page.conftest import BASE
from tests.publish.conftest import AGREEMENT, DTP, INPUTS, statement, tiny_frames


def contents(site: Path) -> dict[str, bytes]:
    """What the page consists of."""
    return {
        path.relative_to(site).as_posix(): path.read_bytes()
        for path in sorted(site.rglob("*"))
        if path.is_file() and path.relative_to(site).parts[0] not in NOT_OF_THE_PAGE
    }


NOT_OF_THE_PAGE = {"releases", ".lock", "status.json", "latest.json", "releases.atom", "agreements.atom"}
"""What publishing puts there."""


def test_the_same_release_gives_the_same_bytes(tmp_path: Path) -> None:
    one, other = built(tmp_path / "one", tiny_frames(), BASE), built(tmp_path / "other", tiny_frames(), BASE)

    assert contents(one) == contents(other)


def test_a_page_that_stays_the_same_is_not_written_again(tmp_path: Path) -> None:
    site = built(tmp_path, tiny_frames())
    before = {path: (site / path).stat().st_mtime_ns for path in contents(site)}
    built(site, tiny_frames())

    assert {path: (site / path).stat().st_mtime_ns for path in before} == before


def test_a_new_release_leaves_the_pages_of_records_that_did_not_change_as_they_were(tmp_path: Path) -> None:
    site = built(tmp_path, tiny_frames())
    page = site / "organizations" / DTP / "index.html"
    before = page.stat().st_mtime_ns
    frames = tiny_frames()
    frames["agreements"] = frames["agreements"].assign(place="Tokyo")
    frames["statements"] = with_row(
        frames["statements"],
        {
            **frames["statements"].iloc[0].to_dict(),
            **statement("z", "JETRO", "agreements", record=AGREEMENT, field="place", value="Tokyo"),
        },
    )
    built(site, frames, day=23)

    assert "Tokyo" in (site / "agreements" / AGREEMENT / "index.html").read_text(encoding="utf-8")
    assert "2026.11.23" in (site / "index.html").read_text(encoding="utf-8")
    assert page.stat().st_mtime_ns == before


def marked(site: Path) -> Path:
    """A page of the site with a mark in it, which is gone once the page is made anew."""
    page = site / "organizations" / DTP / "index.html"
    page.write_text("mark", encoding="utf-8")
    return page


def test_a_page_is_made_anew_only_where_its_record_has_changed(tmp_path: Path) -> None:
    site = built(tmp_path, tiny_frames(), BASE)
    page = marked(site)
    built(site, tiny_frames(), BASE)
    assert page.read_text(encoding="utf-8") == "mark"

    page.with_name("record.json").write_text("{}", encoding="utf-8")
    built(site, tiny_frames(), BASE)
    assert contents(site) == contents(built(tmp_path / "other", tiny_frames(), BASE))


def test_a_page_that_is_not_there_is_made(tmp_path: Path) -> None:
    site = built(tmp_path, tiny_frames())
    whole = contents(site)
    marked(site).unlink()
    built(site, tiny_frames())

    assert contents(site) == whole


@pytest.mark.parametrize("change", ["address", "no stamp"])
def test_all_pages_are_made_anew_where_what_they_are_made_with_has_changed(tmp_path: Path, change: str) -> None:
    site = built(tmp_path, tiny_frames())
    marked(site)
    if change == "no stamp":
        (site / MADE_WITH).unlink()
    base_url = BASE if change == "address" else None
    built(site, tiny_frames(), base_url)

    assert contents(site) == contents(built(tmp_path / "other", tiny_frames(), base_url))


@pytest.mark.parametrize("base_url", [None, BASE])
def test_a_build_that_dies_among_the_pages_leaves_none_to_be_taken_for_finished(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, base_url: str | None
) -> None:
    site = built(tmp_path, tiny_frames())
    whole = contents(site)
    page = marked(site)
    (site / "agreements" / AGREEMENT / "record.json").write_text("{}", encoding="utf-8")
    with monkeypatch.context() as patched:
        patched.setattr(RecordPage, "html", lambda _: (_ for _ in ()).throw(OSError("the disk is full")))
        release = latest_release_dir(site)
        assert release is not None
        assert "the disk is full" in build_page(site, release, base_url)[0]
    assert page.read_text(encoding="utf-8") == "mark"
    built(site, tiny_frames())

    assert contents(site) == whole


def test_the_page_of_a_record_that_is_gone_is_removed_and_nothing_else(tmp_path: Path) -> None:
    site = built(tmp_path, tiny_frames())
    gone = site / "agreements" / "agr_zzzzzzzzzz"
    gone.mkdir()
    (gone / "index.html").write_text("old")
    (site / "mine.txt").write_text("of somebody else")
    built(site, tiny_frames())

    assert not gone.exists()
    assert (site / "agreements" / AGREEMENT / "index.html").is_file()
    assert (site / "mine.txt").is_file()
    assert (site / "releases").is_dir()


def test_the_landing_page_is_written_after_all_that_it_leads_to(tmp_path: Path) -> None:
    site = built(tmp_path, tiny_frames())
    times = {path: path.stat().st_mtime_ns for path in map(site.joinpath, contents(site))}

    assert max(times.values()) == times[site / "index.html"]


def test_a_page_that_cannot_be_built_is_told_and_undoes_no_release(tmp_path: Path) -> None:
    release = publish(tiny_frames(), INPUTS, tmp_path).directory
    (release / layout.parquet_path("agreements")).write_bytes(b"damaged")

    (note,) = build_page(tmp_path, release, None)

    assert note.startswith("The page could not be built:")
    assert latest_release_dir(tmp_path) == release


def test_a_release_that_is_not_of_the_folder_is_told(tmp_path: Path, site: Path) -> None:
    release = latest_release_dir(site)
    assert release is not None

    (note,) = build_page(tmp_path, release, None)

    assert "is no release of" in note
