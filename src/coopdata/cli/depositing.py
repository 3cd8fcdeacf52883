"""`coopdata deposit`: give a release to Zenodo, or show what would be sent."""

import json
import os
from pathlib import Path
from typing import Any

import typer

from coopdata.cli.console import CommandError, say
from coopdata.publish import PublishError, latest_release_dir
from coopdata.publish.deposit import Plan, Service, deposit, plan, service_from_environment
from coopdata.publish.layout import RELEASES, ReleaseId


def deposit_release(release: str | None, published: Path, *, production: bool, dry_run: bool) -> None:
    """Print the DOI of the release once it is deposited, each step on stderr; with `dry_run` only what would be sent.

    `release` is the id of one in `published`; None for the latest.
    """
    try:
        service = service_from_environment(os.environ, is_production=production)
        chosen = _chosen(release, published)
        if dry_run:
            typer.echo(json.dumps(_shown(plan(published, chosen, service), service), indent=2, ensure_ascii=False))
            return
        made = deposit(published, chosen, service, say=say)
    except PublishError as error:
        raise CommandError(str(error)) from error
    doi = made.record.doi if made.record else None
    typer.echo(f"Release {chosen} is deposited: https://doi.org/{doi}")
    if not production:
        say("This is the sandbox: the DOI leads nowhere. With --production it is given to Zenodo, for good.")


def _chosen(release: str | None, published: Path) -> ReleaseId:
    """The release that is meant. CommandError where there is none such."""
    folder = latest_release_dir(published) if release is None else published / RELEASES / release
    if folder is None:
        raise CommandError(f"{published}: there is no release.", "Run coopdata build first.")
    found = ReleaseId.parse(folder.name)
    if found is None or release not in (None, str(found)) or not folder.is_dir():
        raise CommandError(f"{published}: there is no release {release}.", "Name one like 2026.11.22, or none.")
    return found


def _shown(planned: Plan, service: Service) -> dict[str, Any]:
    """What would be sent, for people and programs."""
    latest = planned.latest.record if planned.latest else None
    return {
        "service": service.address,
        "new_version_of": latest.id if latest else None,
        "metadata": dict(planned.metadata),
        "files": [{"name": file.name, "bytes": file.size, "md5": file.md5} for file in planned.parcels],
    }
