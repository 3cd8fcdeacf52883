"""The data that the page's scripts search and draw: plain scripts that call ``coopdata.take``.

A page that is opened from a folder, without a server, may not fetch anything, but may load scripts; so data come as
such. Each file is one call, ``coopdata.take(kind, number, content);``, and its content is JSON. What kinds there are
and what a row holds, the docstring of `coopdata.publish.page` says.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from coopdata.publish.page.asking import Release

ROWS_IN_FILE = 5_000
"""Rows in one file of data, at most."""

KINDS = ("agreements", "organizations", "people")


def script(kind: str, number: int, content: Any) -> bytes:
    """One file of data. Nothing in it can end the script element it stands in, wherever it is copied to."""
    written = json.dumps(content, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return f'coopdata.take("{kind}", {number}, {inert(written)});\n'.encode()


def inert(written: str) -> str:
    """The same JSON without a character by which a page could end the script it stands in."""
    for character in "<>&\u2028\u2029":
        written = written.replace(character, f"\\u{ord(character):04x}")
    return written


def data_files(
    release: Release, meta: Mapping[str, Any], texts: Mapping[str, str], rows_in_file: int = ROWS_IN_FILE
) -> Iterator[tuple[str, bytes]]:
    """Every file of data with its path in the folder of data; ``meta.js``, which counts the others, is the last."""
    yield "texts.js", script("texts", 0, dict(texts))
    chunks = {}
    for kind in KINDS:
        chunks[kind] = 0
        for rows in release.batches(f"listed_{kind}", rows_in_file):
            yield f"{kind}-{chunks[kind]}.js", script(kind, chunks[kind], rows)
            chunks[kind] += 1
    yield "meta.js", script("meta", 0, {**meta, "chunks": chunks, "chunk_size": rows_in_file})
