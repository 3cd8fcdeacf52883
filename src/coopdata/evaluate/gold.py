"""Annotated documents: a text, its sidecar and its gold, three files of one name in a folder."""

import csv
import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from coopdata.capture.files import SIDECAR_SUFFIX, RawFile

HELD, TUNE = "held", "tune"
"""The parts of a corpus: rules are written from `tune`; `held` is only ever scored."""
_ITEMS = ("agreements", "organizations", "people", "amounts", "events")


class GoldError(Exception):
    """A gold annotation cannot be used; the message names the file and what to do."""


@dataclass(frozen=True)
class GoldDocument:
    """One annotated document: the file of its text, and what annotators read in it."""

    id: str
    file: RawFile
    publisher: str
    gold: Mapping[str, Sequence[Mapping[str, Any]]]

    def agreements(self, *, optional: bool) -> list[Mapping[str, Any]]:
        """The agreements that count, or those marked optional, which count neither way."""
        return [one for one in self.gold["agreements"] if bool(one.get("optional")) == optional]


def load_gold(folder: Path) -> tuple[list[GoldDocument], list[str]]:
    """The annotated documents of a folder and its folders, by id, and a line for each file that cannot be used.

    Raises GoldError where there is no annotation at all.
    """
    documents, faults = [], []
    for path in sorted(folder.rglob("*.json")):
        if path.name.endswith(SIDECAR_SUFFIX):
            continue
        try:
            documents.append(_load(path))
        except GoldError as error:
            faults.append(str(error))
    if not documents:
        told = f" {faults[0]}" if faults else " Name a folder that holds NAME.txt and NAME.json."
        raise GoldError(f"{folder}: no annotated document.{told}")
    return sorted(documents, key=lambda document: document.id), faults


def _load(path: Path) -> GoldDocument:
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise GoldError(f"{path}: no JSON ({error}). Correct the file.") from error
    gold = content.get("gold") if isinstance(content, dict) else None
    if not isinstance(gold, dict) or not all(isinstance(gold.get(item, []), list) for item in _ITEMS):
        raise GoldError(f'{path}: no object "gold" with lists of {", ".join(_ITEMS)}. Annotate the text.')
    text = path.with_suffix(".txt")
    if not text.is_file():
        raise GoldError(f"{path}: the text {text.name} is missing. Put it beside the annotation.")
    sidecar = path.with_name(path.stem + SIDECAR_SUFFIX)
    file = RawFile(text, text.name, sidecar if sidecar.is_file() else None)
    return GoldDocument(
        path.stem, file, str(content.get("publisher") or ""), {item: gold.get(item, []) for item in _ITEMS}
    )


def part_of(document: GoldDocument) -> str:
    """The part a document belongs to, by its publisher: a third is held back, no publisher is on both sides.

    The SHA-256 of ``coopdata-2026:<publisher>`` (the id, where there is no publisher), as a number, is divisible by
    three for what is held back.
    """
    key = f"coopdata-2026:{document.publisher or document.id}"
    return HELD if int(hashlib.sha256(key.encode()).hexdigest(), 16) % 3 == 0 else TUNE


def read_split(path: Path) -> dict[str, str]:
    """The part of each document by id, from a CSV file with the columns document and part.

    Raises GoldError where the file cannot be read or has other columns.
    """
    try:
        with path.open(encoding="utf-8", newline="") as file:
            return {row["document"]: row["part"] for row in csv.DictReader(file)}
    except (OSError, KeyError) as error:
        raise GoldError(f"{path}: no list of documents and parts ({error!r}).") from error
