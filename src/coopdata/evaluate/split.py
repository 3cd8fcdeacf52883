"""Which annotated documents rules may be written from, and which are only ever scored.

A third of the publishers is held back, so that no publisher's way of writing is on both sides: a document is held
back when the SHA-256 of ``coopdata-2026:<publisher>`` (its id, where the sidecar names no publisher), as a number, is
divisible by three. The file ``split.csv`` (document, part) writes the outcome down.
"""

import csv
import hashlib
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from coopdata.evaluate.errors import GoldError

HELD, TUNE = "held", "tune"
"""The parts of a corpus: rules are written from `tune`; `held` is only ever scored."""
SPLIT = "split.csv"
_SEED = "coopdata-2026"
_HEADER = ["document", "part"]


@dataclass(frozen=True)
class Split:
    """The parts of documents by id, as one file has them."""

    parts: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def near(cls, folder: Path) -> "Split":
        """The split in the folder or in the one above it; an empty one where there is neither.

        Raises GoldError where the file has another form.
        """
        places = (folder / SPLIT, folder.resolve().parent / SPLIT)
        path = next((path for path in places if path.is_file()), None)
        return cls(_read(path)) if path else cls()

    def part(self, document: str) -> str | None:
        """The part of the document of this id; None where the split does not name it."""
        return self.parts.get(document)


def part_by_rule(document: str, publisher: str) -> str:
    """The part of a document by the rule; `publisher` is empty where none is known."""
    key = f"{_SEED}:{publisher or document}"
    return HELD if int(hashlib.sha256(key.encode()).hexdigest(), 16) % 3 == 0 else TUNE


def split_csv(publishers: Iterable[tuple[str, str]]) -> str:
    """The content of ``split.csv`` for documents, each given as its id and its publisher."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(_HEADER)
    writer.writerows((document, part_by_rule(document, publisher)) for document, publisher in sorted(publishers))
    return text.getvalue()


def _read(path: Path) -> dict[str, str]:
    try:
        rows = list(csv.reader(path.read_text(encoding="utf-8-sig").splitlines()))
    except (OSError, UnicodeDecodeError) as error:
        raise GoldError(f"{path}: it cannot be read ({error}). Correct it, or take it away.") from error
    if not rows or rows[0] != _HEADER:
        raise GoldError(f"{path}:line 1: the header is not {','.join(_HEADER)}. Correct it.")
    parts: dict[str, str] = {}
    for number, row in enumerate(rows[1:], start=2):
        if len(row) != len(_HEADER) or row[1] not in (HELD, TUNE) or row[0] in parts:
            told = f"{','.join(row)!r} is no document, named once, with {TUNE} or {HELD}. Correct the line."
            raise GoldError(f"{path}:line {number}: {told}")
        parts[row[0]] = row[1]
    return parts
