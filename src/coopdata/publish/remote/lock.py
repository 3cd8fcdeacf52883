"""The lock of a published folder that lies in a store: a small file beside latest.json that says who has it.

It is made in one step where the store can (S3: a PUT with If-None-Match), and read back, so that of two at once one
has it. It ends by itself an hour after it was last renewed, for a holder that died; the same mirror on the same machine
takes its own back at once. A holder that slept through its end sees at the next renewal that another one has it.
"""

import json
import os
import socket
import time
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime, timedelta

from coopdata.publish import layout
from coopdata.publish.files import json_bytes
from coopdata.publish.model import PublishError
from coopdata.publish.remote.store import Store

ENDS_AFTER = timedelta(hours=1)
RENEWED_AFTER = timedelta(minutes=5)

_POLL_SECONDS = 0.5


@dataclass(frozen=True)
class Holder:
    """Who has the lock. Times are in UTC, to the second."""

    who: str
    """For people: machine and process."""
    mirror: str
    """The mirror that is published from, by the name it gave itself."""
    since: datetime
    until: datetime

    @classmethod
    def this_process(cls, mirror: str) -> "Holder":
        """The process that asks, from now on."""
        now = _now()
        return cls(f"{socket.gethostname()}, process {os.getpid()}", mirror, now, now + ENDS_AFTER)

    @classmethod
    def parse(cls, content: bytes) -> "Holder":
        """Read the file; raises ValueError if it is not in the form of `to_bytes`."""
        try:
            parsed = json.loads(content)
            return cls(
                str(parsed["who"]),
                str(parsed["mirror"]),
                datetime.fromisoformat(parsed["since"]).astimezone(UTC),
                datetime.fromisoformat(parsed["until"]).astimezone(UTC),
            )
        except (KeyError, TypeError) as error:
            raise ValueError(f"it lacks {error}") from error

    def is_same(self, found: "Holder | None") -> bool:
        """Whether this is who was found to have it, however often it was renewed."""
        return found is not None and replace(found, until=self.until) == self

    def to_bytes(self) -> bytes:
        """The content of the file."""
        return json_bytes(asdict(self) | {"since": self.since.isoformat(), "until": self.until.isoformat()})


class RemoteLock:
    """The lock of the folder in a store, for one mirror. Whoever uses it holds that mirror on this machine."""

    def __init__(self, store: Store, mirror: str) -> None:
        self._store = store
        self._mirror = mirror
        self._mine: Holder | None = None

    def take(self, wait_seconds: float) -> None:
        """Have the lock. Raises PublishError, which says who has it, if another still does after `wait_seconds`."""
        deadline = time.monotonic() + wait_seconds
        while (other := self._try()) is not None:
            if time.monotonic() >= deadline:
                raise PublishError(
                    f"{self._store.url} is being published to by {other.who}, since {other.since:%Y-%m-%d %H:%M} UTC",
                    f"Wait for it to end, then try again; if it is dead, its lock ends at {other.until:%H:%M} UTC.",
                )
            time.sleep(_POLL_SECONDS)

    def keep(self, *, anew: bool = False) -> None:
        """Renew the lock if it is some minutes old, or if `anew`. Raises PublishError if another has it by now."""
        mine = self._mine
        if mine is None or (not anew and _now() < mine.until - ENDS_AFTER + RENEWED_AFTER):
            return
        found = self._read()
        if not mine.is_same(found):
            other = f"{found.who} has it" if found else "it is gone"
            raise PublishError(
                f"the lock of {self._store.url} was lost while publishing: {other}",
                "latest.json was not moved; build again.",
            )
        self._mine = replace(mine, until=_now() + ENDS_AFTER)
        self._store.write(layout.LOCK, self._mine.to_bytes())

    def release(self) -> None:
        """Give the lock back. Where that fails it ends by itself; what went wrong before is what is to be told."""
        with suppress(PublishError):
            if self._mine is not None and self._mine.is_same(self._read()):
                self._store.delete([layout.LOCK])
        self._mine = None

    def _try(self) -> Holder | None:
        """Take the lock if it is free, over, or of a dead build of this mirror; gives the other who has it, if not."""
        found = self._read()
        mine = Holder.this_process(self._mirror)
        if found is None:
            self._store.create(layout.LOCK, mine.to_bytes())
        elif found.mirror == self._mirror or found.until <= _now():
            self._store.write(layout.LOCK, mine.to_bytes())
        else:
            return found
        after = self._read()
        if after != mine:
            return after or found or mine  # where another has given it back meanwhile, the next try may have it
        self._mine = mine
        return None

    def _read(self) -> Holder | None:
        content = self._store.read(layout.LOCK)
        try:
            return None if content is None else Holder.parse(content)
        except ValueError as error:
            place = f"{self._store.url}/{layout.LOCK}"
            raise PublishError(
                f"{place} cannot be read: {error}", "If nobody is publishing there, delete it."
            ) from error


def _now() -> datetime:
    return datetime.now(UTC).replace(microsecond=0)
