"""Putting the pages into `published/`: only what has changed, all of it before the landing page, and nothing stale.

Knows of files, not of what they say.
"""

import os
from collections.abc import Iterator, Set
from pathlib import Path

from coopdata.publish import layout
from coopdata.publish.files import remove

PART = f"{layout.STAGING_PREFIX}page-"
"""Begins the name of a file that is being written; a build removes what dead ones left of these."""


class Site:
    """The folder of the pages while they are written anew.

    Every file is replaced in one step, and only where its content differs, so that whoever mirrors the folder carries
    what has changed. `finish` removes the files under `owned` that were not written this time.
    """

    def __init__(self, root: Path, owned: Set[str]) -> None:
        self.root = root
        self._owned = owned
        self._written: set[str] = set()
        self._folders: set[str] = set()

    def put(self, path: str, content: bytes) -> None:
        """Have this content at `path`, relative to the root. Raises OSError."""
        self._written.add(path)
        target = self.root / path
        folder, _, name = path.rpartition("/")
        if folder not in self._folders:
            target.parent.mkdir(parents=True, exist_ok=True)
            self._folders.add(folder)
        if _content(target) == content:
            return
        part = target.with_name(f"{PART}{os.getpid()}-{name}")
        part.write_bytes(content)
        part.replace(target)

    def keep(self, path: str) -> bool:
        """Leave what lies at `path` as it is; False where nothing does."""
        if not (self.root / path).is_file():
            return False
        self._written.add(path)
        return True

    def has(self, path: str, content: bytes) -> bool:
        """Whether this content lies at `path`. Raises OSError."""
        return _content(self.root / path) == content

    def leave_out(self, path: str) -> None:
        """Have no file at `path`. Raises OSError."""
        (self.root / path).unlink(missing_ok=True)

    def finish(self) -> None:
        """Remove the pages of what is gone, with their folders. Raises OSError."""
        for owned in sorted(self._owned):
            top = self.root / owned
            if top.is_dir():
                for _ in self._clear(top, owned):
                    pass

    def _clear(self, folder: Path, path: str) -> Iterator[None]:
        """Remove what was not written under a folder, then the folder if nothing is left in it."""
        left = False
        with os.scandir(folder) as entries:
            for entry in entries:
                inner = f"{path}/{entry.name}"
                if entry.is_dir(follow_symlinks=False):
                    yield from self._clear(Path(entry.path), inner)
                    left = left or Path(entry.path).exists()
                elif inner in self._written:
                    left = True
                else:
                    remove(Path(entry.path))
        if not left:
            folder.rmdir()


def _content(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
