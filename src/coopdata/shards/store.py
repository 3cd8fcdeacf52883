"""Files at fsspec URLs (local, s3://, gs://, sftp://) as shards use them: fetched whole, put whole, asked for again.

What a kind of store needs is an extra of coopdata; where it is and who asks is told by what that library reads itself
(for S3 the variables AWS_ENDPOINT_URL_S3, AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY). These libraries try again for some
seconds where a store is busy. A shard may have taken an hour to read, so here whatever is asked is asked again after
each of some pauses. Every failure is a StoreError.

The store of publishing knows locks and mirrors, and loads pandas with it; this one must be quick to load in a worker.
"""

import re
import shutil
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar
from uuid import uuid4

import fsspec
from fsspec.implementations.local import LocalFileSystem

from coopdata.files import sync

PAUSES = (1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 60.0, 60.0)
"""Seconds between attempts: three minutes, and what the libraries themselves wait."""
_FAILURES = {
    "botocore.exceptions": "BotoCoreError",
    "gcsfs.retry": "HttpError",
    "google.auth.exceptions": "GoogleAuthError",
    "paramiko.ssh_exception": "SSHException",
}
"""What the libraries behind fsspec raise that is no OSError, by module."""
_FINAL = (PermissionError, IsADirectoryError, NotADirectoryError)
"""What no waiting mends."""
_REACH = "Make sure that the store can be reached, and that the credentials given may list, read and write there."
_INSTALL = "Install what it asks for: s3:// needs the extra coopdata[s3], gs:// coopdata[gcs], sftp:// coopdata[sftp]."

T = TypeVar("T")


class StoreError(Exception):
    """A store does not do what it is asked; the message says what, and what to do."""


class MissingError(StoreError):
    """There is no such file or bucket."""


class Store:
    """The store that a URL lies in. `path` is that of the URL, and the paths of its methods are such of the store."""

    def __init__(self, url: str, pauses: Sequence[float] = PAUSES) -> None:
        self.url = re.sub(r"(//[^/@:]*):[^/@]*@", r"\1:…@", url.rstrip("/"))
        """The URL as it may be shown."""
        try:
            self._files, path = fsspec.core.url_to_fs(url)
        except (ImportError, ValueError) as error:
            raise StoreError(f"{self.url} cannot be opened: {str(error).rstrip('.')}. {_INSTALL}") from error
        except _failures() as error:
            raise StoreError(f"{self.url} cannot be opened: {str(error).rstrip('.')}. {_REACH}") from error
        self.path: str = path.rstrip("/")
        self._is_local = isinstance(self._files, LocalFileSystem)
        self.address: str = self.path if self._is_local else url.rstrip("/")
        """The URL as any process finds it, whatever folder it works in."""
        self._pauses = () if self._is_local else tuple(pauses)

    def holds(self, other: "Store") -> bool:
        """Whether the URL of the other is this one, or lies in it."""
        return type(self._files) is type(other._files) and f"{other.path}/".startswith(f"{self.path}/")

    def find(self) -> list[str]:
        """Every file at the URL or below, by its path relative to the URL; "" where it is a file itself."""
        found: list[str] = self._ask("listed", self.path, self._files.find)
        return sorted(path[len(self.path) + 1 :] for path in found)

    def size(self, path: str) -> int | None:
        """The size of a file in bytes; None where there is none."""
        try:
            return int(self._ask("read", path, self._files.info)["size"])
        except MissingError:
            return None

    def read(self, path: str) -> bytes | None:
        """The content of a small file; None where there is none."""
        try:
            return bytes(self._ask("read", path, self._files.cat_file))
        except MissingError:
            return None

    def fetch(self, path: str, folder: Path) -> Path:
        """A file on this machine with the content of the file: itself where it lies here, else a copy in `folder`."""
        if self._is_local:
            self._ask("read", path, lambda path: self._files.open(path, "rb").close())
            return Path(path)
        copy = folder / path.rpartition("/")[2]
        self._ask("read", path, lambda path: self._files.get_file(path, str(copy)))
        return copy

    def reading(self, path: str, use: Callable[[Any], T]) -> T:
        """What `use` gives for the open file, which it may read here and there; it may be called more than once."""

        def used(path: str) -> T:
            with self._files.open(path, "rb") as file:
                return use(file)

        return self._ask("read", path, used)

    def put(self, source: Path, path: str) -> None:
        """Put a file of this machine there; readers see all of it or nothing, and two at once do not meet."""
        self._ask("written", path, lambda path: self._put(source, path))

    def _put(self, source: Path, path: str) -> None:
        if self._files.async_impl:  # an object store, which puts a file whole or not at all
            self._files.put_file(str(source), path)
            return
        folder, _, name = path.rpartition("/")
        hidden = f"{folder}/.{name}.{uuid4().hex}.part"
        self._files.makedirs(folder, exist_ok=True)
        if self._is_local:
            shutil.copyfile(source, hidden)
            sync(Path(hidden))
            Path(hidden).replace(path)
            return
        self._files.put_file(str(source), hidden)
        self._files.mv(hidden, path)

    def _ask(self, done: str, path: str, ask: Callable[[str], T]) -> T:
        """What `ask` gives for the path, in the end."""
        place = f"{self.url} ({path})"
        for pause in (*self._pauses, None):
            try:
                self._files.invalidate_cache()
                return ask(path)
            except FileNotFoundError as error:
                raise MissingError(f"{place} cannot be {done}: there is no such file, folder or bucket.") from error
            except _failures() as error:
                if pause is None or isinstance(error, _FINAL):
                    raise StoreError(f"{place} cannot be {done}: {str(error).rstrip('.')}. {_REACH}") from error
            time.sleep(pause)
        raise AssertionError("the last attempt returns or raises")


def _failures() -> tuple[type[Exception], ...]:
    """What a store raises where it fails: OSError, and what the libraries raise that have been loaded for it."""
    loaded = ((sys.modules.get(module), name) for module, name in _FAILURES.items())
    return (OSError, *(getattr(module, name) for module, name in loaded if module is not None))
