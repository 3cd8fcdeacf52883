"""The page in a store: what of it is not as in the mirror is put there, and what is gone is removed.

In a store no folder changes in one step, so the landing page commits: it is put last, after all that it leads to, and
what only the landing page before it leads to is removed after that. A push that dies leaves a landing page that is
whole; the next push of a page completes it.

**What lies there** is known from a list of hashes, beside the page under a hidden name, and from the sizes that the
store tells. Before a push changes anything, it takes off that list what it is about to change: so the list names only
what is certain, and what a dead push may have changed is put anew. Where there is no list, or a damaged one, all is.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from coopdata.publish.files import sha256_of
from coopdata.publish.model import PublishError
from coopdata.publish.remote.store import Store

INVENTORY = ".page.json"
"""The list of hashes: an object with the SHA-256 of each file in the folders of the page, by its path."""
_FIRST = "site/"
"""What pages are shown with is there before them."""
_BATCH = 200
"""Files that are put or deleted between two looks at the lock."""


@dataclass(frozen=True)
class PageLayout:
    """What a page consists of, in `published/`."""

    folders: Set[str]
    """Folders that hold nothing else."""
    files: Sequence[str]
    """Files beside them, in the order in which they are put; the last is the landing page. Not all need be there."""


class PagePush:
    """What is to be done for the folders of a page in a store to be those of the mirror. All may raise PublishError."""

    def __init__(self, store: Store, mirror: Path, folders: Set[str]) -> None:
        self._store = store
        self._mirror = mirror
        self._folders = sorted(folders)
        self._wanted = dict(_hashes(mirror, self._folders))
        there = self._there()
        known = _parse(store.read(INVENTORY))
        same = {path for path, digest in self._wanted.items() if known.get(path) == digest and self._is_in(there, path)}
        self._new = sorted(self._wanted.keys() - same, key=lambda path: (not path.startswith(_FIRST), path))
        self._gone = sorted(there.keys() - self._wanted.keys())
        self._is_known = known == self._wanted

    @property
    def is_due(self) -> bool:
        """Whether there is anything to do."""
        return bool(self._new or self._gone or not self._is_known)

    def put(self, keep: Callable[[], None]) -> None:
        """Put all that is new; `keep` is called again and again meanwhile."""
        if not self._new:
            return
        changing = {*self._new, *self._gone}
        self._write({path: digest for path, digest in self._wanted.items() if path not in changing})
        for some in _batches(self._new):
            keep()
            self._store.put_all({self._mirror / path: path for path in some})
        there = self._there()
        wrong = [path for path in self._new if not self._is_in(there, path)]
        if wrong:
            raise PublishError(
                f"{self._store.url}/{wrong[0]} has {there.get(wrong[0], 0)} bytes, not as many as were sent",
                "The landing page was left as it is; build again.",
            )

    def clear(self, keep: Callable[[], None]) -> None:
        """Remove what is gone, and take down what lies there now."""
        for some in _batches(self._gone):
            keep()
            self._store.delete_all(some)
        self._write(self._wanted)

    def _there(self) -> dict[str, int]:
        """The size of every file in the folders of the page in the store, by its path."""
        return {
            f"{folder}/{path}": size for folder in self._folders for path, size in self._store.sizes(folder).items()
        }

    def _is_in(self, there: Mapping[str, int], path: str) -> bool:
        return there.get(path) == (self._mirror / path).stat().st_size

    def _write(self, inventory: Mapping[str, str]) -> None:
        self._store.write(INVENTORY, json.dumps(inventory, sort_keys=True, indent=0).encode())


def _hashes(mirror: Path, folders: Sequence[str]) -> Iterator[tuple[str, str]]:
    for folder in folders:
        for path in sorted((mirror / folder).rglob("*")):
            if path.is_file():
                yield path.relative_to(mirror).as_posix(), sha256_of(path)


def _parse(content: bytes | None) -> dict[str, str]:
    try:
        parsed = json.loads(content or b"{}")
    except ValueError:
        return {}
    return parsed if isinstance(parsed, dict) else {}


def _batches(paths: Sequence[str]) -> Iterator[list[str]]:
    remaining = iter(paths)
    while some := list(islice(remaining, _BATCH)):
        yield some
