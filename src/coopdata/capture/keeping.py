"""Putting captured bytes into raw/, which only grows: a file is written whole, once, under a name made of its content.

    raw/documents/<publisher>/<date>-<slug>-<hash>.<ending>       the bytes as received
    raw/documents/<publisher>/<date>-<slug>-<hash>.meta.json      the sidecar: where from, when, on what terms

The sidecar appears first, each by one rename: after a crash between the two there is a sidecar without its document,
which is told and which the next capture completes, and never a document without what is known of it.
"""

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any

from coopdata.capture.fetch import KEPT_HEADERS, Answer
from coopdata.capture.files import DOCUMENTS, SIDECAR_SUFFIX, sidecar_name
from coopdata.capture.listing import Entry
from coopdata.capture.sources import Source
from coopdata.files import replace_file
from coopdata.ids import fold

LONGEST_SLUG = 60
HASH_LETTERS = 16
"""Letters of the hash in a name; two files of one name would have to share them and the rest."""


class CollisionError(Exception):
    """Another file has the name that is made of this one's content; nothing was written."""


@dataclass(frozen=True)
class Capture:
    """Bytes to be kept, with what is known of them."""

    source: Source
    entry: Entry
    answer: Answer
    ending: str
    retrieved: datetime
    replaces: str | None = None
    """The path of the version before, relative to raw/."""

    @property
    def body(self) -> bytes:
        """The bytes as received."""
        return self.answer.body or b""

    @cached_property
    def sha256(self) -> str:
        """The hash of the bytes."""
        return hashlib.sha256(self.body).hexdigest()

    @property
    def folder(self) -> str:
        """The folder that the bytes go to, relative to raw/."""
        return f"{DOCUMENTS}/{_slug(self.source.publisher) or self.source.name}"

    @property
    def stem(self) -> str:
        """The name of the file without its ending."""
        slug = _slug(self.entry.title or self.entry.url.rstrip("/").rpartition("/")[2].partition("?")[0])
        return "-".join(part for part in (f"{self.retrieved:%Y-%m-%d}", slug, self.sha256[:HASH_LETTERS]) if part)

    @property
    def sidecar(self) -> dict[str, Any]:
        """What is written beside the bytes; keys without a value are left out."""
        source = self.source
        known = {
            "url": self.entry.url,
            "publisher": source.publisher,
            "published": self.entry.published,
            "retrieved": self.retrieved.isoformat(timespec="seconds"),
            "language": source.language,
            "licence": source.licence,
            "republish": source.republish,
            "country": source.country,
            "source": source.name,
            "replaces": self.replaces,
            "status": self.answer.status,
            "headers": {name: self.answer.headers[name] for name in KEPT_HEADERS if name in self.answer.headers},
            "sha256": self.sha256,
        }
        return {key: value for key, value in known.items() if value is not None}


def _slug(text: str) -> str:
    """A name as it can stand in a path everywhere: small letters of English, digits, hyphens.

    >>> _slug("Ministère de l'Économie: 3 accords")
    'ministere-de-leconomie-3-accords'
    """
    words = fold(text).encode("ascii", "ignore").decode().split()
    return "-".join(words)[:LONGEST_SLUG].strip("-")


def keep(capture: Capture, raw: Path) -> str:
    """Write the bytes and their sidecar; the path of the bytes, relative to `raw`. What is there already stays.

    Raises CollisionError where another file has that name, OSError where nothing can be written.
    """
    name = f"{capture.folder}/{_left_over(capture, raw) or capture.stem}.{capture.ending}"
    path = raw / name
    if path.exists():
        if path.read_bytes() != capture.body:
            raise CollisionError(f"{name}: another file has this name. Move it away and capture again.")
        return name
    path.parent.mkdir(parents=True, exist_ok=True)
    sidecar = json.dumps(capture.sidecar, ensure_ascii=False, indent=2) + "\n"
    replace_file(raw / sidecar_name(name), sidecar.encode())
    replace_file(path, capture.body)
    return name


def _left_over(capture: Capture, raw: Path) -> str | None:
    """The name under which a sidecar of these bytes waits for its document since a crash, on whatever day that was."""
    folder = raw / capture.folder
    found = folder.glob(f"*-{capture.sha256[:HASH_LETTERS]}{SIDECAR_SUFFIX}")
    stems = (sidecar.name.removesuffix(SIDECAR_SUFFIX) for sidecar in sorted(found))
    return next((stem for stem in stems if not (folder / f"{stem}.{capture.ending}").exists()), None)
