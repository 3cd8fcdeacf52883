"""Building the page where releases are published to: in a folder, or at a URL, where it is pushed once it is built."""

from pathlib import Path

from coopdata.publish.model import PublishError
from coopdata.publish.page.building import FILES, FOLDERS, PageError, build_page, write_landing, write_page
from coopdata.publish.pointers import latest_release_dir
from coopdata.publish.remote.mirror import is_remote, publishing_to, target_at
from coopdata.publish.remote.page import PageLayout

LAYOUT = PageLayout(FOLDERS, FILES)


def renew_page(published: str, cache: Path, base_url: str | None, *, raw: Path | None = None) -> tuple[str, ...]:
    """Build the page of `published`, a folder or a URL, from its latest release; for the others see `write_page`.

    Gives what an operator should know, a sentence each; a page that cannot be built is told there. Raises PublishError
    where a store cannot be used, or is being published to: its page is then as it was, or as the last one put it.
    """
    if not is_remote(published):
        return build_page(Path(published), _latest(Path(published)), base_url, raw=raw)
    with target_at(published, cache) as target:
        target.pull()
        try:
            notes = write_page(target.mirror, _latest(target.mirror), base_url, raw=raw)
        except PageError as error:
            return error.notes
        target.push_page(LAYOUT)
        return notes


def renew_landing(published: str, cache: Path, base_url: str | None) -> tuple[str, ...]:
    """Write the landing page anew after a release was promoted, deposited or removed; as `renew_page` otherwise.

    At a URL it is one of the small files beside the releases, and put as they are: no other part of a page is touched,
    which this machine may not have.
    """
    with publishing_to(published, cache) as folder:
        try:
            return write_landing(folder, _latest(folder), base_url)
        except PageError as error:
            return error.notes


def _latest(published: Path) -> Path:
    latest = latest_release_dir(published)
    if latest is None:
        raise PublishError(f"{published} has no release", "Make one with coopdata build.")
    return latest
