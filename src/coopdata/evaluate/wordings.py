"""Where annotated documents tell of each agreement: ``wordings.csv`` beside their folders.

Columns: document (its id), agreement (its number in the gold, from 0), words, and which occurrence of exactly these
words in the text is meant, from 1. Words that tell of several agreements together have a row for each.
"""

import csv
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from coopdata.evaluate.errors import GoldError
from coopdata.evaluate.gold import GoldDocument

FILE = "wordings.csv"


class Told(NamedTuple):
    """Characters ``[start, end)`` of a text that tell of the agreement with this number."""

    agreement: int
    start: int
    end: int


def wordings_near(folders: Iterable[Path], documents: Iterable[GoldDocument]) -> Mapping[str, Sequence[Told]]:
    """The marks of the files that lie in the folders or beside them; none where there is no such file."""
    known = list(documents)
    places = {place / FILE for folder in folders for place in (folder.resolve(), folder.resolve().parent)}
    found: dict[str, list[Told]] = defaultdict(list)
    for path in sorted(places):
        for name, told in load_wordings(path, known).items() if path.is_file() else ():
            found[name] += told
    return found


def load_wordings(path: Path, documents: Iterable[GoldDocument]) -> Mapping[str, Sequence[Told]]:
    """The marks of those documents that have any, by id.

    Raises GoldError where a line marks words that its document does not hold, or an agreement that it has not, and
    where the columns are others.
    """
    known = {document.id: document for document in documents}
    texts: dict[str, str] = {}
    found: dict[str, list[Told]] = defaultdict(list)
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file)
        if next(rows, None) != list(_COLUMNS):
            raise GoldError(f"{path}:1: the columns are not {', '.join(_COLUMNS)}. Write them there.")
        for line, row in enumerate(rows, start=2):
            document = known.get(row[0]) if row else None
            if document is None:
                continue  # of another part, or of a folder that was not asked for
            if document.id not in texts:
                texts[document.id] = document.file.path.read_bytes().decode("utf-8")
            told = _told(texts[document.id], row, len(document.gold["agreements"]))
            if told is None:
                raise GoldError(
                    f"{path}:{line}: {document.id} has no such words or no such agreement. Correct the line there."
                )
            found[document.id].append(told)
    return found


_COLUMNS = ("document", "agreement", "words", "occurrence")


def _told(text: str, row: Sequence[str], agreements: int) -> Told | None:
    """What a line marks; None where it marks nothing."""
    _, number, words, occurrence = row if len(row) == len(_COLUMNS) else ("", "", "", "")
    if not (number.isdecimal() and int(number) < agreements and words and occurrence.isdecimal()):
        return None
    start = _start(text, words, int(occurrence))
    return Told(int(number), start, start + len(words)) if start is not None else None


def _start(text: str, words: str, occurrence: int) -> int | None:
    """Where the words stand for the so-manieth time, counted from 1; None where they do not."""
    if occurrence < 1:
        return None
    at = -1
    for _ in range(occurrence):
        at = text.find(words, at + 1)
        if at < 0:
            return None
    return at
