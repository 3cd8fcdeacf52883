"""Small annotated documents, as files and in memory."""

import json
from pathlib import Path
from typing import Any

from coopdata.capture.files import RawFile
from coopdata.evaluate.gold import ITEMS, GoldDocument
from coopdata.evaluate.scoring import DocumentScore, score_document

TEXT = (
    "The Ministry of Health of Laos and the Ministry of Health of Peru signed a memorandum of understanding on "
    "vaccines in Lima on 3 May 2021.\n"
)
LAOS: dict[str, Any] = {"name": "Ministry of Health of Laos", "aliases": ["MoH"], "country": "LA"}
PERU: dict[str, Any] = {"name": "Ministry of Health of Peru", "aliases": [], "country": "PE"}
FLORES: dict[str, Any] = {"name": "Rosa Flores", "aliases": ["Minister Flores"], "title": "Minister of Health"}


def agreement(**changes: Any) -> dict[str, Any]:
    plain = {
        "instrument": "memorandum_of_understanding", "status": "signed", "signed": "2021-05-03", "place": "Lima",
        "parties": [LAOS, PERU], "signatories": [FLORES], "witnesses": [],
    }  # fmt: skip
    return plain | changes


def everything(**changes: Any) -> dict[str, list[dict[str, Any]]]:
    """The gold of a text with one of each."""
    plain = {
        "agreements": [agreement()],
        "organizations": [LAOS, PERU],
        "people": [FLORES],
        "amounts": [{"value": 5_000_000, "currency": "USD"}],
        "events": [{"name": "Andean Health Summit", "start": "2021-05-03"}],
    }
    return plain | changes


def document(gold: dict[str, Any]) -> GoldDocument:
    return GoldDocument("one", RawFile(Path("one.txt"), "one.txt"), {name: gold.get(name, []) for name in ITEMS})


def score(gold: dict[str, Any], record: dict[str, Any]) -> DocumentScore:
    return score_document(document(gold), record)


def write(
    folder: Path, name: str, gold: dict[str, Any] | None, text: str | bytes | None = TEXT, **sidecar: str
) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    if text is not None:
        (folder / f"{name}.txt").write_bytes(text.encode() if isinstance(text, str) else text)
    if gold is not None:
        (folder / f"{name}.json").write_text(json.dumps({"gold": gold}), encoding="utf-8")
    if sidecar:
        (folder / f"{name}.meta.json").write_text(json.dumps(sidecar), encoding="utf-8")
