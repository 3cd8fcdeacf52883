"""A folder at an fsspec URL (s3://, gs://, sftp://), as publishing uses it.

What a kind of store needs is an extra of fsspec (s3fs, gcsfs, paramiko). Where it is and who asks is told by what that
library reads itself: for S3 the variables AWS_ENDPOINT_URL_S3, AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_PROFILE
and the files of ~/.aws. It also tries again by itself where a store is busy. Every failure is a PublishError.

An object store puts a file whole or not at all. A file system at a distance does not, so there a file is put under a
hidden name and renamed.
"""

import errno
import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import fsspec

from coopdata.publish.layout import STAGING_PREFIX
from coopdata.publish.model import PublishError

_FAILURES = {
    "botocore.exceptions": "BotoCoreError",
    "gcsfs.retry": "HttpError",
    "google.auth.exceptions": "GoogleAuthError",
    "paramiko.ssh_exception": "SSHException",
}
"""What the libraries behind fsspec raise that is no OSError, by module."""

_REACH = (
    "Make sure that the store can be reached, and that the credentials given may list, read, write and delete there "
    "(for S3: AWS_ENDPOINT_URL_S3, AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE)."
)
_INSTALL = "Install what it asks for: s3:// needs the extra coopdata[s3], gs:// coopdata[gcs], sftp:// coopdata[sftp]."


class Store:
    """The folder at a URL; paths are relative to it, with forward slashes. Every method raises PublishError."""

    def __init__(self, url: str) -> None:
        self.url = re.sub(r"(//[^/@:]*):[^/@]*@", r"\1:…@", url.rstrip("/"))
        """The URL as it may be shown: without a password, and without a slash at its end."""
        try:
            with self._telling("opened"):
                self._files, root = fsspec.core.url_to_fs(url)
        except (ImportError, ValueError) as error:
            raise PublishError(f"{self.url} cannot be opened: {str(error).rstrip('.')}", _INSTALL) from error
        self._root: str = root.rstrip("/")

    def read(self, path: str) -> bytes | None:
        """The content of a file, None if there is none."""
        with self._telling("read", path):
            self._files.invalidate_cache()
            try:
                content: bytes = self._files.cat_file(self._at(path))
            except FileNotFoundError:
                return None
            return content

    def entries(self, folder: str) -> dict[str, int | None]:
        """What lies in a folder, by name: the size of a file, None for a folder. Empty if there is no such folder."""
        with self._telling("listed", folder):
            self._files.invalidate_cache()
            try:
                found: list[dict[str, Any]] = self._files.ls(self._at(folder), detail=True)
            except FileNotFoundError:
                return {}
        return {
            one["name"].rstrip("/").rpartition("/")[2]: one["size"] if one["type"] == "file" else None for one in found
        }

    def sizes(self, folder: str) -> dict[str, int]:
        """The size of every file in a folder and below, by its path relative to it."""
        with self._telling("listed", folder):
            self._files.invalidate_cache()
            found: dict[str, dict[str, Any]] = self._files.find(self._at(folder), detail=True)
        start = len(self._at(folder)) + 1
        return {path[start:]: one["size"] for path, one in sorted(found.items()) if one["type"] == "file"}

    def fetch(self, path: str, to: Path) -> None:
        """Write a file of the store to `to`."""
        with self._telling("read", path):
            self._files.get_file(self._at(path), str(to))

    def put(self, source: Path, path: str) -> None:
        """Put a file into the store; readers see the old one or the new one, never a part."""
        with self._telling("written", path):
            if self._is_object_store:
                self._files.put_file(str(source), self._at(path))
                return
            folder, _, name = self._at(path).rpartition("/")
            self._files.makedirs(folder, exist_ok=True)
            self._files.put_file(str(source), f"{folder}/{STAGING_PREFIX}{name}")
            self._files.mv(f"{folder}/{STAGING_PREFIX}{name}", self._at(path))

    def put_all(self, files: Mapping[Path, str]) -> None:
        """Put files into the store, each as `put` does and many at once where the store can."""
        if not self._is_object_store:
            for source, path in files.items():
                self.put(source, path)
            return
        with self._telling("written", next(iter(files.values()), "")):
            self._files.put([str(source) for source in files], [self._at(path) for path in files.values()])

    def write(self, path: str, content: bytes) -> None:
        """Write a small file, over one that may be there."""
        with self._telling("written", path):
            self._files.pipe_file(self._at(path), content)

    def create(self, path: str, content: bytes) -> None:
        """Write a small file unless there is one: in one step where the store can, else after looking.

        Reading it tells who was first. Stores word their refusal differently, and one may have written it before the
        connection broke; so whatever they raise counts only where there is no file afterwards.
        """
        with self._telling("written", path):
            if not self._is_object_store:  # in an object store this would make the bucket
                self._files.makedirs(self._root, exist_ok=True)
            try:
                self._files.pipe_file(self._at(path), content, mode="create")
            except OSError as error:
                if self.read(path) is not None:
                    return
                if error.errno != errno.ENOSYS:
                    raise
                self._files.pipe_file(self._at(path), content)

    def delete(self, paths: Iterable[str]) -> None:
        """Delete files, in this order; one that is not there is passed over."""
        for path in paths:
            with self._telling("deleted", path), suppress(FileNotFoundError):
                self._files.rm_file(self._at(path))

    def delete_all(self, paths: Sequence[str]) -> None:
        """Delete files in any order, many at once where the store can, and folders in which nothing is left."""
        if self._is_object_store:
            with self._telling("deleted", next(iter(paths), "")), suppress(FileNotFoundError):
                self._files.rm([self._at(path) for path in paths])
            return
        self.delete(paths)
        for folder in sorted({path.rpartition("/")[0] for path in paths}, reverse=True):
            with suppress(OSError):  # something is left in it
                self._files.rmdir(self._at(folder))

    def delete_folder(self, folder: str) -> None:
        """Delete a folder with all that is in it, if it is there."""
        with self._telling("deleted", folder), suppress(FileNotFoundError):
            self._files.invalidate_cache()
            self._files.rm(self._at(folder), recursive=True)

    @property
    def _is_object_store(self) -> bool:
        """Whether a file is put in one step; of fsspec's own these are the ones that are asynchronous inside."""
        return bool(self._files.async_impl)

    def _at(self, path: str) -> str:
        return f"{self._root}/{path}" if path else self._root

    @contextmanager
    def _telling(self, done: str, path: str = "") -> Iterator[None]:
        place = f"{self.url}/{path}" if path else self.url
        try:
            yield
        except FileNotFoundError as error:
            raise PublishError(f"{place} cannot be {done}: {error}", "Make the bucket, or correct the URL.") from error
        except _failures() as error:
            raise PublishError(f"{place} cannot be {done}: {str(error).rstrip('.')}", _REACH) from error


def _failures() -> tuple[type[Exception], ...]:
    """What a store raises where it fails: OSError, and what the libraries raise that have been loaded for it."""
    loaded = ((sys.modules.get(module), name) for module, name in _FAILURES.items())
    return (OSError, *(getattr(module, name) for module, name in loaded if module is not None))
