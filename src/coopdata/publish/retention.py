"""Which releases are kept, which one is called stable, and the removal of the others.

`plan` decides, and is pure; `prune` acts by it on a `Place`: a folder (`Folder`) or a store (`remote.RemoteTarget`).

**The rule.** For its own sake a release is kept if it is

- the latest, the stable, or the newest one: ids count on from the newest, and the next build is compared with it;
- one of the last `Policy.days` days;
- the last one of its month, for the `Policy.months` newest calendar months, this month being the first of them;
- the last one of its year, for the `Policy.years` newest calendar years; without a number, for ever.

Each release that is kept for its own sake is kept together with the one that its `changes/` are against, so that
previous + changes = current can be proved, and undone, for all of them. A release that is kept for another's changes
only is not kept with the one before it in turn: its tables are what is needed of it, not its changes. Were it
otherwise, each release would need all that came before it, and nothing could ever be removed.

Releases dated after `today` count as made today: a clock that is behind removes nothing more. What `prune` leaves,
it leaves again: a second prune with the same policy on the same day removes nothing.
"""

import os
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from coopdata.files import sync
from coopdata.publish import layout
from coopdata.publish.files import locked, remove
from coopdata.publish.layout import ReleaseId
from coopdata.publish.manifest import parse_manifest
from coopdata.publish.model import Latest, PublishError
from coopdata.publish.pointers import id_of, point, read_pointer
from coopdata.publish.release import LOCK_WAIT_SECONDS
from coopdata.publish.verification import verify

_LISTED = 5


@dataclass(frozen=True)
class Policy:
    """For how long releases are kept; see the rule above. Raises ValueError for a number below zero."""

    days: int = 30
    months: int = 24
    years: int | None = None

    def __post_init__(self) -> None:
        """Refuse what no span of time can be."""
        if min(self.days, self.months, self.years or 0) < 0:
            raise ValueError("a policy has no numbers below zero")


class Ground(StrEnum):
    """Why a release is kept."""

    LATEST = "the latest"
    STABLE = "the stable one"
    NEWEST = "the newest"
    RECENT = "of the last days"
    MONTH = "the last of its month"
    YEAR = "the last of its year"
    NEEDED = "what another's changes are against"


@dataclass(frozen=True)
class Held:
    """The releases there are, and what is known of them."""

    previous: Mapping[ReleaseId, ReleaseId | None]
    """By release, the one that its changes are against; None where there is none or it does not say."""
    latest: ReleaseId | None
    stable: ReleaseId | None


@dataclass(frozen=True)
class Decision:
    """What becomes of one release."""

    release: ReleaseId
    grounds: tuple[Ground, ...]
    """Why it is kept; empty where nothing asks for it, and it is removed."""
    needed_by: ReleaseId | None = None
    """The newest release whose changes are against it, where that is a ground."""

    @property
    def is_kept(self) -> bool:
        """Whether it stays."""
        return bool(self.grounds)


@dataclass(frozen=True)
class Plan:
    """What becomes of each release, oldest first."""

    decisions: tuple[Decision, ...]

    @property
    def removed(self) -> tuple[ReleaseId, ...]:
        """The releases to be removed."""
        return tuple(one.release for one in self.decisions if not one.is_kept)

    @property
    def kept(self) -> tuple[ReleaseId, ...]:
        """The releases that stay."""
        return tuple(one.release for one in self.decisions if one.is_kept)


def plan(held: Held, policy: Policy, today: date) -> Plan:
    """What the rule says of these releases on `today`, a day in UTC."""
    ids = sorted(held.previous)
    of_month = set({(release.day.year, release.day.month): release for release in ids}.values())
    of_year = set({release.day.year: release for release in ids}.values())

    def grounds(release: ReleaseId) -> tuple[Ground, ...]:
        age = _Age.of(min(release.day, today), today)
        asked = {
            Ground.LATEST: release == held.latest,
            Ground.STABLE: release == held.stable,
            Ground.NEWEST: release == ids[-1],
            Ground.RECENT: age.days < policy.days,
            Ground.MONTH: release in of_month and age.months < policy.months,
            Ground.YEAR: release in of_year and (policy.years is None or age.years < policy.years),
        }
        return tuple(ground for ground, is_one in asked.items() if is_one)

    for_own_sake = {release: grounds(release) for release in ids}
    needed = {held.previous[release]: release for release in ids if for_own_sake[release]}
    return Plan(
        tuple(
            Decision(
                release, for_own_sake[release] + (Ground.NEEDED,) * (release in needed), needed_by=needed.get(release)
            )
            for release in ids
        )
    )


@dataclass(frozen=True)
class _Age:
    """How long ago a day was: in days, in calendar months, in calendar years."""

    days: int
    months: int
    years: int

    @classmethod
    def of(cls, day: date, today: date) -> "_Age":
        years = today.year - day.year
        return cls((today - day).days, years * 12 + today.month - day.month, years)


@dataclass(frozen=True)
class Stock:
    """What lies at a place: the releases with what is known of them, and the bytes of each."""

    held: Held
    sizes: Mapping[ReleaseId, int]


class Place(Protocol):
    """Where releases lie. Whoever has one holds its lock. Every method may raise PublishError."""

    def look(self) -> Stock:
        """What there is. Raises PublishError, so that nothing is removed, if any of it cannot be read."""

    def remove(self, release: ReleaseId) -> None:
        """Remove a release; at no moment is a part of it there as a release."""

    def clear_leftovers(self) -> int:
        """Remove what dead builds and prunes left behind; gives its bytes."""

    def promote(self, release: ReleaseId) -> bool:
        """Call a release stable after it has been verified; False if it was that already."""


