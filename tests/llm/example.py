"""One small report, and the answers a model may give to it."""

import json
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any

from coopdata.documents import read_text
from coopdata.documents.model import Document, Sidecar
from coopdata.extract.record import Item
from coopdata.llm.settings import Settings

RULE = "llm:small-model@1"
TEXT = """Laos and Japan to build rural roads

SAVANNAKHET, June 5 -- The Lao Ministry of Public Works and Transport and the Japan International Cooperation Agency \
(JICA) signed a memorandum of understanding on rural roads in Vientiane on Tuesday. Minister Bounchan Sithong and \
Ms Emi Tanaka, Chief Representative of JICA, signed it in the presence of Prime Minister Kham Vong.

JICA will give US$6 million. The Rural Roads Forum will be held in Hanoi from 3 to 5 July.
"""
SENTENCE = " ".join(TEXT[TEXT.index("The Lao") : TEXT.index(" Minister Bounchan")].split())


def document(text: str = TEXT, published: str | None = "2024-06-05") -> Document:
    return read_text(text, path="report.txt", sidecar=Sidecar(published=published))


def agreement(**changes: Any) -> dict[str, Any]:
    return {
        "sentence": SENTENCE,
        "instrument": "memorandum_of_understanding",
        "instrument_quote": "memorandum of understanding",
        "status": "signed",
        "status_quote": "signed",
        "title": None,
        "signed": "Tuesday",
        "place": "Vientiane",
        "parties": [
            {"name": "Lao Ministry of Public Works and Transport", "country": "Lao"},
            {"name": "Japan International Cooperation Agency", "country": "Japan"},
        ],
        "signatories": [
            {"name": "Bounchan Sithong", "title": "Minister", "party": "Ministry of Public Works and Transport"},
            {"name": "Emi Tanaka", "title": "Chief Representative of JICA", "party": "JICA"},
        ],
        "witnesses": [{"name": "Kham Vong", "title": "Prime Minister", "party": None}],
        "amounts": ["US$6 million"],
        **changes,
    }


def party(name: str, country: str | None = None) -> dict[str, Any]:
    return {"name": name, "country": country}


def answer(*agreements: dict[str, Any], **changes: Any) -> str:
    """An answer as the model writes it; without agreements given, the right one."""
    return json.dumps(
        {
            "agreements": list(agreements) or [agreement()],
            "organizations": [
                {
                    "name": "Japan International Cooperation Agency",
                    "aliases": ["JICA"],
                    "kind": "agency",
                    "country": None,
                }
            ],
            "people": [
                {
                    "name": "Emi Tanaka",
                    "aliases": ["Ms Emi Tanaka"],
                    "title": "Chief Representative of JICA",
                    "organization": "JICA",
                    "country": None,
                }
            ],
            "amounts": ["US$6 million"],
            "events": [
                {
                    "name": "Rural Roads Forum",
                    "kind": "forum",
                    "time": "future",
                    "start": "3 to 5 July",
                    "end": None,
                    "place": "Hanoi",
                }
            ],
            **changes,
        }
    )


def settings(base_url: str, cache: Path, **changes: Any) -> Settings:
    return Settings(base_url, "small-model", cache=cache, **{"timeout": 5.0, **changes})


def items(part: Any) -> Iterator[Item]:
    """A part of a record, if it is an item, and all items in it."""
    if isinstance(part, Item):
        yield part
    for field in fields(part):
        value = getattr(part, field.name)
        for one in value if isinstance(value, tuple) else ():
            if isinstance(one, Item):
                yield from items(one)
