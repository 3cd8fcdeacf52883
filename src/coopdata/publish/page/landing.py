"""What the landing page and the pages that explain the data are given: releases, figures, columns, examples."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from coopdata.evaluate.quality import HEADLINE, parse_quality
from coopdata.publish import layout
from coopdata.publish.contents import DOCUMENTATION, DOWNLOADS, ReleaseFile, table_files
from coopdata.publish.deposit import version_doi
from coopdata.publish.examples import EXAMPLES
from coopdata.publish.files import sha256_of
from coopdata.publish.goodness import column_cell, quality_section
from coopdata.publish.layout import ReleaseId
from coopdata.publish.manifest import Manifest, parse_manifest
from coopdata.publish.metadata.about import AUTHORS, CODE_LICENCE, DATA_LICENCE, DESCRIPTION, TITLE
from coopdata.publish.metadata.addresses import release_address
from coopdata.publish.metadata.citing import bibtex, citation_text
from coopdata.publish.page.asking import Release
from coopdata.publish.page.records import records_of
from coopdata.publish.page.rendering import Templates, markdown
from coopdata.publish.pointers import read_pointer
from coopdata.publish.remote.elsewhere import manifests_elsewhere
from coopdata.publish.retention import Policy
from coopdata.tables.catalogue import TABLES
from coopdata.tables.codes import OPEN_LISTS

COUNTED = ("agreements", "organizations", "people", "documents", "statements")
"""The tables whose rows the landing page counts."""


@dataclass(frozen=True)
class Listed:
    """A release as the page lists it."""

    release: ReleaseId
    manifest: Manifest
    created: str
    manifest_sha256: str

    @property
    def folder(self) -> str:
        """Its folder, relative to `published/`."""
        return f"{layout.RELEASES}/{self.release}"

    @property
    def size(self) -> int:
        """The bytes of all files that its manifest lists."""
        return sum(size for size, _ in self.manifest.files.values())

    def has(self, path: str) -> bool:
        """Whether it has this file; older releases have fewer."""
        return path in self.manifest.files


def listed_releases(published: Path) -> tuple[list[Listed], list[str]]:
    """The releases that lie there, and those of a mirror's store, newest first; and which of them cannot be read."""
    folders = {one: published / layout.RELEASES / str(one) / layout.MANIFEST for one in layout.releases(published)}
    paths = manifests_elsewhere(published) | folders
    found, notes = [], []
    for release in sorted(paths, reverse=True):
        try:
            content = paths[release].read_bytes()
            created = str(json.loads(content)["created"])
            found.append(Listed(release, parse_manifest(content), created, sha256_of(paths[release])))
        except (OSError, ValueError, KeyError) as error:
            notes.append(f"Release {release} is not on the page, because its manifest cannot be read: {error}.")
    return found, notes


def landing(
    release: Release, latest: Listed, releases: Sequence[Listed], published: Path, base_url: str | None
) -> dict[str, Any]:
    """What the landing page is given. Raises PublishError or DepositError where a small file beside it is damaged."""
    doi = version_doi(published, latest.release)
    url = release_address(str(latest.release), base_url)
    stable = read_pointer(published, layout.STABLE)
    return {
        "title": TITLE,
        "lead": DESCRIPTION,
        "latest": latest,
        "releases": releases,
        "stable": stable.release if stable else None,
        "policy": Policy(),
        "counts": {name: latest.manifest.rows[name] for name in COUNTED},
        "records": records_of(latest.manifest.rows),
        "newest": list(release.rows("newest")),
        "downloads": _files(DOWNLOADS, latest.manifest),
        "documentation": _files(DOCUMENTATION, latest.manifest),
        "tables": [(spec, _files(table_files(spec), latest.manifest)) for spec in TABLES],
        "lists": [layout.MANIFEST, layout.CHECKSUMS],
        "doi": doi,
        "dois": {one.release: version_doi(published, one.release) for one in releases},
        "citation": citation_text(latest.release, doi=doi, url=url),
        "bibtex": bibtex(latest.release, doi=doi, url=url).decode("utf-8"),
        "licence": DATA_LICENCE,
        "code_licence": CODE_LICENCE,
        "authors": AUTHORS,
        "examples": EXAMPLES,
        "dataset": _dataset(latest, url, base_url),
    }


