"""What goes into publishing, what comes out of it, and how it fails."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from coopdata.evaluate.quality import Quality
from coopdata.problems import Defined


@dataclass(frozen=True)
class Reason:
    """Why a release may not appear, under a code that tests, reports and waivers share."""

    code: Defined
    place: str
    """The table, column, file or figure it is about."""
    message: str
    remedy: str

    def line(self) -> str:
        """The reason in one line: code, place, what is wrong."""
        return f"{self.code}: {self.place}: {self.message}" if self.place else f"{self.code}: {self.message}"


class PublishError(Exception):
    """No release could be made or read; whatever was published before is untouched."""

    def __init__(self, message: str, remedy: str = "", reasons: Sequence[Reason] = ()) -> None:
        self.message = message
        self.remedy = remedy
        self.reasons = tuple(reasons)
        """The reasons behind it, where they have codes."""
        super().__init__(" ".join(part for part in (f"{message}.", remedy) if part))

    def __reduce__(self) -> tuple[type["PublishError"], tuple[str, str, tuple[Reason, ...]]]:
        """So that it is the same where another process raised it."""
        return (type(self), (self.message, self.remedy, self.reasons))


@dataclass(frozen=True)
class Waiver:
    """A gate that a release may pass all the same, and why."""

    code: str
    reason: str


@dataclass(frozen=True)
class ReleaseInputs:
    """What a release says about itself that its tables do not."""

    created: datetime
    """When the release is made, with a time zone; its UTC day names the release. Stands in manifest.json only."""
    data_as_of: str | None
    """ISO date of the latest source behind the data."""
    code_version: str
    extractor_version: str
    documents_seen: int
    documents_read: int
    documents_rejected: int
    quality: Quality
    """How well the reader was measured to read."""
    notes: tuple[str, ...] = ()
    """Sentences for readers of the manifest."""
    base_url: str | None = None
    """Where `published/` can be reached by the public, ending in a slash; None where that is not known."""
    waivers: tuple[Waiver, ...] = ()
    """Gates that this release may pass all the same."""

    def __post_init__(self) -> None:
        """Refuse a time without a zone: it would name the release after the wrong day."""
        if self.created.tzinfo is None:
            raise ValueError("ReleaseInputs.created needs a time zone; pass datetime.now(UTC)")

    @property
    def created_utc(self) -> datetime:
        """`created` in UTC, to the second."""
        return self.created.astimezone(UTC).replace(microsecond=0)


@dataclass(frozen=True)
class PublishResult:
    """What `publish` did. `release` and `directory` are the latest release, whether made now or before."""

    release: str
    directory: Path
    created: bool
    """False when nothing has changed since that release."""
    message: str
    notes: tuple[str, ...] = ()
    """What an operator should know of it, a sentence each."""


@dataclass(frozen=True)
class Latest:
    """The content of `published/latest.json`."""

    release: str
    schema_version: str
    data_as_of: str | None
    path: str
    """The release's folder, relative to `published/`."""
    manifest_sha256: str


@dataclass(frozen=True)
class VerifyReport:
    """What `verify` found in one release."""

    release: str
    """Its id; the folder's name where the manifest cannot be read."""
    problems: tuple[str, ...]
    """One sentence each: file, place, what is wrong, what to do. Empty: the release is sound."""
    files: int = 0
    """Files whose size and hash were compared."""
    rows: int = 0
    """Rows of all tables that were checked."""
    statements: int = 0
    """Statements that give offsets into a text."""
    offsets_checked: int = 0
    """Statements whose wording was compared with the characters of their document."""

    @property
    def ok(self) -> bool:
        """Whether nothing is wrong."""
        return not self.problems

    def summary(self) -> str:
        """One line: what was checked and how it came out."""
        found = "no problem" if self.ok else f"{len(self.problems)} problem{'s' * (len(self.problems) != 1)}"
        return (
            f"release {self.release}: {found}; {self.files} files, {self.rows} rows, "
            f"{self.offsets_checked} of {self.statements} statements compared with their text"
        )
