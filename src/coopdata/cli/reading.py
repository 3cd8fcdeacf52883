"""`coopdata extract`: find texts, read each, write its record."""

import json
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import TextIO

import typer

from coopdata.capture import RawFile, sidecar_of
from coopdata.cli.console import REFUSED, CommandError, progress, say
from coopdata.documents.model import Document, Rejection
from coopdata.documents.reader import read_file
from coopdata.extract import read_or_reject
from coopdata.extract.record import Agreement, Record


def extract_files(paths: Sequence[Path], output: Path | None, *, as_table: bool, llm: bool = False) -> None:
    """Write the records of all texts; exit 1 if one was rejected, or not read by the language model asked for."""
    from coopdata.cli.asking import Asking

    files = find_texts(paths)
    failed = 0
    asking = Asking() if llm else None
    with (
        _opened(output) as out,
        asking.records(files) if asking else nullcontext(map(record_or_say, files)) as found,
        progress("Reading", len(files)) as advance,
    ):
        records = []
        for file, record in zip(files, found, strict=True):
            if record is None:
                failed += 1
            elif as_table:
                records.append(record)
            else:
                out.write(json.dumps(record.to_json(), ensure_ascii=False) + "\n")
            advance(file.path.name)
        if as_table:
            _print_table(records, out)
    if failed or (asking and asking.failed):
        raise typer.Exit(REFUSED)


def find_texts(paths: Sequence[Path]) -> list[RawFile]:
    """The files named, and those ending in .txt in the folders named; each once, in the order of their paths."""
    found: dict[Path, None] = {}
    for path in paths:
        if path.is_dir():
            found.update(dict.fromkeys(file for file in path.rglob("*.txt") if file.is_file()))
        elif path.exists():
            found[path] = None
        else:
            raise CommandError(f"{path}: there is no such file or folder.", "Check the path.")
    if not found:
        named = ", ".join(map(str, paths))
        raise CommandError(f"{named}: no text found.", "Name a file, or a folder with files ending in .txt.")
    ordered = sorted(found, key=lambda path: path.as_posix())
    return [RawFile(path, path.as_posix(), sidecar_of(path)) for path in ordered]


def record_or_say(file: RawFile) -> Record | None:
    """The record of a file; None for one that is rejected or breaks the reader, and a line on stderr says why."""
    document = read_or_say(file)
    result = read_or_reject(document) if document is not None else None
    if isinstance(result, Rejection):
        say(result.problem.line())
        return None
    return result


def read_or_say(file: RawFile) -> Document | None:
    """The document in a file; for one that is rejected None, and a line on stderr says why."""
    document = read_file(file)
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


def _print_table(records: Sequence[Record], out: TextIO) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table("text", "signed", "instrument", "status", "parties", "place")
    for record in records:
        for agreement in record.agreements:
            table.add_row(Path(record.document.path).name, *_cells(agreement))
        if not record.agreements:
            table.add_row(Path(record.document.path).name, "", "no agreement", "", "", "")
    Console(file=out).print(table)


def _cells(agreement: Agreement) -> tuple[str, ...]:
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
