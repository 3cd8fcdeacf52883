"""The steps of a deposit, from whichever one it was broken off at: draft, metadata, files, publishing.

What was reached is asked of Zenodo, not guessed: whether a draft was published meanwhile, which files it has. Before
each step that cannot be taken back the ledger says that it is being taken, after it what came of it.
"""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from filelock import FileLock, Timeout

from coopdata.publish import layout
from coopdata.publish.deposit.description import describe
from coopdata.publish.deposit.ledger import DEPOSITS, Deposit, Keeper, Record, State, deposited, keep
from coopdata.publish.deposit.model import DepositError, Service
from coopdata.publish.deposit.parcel import Parcel, pack
from coopdata.publish.deposit.zenodo import Deposition, RefusedError, Zenodo
from coopdata.publish.files import remove, sha256_of
from coopdata.publish.layout import ReleaseId
from coopdata.publish.verification import verify

LOCK = ".deposit.lock"
"""Held while a release is deposited; apart from the lock of builds, which need not wait for an upload."""
PACKING = ".deposit"
"""Where the archive is, in the folder of releases, while it is sent."""
_BAD_REQUEST = 400
_NOT_THERE = (404, 410)

Say = Callable[[str], None]


@dataclass(frozen=True)
class Order:
    """What is to be deposited, and where."""

    published: Path
    """A folder of releases, or the mirror of one."""
    release: ReleaseId
    service: Service
    keeper: Keeper
    """Where it is written down."""

    @property
    def directory(self) -> Path:
        """The release's folder."""
        return self.published / layout.RELEASES / str(self.release)

    def deposited(self) -> list[Deposit]:
        """What was deposited at the service."""
        return [one for one in deposited(self.keeper) if one.service == self.service.address]

    def known(self) -> Deposit | None:
        """What an earlier attempt left."""
        return next((one for one in self.deposited() if one.release == self.release), None)


@dataclass(frozen=True)
class Plan:
    """What a deposit would send."""

    known: Deposit | None
    """What an earlier attempt left in the ledger."""
    latest: Deposit | None
    """The deposit that it would be a new version of; None where it would be the first."""
    metadata: Mapping[str, Any]
    parcels: tuple[Parcel, ...]
    """Their archive is gone once the plan is given."""


def plan(order: Order) -> Plan:
    """What depositing the release would do. Asks and sends nothing. Raises PublishError, OSError."""
    with TemporaryDirectory(prefix="coopdata-deposit-") as folder:
        return _prepared(order, Path(folder))


def deposit(order: Order, *, say: Say, sleep: Callable[[float], None] = time.sleep) -> Deposit:
    """Deposit a release and publish it; go on where an earlier attempt was broken off.

    Gives the entry of deposits.json, at once where the release was deposited before. `say` is told each step. Raises
    PublishError, OSError; deposits.json then says how far it came.
    """
    try:
        with FileLock(order.published / LOCK, timeout=0):
            return _deposit_locked(order, say, sleep)
    except Timeout as error:
        raise DepositError(
            f"another deposit from {order.published} is under way (it holds {LOCK})", "Wait for it to end."
        ) from error


def _deposit_locked(order: Order, say: Say, sleep: Callable[[float], None]) -> Deposit:
    known, service = order.known(), order.service
    if known is not None and known.state is State.PUBLISHED:
        return known
    if service.token is None:
        raise DepositError(
            f"{service.token_variable} is not set", f"Make a token at {service.address.removesuffix('/api')} for it."
        )
    with _packing(order.published / PACKING) as folder, Zenodo(service, sleep=sleep) as zenodo:
        work = _Work(order, zenodo, _prepared(order, folder), say)
        draft = work.draft()
        if not draft.is_published:
            zenodo.describe(draft.record.id, work.plan.metadata)
            work.send_files(draft)
            draft = work.publish(draft)
        return work.note(State.PUBLISHED, draft.record)


@contextmanager
def _packing(folder: Path) -> Iterator[Path]:
    """An empty folder, without what an attempt that died has left in it; gone at the end."""
    if folder.exists():
        remove(folder)
    folder.mkdir()
    try:
        yield folder
    finally:
        remove(folder)


def _prepared(order: Order, folder: Path) -> Plan:
    """The release, found sound and packed into `folder`, with what it follows."""
    finished = [one for one in order.deposited() if one.state is State.PUBLISHED]
    unfinished = [one.release for one in order.deposited() if one.state is not State.PUBLISHED]
    latest = max(finished, key=lambda one: one.release, default=None)
    _require_next(order.release, unfinished, latest)
    report = verify(order.directory)
    if not report.ok:
        raise DepositError(f"release {order.release} is not sound: {report.problems[0]}", "Nothing was sent.")
    return Plan(order.known(), latest, describe(order.directory), pack(order.directory, folder))


def _require_next(release: ReleaseId, unfinished: Sequence[ReleaseId], latest: Deposit | None) -> None:
    """Refuse a release that cannot follow what was deposited: there can be one draft at a time, of the next version."""
    if set(unfinished) - {release}:
        other = min(set(unfinished) - {release})
        raise DepositError(
            f"the deposit of release {other} is not finished",
            f"Run coopdata deposit {other} first. If that release is gone, take its entry out of {DEPOSITS}.",
        )
    if latest is not None and latest.release > release:
        raise DepositError(
            f"release {latest.release} is deposited already, which is newer than {release}",
            "Deposit a later one: Zenodo shows as the latest version what was deposited last.",
        )


