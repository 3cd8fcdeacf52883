"""status.json: how the last attempt at a release ended and when the next is due, for people and programs that watch.

It lies beside latest.json and, unlike anything else published, holds clock values and changes without a release.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from coopdata.files import replace_file
from coopdata.publish import layout
from coopdata.publish.files import json_bytes
from coopdata.publish.model import Reason


class Outcome(StrEnum):
    """How an attempt ended."""

    RELEASED = "released"
    UNCHANGED = "unchanged"
    REFUSED = "refused"
    """A gate did not let it pass, or what was to be published could not be written; `reasons` and `message` say why."""
    FAILED = "failed"
    """It ended before there was anything to publish."""


@dataclass(frozen=True)
class Attempt:
    """One attempt at a release."""

    at: datetime
    """When, with a time zone."""
    outcome: Outcome
    release: str | None
    """The latest release afterwards, None where there is none."""
    message: str
    reasons: tuple[Reason, ...] = ()
    notes: tuple[str, ...] = ()
    next_run: datetime | None = None
    """When the schedule tries again; None where no schedule runs it."""


def write_status(published: Path, attempt: Attempt) -> None:
    """Put status.json into `published`, in one step. Raises OSError."""
    replace_file(published / layout.STATUS, json_bytes(_content(attempt)))


def tell_unchanged(published: Path, at: datetime, release: str, next_run: datetime | None = None) -> str:
    """Write down that nothing has changed since `release`; gives the sentence that says so. Raises OSError."""
    message = nothing_changed(release)
    write_status(published, Attempt(at, Outcome.UNCHANGED, release, message, next_run=next_run))
    return message


def tell_failure(published: Path, at: datetime, message: str, next_run: datetime | None = None) -> None:
    """Write down that an attempt ended before there was anything to publish. Raises OSError."""
    published.mkdir(parents=True, exist_ok=True)
    latest = layout.newest_release(published)
    release = str(latest) if latest else None
    write_status(published, Attempt(at, Outcome.FAILED, release, message, next_run=next_run))


def tell_troubles(published: Path, troubles: Sequence[str]) -> None:
    """Add to the notes of status.json what went wrong after the release had appeared. Raises OSError or ValueError."""
    path = published / layout.STATUS
    content = json.loads(path.read_bytes())
    replace_file(path, json_bytes(content | {"notes": [*content["notes"], *troubles]}))


def nothing_changed(release: str) -> str:
    """What is said where the latest release stands."""
    return f"Nothing has changed since release {release}; no new release made."


def _content(attempt: Attempt) -> dict[str, Any]:
    return {
        "last_attempt": _written(attempt.at),
        "result": str(attempt.outcome),
        "release": attempt.release,
        "message": attempt.message,
        "reasons": [
            {"code": str(reason.code), "place": reason.place, "message": reason.message, "remedy": reason.remedy}
            for reason in attempt.reasons
        ],
        "notes": list(attempt.notes),
        "next_run": _written(attempt.next_run) if attempt.next_run else None,
    }


def _written(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
