"""How commands speak: results on stdout, everything else on stderr, errors as one line with a remedy.

Exit codes: 0 all went well; 1 something was refused, failed or found wrong, and a line on stderr says what; 2 the
command line itself was wrong; 70 a fault in coopdata.
"""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from typing import TYPE_CHECKING, Annotated, Any, NoReturn, Protocol

import typer
from typer.exceptions import TyperException

from coopdata.cli.arguments import Group

if TYPE_CHECKING:
    from rich.progress import Progress

REFUSED = 1
FAULT = 70

QUIET_SECONDS = 1.0
"""Work shorter than this shows no progress."""


class CommandError(Exception):
    """A command cannot go on. The message says what and where, the remedy what to do."""

    def __init__(self, message: str, remedy: str = "") -> None:
        self.message = message
        super().__init__(" ".join(part for part in (message, remedy) if part))


class Advance(Protocol):
    """What moves a progress bar."""

    def __call__(self, description: str = "") -> None:
        """One step is done; `description` says what it was."""


class Commands(Group):
    """The commands, with every error told in one line; `--debug` shows the traceback as well."""

    def invoke(self, ctx: Any) -> Any:
        """Run the command named on the command line."""
        try:
            return super().invoke(ctx)
        except (typer.Exit, typer.Abort, TyperException, BrokenPipeError):
            raise  # typer words these itself
        except Exception as error:
            if ctx.obj == DEBUG:
                raise
            _fail(error)


DEBUG = "debug"
"""What the root context holds after `--debug`."""


def _remember_debug(context: typer.Context, value: bool) -> None:
    if value:
        context.find_root().obj = DEBUG


Debug = Annotated[
    bool, typer.Option("--debug", callback=_remember_debug, help="Show the traceback of an error.", is_eager=True)
]
"""The option `--debug`, before or after the command's name."""


def say(line: str) -> None:
    """A line for the person at the terminal, on stderr."""
    typer.echo(line, err=True)


@contextmanager
def waiting(description: str) -> Iterator[None]:
    """A spinner on stderr while something takes its time; nothing where stderr is a file."""
    from rich.console import Console

    console = Console(file=sys.stderr)
    with console.status(description) if console.is_terminal else nullcontext():
        yield


@contextmanager
def progress(description: str, total: int | None) -> Iterator[Advance]:
    """A bar on stderr that appears after a second of work and goes away at the end; nothing where stderr is a file.

    `total` is None where nobody knows how much there is.
    """
    bar: Progress | None = None
    begun = time.monotonic()
    step, done = description, 0

    def advance(description: str = "") -> None:
        nonlocal bar, step, done
        step, done = description or step, done + 1
        if bar is not None:
            bar.update(bar.task_ids[0], advance=1, description=step)
        elif sys.stderr.isatty() and time.monotonic() - begun > QUIET_SECONDS:
            bar = _bar(step, total, done, begun)

    try:
        yield advance
    finally:
        if bar is not None:
            bar.stop()


def _bar(description: str, total: int | None, done: int, begun: float) -> "Progress":
    """A bar over work that has begun already, at that time of `time.monotonic`."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    bar = Progress(*columns, console=Console(file=sys.stderr), transient=True)
    bar.add_task(description, total=total, completed=done)
    bar.tasks[0].start_time = begun
    bar.start()
    return bar


def _fail(error: Exception) -> NoReturn:
    """Say in one line what went wrong, and exit."""
    if isinstance(error, CommandError):
        say(f"coopdata: {error}")
        raise typer.Exit(REFUSED)
    if isinstance(error, OSError):
        say(f"coopdata: {error.filename}: {error.strerror}." if error.filename else f"coopdata: {error}")
        raise typer.Exit(REFUSED)
    say(f"coopdata: a fault in coopdata itself: {type(error).__name__}: {error}. Run again with --debug and report it.")
    raise typer.Exit(FAULT)
