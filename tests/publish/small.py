"""Releases of four small files, where it matters how releases are kept and carried and not what they hold."""

import json
from datetime import date
from pathlib import Path

from coopdata.publish import layout
from coopdata.publish.layout import ReleaseId, newest_release, next_release
from coopdata.publish.manifest import checksums, measure
from coopdata.publish.pointers import point

DAY = date(2026, 11, 22)


def small_release(published: Path, release: str, previous: str | None = None, content: str = "one") -> Path:
    """The folder of a release whose only table says `content`."""
    folder = published / layout.RELEASES / release
    (folder / layout.CSV).mkdir(parents=True)
    (folder / layout.csv_path("agreements")).write_text(content)
    (folder / layout.README).write_text(f"Release {release}")
    listed = measure(folder)
    manifest = {
        "release": release, "previous": previous, "schema_version": "1.2.0", "data_as_of": None,
        "code_version": "0.1.0", "extractor_version": "1", "tables": {},
        "files": [{"path": path, "bytes": size, "sha256": digest} for path, (size, digest) in listed.items()],
    }  # fmt: skip
    (folder / layout.MANIFEST).write_text(json.dumps(manifest))
    (folder / layout.CHECKSUMS).write_bytes(checksums(measure(folder)))
    return folder


def small_build(published: Path, content: str, day: date = DAY) -> ReleaseId:
    """What `publish` does: a release if the table changed, else none; then latest.json, and the status anyway."""
    last = newest_release(published)
    release = last
    if last is None or content != (published / layout.RELEASES / str(last) / layout.csv_path("agreements")).read_text():
        release = next_release(day, last)
        small_release(published, str(release), str(last) if last else None, content)
        (published / layout.RELEASES_FEED).write_text(f"<feed>{release}</feed>")
    assert release is not None
    point(published, layout.LATEST, published / layout.RELEASES / str(release))
    (published / layout.STATUS).write_text(f"{release}: {content}")
    return release
