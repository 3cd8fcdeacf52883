"""The commands about releases that are there: check, compare, name, remove, deposit and show them."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from coopdata.cli.app import CACHE, PUBLISHED, CacheFolder, PublishedFolder, app
from coopdata.cli.arguments import Command
from coopdata.cli.console import Debug
from coopdata.cli.diffing import DiffForm


@app.command(cls=Command)
def verify(
    release: Annotated[
        str, typer.Argument(metavar="RELEASE", help="A release's folder, or the folder or URL of releases.")
    ] = PUBLISHED,
    raw: Annotated[
        Path | None,
        typer.Option(help="Compare every wording with the texts in this folder as well.", show_default=False),
    ] = None,
    cache: CacheFolder = CACHE,
    debug: Debug = False,  # noqa: ARG001
) -> None:
    """Check a release, offline: hashes, schemas, keys, references, and that every wording stands where it is said to.

    Of a folder of releases, the latest is checked.

    Examples:
    - `coopdata verify published --raw raw`

    - `coopdata verify published/releases/2026.11.22`

    """
    from coopdata.cli.places import folder_of
    from coopdata.cli.verifying import verify_release

    verify_release(folder_of(release, cache), raw)


@app.command(cls=Command)
def diff(
    a: Annotated[
        str, typer.Argument(metavar="A", help="A release: its id, latest, stable, or its folder.", show_default=False)
    ],
    b: Annotated[str, typer.Argument(metavar="B", help="The release to compare it with.", show_default=False)],
    published: PublishedFolder = PUBLISHED,
    form: Annotated[
        DiffForm, typer.Option("--format", help="table for people, json for programs, markdown for a page.")
    ] = DiffForm.TABLE,
    cache: CacheFolder = CACHE,
    debug: Debug = False,  # noqa: ARG001
) -> None:
    """Show what changed from one release to another: rows added, changed and removed, with old and new values.

    The table shows counts and the first records; json has every cell that differs. Releases of different schema
    versions can be compared: a column that one of them lacks counts as empty there.

    Examples:
    - `coopdata diff 2026.11.22 latest`

    - `coopdata diff stable latest --format markdown`

    """
    from coopdata.cli.diffing import diff_releases
    from coopdata.cli.places import folder_of

    diff_releases(a, b, folder_of(published, cache, a, b), form)


@app.command(cls=Command)
def promote(
    release: Annotated[str, typer.Argument(metavar="RELEASE", help="The id of a release.", show_default=False)],
    published: PublishedFolder = PUBLISHED,
    cache: CacheFolder = CACHE,
    debug: Debug = False,  # noqa: ARG001
) -> None:
    """Call a release the stable one, after checking it: *stable.json* names it from then on.

    Example:
    - `coopdata promote 2026.11.22`

    """
    from coopdata.cli.retaining import promote_release

    promote_release(published, cache, release)


@app.command(cls=Command)
def prune(
    published: PublishedFolder = PUBLISHED,
    days: Annotated[int, typer.Option(min=0, help="Keep every release of this many last days.")] = 30,
    months: Annotated[
        int, typer.Option(min=0, help="Keep the last release of each of this many months, this one first.")
    ] = 24,
    years: Annotated[
        int | None,
        typer.Option(min=0, help="Keep the last of each of this many years; without it for ever.", show_default=False),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Tell what would be removed; remove nothing.")] = False,
    cache: CacheFolder = CACHE,
    debug: Debug = False,  # noqa: ARG001
) -> None:
    """Remove old releases.

    Never the latest, the stable or the newest one, nor the one that a release so kept has its changes against. One kept
    only for another's changes does not keep the one before it.

    Examples:
    - `coopdata prune --dry-run`

    - `coopdata prune --days 7 --months 12`

    """
    from coopdata.cli.retaining import prune_releases
    from coopdata.publish.retention import Policy

    prune_releases(published, cache, Policy(days, months, years), datetime.now(UTC).date(), dry_run=dry_run)


@app.command(cls=Command)
def deposit(
    release: Annotated[
        str | None,
        typer.Argument(
            metavar="RELEASE", show_default=False, help="Id of a release, such as 2026.11.22; the latest if left out."
        ),
    ] = None,
    published: PublishedFolder = PUBLISHED,
    production: Annotated[
        bool, typer.Option("--production", help="Deposit at zenodo.org, for good, instead of its sandbox.")
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would be sent, as JSON; send nothing.")] = False,
    cache: CacheFolder = CACHE,
    debug: Debug = False,  # noqa: ARG001
) -> None:
    """Deposit a release at Zenodo, which keeps it and gives it a DOI; each release is a new version of the one before.

    The token is taken from ZENODO_SANDBOX_TOKEN, with `--production` from ZENODO_TOKEN. DOIs are written down in
    `deposits.json` beside the releases. A deposit that was broken off goes on when the command is run again.

    Examples:
    - `coopdata deposit --dry-run`

    - `coopdata deposit 2026.11.22 --production`

    """
    from coopdata.cli.depositing import deposit_release

    deposit_release(release, published, cache, production=production, dry_run=dry_run)


@app.command(cls=Command)
def serve(
    published: PublishedFolder = PUBLISHED,
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port on this machine; 0 takes one that is free.")] = 8000,
    no_open: Annotated[bool, typer.Option("--no-open", help="Do not open the browser.")] = False,
    datasette: Annotated[
        bool,
        typer.Option("--datasette", help="Open the SQLite database in Datasette; needs coopdata[datasette]."),
    ] = False,
    cache: CacheFolder = CACHE,
    debug: Debug = False,  # noqa: ARG001
) -> None:
    """Show the page of the published data in the browser, from this machine, until Ctrl+C.

    Only this machine reaches it. For the public, copy the folder to any file server: the page needs no other.

    Examples:
    - `coopdata serve`

    - `coopdata serve --published my-data --port 9000 --no-open`

    - `coopdata serve --datasette`

    """
    from coopdata.cli.places import folder_of
    from coopdata.cli.serving import serve_datasette, serve_page

    run = serve_datasette if datasette else serve_page
    run(folder_of(published, cache), port, open_browser=not no_open)
