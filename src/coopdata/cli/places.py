"""Where commands read releases from: a folder, or the mirror of one at a URL."""

from pathlib import Path

from coopdata.cli.console import CommandError, waiting


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