def _files(files: Sequence[ReleaseFile], manifest: Manifest) -> list[tuple[ReleaseFile, int, str]]:
    """Those of the files that the release has, each with its bytes and SHA-256."""
    return [(file, *manifest.files[file.path]) for file in files if file.path in manifest.files]


def _dataset(latest: Listed, url: str | None, base_url: str | None) -> dict[str, Any]:
    """The schema.org Dataset of the landing page; croissant.json of the release has every table and file."""
    return {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": TITLE,
        "description": DESCRIPTION,
        "url": base_url or f"{latest.folder}/",
        "version": str(latest.release),
        "datePublished": latest.release.day.isoformat(),
        "license": DATA_LICENCE["path"],
        "isAccessibleForFree": True,
        "creator": {"@type": "Organization", "name": AUTHORS},
        "distribution": [
            {
                "@type": "DataDownload",
                "name": file.title,
                "contentUrl": f"{url}{file.path}" if url else f"{latest.folder}/{file.path}",
                "encodingFormat": file.media_type,
                "contentSize": str(size),
                "sha256": digest,
            }
            for file, size, digest in _files(DOWNLOADS, latest.manifest)
        ],
    }


def dictionary(release: Release, release_dir: Path, latest: Listed) -> dict[str, Any]:
    """What the page of the dictionary is given: every column with how good it is, every code."""
    quality = parse_quality((release_dir / layout.QUALITY).read_bytes())
    codes: dict[str, list[dict[str, Any]]] = {}
    for row in release.rows("codes"):
        codes.setdefault(row["code_list"], []).append(row)
    return {
        "latest": latest,
        "tables": TABLES,
        "rows": latest.manifest.rows,
        "cells": {
            (spec.name, column.name): column_cell(quality, spec, column) for spec in TABLES for column in spec.columns
        },
        "codes": codes,
        "open_lists": OPEN_LISTS,
    }


def quality(release_dir: Path, latest: Listed) -> dict[str, Any]:
    """What the page of the quality is given: what the figures mean, and those of every field on every set."""
    measured = parse_quality((release_dir / layout.QUALITY).read_bytes())
    section = quality_section(measured).removeprefix("## How good the data is\n\n")
    return {"latest": latest, "section": markdown(section), "sets": measured.sets.values(), "headline": HEADLINE}


def changes(release_dir: Path, latest: Listed, releases: Sequence[Listed]) -> dict[str, Any]:
    """What the page of changes is given: what changed with the latest release, and where the others say so."""
    told = latest.has(layout.CHANGES_MD)
    text = (release_dir / layout.CHANGES_MD).read_text(encoding="utf-8") if told else ""
    body = re.sub(r"\A# .*\n", "", text)
    earlier = [one for one in releases if one is not latest and one.has(layout.CHANGES_MD)]
    return {"latest": latest, "section": markdown(body), "earlier": earlier, "changes_md": layout.CHANGES_MD}


def explaining(
    release: Release, release_dir: Path, templates: Templates, latest: Listed, releases: Sequence[Listed]
) -> Iterator[tuple[str, bytes]]:
    """The pages that explain the data, each with its path relative to `published/`."""
    given: Mapping[str, Mapping[str, Any]] = {
        "dictionary": dictionary(release, release_dir, latest),
        "quality": quality(release_dir, latest),
        "changes": changes(release_dir, latest, releases),
        "countries": {"countries": list(release.rows("countries"))},
    }
    for name, context in given.items():
        path = f"{name}/index.html"
        yield path, templates.render(f"{name}_page", path, **context)
