"""`coopdata extract`: find texts, read each, write its record."""

import json
import os
import sys
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TextIO

import typer

from coopdata.cli.console import REFUSED, progress, say
from coopdata.cli.inputs import Input, find_texts, holds_archive, name_of, open_inputs, open_relevant, warnings
from coopdata.documents.model import Document, Rejection
from coopdata.extract import read_or_reject
from coopdata.extract.record import Agreement, Record
from coopdata.extract.relevance import NotRelevant
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
    """What to tell on stderr: why there is no record, where that has not been told yet, or what to know of the text."""
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
    names = find_texts(paths, output)
    total = None if holds_archive(names) else len(names)
    failed = False
    with _opened(output) as out, _outcomes(names, options) as outcomes, progress("Reading", total) as advance:
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
    texts: Iterable[Input] = open_inputs(names) if holds_archive(names) else names
    if not options.llm:
        yield in_order(partial(read_to_outcome, options=options), texts, options.jobs)
        return
    from coopdata.cli.asking import Asking

    asking = Asking()
    asked: deque[str] = deque()
    with asking.results(_noted(texts, asked), relevant_only=options.relevant_only) as results:
        yield (
            replace(_written(asked.popleft(), result, options), failed=result is None or asking.failed > 0)
            for result in results
        )


def _noted(texts: Iterable[Input], names: deque[str]) -> Iterator[Input]:
    """The same texts; the name of each that is taken is put into `names`."""
    for text in texts:
        names.append(name_of(text))
        yield text


def read_to_outcome(text: Input, *, options: Options) -> Outcome:
    """What a text gives; one that is rejected, or breaks the reader, gives only a problem."""
    found = open_relevant(text, relevant_only=options.relevant_only)
    result = read_or_reject(found) if isinstance(found, Document) else found
    if isinstance(result, Rejection):
        return Outcome(name_of(text), problem=result.problem.line(), failed=True)
    outcome = _written(name_of(text), result, options)
    told = warnings(found.problems) if isinstance(found, Document) else []
    return replace(outcome, problem="\n".join(told)) if told else outcome


def _written(name: str, result: Record | NotRelevant | None, options: Options) -> Outcome:
    if result is None:
        return Outcome(name, failed=True)
    if options.as_table:
        return Outcome(name, rows=tuple(_rows(result, Path(name).name)))
    return Outcome(name, json.dumps(result.to_json(), ensure_ascii=False))


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
