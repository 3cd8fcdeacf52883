"""The files that are deposited: the release as one archive, and beside it those that say what it is.

Zenodo keeps no folders, at most 100 files and 50 GB (https://help.zenodo.org/docs/deposit/manage-files). The archive
holds the whole release in a folder of its name, every file as it is, so that its SHA256SUMS still fits. The same
release gives the same archive under the same version of zlib: names sorted, no time, no owner.
"""

import hashlib
import shutil
import zipfile
from dataclasses import dataclass
from pathlib import Path

from coopdata.publish import layout
from coopdata.publish.deposit.model import DepositError

BESIDE = (layout.README, layout.CITATION, layout.DATAPACKAGE)
"""Files that can be read at Zenodo without the archive."""
MOST_BYTES = 50_000_000_000

_EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The time of every file in the archive: the first that the format has."""
_BLOCK = 1 << 20


@dataclass(frozen=True)
class Parcel:
    """A file to be deposited."""

    name: str
    path: Path
    size: int
    md5: str


def pack(release_dir: Path, folder: Path) -> tuple[Parcel, ...]:
    """The files to deposit for a release; the archive is written into `folder`. Raises OSError, DepositError."""
    archive = folder / f"coopdata-{release_dir.name}.zip"
    _write_archive(release_dir, archive)
    paths = [archive, *(release_dir / name for name in BESIDE)]
    parcels = tuple(Parcel(path.name, path, path.stat().st_size, _md5(path)) for path in paths)
    total = sum(parcel.size for parcel in parcels)
    if total > MOST_BYTES:
        raise DepositError(
            f"the release has {total} bytes, Zenodo takes {MOST_BYTES}", "Ask Zenodo for a larger quota."
        )
    return parcels


def _write_archive(release_dir: Path, target: Path) -> None:
    with zipfile.ZipFile(target, "w") as archive:
        for path in sorted(path for path in release_dir.rglob("*") if path.is_file()):
            name = f"coopdata-{release_dir.name}/{path.relative_to(release_dir).as_posix()}"
            entry = zipfile.ZipInfo(name, _EARLIEST)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3  # Unix, whatever this machine is
            entry.external_attr = 0o644 << 16
            entry.file_size = path.stat().st_size  # tells whether the form for large files is needed
            with path.open("rb") as source, archive.open(entry, "w") as sink:
                shutil.copyfileobj(source, sink, _BLOCK)


def _md5(path: Path) -> str:
    """The checksum that Zenodo gives for what it received."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, lambda: hashlib.md5(usedforsecurity=False)).hexdigest()
