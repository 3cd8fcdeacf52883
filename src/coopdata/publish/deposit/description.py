"""What Zenodo is told of a release, from the release's own CITATION.cff and manifest.json.

The fields are those of https://developers.zenodo.org/#representation. Zenodo takes every creator for a person and cites
the last word of a name as the family's, unless it is written ``family, given``.
"""

import html
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from coopdata.publish import layout
from coopdata.publish.deposit.model import DepositError
from coopdata.publish.deposit.parcel import BESIDE
from coopdata.publish.manifest import parse_manifest

_RELATED = {"url": ("isIdenticalTo", "dataset"), "repository-code": ("isCompiledBy", "software")}
"""Addresses in CITATION.cff, and what they are to the data."""


def describe(release_dir: Path) -> dict[str, Any]:
    """The metadata of a deposition. Raises DepositError where CITATION.cff or manifest.json lacks what is needed."""
    path = release_dir / layout.CITATION
    try:
        cited = yaml.safe_load(path.read_bytes())
        manifest = parse_manifest((release_dir / layout.MANIFEST).read_bytes())
        metadata: dict[str, Any] = {
            "upload_type": "dataset",
            "title": cited["title"],
            "creators": [_creator(author) for author in cited["authors"]],
            "description": _description(cited["abstract"], release_dir.name, manifest.data_as_of),
            "publication_date": str(cited["date-released"]),
            "version": release_dir.name,
            "access_right": "open",
            "license": cited["license"].lower(),
            "language": "eng",
            "prereserve_doi": True,
        }
        further = {"keywords": cited.get("keywords"), "related_identifiers": list(_related(cited))}
    except (OSError, yaml.YAMLError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise DepositError(
            f"{path} does not say what Zenodo needs: {type(error).__name__}: {error}",
            "Check the release with coopdata verify; make a new one if it is sound.",
        ) from error
    return metadata | {key: value for key, value in further.items() if value}


def _creator(author: Mapping[str, str]) -> dict[str, str]:
    """A person or an entity of CITATION.cff as a creator."""
    parts = [author[part] for part in ("family-names", "given-names") if author.get(part)]
    known = {
        "name": ", ".join(parts) or author["name"],
        "affiliation": author.get("affiliation"),
        "orcid": author.get("orcid", "").rpartition("/")[2],
    }
    return {key: value for key, value in known.items() if value}


def _description(abstract: str, release: str, data_as_of: str | None) -> str:
    """As HTML, which Zenodo expects."""
    as_of = f", from texts dated up to {data_as_of}" if data_as_of else ""
    files = (
        f"coopdata-{release}.zip is the release, whole, with checksums of every file. {', '.join(BESIDE)} are of it."
    )
    return "".join(f"<p>{html.escape(text)}</p>" for text in (abstract, f"Release {release}{as_of}. {files}"))


def _related(cited: Mapping[str, str]) -> Iterator[dict[str, str]]:
    for key, (relation, kind) in _RELATED.items():
        if cited.get(key):
            yield {"identifier": cited[key], "relation": relation, "resource_type": kind}
