"""What `coopdata serve` gives a browser, and what it says where it cannot."""

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from http.client import HTTPResponse
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

import pyarrow.parquet as pq
import pytest

from coopdata.cli.console import CommandError
from coopdata.cli.serving import PageServer, media_type, serve_datasette, server_of
from coopdata.publish import latest_release_dir, layout, publish
from coopdata.publish.exports.views import VIEWS
from coopdata.publish.page.datasette import DATABASE, datasette_metadata
from coopdata.tables.catalogue import TABLES
from tests.publish.conftest import INPUTS, tiny_frames


@pytest.fixture(scope="module")
def server(site: Path) -> Iterator[PageServer]:
    with server_of(site, 0) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield running
        running.shutdown()


def ask(server: PageServer, path: str) -> HTTPResponse:
    """The answer to a request for exactly this path."""
    connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=10)
    connection.putrequest("GET", path, skip_host=False)
    connection.endheaders()
    return connection.getresponse()


def test_the_page_is_given_as_html(server: PageServer) -> None:
    answer = ask(server, "/")

    assert (answer.status, answer.getheader("Content-Type")) == (200, "text/html; charset=utf-8")
    assert b"<h1>" in answer.read()


def test_it_can_be_reached_from_this_machine_only(server: PageServer) -> None:
    assert server.address == f"http://127.0.0.1:{server.server_port}/"
    assert server.server_address[0] == "127.0.0.1"


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("parquet/agreements.parquet", "application/vnd.apache.parquet"),
        ("csv/agreements.csv", "text/csv; charset=utf-8"),
        ("downloads/coopdata.sqlite", "application/vnd.sqlite3"),
        ("downloads/entities.ftm.json", "application/json+ftm; charset=utf-8"),
        ("manifest.json", "application/json; charset=utf-8"),
        ("dictionary.md", "text/markdown; charset=utf-8"),
        ("SHA256SUMS", "text/plain; charset=utf-8"),
    ],
)
def test_files_of_a_release_have_their_media_types(server: PageServer, site: Path, path: str, expected: str) -> None:
    release = latest_release_dir(site)
    assert release is not None
    answer = ask(server, f"/releases/{release.name}/{path}")

    assert (answer.status, answer.getheader("Content-Type")) == (200, expected)
    assert answer.read() == (release / path).read_bytes()


def test_every_file_of_a_published_folder_has_a_media_type(site: Path) -> None:
    files = [path for path in site.rglob("*") if path.is_file() and not path.name.startswith(".")]

    assert {path.name for path in files if media_type(str(path)) == "application/octet-stream"} == set()


@pytest.mark.parametrize(
    "path", ["/.lock", "/%2elock", "/releases/", "/nothing.html", "/../../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd"]
)
def test_hidden_files_folders_and_what_lies_elsewhere_are_not_there(server: PageServer, site: Path, path: str) -> None:
    assert (site / ".lock").is_file()
    assert ask(server, path).status == 404


def test_a_page_that_is_not_there_is_built(tmp_path: Path) -> None:
    publish(tiny_frames(), INPUTS, tmp_path)

    with server_of(tmp_path, 0):
        assert (tmp_path / "index.html").is_file()


def test_a_folder_without_a_release_is_told(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="there is no release"):
        server_of(tmp_path, 0)


def test_a_port_that_is_taken_is_told_with_what_to_do(site: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(CommandError, match=rf"port {port} cannot be had: .* --port"):
            server_of(site, port)


def test_without_datasette_it_says_how_to_install_it(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "datasette", None)  # Python's own way to have a module that is not there
    with pytest.raises(CommandError, match=r"pip install 'coopdata\[datasette\]'"):
        serve_datasette(site, 0, open_browser=False)


def test_datasette_opens_the_database_of_the_latest_release_with_its_metadata(site: Path, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-c", "from coopdata.cli import main; main()", "serve", "--datasette", "--no-open"]
    command += ["--published", str(site), "--cache", str(tmp_path), "--port", str(port)]
    with subprocess.Popen(command, start_new_session=True) as running:
        try:
            told = answer_of(running, f"http://127.0.0.1:{port}/-/metadata.json")
            rows = answer_of(running, f"http://127.0.0.1:{port}/{DATABASE}/agreements.json?_shape=array")
        finally:
            os.killpg(running.pid, signal.SIGINT)
        assert running.wait(timeout=30) == 0
    release = latest_release_dir(site)
    assert release is not None
    stored = pq.ParquetFile(release / layout.parquet_path("agreements")).read(["agreement_id"])
    assert told == datasette_metadata(release.name)
    assert {row["agreement_id"] for row in rows} == set(stored["agreement_id"].to_pylist())


def answer_of(running: subprocess.Popen[bytes], address: str) -> Any:
    """The JSON at an address of a server that may still be starting."""
    for _ in range(150):
        try:
            with urlopen(address, timeout=10) as answer:
                return json.load(answer)
        except URLError:
            assert running.poll() is None
            time.sleep(0.2)
    raise AssertionError(f"nothing answered at {address}")


def test_datasette_is_told_what_every_table_view_and_column_means() -> None:
    told = datasette_metadata("2026.11.22")["databases"][DATABASE]["tables"]

    assert list(told) == [table.name for table in (*TABLES, *VIEWS)]
    for table in (*TABLES, *VIEWS):
        assert list(told[table.name]["columns"]) == [column.name for column in table.columns]
    assert Path(layout.SQLITE).stem == DATABASE
    assert json.dumps(told)
