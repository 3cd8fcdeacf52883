"""The Dagster UI in a real browser: the asset graph shows, "materialize all" succeeds, the checks are green."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect, sync_playwright

from pipelines.checks import CHECKS

from .conftest import PROJECT, Place

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-sync"]
GROUPS = ("raw", "documents", "records", "entities", "tables", "release")
PATIENCE = 120
"""Seconds to wait for a server or a run before calling it broken."""

pytestmark = pytest.mark.skipif(
    CHROMIUM is None and "COOPDATA_CI" not in os.environ, reason="needs chromium (apt-get install chromium)"
)


@pytest.fixture
def server(place: Place, tmp_path: Path) -> Iterator[str]:
    """The address of `dg dev -w workspace.yaml` with a run history of its own, on copies of the project's texts."""
    home = tmp_path / "home"
    home.mkdir()
    (home / "dagster.yaml").write_text("telemetry: {enabled: false}\nnux: {enabled: false}\n", encoding="utf-8")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = place.environment(
        DAGSTER_HOME=str(home),
        COOPDATA_RAW=str(place.folder / "raw"),
        COOPDATA_PUBLISHED=str(place.published),
        COOPDATA_CACHE=str(tmp_path / "records"),
        COOPDATA_MEMORY=str(tmp_path / "memory"),
    )
    command = [str(Path(sys.executable).with_name("dg")), "dev", "-w", "workspace.yaml", "--port", str(port)]
    with (tmp_path / "dg.log").open("w") as log:
        process = subprocess.Popen(
            command, cwd=PROJECT, env=environment, stdout=log, stderr=log, start_new_session=True
        )
        try:
            address = f"http://127.0.0.1:{port}"
            wait_for(address, process)
            yield address
        finally:
            os.killpg(process.pid, signal.SIGINT)
            try:
                process.wait(timeout=30)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)


def wait_for(address: str, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        assert process.poll() is None, "dg dev ended"
        try:
            urllib.request.urlopen(f"{address}/server_info", timeout=5).close()
            return
        except OSError:
            time.sleep(0.3)
    pytest.fail("dg dev did not answer")


@pytest.fixture
def page() -> Iterator[Page]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        page = browser.new_page(viewport={"width": 1600, "height": 1000})
        page.set_default_timeout(60_000)
        yield page
        browser.close()


def ask(server: str, query: str) -> dict[str, Any]:
    request = urllib.request.Request(
        f"{server}/graphql", json.dumps({"query": query}).encode(), {"Content-Type": "application/json"}
    )
    with urllib.request.urlopen(request, timeout=60) as answer:
        return json.load(answer)["data"]


def finished_run(server: str) -> dict[str, Any]:
    """The one run there is, once it has ended."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        runs = ask(server, "{runsOrError {... on Runs {results {runId status}}}}")["runsOrError"]["results"]
        if runs and runs[0]["status"] in {"SUCCESS", "FAILURE", "CANCELED"}:
            return runs[0]
        time.sleep(0.5)
    pytest.fail(f"the run did not end: {runs}")


def check_results(server: str, run_id: str) -> list[bool]:
    query = f"""{{runOrError(runId: "{run_id}") {{... on Run {{
        eventConnection {{events {{... on AssetCheckEvaluationEvent {{evaluation {{success}}}}}}}}}}}}}}"""
    events = ask(server, query)["runOrError"]["eventConnection"]["events"]
    return [event["evaluation"]["success"] for event in events if event]


def test_materialize_all_in_the_browser_makes_a_release_with_all_checks_green(
    server: str, page: Page, place: Place
) -> None:
    page.goto(f"{server}/asset-groups?expanded={','.join(f'global@global:{group}' for group in GROUPS)}")
    for asset in ("raw_files", "extraction_records", "agreements", "release"):
        expect(page.get_by_text(asset, exact=True).first).to_be_visible()
    page.get_by_role("button", name="Materialize all").click()
    run = finished_run(server)
    assert run["status"] == "SUCCESS"
    assert check_results(server, run["runId"]) == [True] * sum(len(list(check.check_specs)) for check in CHECKS)
    assert place.run("verify", str(place.published), "--raw", "raw").returncode == 0
    page.goto(f"{server}/assets/agreements?view=checks")
    expect(page.get_by_text("schema").first).to_be_visible()
    expect(page.get_by_text("Passed").first).to_be_visible()
