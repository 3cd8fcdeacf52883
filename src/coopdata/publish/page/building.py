"""Building the page: the steps, in the order in which they reach the disk.

First what pages need (scripts, styles, data), then the pages of the records, then those that explain, and last the
landing page, which leads to all of them; then what is no longer there is removed.
"""

import hashlib
import json
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

import duckdb

from coopdata.program import program_digest
from coopdata.publish.deposit import DepositError
from coopdata.publish.model import PublishError
from coopdata.publish.page.asking import Release, asking, labels
from coopdata.publish.page.data_files import data_files
from coopdata.publish.page.landing import Listed, explaining, landing, listed_releases
from coopdata.publish.page.machines import llms_txt, sitemaps
from coopdata.publish.page.passages import take_passages
from coopdata.publish.page.record_pages import RecordPage, record_pages
from coopdata.publish.page.records import KINDS, records_of
from coopdata.publish.page.rendering import Place, Templates
from coopdata.publish.page.writing import Site
from coopdata.reference.page_texts import script_texts

REPOSITORY = "COOPDATA_REPOSITORY_URL"
"""The environment variable that names the address of the repository to which errors are reported."""
INDEX = "index.html"
SITEMAP = "sitemap.xml"
LLMS = "llms.txt"
ASSETS, DATA = "site/assets", "site/data"
MADE_WITH = "site/made-with.txt"
"""What the pages of the records were made with; see `_put_records`."""
MOST_RECORDS = 25_000
"""Records of a release whose records have pages, at most.

Measured on the 2,646 records of a thousand made-up texts, with passages: 36 kB in two files, and 2.8 ms, for each. So
many take 0.9 GB and somewhat over a minute; hosts of static pages commonly end at 1 GB, and a copy takes as long as its
files are many.
"""
FOLDERS = frozenset({"site", "dictionary", "quality", "changes", *(kind.name for kind in KINDS)})
"""The folders of `published/` that hold nothing but what is built here."""
FILES = (LLMS, SITEMAP, INDEX)
"""The files beside them, the landing page as the last."""
SCRIPTS = "scripts.txt"
"""The file of the assets that lists the scripts of the landing page, in their order."""


class PageError(Exception):
    """The page was not built; what of it was written may be half of it. `notes` are for the operator."""

    def __init__(self, *notes: str) -> None:
        super().__init__(" ".join(notes))
        self.notes = notes


def build_page(
    published: Path,
    release_dir: Path,
    base_url: str | None,
    *,
    raw: Path | None = None,
    most_records: int = MOST_RECORDS,
) -> tuple[str, ...]:
    """As `write_page`, but a page that cannot be built is told in what it gives: it never undoes a release."""
    try:
        return write_page(published, release_dir, base_url, raw=raw, most_records=most_records)
    except PageError as error:
        return error.notes


def write_page(
    published: Path,
    release_dir: Path,
    base_url: str | None,
    *,
    raw: Path | None = None,
    most_records: int = MOST_RECORDS,
) -> tuple[str, ...]:
    """Build the page of `published` from its latest release, `release_dir`.

    `base_url` is where `published` can be reached, ending in a slash; None where that is not known. `raw` is the folder
    of the texts that the release was read from, for the passages around quoted words; without it there are none. Of a
    release with more than `most_records` no record but a country has a page. Gives what an operator should know, a
    sentence each. Raises PageError.
    """
    with _telling():
        known = _known(published, release_dir, base_url, most_records)
        with asking(release_dir) as release:
            if raw is not None and known.place.has_records:
                _take_passages(release, raw, known.notes)
            site = Site(published, FOLDERS)
            _write(site, release, release_dir, known)
            site.finish()
    return tuple(known.notes)


def write_landing(
    published: Path, release_dir: Path, base_url: str | None, *, most_records: int = MOST_RECORDS
) -> tuple[str, ...]:
    """Write the landing page of the latest release anew, and nothing else; as `write_page` otherwise.

    So it says which release is the stable one, which DOIs there are, and which releases were removed. Does nothing
    where the page that lies there is not of this release.
    """
    index = published / INDEX
    with _telling():
        known = _known(published, release_dir, base_url, most_records)
        if index.is_file() and f'"{_data(known.latest)}/' in index.read_text(encoding="utf-8"):
            scripts = files("coopdata.publish.page").joinpath("static", SCRIPTS).read_bytes()
            with asking(release_dir) as release:
                page = _landing(release, known, Templates(labels(release), known.place), scripts)
            Site(published, frozenset()).put(INDEX, page)
    return tuple(known.notes)


