"""The page in a real browser: finding, seeing, believing, for everyone, from a server and from a folder."""

import csv
import hashlib
import json
import re
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from coopdata.reference.page_texts import page_texts
from tests.page.browsing import needs_browser, serious, settle
from tests.page.sites import ARABIC, FORMULA, HOSTILE, LAO, ROWS, made_up_site, read_site, served

STATIC = Path(str(files("coopdata.publish.page") / "static"))
VIEWS = ["", "#/agreements", "#/time", "#/countries", "#/network", "#/organizations", "#/people"]
BUDGET = 1_500_000
"""Bytes of page before data, with every library that a view may load."""

pytestmark = needs_browser


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the page of what the project's own texts say."""
    with served(read_site(tmp_path_factory.mktemp("read"))) as address:
        yield address


@pytest.fixture(scope="module")
def made_up_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made_up_site(tmp_path_factory.mktemp("made_up"))


@pytest.fixture(scope="module")
def made_up(made_up_folder: Path) -> Iterator[str]:
    """The address of the page of 130 made-up agreements."""
    with served(made_up_folder) as address:
        yield address


def result(page: Page, text: str) -> None:
    expect(page.locator("#app .result")).to_have_text(text)


def titles(page: Page) -> list[str]:
    return page.locator("#app tbody th a").all_inner_texts()


def test_a_search_from_the_landing_page_finds_agreements_by_party(page: Page, made_up: str) -> None:
    page.goto(made_up)
    page.locator("#landing input[type=search]").fill("jetro")
    page.keyboard.press("Enter")
    result(page, "42 of 130 agreements")
    assert page.url.endswith("#/agreements?q=jetro")
    expect(page.locator("#landing")).to_be_hidden()


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("KOICA", 44),
        ("south korea", 44),
        ("korea 2019", 4),
        ("pholsena trade", 65),
        ('"memorandum 12"', 11),
        ("xyz", 0),
    ],
)
def test_every_word_of_a_search_must_be_found(page: Page, made_up: str, query: str, found: int) -> None:
    page.goto(f"{made_up}#/agreements")
    page.get_by_role("searchbox").fill(query)
    result(page, f"{found} of 130 agreements")


def test_two_countries_and_a_year_lead_to_the_words_of_the_text(page: Page, read: str) -> None:
    page.goto(f"{read}#/agreements")
    page.get_by_label("Country of a party").select_option("LA")
    page.get_by_label("Country of another party").select_option("KR")
    page.get_by_label("From year").fill("2019")
    page.get_by_label("To year").fill("2019")
    page.keyboard.press("Enter")
    result(page, "1 of 3 agreements")
    assert page.url.endswith("#/agreements?country=LA&country=KR&year=2019")
    expect(page.locator("#app tbody")).to_contain_text("Ministry of Industry and Commerce")
    page.locator("#app tbody th a").click()
    expect(page.locator("figure.evidence mark", has_text="September 2019").first).to_be_visible()


def test_who_signed_for_jetro_in_december_2013_stands_two_clicks_away(page: Page, read: str) -> None:
    page.goto(f"{read}#/agreements?q=jetro&year=2013&month=12")
    result(page, "1 of 3 agreements")
    page.locator("#app tbody th a").click()
    expect(page.locator("main")).to_contain_text("Hiroyuki Ishige")
    expect(page.locator("figure.evidence mark", has_text="Ishige").first).to_be_visible()


@pytest.mark.parametrize(("query", "found"), [("MoIC", 2), ("moic korea 2019", 1), ("jetro 2013-12", 1)])
def test_agreements_are_found_by_other_names_of_their_parties(page: Page, read: str, query: str, found: int) -> None:
    page.goto(read)
    page.locator("#landing input[type=search]").fill(query)
    page.keyboard.press("Enter")
    result(page, f"{found} of 3 agreements")


