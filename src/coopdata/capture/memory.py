"""What is remembered of each address from night to night: which version we have, and how to ask only for a newer one.

A SQLite file beside the other caches. It is only a memory: where it is lost, what sidecars say of captured texts is
taken from them, and the lists are asked for anew. Times are ISO 8601 in UTC.
"""

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from coopdata.capture.fetch import Known
from coopdata.capture.files import DOCUMENTS, SIDECAR_SUFFIX
from coopdata.capture.pages import EXTENSIONS, seen_digest

_PAGES = """CREATE TABLE pages (
    source TEXT NOT NULL, url TEXT NOT NULL, path TEXT, seen TEXT, etag TEXT, last_modified TEXT,
    checked TEXT NOT NULL, PRIMARY KEY (source, url)) WITHOUT ROWID"""
_LISTS = """CREATE TABLE lists (
    source TEXT NOT NULL, url TEXT NOT NULL, etag TEXT, last_modified TEXT, entries TEXT NOT NULL,
    PRIMARY KEY (source, url)) WITHOUT ROWID"""
PATIENCE = 60.0
"""Seconds to wait for another capture that is writing."""


class MemoryFileError(Exception):
    """The file of the memory cannot be used; the message says what to do."""


@dataclass(frozen=True)
class Page:
    """The newest version of a text that was captured from an address."""

    url: str
    path: str
    """Where it is kept, relative to raw/."""
    seen: str
    """The digest of what is seen of it (`pages.seen_digest`)."""
    known: Known
    checked: str
    """When it was last asked for."""


class Memory:
    """The memory of all sources of one raw/. Close it, or use it in a ``with`` block."""

    def __init__(self, path: Path, raw: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._db = sqlite3.connect(path, timeout=PATIENCE, isolation_level=None)
        try:
            self._prepare(raw)
        except sqlite3.DatabaseError as error:
            self._db.close()
            raise MemoryFileError(f"{path}: {error}. Delete the file; what it held is found again.") from error

    def _prepare(self, raw: Path) -> None:
        """Make the tables and fill them, where they are not there; a capture that starts meanwhile waits for it."""
        with self._db:
            self._db.execute("BEGIN IMMEDIATE")
            if self._db.execute("SELECT 1 FROM sqlite_master WHERE name = 'pages'").fetchone() is None:
                self._db.execute(_PAGES)
                self._db.execute(_LISTS)
                self._remember_sidecars(raw)

    def __enter__(self) -> Self:
        """The memory, to be closed at the end of the block."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the file."""
        self._db.close()

    def pages(self, source: str) -> dict[str, Page]:
        """What is known of each address of a source."""
        rows = self._db.execute(
            "SELECT url, path, seen, etag, last_modified, checked FROM pages WHERE source = ?", (source,)
        )
        return {url: Page(url, path, seen, Known(etag, since), at) for url, path, seen, etag, since, at in rows}

    def remember(self, source: str, page: Page) -> None:
        """Take down the newest version of a text."""
        row = (source, page.url, page.path, page.seen, page.known.etag, page.known.last_modified)
        self._db.execute("INSERT OR REPLACE INTO pages VALUES (?, ?, ?, ?, ?, ?, ?)", (*row, page.checked))

    def listed(self, source: str, url: str) -> tuple[Known, str | None]:
        """How to ask for a list again, and what it said last, as it was given to `remember_list`."""
        row = self._db.execute(
            "SELECT etag, last_modified, entries FROM lists WHERE source = ? AND url = ?", (source, url)
        ).fetchone()
        return (Known(row[0], row[1]), row[2]) if row else (Known(), None)

    def remember_list(self, source: str, url: str, known: Known, said: str) -> None:
        """Take down what a list said."""
        row = (source, url, known.etag, known.last_modified, said)
        self._db.execute("INSERT OR REPLACE INTO lists VALUES (?, ?, ?, ?, ?)", row)

    def _remember_sidecars(self, raw: Path) -> None:
        """Take from the sidecars of captured texts what was known of them."""
        newest: dict[tuple[str, str], Page] = {}
        for source, page in _captured(raw):
            known = newest.get((source, page.url))
            if known is None or known.checked <= page.checked:
                newest[source, page.url] = page
        for (source, _), page in newest.items():
            self.remember(source, page)


def _captured(raw: Path) -> Iterator[tuple[str, Page]]:
    """The captured texts of raw/, each with its source; sidecars that say otherwise are passed over."""
    folder = raw / DOCUMENTS
    for sidecar in sorted(folder.rglob(f"*{SIDECAR_SUFFIX}")) if folder.is_dir() else ():
        try:
            told = json.loads(sidecar.read_bytes())
            source, url, retrieved = (told[key] for key in ("source", "url", "retrieved"))
            headers = told.get("headers", {})
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            continue  # no sidecar of a capture; `documents` tells where it is broken
        stem = sidecar.name.removesuffix(SIDECAR_SUFFIX)
        for ending in sorted(set(EXTENSIONS.values())):
            document = sidecar.with_name(f"{stem}.{ending}")
            if document.is_file():
                path = document.relative_to(raw).as_posix()
                seen = seen_digest(document.read_bytes(), ending)
                known = Known(headers.get("etag"), headers.get("last-modified"))
                yield source, Page(url, path, seen, known, retrieved)
