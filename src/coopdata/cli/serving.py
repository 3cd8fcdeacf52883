"""`coopdata serve`: the page of a folder of releases, or its database in Datasette, on this machine."""

import importlib.util
import io
import json
import os
import subprocess
import sys
import webbrowser
from collections.abc import Callable
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import BinaryIO, TypeVar
from urllib.parse import unquote, urlsplit

import typer

from coopdata.cli.console import CommandError, say, waiting
from coopdata.publish import PublishError, latest_release_dir, layout
from coopdata.publish.contents import DOCUMENTATION, DOWNLOADS, PARQUET_TYPE
from coopdata.publish.page import INDEX, build_page

Result = TypeVar("Result")

HOST = "127.0.0.1"
"""Only this machine reaches what is served."""

_BY_NAME = {PurePosixPath(file.path).name: file.media_type for file in (*DOCUMENTATION, *DOWNLOADS)}
_BY_SUFFIX = {
    ".atom": "application/atom+xml",
    ".css": "text/css",
    ".csv": "text/csv",
    ".html": "text/html",
    ".js": "text/javascript",
    ".json": "application/json",
    ".license": "text/plain",
    ".md": "text/markdown",
    ".parquet": PARQUET_TYPE,
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain",
    ".woff2": "font/woff2",
    ".xml": "application/xml",
    "": "text/plain",
}
_IN_UTF_8 = ("text/", "application/json", "application/yaml")


class PageServer(ThreadingHTTPServer):
    """Serves a folder of releases on this machine. Port 0 is any that is free."""

    daemon_threads = True

    def __init__(self, published: Path, port: int) -> None:
        super().__init__((HOST, port), partial(_Handler, directory=str(published)))

    @property
    def address(self) -> str:
        """Where the page is."""
        return f"http://{HOST}:{self.server_address[1]}/"


class _Handler(SimpleHTTPRequestHandler):
    """Files with their media types; neither hidden ones nor lists of what is in a folder."""

    def send_head(self) -> io.BytesIO | BinaryIO | None:
        """The answer's head, with the file to send; None where there is none."""
        names = PurePosixPath(unquote(urlsplit(self.path).path)).parts
        if any(name.startswith(".") for name in names):
            self.send_error(404)
            return None
        return super().send_head()

    def list_directory(self, path: str | os.PathLike[str]) -> io.BytesIO | None:  # noqa: ARG002
        """No list: a folder without a page is not there."""
        self.send_error(404)
        return None

    def guess_type(self, path: str | os.PathLike[str]) -> str:
        """The media type by the file's name."""
        return media_type(str(path))

    def end_headers(self) -> None:
        """Have browsers ask each time, so that a page that was built anew is seen."""
        self.send_header("Cache-Control", "no-cache")
        self.send_header("X-Content-Type-Options", "nosniff")
        super().end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing of requests."""


def media_type(path: str) -> str:
    """The media type of a file of `published/`, with its encoding where it is text."""
    name = PurePosixPath(path)
    known = _BY_NAME.get(name.name) or _BY_SUFFIX.get(name.suffix.lower(), "application/octet-stream")
    return f"{known}; charset=utf-8" if known.startswith(_IN_UTF_8) else known


def server_of(published: Path, port: int) -> PageServer:
    """A server of the page, which is built first where there is none. CommandError."""
    latest = _latest(published)
    if not (published / INDEX).is_file():
        with waiting("Building the page"):
            for note in build_page(published, latest, None):
                say(note)
    try:
        return PageServer(published, port)
    except OSError as error:
        raise CommandError(f"port {port} cannot be had: {error.strerror}.", "Give another with --port.") from error


def serve_page(published: Path, port: int, *, open_browser: bool) -> None:
    """Serve the page until the command is stopped. CommandError."""
    with server_of(published, port) as server:
        typer.echo(f"{published} is at {server.address} until Ctrl+C.")
        if open_browser:
            webbrowser.open(server.address)
        _until_stopped(server.serve_forever)


def serve_datasette(published: Path, port: int, *, open_browser: bool) -> None:
    """Open the SQLite database of the latest release in Datasette until the command is stopped. CommandError."""
    database = _latest(published) / layout.SQLITE
    if not database.is_file():
        raise CommandError(f"{database}: there is no such file.", "Make a release with coopdata build.")
    if importlib.util.find_spec("datasette") is None:
        raise CommandError("Datasette is not installed.", "Install it with: pip install 'coopdata[datasette]'")
    from coopdata.publish.page.datasette import datasette_metadata

    with TemporaryDirectory(prefix="coopdata-datasette-") as folder:
        metadata = Path(folder) / "metadata.json"
        metadata.write_text(json.dumps(datasette_metadata(database.parents[1].name)), encoding="utf-8")
        command = [sys.executable, "-m", "datasette", "serve", "--immutable", str(database)]
        command += ["--metadata", str(metadata), "--host", HOST, "--port", str(port)]
        ended = _until_stopped(partial(subprocess.run, [*command, *["--open"] * open_browser], check=False))
    if ended is not None and ended.returncode:
        raise CommandError(f"Datasette ended with code {ended.returncode}.", "What it said stands above.")


def _until_stopped(run: Callable[[], Result]) -> Result | None:
    """What it gives; None where it was stopped with Ctrl+C, which is how it is meant to end."""
    try:
        return run()
    except KeyboardInterrupt:
        return None


def _latest(published: Path) -> Path:
    """The folder of the latest release; CommandError where there is none."""
    try:
        latest = latest_release_dir(published)
    except PublishError as error:
        raise CommandError(str(error)) from error
    if latest is None:
        raise CommandError(f"{published}: there is no release.", "Make one with coopdata build.")
    return latest