@dataclass(frozen=True)
class Pruned:
    """What was removed, or would be."""

    plan: Plan
    sizes: Mapping[ReleaseId, int]
    leftovers: int = 0
    """Bytes that dead builds and prunes had left behind."""

    @property
    def freed(self) -> int:
        """Bytes of all that is removed."""
        return self.leftovers + sum(self.sizes[release] for release in self.plan.removed)


def prune(place: Place, policy: Policy, today: date, *, dry_run: bool = False) -> Pruned:
    """Remove what the rule does not keep, oldest first; with `dry_run` only tell. Raises PublishError."""
    stock = place.look()
    decided = plan(stock.held, policy, today)
    if dry_run:
        return Pruned(decided, stock.sizes)
    leftovers = place.clear_leftovers()
    for release in decided.removed:
        place.remove(release)
    return Pruned(decided, stock.sizes, leftovers)


@contextmanager
def folder_at(published: Path, lock_wait_seconds: float = LOCK_WAIT_SECONDS) -> Iterator["Folder"]:
    """The folder of releases, its lock held. Raises PublishError if there is none, or a build holds it for too long."""
    if not published.is_dir():
        raise PublishError(f"{published}: there is no such folder", "Name the folder of releases with --published.")
    with locked(published / layout.LOCK, lock_wait_seconds):
        yield Folder(published)


class Folder:
    """A folder of releases on this machine; a `Place`."""

    def __init__(self, published: Path) -> None:
        self._published = published

    def look(self) -> Stock:
        """What there is: every folder under `releases/` that has a release's name. Links are none."""
        folders = {release: self._of(release) for release in layout.releases(self._published)}
        folders = {release: folder for release, folder in folders.items() if not folder.is_symlink()}
        previous = {}
        for release, folder in folders.items():
            manifest = folder / layout.MANIFEST
            with _telling("read", manifest):
                previous[release] = previous_of(manifest.read_bytes(), str(manifest))
        return Stock(
            Held(previous, self._named(layout.LATEST, folders), self._named(layout.STABLE, folders)),
            {release: _bytes_of(folder) for release, folder in folders.items()},
        )

    def remove(self, release: ReleaseId) -> None:
        """Remove a release: first its name, in one step, then its files."""
        hidden = self._published / f"{layout.STAGING_PREFIX}{os.getpid()}-removed-{release}"
        with _telling("remove", self._of(release)):
            self._of(release).rename(hidden)
            sync(self._published / layout.RELEASES)
            remove(hidden)

    def clear_leftovers(self) -> int:
        """Remove all hidden staging; under the lock it is of dead builds and prunes only."""
        freed = 0
        for path in sorted(self._published.glob(f"{layout.STAGING_PREFIX}*")):
            freed += _bytes_of(path)
            with _telling("remove", path):
                remove(path)
        return freed

    def promote(self, release: ReleaseId) -> bool:
        """Verify the release and make stable.json name it; False if it did already."""
        folder = self._of(release)
        if not folder.is_dir():
            raise no_such_release(release, layout.releases(self._published), str(self._published))
        report = verify(folder)
        if not report.ok:
            more = f" ({len(report.problems)} problems)" if len(report.problems) > 1 else ""
            raise PublishError(
                f"release {release} is not sound{more}: {report.problems[0].rstrip('.')}",
                f"It was not made the stable one. See all with coopdata verify {folder}.",
            )
        with _telling("write", self._published / layout.STABLE):
            return point(self._published, layout.STABLE, folder)

    def _of(self, release: ReleaseId) -> Path:
        return self._published / layout.RELEASES / str(release)

    def _named(self, pointer: str, folders: Mapping[ReleaseId, Path]) -> ReleaseId | None:
        return named(read_pointer(self._published, pointer), folders, pointer, str(self._published))


def no_such_release(release: ReleaseId, there: Collection[ReleaseId], place: str) -> PublishError:
    """The error of asking for a release that is not at a place; names the newest that are."""
    newest = ", ".join(str(one) for one in sorted(there, reverse=True)[:_LISTED])
    return PublishError(f"there is no release {release} in {place}", f"The newest there: {newest}." if newest else "")


def named(latest: Latest | None, there: Collection[ReleaseId], name: str, place: str) -> ReleaseId | None:
    """The release that the pointer `name` names. Raises PublishError if it is not among those there."""
    if latest is None:
        return None
    release = id_of(latest)
    if release not in there:
        raise PublishError(
            f"{name} in {place} names the release {release}, which is not there",
            f"Put the release back, or delete {name}, and try again.",
        )
    return release


def previous_of(manifest: bytes, place: str) -> ReleaseId | None:
    """The release that another's changes are against, by its manifest.json, which lies at `place`.

    Raises PublishError if the manifest cannot be read.
    """
    try:
        previous = parse_manifest(manifest).previous
        release = None if previous is None else ReleaseId.parse(previous)
        if release is None and previous is not None:
            raise ValueError(f"{previous!r} is no release id")
    except ValueError as error:
        raise PublishError(f"{place} cannot be read: {error}", "Put the release right or remove its folder.") from error
    return release


@contextmanager
def _telling(doing: str, path: Path) -> Iterator[None]:
    """Tell an error of the file system as one of publishing."""
    try:
        yield
    except OSError as error:
        raise PublishError(
            f"cannot {doing} {error.filename or path}: {error.strerror or error}",
            "Make sure that the folder can be written.",
        ) from error


def _bytes_of(path: Path) -> int:
    files = [path] if path.is_file() else [file for file in path.rglob("*") if file.is_file()]
    return sum(file.stat().st_size for file in files)
