"""What tests that drive a browser share: where it is, what may not happen in it, what axe-core says of a page."""

import os
import shutil
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-sync"]
AXE = Path(__file__).with_name("axe") / "axe.min.js"

needs_browser = pytest.mark.skipif(
    CHROMIUM is None and "COOPDATA_CI" not in os.environ, reason="needs chromium (apt-get install chromium)"
)


def watch(page: Page) -> list[str]:
    """The list that errors, warnings and requests to other hosts of the page go into."""
    wrong: list[str] = []
    page.on("console", lambda said: wrong.append(said.text) if said.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("request", lambda asked: None if local(asked.url) else wrong.append(asked.url))
    return wrong


def local(address: str) -> bool:
    parts = urlsplit(address)
    return parts.scheme in {"file", "data", "blob"} or parts.hostname == "127.0.0.1"


def settle(page: Page, view: str) -> None:
    """Wait until the view is drawn."""
    if view.startswith("#/"):
        expect(page.locator("#app .view > *").first).to_be_attached()
        expect(page.locator("#app .result")).not_to_contain_text("Reading")
    else:
        page.wait_for_load_state()


def serious(page: Page) -> list[str]:
    page.evaluate(AXE.read_text(encoding="utf-8"))
    answer = page.evaluate("axe.run(document, {resultTypes: ['violations'], preload: false})")
    return [
        f"{rule['impact']} {rule['id']}: {rule['nodes'][0]['html'][:200]}"
        for rule in answer["violations"]
        if rule["impact"] in {"serious", "critical"}
    ]
