"""`coopdata capture`: a night by hand, told as a table on stdout and as lines of what went wrong on stderr."""

from collections.abc import Sequence
from pathlib import Path

import typer

from coopdata.capture.log import COUNTS, Outcome
from coopdata.capture.run import Place, UnknownSourceError, capture_all
from coopdata.capture.sources import SOURCES
from coopdata.cli.console import CommandError, say, waiting


def capture_sources(raw: Path, memory: Path, names: Sequence[str], *, dry_run: bool) -> None:
    """Capture the sources and print what came of it; CommandError where one failed or the list of sources is wrong."""
    if not raw.is_dir():
        raise CommandError(f"{raw}: there is no such folder.", "Name the folder of texts with --raw.")
    try:
        with waiting("Asking sources"):
            outcomes, sources = capture_all(Place(raw, memory), names, dry_run=dry_run)
    except UnknownSourceError as error:
        raise CommandError(f"--source: {error.args[0]}") from error
    for problem in sources.problems:
        say(f"coopdata: {problem.line()}")
    for outcome in outcomes:
        if outcome.is_busy:
            say(f"coopdata: source {outcome.source}: another capture is at it.")
        for trouble in outcome.troubles:
            say(f"coopdata: {trouble.problem(outcome.source).message}")
    if outcomes:
        typer.echo(table(outcomes))
    elif not sources.problems:
        typer.echo(f"No source is switched on in {raw / SOURCES}; nothing was asked for.")
    failed = [outcome.source for outcome in outcomes if outcome.is_failure]
    if failed or sources.problems:
        raise typer.Exit(1)


def table(outcomes: Sequence[Outcome]) -> str:
    """What came of each source, a line each, under the names of the counts."""
    rows = [("source", *COUNTS), *((one.source, *map(str, one.counts.values())) for one in outcomes)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = (
        "  ".join(cell.rjust(width) if place else cell.ljust(width) for place, (cell, width) in enumerate(pairs))
        for pairs in (tuple(zip(row, widths, strict=True)) for row in rows)
    )
    return "\n".join(line.rstrip() for line in lines)