def test_filters_count_what_they_would_leave(page: Page, made_up: str) -> None:
    page.goto(f"{made_up}#/agreements?country=KR")
    result(page, "44 of 130 agreements")
    planned = page.get_by_label("planned")
    expect(page.locator("label", has=planned)).to_contain_text("5")
    planned.check()
    result(page, "5 of 130 agreements")
    expect(page.locator(".checks label", has_text="signed")).to_contain_text("39")
    page.get_by_role("combobox", name="Topic", exact=True).fill("trade")
    page.keyboard.press("Enter")
    result(page, "5 of 130 agreements")
    page.get_by_label("Confidence").select_option("0.5")
    result(page, "2 of 130 agreements")
    page.get_by_role("button", name="Country South Korea").click()
    result(page, "6 of 130 agreements")
    expect(page.get_by_role("button", name="Status planned")).to_be_focused()
    page.get_by_role("button", name="Clear all").click()
    result(page, "130 agreements")


def test_an_address_is_restored_on_reload_and_by_the_back_button(page: Page, made_up: str) -> None:
    page.goto(f"{made_up}#/agreements?country=JP&sort=title&page=1")
    result(page, "43 of 130 agreements")
    shown = titles(page)
    page.get_by_label("planned").check()
    result(page, "4 of 130 agreements")
    page.go_back()
    result(page, "43 of 130 agreements")
    assert titles(page) == shown
    page.reload()
    result(page, "43 of 130 agreements")
    assert titles(page) == shown
    expect(page.get_by_label("Country of a party")).to_have_value("JP")


def test_the_table_is_paged_and_sorted_by_keyboard(page: Page, made_up: str) -> None:
    page.goto(f"{made_up}#/agreements")
    expect(page.locator("#app tbody tr")).to_have_count(50)
    page.get_by_role("link", name="Next").press("Enter")
    expect(page.locator("#app tbody th a").first).to_have_text("Memorandum 50")
    expect(page.locator("#app table")).to_be_focused()
    page.get_by_role("link", name="Next").press("Enter")
    expect(page.locator("#app tbody tr")).to_have_count(30)
    signed = page.get_by_role("button", name="Signed")
    signed.press("Enter")
    expect(page.get_by_role("columnheader", name="Signed")).to_have_attribute("aria-sort", "descending")
    expect(signed).to_be_focused()
    signed.press("Enter")
    expect(page.get_by_role("columnheader", name="Signed")).to_have_attribute("aria-sort", "ascending")
    expect(page.locator("#app tbody th a").first).to_have_text("Memorandum 128")


def test_only_the_chunk_that_is_shown_is_loaded_at_first(page: Page, made_up: str) -> None:
    loaded: list[str] = []
    page.on("request", lambda asked: loaded.append(asked.url) if "/agreements-" in asked.url else None)
    page.goto(f"{made_up}#/agreements")
    expect(page.locator("#app tbody tr")).to_have_count(50)
    assert len(loaded) == 1
    page.get_by_role("searchbox").focus()
    expect(page.locator(".checks .count").first).to_be_visible()
    assert len(loaded) == 3


def test_the_rows_found_download_as_csv_that_runs_no_formula(page: Page, made_up: str, tmp_path: Path) -> None:
    page.goto(f"{made_up}#/agreements?country=JP")
    result(page, "43 of 130 agreements")
    with page.expect_download() as download:
        page.get_by_role("button", name="Download these rows").click()
    target = tmp_path / "rows.csv"
    download.value.save_as(target)
    content = target.read_bytes()
    assert content.startswith(b"\xef\xbb\xbfagreement_id,title,")
    assert content.count(b"\r\n") == 44
    rows = list(csv.DictReader(target.read_text(encoding="utf-8-sig").splitlines()))
    assert f"'{FORMULA}" in [row["title"] for row in rows]
    assert all("JP" in row["countries"].split("; ") for row in rows)


def test_a_bar_a_number_and_a_pair_lead_to_their_agreements(page: Page, made_up: str) -> None:
    page.goto(f"{made_up}#/time")
    page.locator(".chart a[aria-label^='2020']").click()
    result(page, "12 of 130 agreements")
    page.goto(f"{made_up}#/time?year=2020")
    page.locator(".chart a[aria-label^='March 2020']").press("Enter")
    result(page, "1 of 130 agreements")
    page.goto(f"{made_up}#/countries")
    page.locator(".matrix a[aria-label='Laos and Japan: 43 agreements']").first.click()
    result(page, "43 of 130 agreements")
    page.goto(f"{made_up}#/network")
    expect(page.locator(".network canvas").first).to_be_attached()
    page.locator(".alternative summary").click()
    page.get_by_role("link", name="Ministry of Industry and Commerce and KOICA: 44 agreements").click()
    result(page, "44 of 130 agreements")
    expect(page.get_by_role("button", name="Organization KOICA")).to_be_visible()


