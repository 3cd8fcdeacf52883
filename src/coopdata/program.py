"""Which state of this program is running, told by its own files."""

import hashlib
from collections.abc import Set
from functools import cache
from pathlib import Path

_COMPILED = "__pycache__"
READERS = ("documents", "encoder", "extract", "reference")
"""The packages whose code and data decide what is read from a text."""
PUBLISHING = frozenset(
    f"reference/{name}"
    for name in (
        "column_quality", "contracts", "followthemoney", "followthemoney_properties", "followthemoney_terms",
        "page_texts", "quality", "quality_fields", "quality_floors",
    )
)  # fmt: skip
"""What of them only publishing uses, so that a new word on the page has no text read again."""


@cache
def program_digest(*packages: str, without: Set[str] = frozenset()) -> str:
    """A digest over the files of these packages of coopdata, of all where none is named: an edited rule counts at once.

    `without` names files and folders that are left out, by their path in coopdata and without their ending.

    >>> program_digest("extract") == program_digest("resolve")
    False
    """
    root = Path(__file__).parent
    total = hashlib.sha256()
    for folder in [root / package for package in packages] or [root]:
        for path in sorted(folder.rglob("*")):
            name = path.relative_to(root)
            ways = {parent.as_posix() for parent in (name.with_suffix(""), *name.parents)}
            if path.is_file() and _COMPILED not in name.parts and without.isdisjoint(ways):
                total.update(name.as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return total.hexdigest()


def reader_digest() -> str:
    """A digest over the packages that read: what another one has read may differ."""
    return program_digest(*READERS, without=PUBLISHING)