@contextmanager
def _telling() -> Iterator[None]:
    """Raise PageError where a page cannot be built."""
    try:
        yield
    except (OSError, ValueError, duckdb.Error, PublishError, DepositError) as error:
        raise PageError(f"The page could not be built: {error}. The next release builds it.") from error


@dataclass(frozen=True)
class _Known:
    """What a page is built from, beside the tables of its release."""

    published: Path
    latest: Listed
    releases: list[Listed]
    place: Place
    notes: list[str]


def _known(published: Path, release_dir: Path, base_url: str | None, most_records: int) -> _Known:
    releases, notes = listed_releases(published)
    latest = next((one for one in releases if str(one.release) == release_dir.name), None)
    if latest is None:
        told = f"The page was not built: {release_dir} is no release of {published}, or cannot be read."
        raise PageError(*notes, told)
    has_records = records_of(latest.manifest.rows) <= most_records
    return _Known(published, latest, releases, Place(base_url, _repository(notes), has_records), notes)


def _take_passages(release: Release, raw: Path, notes: list[str]) -> None:
    """Give the release its passages; a note where the texts are not to be had."""
    try:
        take_passages(release, raw)
    except OSError as error:
        notes.append(f"The page quotes words without the passages around them: {error}.")


def _repository(notes: list[str]) -> str | None:
    """The address of the repository that the environment names; a note where it is none."""
    named = os.environ.get(REPOSITORY)
    if named and not re.fullmatch(r"https?://[^\s<>\"]+", named):
        notes.append(f"{REPOSITORY} is no address of the web, so the page links to no repository: {named}.")
        return None
    return named or None


def _write(site: Site, release: Release, release_dir: Path, known: _Known) -> None:
    latest, place = known.latest, known.place
    names = labels(release)
    templates = Templates(names, place)
    assets = dict(_assets(files("coopdata.publish.page").joinpath("static")))
    for path, content in assets.items():
        site.put(f"{ASSETS}/{path}", content)
    for path, content in data_files(release, _meta(latest, names, place), script_texts()):
        site.put(f"{_data(latest)}/{path}", content)
    pages = _put_records(site, record_pages(release, templates, place), _made_with(names, place))
    for path, content in explaining(release, release_dir, templates, latest, known.releases):
        site.put(path, content)
        pages.append(path)
    site.put(LLMS, llms_txt(str(latest.release), latest.manifest.files, place))
    if place.base_url:
        for path, content in sitemaps([INDEX, *sorted(pages)], place.base_url):
            site.put(path, content)
    else:
        site.leave_out(SITEMAP)
    site.put(INDEX, _landing(release, known, templates, assets[SCRIPTS]))


def _put_records(site: Site, pages: Iterable[RecordPage], made_with: bytes) -> list[str]:
    """Put the pages of the records and give their paths. A page is made anew only where its record has changed.

    That is told by its record.json, and by what all pages were made with. The latter is taken away before the first
    page is made anew and put after the last: a build that dies leaves nothing that the next takes for finished.
    """
    unchanged = site.has(MADE_WITH, made_with)
    paths = []
    for page in pages:
        paths.append(page.path)
        content = page.json()
        if unchanged and site.has(page.json_path, content) and site.keep(page.path):
            site.keep(page.json_path)
            continue
        site.leave_out(MADE_WITH)
        site.put(page.json_path, content)
        site.put(page.path, page.html())
    site.put(MADE_WITH, made_with)
    return paths


def _made_with(names: Mapping[str, Mapping[str, str]], place: Place) -> bytes:
    """A digest over all that decides what the page of a record looks like, but for the record: program and labels."""
    told = json.dumps([program_digest(), names, asdict(place)], sort_keys=True)
    return f"{hashlib.sha256(told.encode()).hexdigest()}\n".encode()


def _landing(release: Release, known: _Known, templates: Templates, scripts: bytes) -> bytes:
    """The landing page; `scripts` lists its scripts by their path in `ASSETS` or the folder of data."""
    folders = {"assets": ASSETS, "data": _data(known.latest)}
    listed = (path.split("/", 1) for path in scripts.decode("utf-8").split())
    context = landing(release, known.latest, known.releases, known.published, known.place.base_url)
    context["scripts"] = [f"{folders[folder]}/{path}" for folder, path in listed]
    return templates.render("index", INDEX, **context)


def _data(latest: Listed) -> str:
    """The folder of the data: one for each release, so that a landing page never loads data of two."""
    return f"{DATA}/{latest.release}"


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
        "record_pages": place.has_records,
    }
