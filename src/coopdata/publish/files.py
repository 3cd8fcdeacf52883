"""Writing so that it lasts: every file and folder reaches the disk before the next step relies on it.

Also the lock that keeps two builds apart. Nothing here knows what a release is.
"""

import fcntl
import hashlib
import json
import os
import shutil
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from coopdata.files import sync
from coopdata.publish.model import PublishError

_LOCK_POLL_SECONDS = 0.05


def json_bytes(content: Mapping[str, Any]) -> bytes:
    """JSON as it is published: UTF-8, keys in the order given, two spaces, a newline at the end."""
    return (json.dumps(content, indent=2, ensure_ascii=False, allow_nan=False) + "\n").encode("utf-8")


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file's bytes, in hexadecimal."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def write_bytes(path: Path, content: bytes) -> None:
    """Write a file, making its folder if need be. It is on disk once `sync_tree` has run over it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def write_parts(path: Path, parts: Iterable[bytes]) -> None:
    """Write a file as `write_bytes` does, part by part."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as stream:
        stream.writelines(parts)


def sync_tree(folder: Path) -> None:
    """Flush a folder, and all files and folders in it, to the disk."""
    for path in sorted(folder.rglob("*")):
        sync(path)
    sync(folder)


def remove(path: Path) -> None:
    """Delete a file, or a folder with all that is in it."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink()


@contextmanager
def locked(path: Path, wait_seconds: float) -> Iterator[None]:
    """Hold the lock file `path`; the system lets go of it when the process ends, however it ends.

    Raises PublishError if another process still holds it after `wait_seconds`.
    """
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        deadline = time.monotonic() + wait_seconds
        while not _try_lock(descriptor):
            if time.monotonic() >= deadline:
                raise PublishError(
                    f"another build is publishing into {path.parent} (it holds {path.name})",
                    "Wait for it to end, then build again.",
                )
            time.sleep(_LOCK_POLL_SECONDS)
        yield
    finally:
        os.close(descriptor)


def _try_lock(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
