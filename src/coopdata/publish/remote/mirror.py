"""`published/` at a URL: a mirror on this machine that is pulled, published into as any folder is, and pushed.

In a store no rename makes a folder appear whole, so there latest.json commits: it is put last, and what it names is
whole. `pull` makes the mirror hold what is committed; `push` puts a new release, then the small files beside the
releases, then latest.json. A push that dies leaves the store at the release before.

**What is pulled.** The small files, the release that latest.json names, and the newest one, where a push has brought
it whole and died before it moved latest.json. So ids count on from all that was ever made, and the next build points to
that release or follows it, as it does where a build on this machine died at that point. Of all others the manifests are
pulled (`elsewhere`). A release is whole once it has SHA256SUMS, which is put last and names all other files; a folder
without it is a leftover, and is overwritten or removed. Every release in the mirror has been compared with it.

**Who is at it.** `target_at` holds the mirror (flock) and the folder in the store (`remote_lock`). Should two machines
work at once all the same, the one that finds another latest.json than it pulled moves nothing.

**The page** is pushed by itself, by `push_page`, after the release that it is built from is committed; see
`coopdata.publish.remote.page`. Its folders stay in the mirror as they were built there last, so that the next page is
written where it differs; what is pushed with a release never touches those in the store.

`published/refused` stays in the mirror; it is for whoever runs the builds.
"""

import hashlib
import socket
from collections.abc import Iterator, Mapping, Set
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext, suppress
from pathlib import Path
from uuid import uuid4

from coopdata.files import replace_file
from coopdata.publish import layout
from coopdata.publish.files import locked, remove, sha256_of
from coopdata.publish.layout import ReleaseId
from coopdata.publish.manifest import measure
from coopdata.publish.model import Latest, PublishError
from coopdata.publish.pointers import parse_pointer
from coopdata.publish.release import LOCK_WAIT_SECONDS
from coopdata.publish.remote.elsewhere import ELSEWHERE, manifest_elsewhere, manifests_elsewhere
from coopdata.publish.remote.lock import RemoteLock
from coopdata.publish.remote.page import PageLayout, PagePush
from coopdata.publish.remote.store import Store
from coopdata.publish.remote.sums import RESTORE, is_same, listed, wrong_files
from coopdata.publish.retention import Folder, Held, Place, Stock, folder_at, named, no_such_release, previous_of

MIRRORS = "published"
"""The folder of mirrors, in the folder of records already read."""


def is_remote(published: str) -> bool:
    """Whether this names a folder at a URL and not on this machine."""
    return "://" in published


def mirror_of(published: str, cache: Path) -> Path:
    """The folder on this machine that stands for `published`: itself, or the mirror of a URL, under `cache`."""
    if not is_remote(published):
        return Path(published)
    name = hashlib.sha256(published.rstrip("/").encode()).hexdigest()[:16]
    return cache / MIRRORS / name / "mirror"


@contextmanager
def remote_published(url: str, cache: Path, *, lock_wait_seconds: float = LOCK_WAIT_SECONDS) -> Iterator[Path]:
    """The mirror of `url`, to publish into; what has changed in it is pushed at the end, if nothing was raised.

    If something was, status.json alone is pushed. Raises PublishError if the store cannot be used, another build has
    it for longer than `lock_wait_seconds`, or latest.json was moved by another meanwhile.
    """
    with target_at(url, cache, lock_wait_seconds=lock_wait_seconds) as target:
        target.pull()
        with ExitStack() as raised:
            raised.callback(target.push_status)
            yield target.mirror
            raised.pop_all()
        target.push()


def publishing_to(published: str, cache: Path) -> AbstractContextManager[Path]:
    """The folder to publish into: `published` itself, or what `remote_published` gives for a URL."""
    return remote_published(published, cache) if is_remote(published) else nullcontext(Path(published))


def local_copy(published: str, cache: Path, *releases: ReleaseId) -> Path:
    """A folder to read from: `published` itself, or for a URL its mirror with the latest release and those named.

    Not to be called within `publishing_to`, which holds the mirror. Raises PublishError if the store cannot be read,
    does not have a release that is named, or what it holds is damaged.
    """
    folder = mirror_of(published, cache)
    if is_remote(published):
        with _mirror_held(folder, LOCK_WAIT_SECONDS):
            target = RemoteTarget(published, folder)
            target.pull()
            for release in releases:
                target.fetch(release)
    return folder


