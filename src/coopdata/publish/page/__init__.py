"""The page of coopdata."""

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import duckdb

from coopdata.publish import layout
from coopdata.publish.page.asking import Release, asking, labels
from coopdata.publish.page.data_files import data_files
from coopdata.publish.page.writing import Site
from coopdata.reference.page_texts import script_texts

DATA = "site/data"


def meta(release: Release, manifest: Mapping[str, Any], base_url: str | None, repository: str | None) -> dict[str, Any]:
    names = labels(release)
    return {
        "release": manifest["release"],
        "created": manifest["created"],
        "schema_version": manifest["schema_version"],
        "data_as_of": manifest["data_as_of"],
        "counts": {name: table["rows"] for name, table in manifest["tables"].items()},
        "labels": {
            "country": names.get("country", {}),
            "instrument": names.get("instrument", {}),
            "status": names.get("agreement_status", {}),
            "kind": names.get("organization_kind", {}),
            "role": names.get("person_role", {}),
        },
        "base_url": base_url,
        "repository": repository,
        "texts": dict(script_texts()),
    }


def build_page(published: Path, release_dir: Path, base_url: str | None) -> tuple[str, ...]:
    manifest = json.loads((release_dir / layout.MANIFEST).read_bytes())
    site = Site(published, {"site"})
    with asking(release_dir) as release:
        for name, content in data_files(release, meta(release, manifest, base_url, os.environ.get("COOPDATA_REPOSITORY_URL"))):
            site.put(f"{DATA}/{name}", content)
    site.finish()
    return ()
