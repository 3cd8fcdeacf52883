"""Writing a file so that it lasts and that readers see all of it or nothing."""

import os
from contextlib import suppress
from pathlib import Path


def replace_file(path: Path, content: bytes, temporary: Path | None = None) -> None:
    """Put `content` at `path` in one step: readers see the old file or the new one, never a part.

    `temporary` must lie on the same file system; a hidden file beside `path`, of this process, where none is named. It
    is gone where writing fails. Raises OSError.
    """
    temporary = temporary or path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        temporary.write_bytes(content)
        sync(temporary)
        temporary.replace(path)
    except OSError:
        with suppress(OSError):
            temporary.unlink()
        raise
    sync(path.parent)


def sync(path: Path) -> None:
    """Flush one file or folder to the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