def test_every_picture_has_a_table_with_the_same_numbers(page: Page, made_up: str) -> None:
    page.goto(f"{made_up}#/time")
    page.locator(".alternative summary").click()
    numbers = [int(text) for text in page.locator(".alternative td").all_inner_texts()]
    assert sum(numbers) == ROWS - 1
    expect(page.locator(".view")).to_contain_text("1 agreement without a known date")


def test_a_hostile_title_stays_text(page: Page, made_up: str) -> None:
    for address in ("#/agreements", "#/agreements?q=onerror"):
        page.goto(made_up + address)
        expect(page.get_by_role("link", name=HOSTILE)).to_be_visible()
    page.goto(f"{made_up}#/agreements?q={HOSTILE}&country={HOSTILE}&organization={HOSTILE}")
    expect(page.locator("#app .chip").first).to_be_visible()
    assert page.evaluate("window.hacked") is None
    assert page.locator("#app img, #app script").count() == 0


def test_names_in_other_scripts_have_their_own_direction_and_stay_within_the_page(page: Page, made_up: str) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(f"{made_up}#/agreements")
    for title in (LAO, ARABIC):
        link = page.locator("#app bdi", has_text=title)
        box = link.bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 360
    assert page.locator("#app bdi", has_text=ARABIC).evaluate("(name) => getComputedStyle(name).direction") == "rtl"


@pytest.mark.parametrize("view", VIEWS)
def test_a_phone_never_scrolls_sideways(page: Page, made_up: str, view: str) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(made_up + view)
    settle(page, view)
    assert page.evaluate("document.documentElement.scrollWidth") == 360


def test_a_phone_never_scrolls_sideways_on_pages_of_records(page: Page, read: str) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    for record in records(read, page):
        page.goto(read + record)
        assert page.evaluate("document.documentElement.scrollWidth") == 360, record


def test_the_dictionary_is_narrowed_by_words(page: Page, read: str) -> None:
    page.goto(f"{read}dictionary/index.html")
    rows = page.locator("#table-columns tbody tr:visible")
    everything = rows.count()
    page.locator("input[data-filter='table-columns']").fill("agreements signed_precision")
    expect(page.locator("[data-filter-count='table-columns']")).to_have_text(str(rows.count()))
    assert 0 < rows.count() < everything / 10


