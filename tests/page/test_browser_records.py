"""Records at addresses of their own, #/agreements/<id>: drawn where they have no pages, else led to their pages."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.page.browsing import needs_browser, serious
from tests.page.conftest import REPOSITORY
from tests.page.sites import HOSTILE, made_up_site, read_site, served

pytestmark = needs_browser


@pytest.fixture(scope="module")
def limited_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of 130 made-up agreements and of what the project's own texts say, none of which has a page."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COOPDATA_REPOSITORY_URL", REPOSITORY)
        return made_up_site(tmp_path_factory.mktemp("limited"), most_records=0)


@pytest.fixture(scope="module")
def limited(limited_folder: Path) -> Iterator[str]:
    with served(limited_folder) as address:
        yield address


def heading(page: Page, text: str) -> None:
    expect(page.locator("#app h1")).to_have_text(text)


def test_a_record_is_drawn_from_its_row_with_links_to_what_it_names(page: Page, limited: str) -> None:
    page.goto(f"{limited}#/agreements?q=%22memorandum%2012%22&sort=title")
    page.get_by_role("link", name="Memorandum 120").click()

    heading(page, "Memorandum 120")
    assert page.url.endswith("#/agreements/agr_0000000120")
    assert page.title().startswith("Memorandum 120")
    facts = page.locator("#app dl.facts")
    for text in ("memorandum of understanding", "planned", "Dec 5, 2012", "KOICA", "Vientiane", "Khemmani Pholsena"):
        expect(facts).to_contain_text(text)
    expect(page.locator("#app")).to_contain_text("record_id like 'agr_0000000120%'")
    page.go_back()
    expect(page.locator("#app .result")).to_have_text("11 of 130 agreements")


def test_an_organization_and_a_person_lead_to_their_agreements(page: Page, limited: str) -> None:
    for kind in ("organizations", "people"):
        page.goto(f"{limited}#/{kind}")
        link = page.locator("#app tbody th a").first
        name = link.inner_text()
        link.click()
        heading(page, name)
        page.get_by_role("link", name="Show the agreements").click()
        expect(page.locator("#app .result")).to_contain_text("of 130 agreements")


def test_a_country_page_leads_to_records_that_are_drawn(page: Page, limited: str) -> None:
    page.goto(f"{limited}countries/LA/index.html")
    link = page.locator("#organizations a").first
    name = link.inner_text()
    link.click()
    heading(page, name)


def test_an_error_is_reported_filled_in(page: Page, limited: str) -> None:
    page.goto(f"{limited}#/agreements/agr_0000000003")
    address = page.get_by_role("link", name="Report an error").get_attribute("href") or ""
    assert address.startswith(f"{REPOSITORY}/issues/new?title=agr_0000000003")
    heading(page, HOSTILE)
    assert page.evaluate("window.hacked") is None


def test_a_record_that_is_not_there_is_told(page: Page, limited: str) -> None:
    page.goto(f"{limited}#/people/per_zzzzzzzzzz")
    expect(page.locator("#app")).to_contain_text("no record with this identifier")


def test_a_record_is_drawn_from_a_folder_too(page: Page, limited_folder: Path) -> None:
    page.goto(f"{(limited_folder / 'index.html').as_uri()}#/agreements/agr_0000000129")
    heading(page, "Memorandum 129")


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 360)])
def test_axe_finds_nothing_serious_in_records_that_are_drawn(
    browser: Browser, limited: str, scheme: str, width: int
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(f"{limited}#/agreements/agr_0000000007")
    heading(page, "Memorandum 7")
    assert serious(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == width
    context.close()


def test_where_records_have_pages_such_an_address_leads_to_the_page(
    page: Page, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = read_site(tmp_path_factory.mktemp("read"))
    (agreement, *_) = sorted(path.name for path in (folder / "agreements").iterdir())
    page.goto(f"{(folder / 'index.html').as_uri()}#/agreements/{agreement}")
    page.wait_for_url(re.compile(f"/agreements/{agreement}/index.html$"))
