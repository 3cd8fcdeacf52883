"""latest.json and stable.json: the two files that name a release, and say the same of it.

Both are replaced in one step, so that whoever reads one finds a whole release behind it.
"""

import json
import os
from pathlib import Path
from typing import Any

from coopdata.files import replace_file
from coopdata.publish import layout
from coopdata.publish.files import json_bytes, sha256_of
from coopdata.publish.layout import ReleaseId
from coopdata.publish.manifest import parse_manifest
from coopdata.publish.model import Latest, PublishError

_REMEDIES = {
    layout.LATEST: "Delete it; the next build writes it anew.",
    layout.STABLE: "Delete it, or put it right with coopdata promote.",
}


def pointer_to(release_dir: Path) -> bytes:
    """What a pointer to this release says. Raises OSError or ValueError if its manifest cannot be read."""
    content = (release_dir / layout.MANIFEST).read_bytes()
    known = parse_manifest(content)
    latest = Latest(
        release=known.release,
        schema_version=known.schema_version,
        data_as_of=known.data_as_of,
        path=f"{layout.RELEASES}/{release_dir.name}",
        manifest_sha256=sha256_of(release_dir / layout.MANIFEST),
    )
    return json_bytes(vars(latest))


def point(published: Path, name: str, release_dir: Path) -> bool:
    """Make the pointer `name` (layout.LATEST or STABLE) name this release; False, and untouched, if it already does.

    Raises OSError, or ValueError if the release's manifest cannot be read.
    """
    wanted = pointer_to(release_dir)
    pointer = published / name
    if pointer.is_file() and pointer.read_bytes() == wanted:
        return False
    replace_file(pointer, wanted, published / f"{layout.STAGING_PREFIX}{os.getpid()}-{name}")
    return True


def read_pointer(published: Path, name: str) -> Latest | None:
    """What the pointer `name` says, None if there is no such file. Raises PublishError if it is damaged."""
    path = published / name
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise PublishError(f"{path} cannot be read: {error}", _REMEDIES[name]) from error
    return parse_pointer(content, name, str(path))


def parse_pointer(content: bytes, name: str, place: str) -> Latest:
    """Read the pointer `name`, which lies at `place`.

    Raises PublishError if it is no JSON, lacks a key that the layout promises, or names no release.
    """
    try:
        parsed: Any = json.loads(content)
        latest = Latest(
            release=parsed["release"],
            schema_version=parsed["schema_version"],
            data_as_of=parsed["data_as_of"],
            path=parsed["path"],
            manifest_sha256=parsed["manifest_sha256"],
        )
        if ReleaseId.parse(latest.release) is None:
            raise ValueError(f"{latest.release!r} is no release id")
    except KeyError as error:
        raise PublishError(f"{place} lacks {error}", _REMEDIES[name]) from error
    except (ValueError, TypeError) as error:
        raise PublishError(f"{place} cannot be read: {error}", _REMEDIES[name]) from error
    return latest


def id_of(latest: Latest) -> ReleaseId:
    """The id of the release that a pointer names; it was told to be one when the pointer was read."""
    release = ReleaseId.parse(latest.release)
    if release is None:
        raise ValueError(f"{latest.release!r} is no release id")
    return release


def read_latest(published: Path) -> Latest | None:
    """What `published/latest.json` says, None if there is no such file. Raises PublishError if it is damaged."""
    return read_pointer(published, layout.LATEST)


def latest_release_dir(published: Path) -> Path | None:
    """The folder of the release that `latest.json` names, None if nothing has been published yet.

    Raises PublishError if latest.json is damaged or the folder it names is gone.
    """
    latest = read_latest(published)
    if latest is None:
        return None
    folder = published / layout.RELEASES / latest.release
    if not folder.is_dir():
        raise PublishError(
            f"{published / layout.LATEST} names the release {latest.release!r}, which is not in "
            f"{published / layout.RELEASES}",
            "Put the folder back, or delete latest.json; the next build writes it anew.",
        )
    return folder