def test_a_text_to_cite_is_copied_by_a_button(browser: Browser, read: str) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(read)
    button = page.locator("[data-copy]").first
    button.click()
    expect(button).to_have_text(re.compile("✓|Copied"))
    source = page.locator(f"#{button.get_attribute('data-copy')}")
    assert page.evaluate("navigator.clipboard.readText()") == source.text_content()
    context.close()


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 1280), ("light", 360)])
def test_axe_finds_nothing_serious(browser: Browser, made_up: str, scheme: str, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    found = {}
    for view in [*VIEWS, "#/agreements?country=LA&country=KR&q=health", *records(made_up, page)]:
        page.goto("about:blank")
        page.goto(made_up + view)
        settle(page, view)
        found[view] = serious(page)
    context.close()
    assert {view: problems for view, problems in found.items() if problems} == {}


def records(address: str, page: Page) -> list[str]:
    """The addresses of a few server-rendered pages, taken from the links of the landing page."""
    page.goto(address)
    links = page.evaluate(
        "Array.from(document.querySelectorAll('a[href$=\"index.html\"]'), (a) => a.getAttribute('href'))"
    )
    kinds = {link.split("/")[0]: link for link in links if "/" in link and "#" not in link}
    assert {"agreements", "organizations", "dictionary", "quality"} <= set(kinds)
    page.goto(address + kinds["agreements"])
    document = page.locator("a[href*='documents/']").first.get_attribute("href") or ""
    return [*kinds.values(), document.removeprefix("../../")]


def test_without_javascript_the_page_still_reads_and_downloads(browser: Browser, read: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(read)
    expect(page.locator("#landing table").first).to_be_visible()
    expect(page.locator("#landing form")).to_be_hidden()
    with page.expect_download() as download:
        page.locator("a[href$='coopdata.xlsx']").first.click()
    assert download.value.path().stat().st_size > 0
    page.locator("#landing tbody a[href^='agreements/']").first.click()
    expect(page.locator("figure.evidence mark").first).to_be_visible()
    context.close()


@pytest.mark.parametrize("view", VIEWS)
def test_the_page_works_from_a_folder(page: Page, made_up_folder: Path, view: str) -> None:
    page.goto(f"{(made_up_folder / 'index.html').as_uri()}{view}")
    settle(page, view)
    if view == "#/agreements":
        page.get_by_role("searchbox").fill("koica")
        result(page, "44 of 130 agreements")
        page.get_by_role("button", name="Confidence").click()
        expect(page.get_by_role("columnheader", name="Confidence")).to_have_attribute("aria-sort", "descending")


def test_a_chunk_that_is_missing_is_named(browser: Browser, made_up: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.route("**/agreements-1.js*", lambda route: route.abort())
    page.goto(f"{made_up}#/agreements?country=KR")
    expect(page.locator("#app .result")).to_contain_text("agreements-1.js")
    context.close()


def test_on_paper_a_view_is_its_table(page: Page, made_up: str) -> None:
    page.goto(f"{made_up}#/agreements")
    settle(page, "#/agreements")
    page.emulate_media(media="print")
    expect(page.locator("#app table")).to_be_visible()
    for left_out in (".filters", ".tabs", "form.search", ".site-header nav", ".pager"):
        expect(page.locator(f"#app {left_out}, body > {left_out}").first).to_be_hidden()


def test_all_scripts_styles_and_libraries_stay_within_the_budget() -> None:
    shipped = [path for path in STATIC.rglob("*") if path.suffix in {".js", ".css"}]
    assert sum(path.stat().st_size for path in shipped) < BUDGET


def test_libraries_of_others_are_the_files_that_their_makers_published_with_their_licences() -> None:
    listed = json.loads((STATIC / "vendor.json").read_text(encoding="utf-8"))
    for entry in listed:
        assert hashlib.sha256((STATIC / entry["file"]).read_bytes()).hexdigest() == entry["sha256"]
        assert entry["version"] in (STATIC / entry["licence_file"]).read_text(encoding="utf-8")
    assert {path.name for path in (STATIC / "vendor").glob("*.js")} == {Path(entry["file"]).name for entry in listed}


def test_every_text_of_the_scripts_stands_in_the_file_for_translators() -> None:
    known = {key.removeprefix("app_") for key in page_texts() if key.startswith("app_")}
    source = "\n".join(path.read_text(encoding="utf-8") for path in own_scripts())
    asked = set(re.findall(r'\b(?:say|count)\("(\w+)"', source)) | set(
        re.findall(r'\bsay\(\w+ \? "(\w+)" : "\w+"', source)
    )
    assert asked - known == set()


def test_own_scripts_turn_no_text_into_code_or_markup() -> None:
    for path in own_scripts():
        source = path.read_text(encoding="utf-8")
        assert not re.search(
            r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|https?://", source
        )


def test_the_page_loads_every_script_in_the_order_listed(page: Page, made_up: str) -> None:
    listed = (STATIC / "scripts.txt").read_text(encoding="utf-8").split()
    page.goto(made_up)
    loaded = page.evaluate("Array.from(document.querySelectorAll('script[defer]'), (s) => s.getAttribute('src'))")
    assert loaded == [f"site/{path}".replace("/data/", "/data/2026.11.22/") for path in listed]
    assert {Path(path).name for path in listed if path.startswith("assets/")} == {
        path.name for path in own_scripts()
    } - {"page.js"}


def own_scripts() -> list[Path]:
    return sorted((STATIC / "app").glob("*.js"))