@contextmanager
def place_at(published: str, cache: Path) -> Iterator[Place]:
    """`published` to promote or prune in, its lock held, be it a folder or a URL. Raises PublishError."""
    with target_at(published, cache) if is_remote(published) else folder_at(Path(published)) as place:
        yield place


@contextmanager
def target_at(url: str, cache: Path, *, lock_wait_seconds: float = LOCK_WAIT_SECONDS) -> Iterator["RemoteTarget"]:
    """The folder at `url` with its mirror under `cache`; until the end nobody else publishes there. PublishError."""
    mirror = mirror_of(url, cache)
    with _mirror_held(mirror, lock_wait_seconds):
        target = RemoteTarget(url, mirror)
        target.lock.take(lock_wait_seconds)
        try:
            yield target
        finally:
            target.lock.release()


@contextmanager
def _mirror_held(mirror: Path, wait_seconds: float) -> Iterator[None]:
    with _mirroring(mirror):
        mirror.mkdir(parents=True, exist_ok=True)
    with locked(mirror.with_name(layout.LOCK), wait_seconds):
        yield


class RemoteTarget:
    """The folder at a URL and its mirror, which the caller holds; a `Place`. Every method may raise PublishError."""

    def __init__(self, url: str, mirror: Path) -> None:
        self.mirror = mirror
        self._store = Store(url)
        self.lock = RemoteLock(self._store, _name_of(mirror))
        self._beside: dict[str, bytes] = {}
        """The small files of the store, as they were pulled or pushed."""
        self._whole: set[ReleaseId] = set()
        """The releases that are whole in the store."""

    def pull(self) -> None:
        """Make the mirror hold what is committed in the store; whatever else was in it is gone afterwards."""
        with _mirroring(self.mirror):
            for leftover in self.mirror.glob(f"{layout.STAGING_PREFIX}*"):
                remove(leftover)
            self._beside = self._read_beside()
            self._whole = {release for release, files in self._sizes().items() if layout.CHECKSUMS in files}
            latest = self._pointer(self._beside.get(layout.LATEST), layout.LATEST)
            pointed = named(latest, self._whole, layout.LATEST, self._store.url)
            here = {release for release in (pointed, max(self._whole, default=None)) if release is not None}
            for release in here:
                folder = self.fetch(release)
                if latest is not None and release == pointed:
                    self._require_pointed(latest, folder)
            for release in set(layout.releases(self.mirror)) - here:
                remove(self.mirror / layout.RELEASES / str(release))
            self._keep_manifests(self._whole - here)
            self._write_beside()

    def push(self) -> None:
        """Put what is new in the mirror: releases, then small files, and latest.json as the last.

        Raises PublishError if latest.json is not as it was pulled, or another has taken the lock.
        """
        new = [release for release in layout.releases(self.mirror) if release not in self._whole]
        changed = self._changed()
        if not new and not changed:
            return
        self._require_mine()
        for release in new:
            self._put_release(release)
        for name in sorted(changed, key=_latest_last):
            if name == layout.LATEST:
                self._require_mine()
            self._put_beside(name)

    def push_page(self, page: PageLayout) -> None:
        """Make the page in the store the one in the mirror, which was built since the last pull.

        Raises PublishError if latest.json is not as it was pulled, or another has taken the lock.
        """
        with _mirroring(self.mirror):
            folders = PagePush(self._store, self.mirror, page.folders)
            here = self._visible()
        changed = self._changed()
        if not folders.is_due and not changed.intersection(page.files) and self._beside.keys() & page.files <= here:
            return
        self._require_mine()
        folders.put(self.lock.keep)
        self._require_mine()
        for name in page.files:
            if name in changed:
                self._put_beside(name)
            elif name not in here and name in self._beside:
                self._store.delete([name])
                del self._beside[name]
        folders.clear(self.lock.keep)

    def push_status(self) -> None:
        """Put status.json if it has changed. Where that fails, what went wrong before it is what is to be told."""
        with suppress(PublishError):
            if layout.STATUS in self._changed():
                self._put_beside(layout.STATUS)

    def fetch(self, release: ReleaseId) -> Path:
        """Have a release of the store in the mirror until the next pull, compared with its SHA256SUMS; its folder."""
        if release not in self._whole:
            raise no_such_release(release, self._whole, self._store.url)
        there = f"{layout.RELEASES}/{release}"
        sums = self._store.read(f"{there}/{layout.CHECKSUMS}") or b""
        wanted = listed(sums, f"{self._store.url}/{there}")
        with _mirroring(self.mirror):
            if not is_same(self.mirror / there, sums, wanted):
                self._download(there, sums, wanted)
        return self.mirror / there

    def look(self) -> Stock:
        """What there is in the store; see `retention.Place`."""
        sizes = self._sizes()
        whole = {release: files for release, files in sizes.items() if layout.CHECKSUMS in files}
        previous = {}
        for release in whole:
            path = f"{layout.RELEASES}/{release}/{layout.MANIFEST}"
            previous[release] = previous_of(self._store.read(path) or b"", f"{self._store.url}/{path}")
        latest, stable = (self._pointer(self._store.read(name), name) for name in (layout.LATEST, layout.STABLE))
        return Stock(
            Held(
                previous,
                named(latest, whole, layout.LATEST, self._store.url),
                named(stable, whole, layout.STABLE, self._store.url),
            ),
            {release: sum(files.values()) for release, files in whole.items()},
        )

    def remove(self, release: ReleaseId) -> None:
        """Remove a release from the store, first what makes it whole."""
        self.lock.keep()
        self._store.delete([f"{layout.RELEASES}/{release}/{layout.CHECKSUMS}"])
        self._store.delete_folder(f"{layout.RELEASES}/{release}")

    def clear_leftovers(self) -> int:
        """Remove the folders of releases that are not whole; under the lock they are of dead builds and prunes."""
        parts = {release: files for release, files in self._sizes().items() if layout.CHECKSUMS not in files}
        for release in parts:
            self._store.delete_folder(f"{layout.RELEASES}/{release}")
        return sum(sum(files.values()) for files in parts.values())

    def promote(self, release: ReleaseId) -> bool:
        """Verify a release of the store and make its stable.json name it; False if it did already."""
        self.pull()
        self.fetch(release)
        promoted = Folder(self.mirror).promote(release)
        self.push()
        return promoted

    def _pointer(self, content: bytes | None, name: str) -> Latest | None:
        return None if content is None else parse_pointer(content, name, f"{self._store.url}/{name}")

    def _read_beside(self) -> dict[str, bytes]:
        names = [name for name, size in self._store.entries("").items() if size is not None and _is_visible(name)]
        found = {name: self._store.read(name) for name in names}
        return {name: content for name, content in found.items() if content is not None}

    def _write_beside(self) -> None:
        """Make the small files of the mirror those of the store; latest.json last."""
        for name in self._visible() - self._beside.keys():
            remove(self.mirror / name)
        for name in sorted(self._beside, key=_latest_last):
            path = self.mirror / name
            if not path.is_file() or path.read_bytes() != self._beside[name]:
                replace_file(path, self._beside[name], self.mirror / f"{layout.STAGING_PREFIX}{name}")

    def _require_pointed(self, latest: Latest, folder: Path) -> None:
        if sha256_of(folder / layout.MANIFEST) != latest.manifest_sha256:
            place = f"{self._store.url}/{layout.RELEASES}/{folder.name}/{layout.MANIFEST}"
            raise PublishError(f"{place} is not the one that latest.json names", RESTORE)

    def _keep_manifests(self, elsewhere: Set[ReleaseId]) -> None:
        """Have the manifests of these releases, which do not change, and of no others."""
        known = manifests_elsewhere(self.mirror)
        for release in known.keys() - elsewhere:
            remove(known[release])
        (self.mirror / ELSEWHERE).mkdir(exist_ok=True)
        for release in elsewhere - known.keys():
            content = self._store.read(f"{layout.RELEASES}/{release}/{layout.MANIFEST}")
            if content is not None:
                replace_file(manifest_elsewhere(self.mirror, release), content)

    def _download(self, there: str, sums: bytes, wanted: Mapping[str, str]) -> None:
        """Replace a release of the mirror by the one in the store, once every file is what its SHA256SUMS says."""
        folder = self.mirror / there
        staging = self.mirror / f"{layout.STAGING_PREFIX}{folder.name}"
        for path in wanted:
            (staging / path).parent.mkdir(parents=True, exist_ok=True)
            self._store.fetch(f"{there}/{path}", staging / path)
        if wrong := wrong_files(staging, wanted):
            raise PublishError(f"{self._store.url}/{there}/{wrong[0]} is not what {layout.CHECKSUMS} says", RESTORE)
        (staging / layout.CHECKSUMS).write_bytes(sums)
        if folder.is_dir():
            remove(folder)
        folder.parent.mkdir(exist_ok=True)
        staging.rename(folder)

    def _visible(self) -> set[str]:
        """The names of the small files in the mirror."""
        return {path.name for path in self.mirror.iterdir() if path.is_file() and _is_visible(path.name)}

    def _changed(self) -> set[str]:
        """The names of the small files in the mirror that the store does not have, or has otherwise."""
        return {name for name in self._visible() if (self.mirror / name).read_bytes() != self._beside.get(name)}

    def _put_beside(self, name: str) -> None:
        self._store.put(self.mirror / name, name)
        self._beside[name] = (self.mirror / name).read_bytes()

    def _put_release(self, release: ReleaseId) -> None:
        """Put a release over what a dead push may have left of it; SHA256SUMS, by which it is whole, as the last."""
        folder, there = self.mirror / layout.RELEASES / str(release), f"{layout.RELEASES}/{release}"
        wanted = {path: size for path, (size, _) in measure(folder).items()}
        left = self._store.sizes(there).keys()
        if layout.CHECKSUMS in left:
            raise PublishError(f"{self._store.url}/{there} has been published by another build", "Build again.")
        self._store.delete(f"{there}/{path}" for path in left - wanted.keys())
        for path in sorted(wanted.keys() - {layout.CHECKSUMS}, key=lambda path: (path == layout.MANIFEST, path)):
            self.lock.keep()
            self._store.put(folder / path, f"{there}/{path}")
        arrived = self._store.sizes(there)
        wrong = sorted(path for path in wanted.keys() - {layout.CHECKSUMS} if arrived.get(path) != wanted[path])
        if wrong:
            raise PublishError(
                f"{self._store.url}/{there}/{wrong[0]} has {arrived.get(wrong[0], 0)} bytes, not {wanted[wrong[0]]}",
                "latest.json was not moved; build again.",
            )
        self._store.put(folder / layout.CHECKSUMS, f"{there}/{layout.CHECKSUMS}")
        self._whole.add(release)

    def _require_mine(self) -> None:
        """Refuse to go on where another has the lock by now or has moved latest.json."""
        self.lock.keep(anew=True)
        if self._store.read(layout.LATEST) != self._beside.get(layout.LATEST):
            raise PublishError(
                f"{self._store.url}/{layout.LATEST} was moved by another build while this one was publishing",
                "It was left as it is; build again.",
            )

    def _sizes(self) -> dict[ReleaseId, dict[str, int]]:
        """The size of every file of every release in the store, whole or not; other folders are passed over."""
        found: dict[ReleaseId, dict[str, int]] = {}
        for path, size in self._store.sizes(layout.RELEASES).items():
            name, _, inner = path.partition("/")
            release = ReleaseId.parse(name)
            if release is not None and inner:
                found.setdefault(release, {})[inner] = size
        return found


def _name_of(mirror: Path) -> str:
    """The name that a mirror gave itself once, with the machine: by it a lock is known as one of its own."""
    path = mirror.with_name("name")
    with _mirroring(mirror):
        if not path.is_file():
            path.parent.mkdir(parents=True, exist_ok=True)
            replace_file(path, uuid4().hex.encode())
        return f"{socket.gethostname()} {path.read_text(encoding='ascii')}"


def _is_visible(name: str) -> bool:
    return bool(name) and not name.startswith(".")


def _latest_last(name: str) -> tuple[bool, str]:
    return name == layout.LATEST, name


@contextmanager
def _mirroring(mirror: Path) -> Iterator[None]:
    """Tell an error of this machine's disk as one of publishing."""
    try:
        yield
    except OSError as error:
        raise PublishError(
            f"cannot write to {error.filename or mirror}: {error.strerror or error}",
            "Make sure that the folder of records already read can be written and its disk is not full.",
        ) from error
