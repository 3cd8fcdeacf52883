"""`coopdata promote` and `coopdata prune`: which release is the stable one, and which are kept."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import typer

from coopdata.cli.console import CommandError, waiting
from coopdata.cli.places import tell_landing
from coopdata.publish import PublishError
from coopdata.publish.layout import ReleaseId
from coopdata.publish.remote.mirror import place_at
from coopdata.publish.retention import Decision, Ground, Place, Policy, prune

_UNITS = ("bytes", "kB", "MB", "GB")


def promote_release(published: str, cache: Path, release: str) -> None:
    """Make a release the stable one and say so; CommandError if it is not sound, or not there."""
    wanted = ReleaseId.parse(release)
    if wanted is None:
        raise CommandError(f"{release} is no release id.", "Give one such as 2026.11.22 or 2026.11.22.1.")
    with _place(published, cache, "Verifying") as place:
        is_new = place.promote(wanted)
    typer.echo(f"Release {wanted} {'is now' if is_new else 'already was'} the stable one.")
    tell_landing(published, cache)


def prune_releases(published: str, cache: Path, policy: Policy, today: date, *, dry_run: bool) -> None:
    """Remove the releases that the policy does not keep, and print each with the reason; CommandError if that fails."""
    with _place(published, cache, "Pruning") as place:
        pruned = prune(place, policy, today, dry_run=dry_run)
    for decision in pruned.plan.decisions:
        typer.echo(_told(decision, policy, dry_run=dry_run))
    kept, removed = len(pruned.plan.kept), len(pruned.plan.removed)
    leftovers = f" Of this, dead builds had left {_amount(pruned.leftovers)}." if pruned.leftovers else ""
    verb = "would be " if dry_run else ""
    typer.echo(f"{kept} kept, {removed} {verb}removed, {_amount(pruned.freed)} {verb}freed.{leftovers}")
    if removed and not dry_run:
        tell_landing(published, cache)


@contextmanager
def _place(published: str, cache: Path, doing: str) -> Iterator[Place]:
    try:
        with waiting(doing), place_at(published, cache) as place:
            yield place
    except PublishError as error:
        raise CommandError(str(error)) from error


def _told(decision: Decision, policy: Policy, *, dry_run: bool) -> str:
    """A release and what becomes of it, in a line."""
    if not decision.is_kept:
        reason = f"not of the last {policy.days} days, and not the last of a month or year that is kept"
        return f"{'would be removed' if dry_run else 'removed'}  {decision.release}  {reason}"
    words = {
        Ground.RECENT: f"of the last {policy.days} days",
        Ground.NEEDED: f"the changes of {decision.needed_by} are against it",
    }
    reasons = ", ".join(words.get(ground, str(ground)) for ground in decision.grounds)
    return f"kept  {decision.release}  {reasons}"


def _amount(size: int) -> str:
    """Bytes as people read them, by thousands."""
    amount, unit = float(size), 0
    while amount >= 1000 and unit < len(_UNITS) - 1:
        amount, unit = amount / 1000, unit + 1
    return f"{amount:.0f} {_UNITS[unit]}" if unit == 0 else f"{amount:.1f} {_UNITS[unit]}"
