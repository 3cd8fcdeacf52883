"""What the mirror of a store knows of the releases that lie in the store only: their manifests.

They lie under a hidden name beside the releases, so that no program takes one for a release that it could read. A
folder of releases that is no mirror has none.
"""

from pathlib import Path

from coopdata.publish.layout import ReleaseId

ELSEWHERE = ".elsewhere"


def manifests_elsewhere(published: Path) -> dict[ReleaseId, Path]:
    """The manifest.json of each whole release that is in the store of this mirror but not here, oldest first."""
    found = {ReleaseId.parse(path.stem): path for path in (published / ELSEWHERE).glob("*.json")}
    return {release: found[release] for release in sorted(release for release in found if release is not None)}


def manifest_elsewhere(published: Path, release: ReleaseId) -> Path:
    """Where a mirror keeps the manifest of a release that it does not have."""
    return published / ELSEWHERE / f"{release}.json"
