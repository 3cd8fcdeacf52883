"""Building the page: the steps, in the order in which they reach the disk.

First what pages need (scripts, styles, data), then the pages of the records, then those that explain, and last the
landing page, which leads to all of them; then what is no longer there is removed.
"""

import os
import re
from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

import duckdb

from coopdata.publish.deposit import DepositError
from coopdata.publish.model import PublishError
from coopdata.publish.page.asking import Release, asking, labels
from coopdata.publish.page.data_files import data_files
from coopdata.publish.page.landing import Listed, explaining, landing, listed_releases
from coopdata.publish.page.machines import llms_txt, sitemaps
from coopdata.publish.page.record_pages import record_pages
from coopdata.publish.page.records import KINDS
from coopdata.publish.page.rendering import Place, Templates
from coopdata.publish.page.writing import Site
from coopdata.reference.page_texts import script_texts

REPOSITORY = "COOPDATA_REPOSITORY_URL"
"""The environment variable that names the address of the repository to which errors are reported."""
INDEX = "index.html"
SITEMAP = "sitemap.xml"
LLMS = "llms.txt"
ASSETS, DATA = "site/assets", "site/data"
FOLDERS = frozenset({"site", "dictionary", "quality", "changes", *(kind.name for kind in KINDS)})
"""The folders of `published/` that hold nothing but what is built here."""
SCRIPTS = "scripts.txt"
"""The file of the assets that lists the scripts of the landing page, in their order."""


def build_page(published: Path, release_dir: Path, base_url: str | None) -> tuple[str, ...]:
    """Build the page of `published` from its latest release, `release_dir`.

    `base_url` is where `published` can be reached, ending in a slash; None where that is not known. Gives what an
    operator should know, a sentence each. A page that cannot be built is told there too: it never undoes a release.
    """
    try:
        releases, notes = listed_releases(published)
        latest = next((one for one in releases if str(one.release) == release_dir.name), None)
        if latest is None:
            return (
                *notes,
                f"The page was not built: {release_dir} is no release of {published}, or cannot be read.",
            )
        place = Place(base_url, _repository(notes))
        with asking(release_dir) as release:
            site = Site(published, FOLDERS)
            _write(site, release, release_dir, (latest, releases), place)
            site.finish()
        return tuple(notes)
    except (OSError, ValueError, duckdb.Error, PublishError, DepositError) as error:
        return (f"The page could not be built: {error}. The next release builds it.",)


def _repository(notes: list[str]) -> str | None:
    """The address of the repository that the environment names; a note where it is none."""
    named = os.environ.get(REPOSITORY)
    if named and not re.fullmatch(r"https?://[^\s<>\"]+", named):
        notes.append(f"{REPOSITORY} is no address of the web, so the page links to no repository: {named}.")
        return None
    return named or None


def _write(site: Site, release: Release, release_dir: Path, known: tuple[Listed, list[Listed]], place: Place) -> None:
    latest, releases = known
    names = labels(release)
    templates = Templates(names, place)
    assets = dict(_assets(files("coopdata.publish.page").joinpath("static")))
    for path, content in assets.items():
        site.put(f"{ASSETS}/{path}", content)
    for path, content in data_files(release, _meta(latest, names, place), script_texts()):
        site.put(f"{DATA}/{path}", content)
    pages = []
    for path, content in record_pages(release, templates, place):
        site.put(path, content)
        if path.endswith(INDEX):
            pages.append(path)
    for path, content in explaining(release, release_dir, templates, latest, releases):
        site.put(path, content)
        pages.append(path)
    site.put(LLMS, llms_txt(str(latest.release), latest.manifest.files, place.base_url))
    if place.base_url:
        for path, content in sitemaps([INDEX, *sorted(pages)], place.base_url):
            site.put(path, content)
    else:
        site.leave_out(SITEMAP)
    scripts = [f"site/{path}" for path in assets.get(SCRIPTS, b"").decode("utf-8").split()]
    context = landing(release, latest, releases, site.root, place.base_url)
    site.put(INDEX, templates.render("index", INDEX, scripts=scripts, **context))


def _assets(folder: Traversable, path: str = "") -> Iterator[tuple[str, bytes]]:
    """Every file of the assets with its path, sorted."""
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        inner = f"{path}{entry.name}"
        if entry.is_dir():
            yield from _assets(entry, f"{inner}/")
        else:
            yield inner, entry.read_bytes()


def _meta(latest: Listed, names: dict[str, dict[str, str]], place: Place) -> dict[str, Any]:
    """What the scripts are told of the release."""
    shown = {
        "country": "country",
        "instrument": "instrument",
        "status": "agreement_status",
        "kind": "organization_kind",
        "role": "person_role",
    }
    return {
        "release": str(latest.release),
        "created": latest.created,
        "schema_version": latest.manifest.schema_version,
        "data_as_of": latest.manifest.data_as_of,
        "counts": dict(latest.manifest.rows),
        "labels": {name: names.get(code_list, {}) for name, code_list in shown.items()},
        "base_url": place.base_url,
        "repository": place.repository,
    }