@dataclass(frozen=True)
class _Work:
    """One deposit under way."""

    order: Order
    zenodo: Zenodo
    plan: Plan
    say: Say

    def note(self, state: State, record: Record | None) -> Deposit:
        """Write down how far it has come."""
        if state is State.PUBLISHED and (record is None or not record.doi):
            raise DepositError("Zenodo published the release and names no DOI", "Look at the record; run again.")
        entry = Deposit(
            release=self.order.release,
            service=self.order.service.address,
            production=self.order.service.is_production,
            state=state,
            manifest_sha256=sha256_of(self.order.directory / layout.MANIFEST),
            record=record,
        )
        keep(self.order.keeper, entry)
        return entry

    def draft(self) -> Deposition:
        """The draft to fill, or what it has become: that of an earlier attempt, else a new one."""
        found = self._draft_before()
        if found is None:
            self.note(State.ASKED, None)
            found = self._new_draft()
            self.say(f"There is a draft at {self.order.service.address}: record {found.record.id}.")
        self.note(State.DRAFT, found.record)
        return found

    def send_files(self, draft: Deposition) -> None:
        """Make the files of the draft those of the plan; sends only what is not there."""
        if draft.bucket is None:
            raise DepositError(f"Zenodo names no place for the files of record {draft.record.id}", "Run again.")
        there = self._without_others(draft.record.id)
        for parcel in self.plan.parcels:
            if there.get(parcel.name) == parcel.md5:
                continue
            received = self.zenodo.upload(draft.bucket, parcel)
            if received != parcel.md5:
                raise DepositError(
                    f"{parcel.name} arrived with the MD5 {received}, it was sent with {parcel.md5}",
                    "Run the same command again; it is sent anew.",
                )
            self.say(f"{parcel.name} is sent: {parcel.size} bytes, MD5 {parcel.md5}.")
        if self._files(draft.record.id) != {parcel.name: parcel.md5 for parcel in self.plan.parcels}:
            raise DepositError(
                f"record {draft.record.id} has other files than were sent", "Run the same command again."
            )

    def publish(self, draft: Deposition) -> Deposition:
        """Publish; where no answer comes, Zenodo may have done it all the same."""
        try:
            found = self.zenodo.publish(draft.record.id)
        except DepositError:
            found = self.zenodo.deposition(draft.record.id)
            if not found.is_published:
                raise
        return found

    def _draft_before(self) -> Deposition | None:
        """What an earlier attempt made, None if it made nothing, or that is gone."""
        known = self.plan.known
        if known is None:
            return None
        if known.record is None:
            return self._lost_draft()
        try:
            return self.zenodo.deposition(known.record.id)
        except RefusedError as refused:
            if refused.status not in _NOT_THERE:
                raise
            self.say(f"The draft of an earlier attempt, record {known.record.id}, is gone; another is made.")
            return None

    def _lost_draft(self) -> Deposition | None:
        """A draft of a first version that was made, and of which no answer came. A further one is found by asking."""
        told = self.plan.metadata["title"], self.plan.metadata["version"]
        return next((draft for draft in self.zenodo.drafts() if (draft.title, draft.version) == told), None)

    def _new_draft(self) -> Deposition:
        latest = self.plan.latest
        if latest is None or latest.record is None:
            return self.zenodo.create(self.plan.metadata)
        return self._new_version(latest.record)

    def _new_version(self, latest: Record) -> Deposition:
        """The draft of the version after this record; one that is there already is refused with 400, and looked for."""
        failure = DepositError(f"Zenodo made no draft of a version after record {latest.id}", "Run the command again.")
        try:
            number = self.zenodo.new_version(latest.id).latest_draft
            if number is not None and number != latest.id:
                return self.zenodo.deposition(number)
        except RefusedError as refused:
            if refused.status in _NOT_THERE:
                address = self.order.service.address
                raise DepositError(
                    f"{address} has no record {latest.id}, which {DEPOSITS} names as the latest version",
                    f"If the sandbox was emptied, take the entries of this service out of {DEPOSITS}.",
                ) from refused
            if refused.status != _BAD_REQUEST:
                raise
            failure = refused
        drafts = self.zenodo.drafts(f"conceptrecid:{latest.concept_id}")
        found = next((draft for draft in drafts if draft.record.concept_id == latest.concept_id), None)
        if found is None:
            raise failure
        return found

    def _files(self, record: int) -> dict[str, str]:
        """The MD5 of each file that Zenodo has."""
        return {name: file.md5 for name, file in self.zenodo.files(record).items()}

    def _without_others(self, record: int) -> dict[str, str]:
        """The files of a draft once those that are not of the plan, as of the version before, are taken out."""
        wanted = {parcel.name for parcel in self.plan.parcels}
        failures = []
        for name, file in self.zenodo.files(record).items():
            if name not in wanted:
                try:
                    self.zenodo.delete_file(record, file)
                except DepositError as error:
                    failures.append(error)  # it may be gone all the same
        there = self._files(record)
        if failures and set(there) - wanted:
            raise failures[0]
        return there
