"""A release with more records than can have pages: what is left out, and that all that is left says so."""

import re
import shutil
from pathlib import Path

import pytest

from coopdata.publish import latest_release_dir
from coopdata.publish.page import build_page
from coopdata.publish.page.records import KINDS
from tests.page.conftest import BASE
from tests.page.pages import Pages, read_pages
from tests.page.test_building import contents
from tests.page.test_data_files import data
from tests.page.test_pages import broken


def with_limit(site: Path, most_records: int) -> Path:
    """The folder with its page built anew."""
    release = latest_release_dir(site)
    assert release is not None
    assert build_page(site, release, BASE, most_records=most_records) == ()
    return site


@pytest.fixture(scope="module")
def limited(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    copy = shutil.copytree(site, tmp_path_factory.mktemp("limited") / "published")
    return with_limit(copy, records(site) - 1)


@pytest.fixture(scope="module")
def limited_pages(limited: Path) -> Pages:
    return read_pages(limited)


def record_files(site: Path) -> set[str]:
    kinds = [kind.name for kind in KINDS if kind.prefix]
    return {path for path in contents(site) if path.split("/")[0] in kinds}


def records(site: Path) -> int:
    """How many records the site has pages for, countries left out."""
    return len(record_files(site)) // 2


def test_of_more_none_has_a_page_or_a_json_and_lists_countries_and_explanations_stay(limited: Path) -> None:
    assert record_files(limited) == set()
    assert {"index.html", "countries/LA/index.html", "countries/LA/record.json", "dictionary/index.html"} < set(
        contents(limited)
    )
    assert len(data(limited, "agreements-0.js")) == data(limited, "meta.js")["counts"]["agreements"]
    assert data(limited, "meta.js")["record_pages"] is False


def test_links_to_records_lead_to_what_the_scripts_draw(limited: Path, limited_pages: Pages) -> None:
    agreements, organizations = (
        {row[0] for row in data(limited, f"{kind}-0.js")} for kind in ("agreements", "organizations")
    )
    on_landing = {address for _, _, address in limited_pages["index.html"].links}
    on_country = {address for _, _, address in limited_pages["countries/LA/index.html"].links}

    assert {f"index.html#/agreements/{one}" for one in agreements} <= on_landing
    assert on_country & {f"../../index.html#/organizations/{one}" for one in organizations}
    assert list(broken(limited, limited_pages)) == []


def test_the_landing_page_says_so(site: Path, limited_pages: Pages, pages: Pages) -> None:
    (note,) = limited_pages["index.html"].all("p", class_="note")

    assert f"{records(site)} records, too many for a page of each" in note.text
    assert pages["index.html"].all("p", class_="note") == []


def test_sitemap_and_llms_txt_name_no_page_that_is_not_there(limited: Path) -> None:
    listed = re.findall("<loc>(.*?)</loc>", (limited / "sitemap.xml").read_text(encoding="utf-8"))
    told = (limited / "llms.txt").read_text(encoding="utf-8")

    assert all((limited / address.removeprefix(BASE) / "index.html").is_file() for address in listed)
    assert "countries/<code>/" in told
    assert "agreements/<id>/" not in told


def test_as_many_records_as_may_have_pages_get_them_back(site: Path, limited: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(limited, tmp_path / "published")
    before = contents(copy)

    assert record_files(with_limit(copy, records(site))) == record_files(site) != set()
    assert contents(with_limit(copy, records(site) - 1)) == before
