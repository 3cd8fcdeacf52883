"""The words of the web page, in the one place where a translator looks for them: ``page_texts.csv``.

A key begins with the page or part that shows it. The texts of keys that begin with ``app_`` are handed to the scripts,
which know them without that beginning. What stands in braces in a text is filled in: ``{count}``.
"""

from collections.abc import Mapping
from functools import cache
from itertools import pairwise
from types import MappingProxyType

from coopdata.reference.files import read_rows

SCRIPT = "app_"
"""Begins the keys of the texts that scripts show."""


@cache
def page_texts() -> Mapping[str, str]:
    """Every text by its key. Raises ValueError where a key stands twice or out of order, or a text is empty."""
    rows = read_rows("page_texts.csv")
    keys = [row["key"] for row in rows]
    for before, key in pairwise(keys):
        if key <= before:
            raise ValueError(f"page_texts.csv: {key!r} must not stand after {before!r}; sort the keys, each once")
    for row in rows:
        if not row["text"]:
            raise ValueError(f"page_texts.csv: {row['key']!r} has no text")
    return MappingProxyType({row["key"]: row["text"] for row in rows})


@cache
def script_texts() -> Mapping[str, str]:
    """The texts of the scripts, by their keys without `SCRIPT`."""
    return MappingProxyType(
        {key.removeprefix(SCRIPT): text for key, text in page_texts().items() if key.startswith(SCRIPT)}
    )
