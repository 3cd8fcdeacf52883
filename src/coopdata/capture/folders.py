"""A folder as a source: on this machine, or wherever fsspec can open one (s3://, gcs://, sftp://).

Its files are texts under their addresses; a file that is read again only if its size or its time has changed. What a
kind of folder needs is an extra of fsspec (s3fs, gcsfs, paramiko); where it is missing the source fails and says so.
"""

from pathlib import PurePosixPath
from typing import Any

import fsspec

from coopdata.capture.fetch import Answer, FetchError, Known
from coopdata.capture.listing import Entry
from coopdata.capture.lists import SourceError
from coopdata.capture.memory import Page
from coopdata.capture.sources import Source
from coopdata.reference.file_kinds import file_kinds

_MEDIA = {suffix[1:]: kind.media_type for suffix, kind in file_kinds().items()}


class Folder:
    """The files of a folder source. SourceError where it cannot be listed."""

    def __init__(self, source: Source) -> None:
        self._source = source
        try:
            self._files, self._root = fsspec.core.url_to_fs(source.url)
            found: dict[str, dict[str, Any]] = self._files.find(self._root, detail=True)
            if not found and not self._files.isdir(self._root):
                raise SourceError(f"{source.url}: there is no such folder.")
        except (OSError, ValueError, ImportError) as error:
            raise SourceError(f"{source.url}: the folder cannot be listed: {error}.") from error
        self._found = {self._files.unstrip_protocol(path): (path, detail) for path, detail in found.items()}

    def entries(self) -> tuple[Entry, ...]:
        """The files that are wanted, by their addresses; hidden ones and other kinds of file are passed over."""
        return tuple(
            Entry(url, PurePosixPath(path).stem)
            for url, (path, _) in sorted(self._found.items())
            if _ending(path) in _MEDIA and not _is_hidden(path, self._root) and self._source.wants(url)
        )

    def read(self, entry: Entry, page: Page | None) -> Answer:
        """A file; without a body where neither its size nor its time is other than it was."""
        path, detail = self._found[entry.url]
        version = (
            f"{detail.get('size')} {detail.get('mtime') or detail.get('LastModified') or detail.get('ETag') or ''}"
        )
        headers = {"content-type": _MEDIA[_ending(path)], "etag": version}
        if page is not None and page.known == Known(version):
            return Answer(entry.url, 304, None, headers)
        if (detail.get("size") or 0) > self._source.max_bytes:
            raise FetchError(f"it has more than {self._source.max_bytes} bytes", refused=True)
        try:
            return Answer(entry.url, 200, self._files.cat_file(path), headers)
        except OSError as error:
            raise FetchError(f"it could not be read: {error.strerror or error}") from error


def _ending(path: str) -> str:
    return PurePosixPath(path).suffix.lower().removeprefix(".")


def _is_hidden(path: str, root: str) -> bool:
    return any(part.startswith(".") for part in PurePosixPath(path).relative_to(root).parts)
