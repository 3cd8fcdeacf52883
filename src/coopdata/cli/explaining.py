"""`coopdata explain`: a text with what was read from it, by which rule, from which characters."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import typer
from rich.console import Console
from rich.text import Text

from coopdata.cli.console import REFUSED, CommandError
from coopdata.cli.inputs import find_texts, read_or_say
from coopdata.documents.model import Span
from coopdata.extract import read
from coopdata.extract.reasons import DraftWeighed, why
from coopdata.extract.record import Item, Record, Statement

STYLES = {
    "agreements": "bold green",
    "organizations": "cyan",
    "people": "magenta",
    "amounts": "yellow",
    "events": "blue",
    "projects": "bright_blue",
}
"""The colour of a passage, by the kind of thing it was read for; the first kind listed wins."""


@dataclass(frozen=True)
class Reading:
    """One statement and the thing it is about: `owner` is a path such as ``agreements[0].parties[1]``."""

    owner: str
    statement: Statement

    @property
    def kind(self) -> str:
        """The kind of thing, e.g. ``agreements``."""
        return self.owner.partition("[")[0]


@dataclass(frozen=True)
class Passage:
    """A stretch of text with all readings that overlap it."""

    span: Span
    readings: tuple[Reading, ...]


def explain_file(path: Path, *, with_reasons: bool = False) -> None:
    """Print the text with its passages, then the list of readings; exit 1 if the file is rejected.

    With `with_reasons`, also what spoke for and against each agreement and party, those too that were not taken.
    """
    if path.is_dir():
        raise CommandError(f"{path}: this is a folder, and one text is explained at a time.", "Name a file in it.")
    (name,) = find_texts([path])
    document = read_or_say(name)
    if document is None:
        raise typer.Exit(REFUSED)
    passages = group(readings(read(document)))
    console = Console(highlight=False)
    console.print(marked_text(document.text, passages), soft_wrap=True)
    console.print()
    for line in listed(document.text, passages):
        console.print(Text(line), soft_wrap=True)
    for line in told(why(document)) if with_reasons else ():
        console.print(Text(line), soft_wrap=True)


def told(drafts: Sequence[DraftWeighed]) -> Iterator[str]:
    """Lines that say of each draft and each possible party how probable it is and what speaks for and against it."""
    yield ""
    yield "What could be an agreement, and what speaks for it (+) and against it (-):"
    for draft in drafts:
        start, end = draft.span
        verdict = "taken" if draft.stands else "not taken"
        yield ""
        yield f"{_one_line(draft.wording)} ({draft.instrument}, characters {start}–{end}): {verdict}"
        yield f"     probability {draft.probability:.2f}, needed {draft.needed:.2f}"
        yield from (f"     {reason.weight:+.2f} {reason.words}" for reason in draft.reasons)
        for party in draft.parties:
            yield f"   {'party' if party.chosen else 'no party'}: {party.name}, probability {party.probability:.2f}"
            yield from (f"     {reason.weight:+.2f} {reason.words}" for reason in party.reasons)


def readings(record: Record) -> list[Reading]:
    """Every statement of the record with its owner, in the order of the text."""
    found = list(_walk(record, ""))
    return sorted(found, key=lambda reading: (reading.statement.span, reading.owner, reading.statement.field))


def group(found: Sequence[Reading]) -> list[Passage]:
    """Readings whose characters overlap, taken together, in the order of the text."""
    passages: list[Passage] = []
    for reading in found:
        start, end = reading.statement.span
        if passages and start < passages[-1].span[1]:
            last = passages.pop()
            passages.append(Passage((last.span[0], max(last.span[1], end)), (*last.readings, reading)))
        else:
            passages.append(Passage((start, end), (reading,)))
    return passages


def marked_text(text: str, passages: Sequence[Passage]) -> Text:
    """The text with each passage in brackets, numbered from 1 and coloured."""
    marked = Text()
    position = 0
    for number, passage in enumerate(passages, start=1):
        start, end = passage.span
        kinds = {reading.kind for reading in passage.readings}
        style = next((STYLES[kind] for kind in STYLES if kind in kinds), "bold")
        marked.append(text[position:start])
        marked.append(f"[{text[start:end]}]", style=style)
        marked.append(f"{number}", style="dim")
        position = end
    marked.append(text[position:])
    return marked


def _walk(part: object, owner: str) -> Iterator[Reading]:
    """The statements of a part of a record and of everything in it."""
    if isinstance(part, Item):
        yield from (Reading(owner, statement) for statement in part.statements)
    for field in fields(part):  # type: ignore[arg-type]  # records and items are dataclasses
        value: Any = getattr(part, field.name)
        if isinstance(value, tuple):
            for index, item in enumerate(value):
                if isinstance(item, Item):
                    yield from _walk(item, f"{owner}.{field.name}[{index}]".lstrip("."))


def listed(text: str, passages: Sequence[Passage]) -> Iterator[str]:
    """One line for each passage with its number and characters, and under it one for each value read there."""
    for number, passage in enumerate(passages, start=1):
        start, end = passage.span
        yield f"{number}  characters {start}–{end}: {_one_line(text[start:end])}"
        for reading in passage.readings:
            stated = reading.statement
            how = f"{stated.rule}, {stated.kind.value}, {stated.confidence:.2f}"
            part = "" if stated.span == passage.span else f", {stated.span[0]}–{stated.span[1]}"
            yield f"     {reading.owner}.{stated.field} = {stated.value}  ({how}{part})"


def _one_line(wording: str) -> str:
    return " ".join(wording.split())
