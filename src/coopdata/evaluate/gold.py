"""Annotated documents: a text, its sidecar and its gold, three files of one name in a folder."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from coopdata.capture.files import SIDECAR_SUFFIX, RawFile, sidecar_of
from coopdata.documents.model import Sidecar
from coopdata.documents.sidecar import parse_date, read_sidecar
from coopdata.evaluate.errors import GoldError
from coopdata.evaluate.split import HELD, TUNE, Split, part_by_rule
from coopdata.extract.record import Instrument, Status

__all__ = ["HELD", "ITEMS", "TUNE", "GoldDocument", "load_gold", "part_of"]

TEXT_SUFFIX, GOLD_SUFFIX = ".txt", ".json"
ITEMS = ("agreements", "organizations", "people", "amounts", "events")
"""The lists that a gold annotation may have; `agreements` it must have, if only as an empty list."""
_MEMBERS = ("parties", "signatories", "witnesses")
_CODES = {"instrument": Instrument, "status": Status}
_SHAPE = 'Write {"gold": {"agreements": [], "organizations": [], "people": [], "amounts": [], "events": []}}.'


@dataclass(frozen=True)
class GoldDocument:
    """One annotated document: the file of its text, and what annotators read in it."""

    id: str
    file: RawFile
    gold: Mapping[str, Sequence[Mapping[str, Any]]]
    publisher: str = ""
    part: str | None = None
    """The part that ``split.csv`` puts it in; None where there is no such file, or it does not name the document."""

    def agreements(self, *, optional: bool) -> list[Mapping[str, Any]]:
        """The agreements that count, or those marked optional, which count neither way."""
        return [one for one in self.gold["agreements"] if bool(one.get("optional")) == optional]


def load_gold(*folders: Path) -> tuple[list[GoldDocument], list[str]]:
    """The annotated documents of the folders and of folders in them, by id, and a line for each that cannot be used.

    Raises GoldError where a folder does not exist or no document at all is left.
    """
    named = list(dict.fromkeys(folders))
    documents: list[GoldDocument] = []
    faults: list[str] = []
    for folder in named:
        if not folder.is_dir():
            raise GoldError(f"{folder}: there is no such folder. Name a folder of annotated documents.")
        found, wrong = _load_folder(folder)
        documents += found
        faults += wrong
    if not documents:
        where = ", ".join(map(str, named))
        told = " ".join(faults) or "Name a folder that holds NAME.txt and, beside it, its gold NAME.json."
        raise GoldError(f"{where}: no annotated document. {told}")
    once = {document.file.path.resolve(): document for document in documents}  # folders named may lie in each other
    return sorted(once.values(), key=lambda document: (document.id, document.file.name)), list(dict.fromkeys(faults))


def part_of(document: GoldDocument) -> str:
    """The part that the rule puts a document in, `HELD` or `TUNE`, whether or not a file of parts names it."""
    return part_by_rule(document.id, document.publisher)


def _load_folder(folder: Path) -> tuple[list[GoldDocument], list[str]]:
    split = Split.near(folder)
    found, faults = [], []
    stems = {path.with_suffix("") for path in folder.rglob(f"*{TEXT_SUFFIX}")}
    stems |= {
        path.with_suffix("") for path in folder.rglob(f"*{GOLD_SUFFIX}") if not path.name.endswith(SIDECAR_SUFFIX)
    }
    for stem in sorted(stems):
        try:
            found.append(_load(stem, split))
        except GoldError as error:
            faults.append(str(error))
    return found, faults


def _load(stem: Path, split: Split) -> GoldDocument:
    text, gold = (stem.with_name(stem.name + suffix) for suffix in (TEXT_SUFFIX, GOLD_SUFFIX))
    if not gold.is_file():
        raise GoldError(f"{text}: its gold {gold.name} is missing. Annotate the text, or take it out of the folder.")
    content = _read(gold)
    if not text.is_file():
        raise GoldError(f"{gold}: its text {text.name} is missing. Put it beside the gold.")
    sidecar = sidecar_of(text)
    known = read_sidecar(sidecar, str(sidecar)) if sidecar else Sidecar()
    publisher = known.publisher if isinstance(known, Sidecar) else None
    items = {name: content.get(name) or [] for name in ITEMS}
    return GoldDocument(stem.name, RawFile(text, str(text), sidecar), items, publisher or "", split.part(stem.name))


def _read(path: Path) -> Mapping[str, Any]:
    """The object "gold" of a file, checked."""
    try:
        content = json.loads(path.read_bytes().decode("utf-8-sig"))
    except OSError as error:
        raise GoldError(
            f"{path}: the gold could not be opened: {error.strerror}. Check that it may be read."
        ) from error
    except UnicodeDecodeError as error:
        raise GoldError(f"{path}:byte {error.start}: the gold is not valid UTF-8. Save it again as UTF-8.") from error
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        raise GoldError(f"{path}:{place}: the gold is not JSON: {error.msg}. Correct it there.") from error
    except (ValueError, RecursionError) as error:
        raise GoldError(f"{path}: the gold is not JSON: {error}. Correct the file.") from error
    gold = content.get("gold") if isinstance(content, dict) else None
    if not isinstance(gold, dict) or gold.get("agreements") is None:
        raise GoldError(f'{path}: there is no object "gold" with a list "agreements". {_SHAPE}')
    fault = next(_faults(gold), None)
    if fault:
        raise GoldError(f"{path}:gold.{fault[0]}: {fault[1]}")
    return gold


def _faults(gold: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Place and message of what is wrong with a gold object."""
    for name in ITEMS:
        for place, item in _objects(gold, name, name):
            if not isinstance(item, dict):
                yield place, "this is no object in a list. Write [{…}]."
            elif name == "agreements":
                yield from _agreement_faults(place, item)
            elif name == "amounts":
                yield from _amount_faults(place, item)
            else:
                yield from _name_faults(place, item)


