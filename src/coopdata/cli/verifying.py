"""`coopdata verify`: check a release and say what was found."""

from pathlib import Path

import typer

from coopdata.cli.console import REFUSED, CommandError, say
from coopdata.publish import PublishError, latest_release_dir
from coopdata.publish import verify as verify_files


def verify_release(release: Path, raw: Path | None) -> None:
    """Print one line for each problem on stderr and a summary on stdout; exit 1 if there is a problem.

    `release` may be the folder of releases; then the latest is checked.
    """
    if raw is not None and not raw.is_dir():
        raise CommandError(f"{raw}: there is no such folder.", "Give the folder of texts, or leave --raw out.")
    try:
        folder = latest_release_dir(release) or release
    except PublishError as error:
        raise CommandError(str(error)) from error
    report = verify_files(folder, raw)
    for problem in report.problems:
        say(problem)
    typer.echo(report.summary())
    if not report.ok:
        raise typer.Exit(REFUSED)
