"""`coopdata deposit`: give a release to Zenodo, or show what would be sent."""

import json
import os
from pathlib import Path
from typing import Any

import typer

from coopdata.cli.console import CommandError, say
from coopdata.cli.places import folder_of, tell_landing
from coopdata.publish import PublishError, latest_release_dir
from coopdata.publish.deposit import InFolder, Order, Plan, deposit, plan, service_from_environment
from coopdata.publish.layout import RELEASES, ReleaseId
from coopdata.publish.remote.mirror import is_remote
from coopdata.publish.remote.store import Store


def deposit_release(release: str | None, published: str, cache: Path, *, production: bool, dry_run: bool) -> None:
    """Print the DOI of the release once it is deposited, each step on stderr; with `dry_run` only what would be sent.

    `release` is the id of one in `published`; None for the latest.
    """
    try:
        service = service_from_environment(os.environ, is_production=production)
        folder = folder_of(published, cache, *([release] if release else []))
        keeper = Store(published) if is_remote(published) else InFolder(folder)
        order = Order(folder, _chosen(release, folder), service, keeper)
        if dry_run:
            typer.echo(json.dumps(_shown(plan(order), order), indent=2, ensure_ascii=False))
            return
        made = deposit(order, say=say)
    except PublishError as error:
        raise CommandError(str(error)) from error
    doi = made.record.doi if made.record else None
    typer.echo(f"Release {order.release} is deposited: https://doi.org/{doi}")
    if not production:
        say("This is the sandbox: the DOI leads nowhere. With --production it is given to Zenodo, for good.")
    tell_landing(published, cache)


def _chosen(release: str | None, folder: Path) -> ReleaseId:
    """The release that is meant. CommandError where there is none such."""
    directory = latest_release_dir(folder) if release is None else folder / RELEASES / release
    if directory is None:
        raise CommandError(f"{folder}: there is no release.", "Run coopdata build first.")
    found = ReleaseId.parse(directory.name)
    if found is None or release not in (None, str(found)) or not directory.is_dir():
        raise CommandError(f"{folder}: there is no release {release}.", "Name one like 2026.11.22, or none.")
    return found


def _shown(planned: Plan, order: Order) -> dict[str, Any]:
    """What would be sent, for people and programs."""
    latest = planned.latest.record if planned.latest else None
    return {
        "service": order.service.address,
        "new_version_of": latest.id if latest else None,
        "metadata": dict(planned.metadata),
        "files": [{"name": file.name, "bytes": file.size, "md5": file.md5} for file in planned.parcels],
    }