def _objects(holder: Mapping[str, Any], name: str, place: str) -> Iterator[tuple[str, Any]]:
    """The members of a list with their places; what is no list is told of as a member that is no object."""
    value = holder.get(name)
    if isinstance(value, list):
        yield from ((f"{place}[{index}]", one) for index, one in enumerate(value))
    elif value is not None:
        yield place, None


def _name_faults(place: str, item: Any) -> Iterator[tuple[str, str]]:
    name = item.get("name") if isinstance(item, dict) else None
    if not isinstance(name, str) or not name.strip():
        yield place, 'this has no name. Write {"name": "…"}, with "aliases" if there are any.'
        return
    aliases = item.get("aliases")
    if aliases is not None and not (isinstance(aliases, list) and all(isinstance(alias, str) for alias in aliases)):
        yield f"{place}.aliases", "this is no list of names. Write the further forms of the name in brackets."
    yield from _word_faults(place, item, "title")


def _word_faults(place: str, item: Mapping[str, Any], *names: str) -> Iterator[tuple[str, str]]:
    for name in names:
        if not isinstance(item.get(name), str | None):
            yield f"{place}.{name}", f'{item[name]!r} is no text. Write "…", in quotation marks, or null.'


def _amount_faults(place: str, item: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    value = item.get("value")
    if isinstance(value, bool) or not isinstance(value, int | float) or not isinstance(item.get("currency"), str):
        yield place, 'this is no sum. Write {"value": 6000000, "currency": "USD"}.'


def _agreement_faults(place: str, item: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for name, codes in _CODES.items():
        if item.get(name) is not None and item[name] not in list(codes):
            yield f"{place}.{name}", f"{item[name]!r} is no {name}. Use one of: {', '.join(codes)}."
    yield from _word_faults(place, item, "signed", "place")
    try:
        if isinstance(item.get("signed"), str):
            parse_date(item["signed"])
    except ValueError as error:
        yield f"{place}.signed", f"{error}. Write 2019, 2019-09 or 2019-09-05."
    for name in _MEMBERS:
        for where, member in _objects(item, name, f"{place}.{name}"):
            yield from _name_faults(where, member)
