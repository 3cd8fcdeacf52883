"""Pages to look at: of the project's own texts, and of a release whose every word wants to be more than a word."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from coopdata.publish import publish
from coopdata.publish.page import build_page
from tests.page.browsing import CHROMIUM, FLAGS, watch
from tests.page.pages import Pages, read_pages
from tests.page.sites import read_site
from tests.publish.conftest import INPUTS
from tests.publish.hostile import HOSTILE, hostile_frames

BASE = "https://data.example.org/coopdata/"
REPOSITORY = "https://code.example.org/us/coopdata"


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A published folder with its page, not to be changed; nobody has said where the public reaches it."""
    return read_site(tmp_path_factory.mktemp("site"))


@pytest.fixture(scope="session")
def pages(site: Path) -> Pages:
    """Its pages by their path."""
    return read_pages(site)


@pytest.fixture(scope="session")
def hostile_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of a release in which every column that takes words has every hostile text."""
    folder = tmp_path_factory.mktemp("hostile")
    assert build_page(folder, publish(hostile_frames(HOSTILE), INPUTS, folder).directory, BASE) == ()
    return folder


@pytest.fixture(scope="session")
def hostile_pages(hostile_site: Path) -> Pages:
    return read_pages(hostile_site)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page in which nothing may go wrong and no other host be asked."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, accept_downloads=True)
    page = context.new_page()
    page.set_default_timeout(30_000)
    wrong = watch(page)
    yield page
    context.close()
    assert wrong == []
