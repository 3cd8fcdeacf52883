"""Where commands read releases from: a folder, or the mirror of one at a URL; and its landing page."""

import os
from pathlib import Path

from coopdata.cli.console import CommandError, say, waiting

BASE_URL = "COOPDATA_BASE_URL"
"""The environment variable that names where the public reaches what is published."""


def tell_landing(published: str, cache: Path) -> None:
    """Let the landing page say what a command has changed; what keeps it from doing so is told on stderr."""
    from coopdata.publish import PublishError
    from coopdata.publish.page import renew_landing

    try:
        notes = renew_landing(published, cache, os.environ.get(BASE_URL) or None)
    except PublishError as error:
        notes = (f"The landing page does not tell of this yet: {error}",)
    for note in notes:
        say(note)


def folder_of(published: str, cache: Path, *releases: str) -> Path:
    """A folder with the latest release of `published` and those of `releases` that are ids of some.

    That is `published` itself, or its mirror under `cache` where it is a URL. Raises CommandError where that cannot be
    read.
    """
    from coopdata.publish import PublishError
    from coopdata.publish.layout import ReleaseId
    from coopdata.publish.remote.mirror import is_remote, local_copy

    if not is_remote(published):
        return Path(published)
    wanted = [release for name in releases if (release := ReleaseId.parse(name)) is not None]
    try:
        with waiting(f"Reading {published}"):
            return local_copy(published, cache, *wanted)
    except PublishError as error:
        raise CommandError(str(error)) from error
