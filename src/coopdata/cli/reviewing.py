"""`coopdata review`: list what waits for a curator, and write the lines that settle it."""

from collections.abc import Sequence
from pathlib import Path

import typer

from coopdata.cli.console import CommandError
from coopdata.publish import PublishError, latest_release_dir
from coopdata.review import Open, ReviewError, open_issues, settle


def review_release(published: Path, raw: Path, limit: int, answers: Sequence[str], reason: str) -> None:
    """Print the open issues of the latest release, or settle those that `answers` (ISSUE=VALUE) name."""
    try:
        release = latest_release_dir(published)
    except PublishError as error:
        raise CommandError(str(error)) from error
    if release is None:
        raise CommandError(f"{published}: there is no release.", "Run coopdata build first.")
    corrections = raw / "corrections.csv"
    found = open_issues(release, corrections)
    if answers:
        _settle(found, answers, reason, corrections)
        return
    for one in found[:limit]:
        typer.echo(_told(one))
    more = f", the first {limit} of them shown" if len(found) > limit else ""
    typer.echo(f"{len(found)} open in release {release.name}{more}.")


def _settle(found: Sequence[Open], answers: Sequence[str], reason: str, corrections: Path) -> None:
    parted = [answer.partition("=") for answer in answers]
    if not all(issue and value for issue, _, value in parted):
        raise CommandError("--settle needs ISSUE=VALUE.", "For example --settle iss_b6m2rt7yqe=merge.")
    try:
        lines = settle(found, {issue: value for issue, _, value in parted}, reason, corrections)
    except ReviewError as error:
        raise CommandError(str(error)) from error
    for line in lines:
        typer.echo(f"{corrections}: {','.join(line)}")
    typer.echo("The next build applies it.")


def _told(one: Open) -> str:
    """An issue as three lines: what it is worth, what it is, how to settle it."""
    worth = f"{one.documents} document{'s' * (one.documents != 1)}"
    choices = " or ".join(f"--settle {one.issue_id}={value}" for value in one.choices or (f"<{one.field}>",))
    return f"{one.code}, {worth}\n  {one.message}\n  {choices}\n"
