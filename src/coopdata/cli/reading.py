"""`coopdata extract`: find texts, read each, write its record."""

import json
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TextIO

import typer

from coopdata.capture import RawFile, sidecar_of
from coopdata.cli.console import REFUSED, CommandError, progress, say
from coopdata.documents.model import Document, Rejection
from coopdata.documents.reader import open_file, read_file, read_raw
from coopdata.extract import read_or_reject
from coopdata.extract.record import Agreement, Record
from coopdata.extract.relevance import NotRelevant, is_relevant
from coopdata.jobs import in_order

Row = tuple[str, ...]
"""What a table shows of one agreement."""


@dataclass(frozen=True)
class Outcome:
    """What came of one text, small enough to be sent from process to process and kept for a table."""

    name: str
    line: str | None = None
    """The record as JSON; None for a table, or where there is none."""
    rows: tuple[Row, ...] = ()
    problem: str | None = None
    """Why there is no record, as a line on stderr tells it where that has not been told yet."""
    failed: bool = False


@dataclass(frozen=True)
class Options:
    """How texts are read and their records written."""

    as_table: bool = False
    jobs: int = 1
    relevant_only: bool = False
    llm: bool = False


def extract_files(paths: Sequence[Path], output: Path | None, options: Options) -> None:
    """Write the records of all texts; exit 1 if one was rejected, or not read by the language model asked for."""
    names = find_texts(paths)
    failed = False
    with _opened(output) as out, _outcomes(names, options) as outcomes, progress("Reading", len(names)) as advance:
        rows: list[Row] = []
        for outcome in outcomes:
            failed = failed or outcome.failed
            if outcome.problem is not None:
                say(outcome.problem)
            if outcome.line is not None:
                out.write(f"{outcome.line}\n")
            rows += outcome.rows
            advance(outcome.name)
        if options.as_table:
            _print_table(rows, out)
    if failed:
        raise typer.Exit(REFUSED)


@contextmanager
def _outcomes(names: Sequence[str], options: Options) -> Iterator[Iterator[Outcome]]:
    """What comes of each text, in order."""
    if not options.llm:
        yield in_order(partial(read_file_to_outcome, options=options), names, options.jobs)
        return
    from coopdata.cli.asking import Asking

    asking = Asking()
    with asking.results([_raw_file(name) for name in names], relevant_only=options.relevant_only) as results:
        yield (
            replace(_written(name, result, options), failed=result is None or asking.failed > 0)
            for name, result in zip(names, results, strict=True)
        )


def find_texts(paths: Sequence[Path]) -> list[str]:
    """The files named, and those ending in .txt in the folders named; each once, in the order of their paths."""
    found: set[str] = set()
    for path in paths:
        if path.is_dir():
            found.update(file.as_posix() for file in path.rglob("*.txt") if file.is_file())
        elif path.exists():
            found.add(path.as_posix())
        else:
            raise CommandError(f"{path}: there is no such file or folder.", "Check the path.")
    if not found:
        named = ", ".join(map(str, paths))
        raise CommandError(f"{named}: no text found.", "Name a file, or a folder with files ending in .txt.")
    return sorted(found)


def read_file_to_outcome(name: str, *, options: Options) -> Outcome:
    """What a file gives; one that is rejected, or breaks the reader, gives only a problem."""
    result = _read(_raw_file(name), relevant_only=options.relevant_only)
    if isinstance(result, Rejection):
        return Outcome(name, problem=result.problem.line(), failed=True)
    return _written(name, result, options)


def _written(name: str, result: Record | NotRelevant | None, options: Options) -> Outcome:
    if result is None:
        return Outcome(name, failed=True)
    if options.as_table:
        return Outcome(name, rows=tuple(_rows(result, Path(name).name)))
    return Outcome(name, json.dumps(result.to_json(), ensure_ascii=False))


def _read(file: RawFile, *, relevant_only: bool) -> Record | NotRelevant | Rejection:
    found = open_relevant(file, relevant_only=relevant_only)
    return read_or_reject(found) if isinstance(found, Document) else found


def open_relevant(file: RawFile, *, relevant_only: bool) -> Document | NotRelevant | Rejection:
    """The document in a file; with `relevant_only` that of one that can tell of an agreement."""
    raw = open_file(file)
    if isinstance(raw, Rejection):
        return raw
    if relevant_only and not is_relevant(raw.text):
        return NotRelevant(raw.id, file.name, raw.sha256)
    return read_raw(raw)


def _raw_file(name: str) -> RawFile:
    path = Path(name)
    return RawFile(path, name, sidecar_of(path))


def read_or_say(name: str) -> Document | None:
    """The document in a file; for one that is rejected None, and a line on stderr says why."""
    document = read_file(_raw_file(name))
    if isinstance(document, Rejection):
        say(document.problem.line())
        return None
    return document


@contextmanager
def _opened(output: Path | None) -> Iterator[TextIO]:
    """Stdout, or the file, which appears whole when all is written."""
    if output is None:
        yield sys.stdout
        return
    part = output.with_name(f".{output.name}.{os.getpid()}.part")
    try:
        with part.open("w", encoding="utf-8", newline="\n") as out:
            yield out
        part.replace(output)
    finally:
        part.unlink(missing_ok=True)


def _print_table(rows: Sequence[Row], out: TextIO) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table("text", "signed", "instrument", "status", "parties", "place")
    for row in rows:
        table.add_row(*row)
    Console(file=out).print(table)


def _rows(result: Record | NotRelevant, name: str) -> Iterator[Row]:
    if isinstance(result, NotRelevant):
        yield (name, "", "not relevant", "", "", "")
    elif not result.agreements:
        yield (name, "", "no agreement", "", "", "")
    else:
        for agreement in result.agreements:
            yield (name, *_cells(agreement))


def _cells(agreement: Agreement) -> Row:
    parties = "\n".join(
        f"{party.name} ({party.country})" if party.country else party.name for party in agreement.parties
    )
    return (
        agreement.signed or "",
        agreement.instrument.value.replace("_", " "),
        agreement.status.value.replace("_", " "),
        parties,
        agreement.place or "",
    )
