"""One night: every source that is switched on is asked for what is new, and what is new is kept.

A source that fails in any way becomes a line of the log and of `issues`; the others go on. Counted are the texts that a
source lists and that are wanted (`seen`): each is new, changed, unchanged, gone, refused, failed, or left for another
night.
"""

import logging
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from coopdata.capture import folders, log
from coopdata.capture.fetch import Answer, Fetcher, FetchError
from coopdata.capture.keeping import Capture, CollisionError, keep
from coopdata.capture.listing import Entry
from coopdata.capture.lists import Asked, SourceError, ask
from coopdata.capture.log import Outcome, Trouble
from coopdata.capture.memory import Memory, MemoryFileError, Page
from coopdata.capture.pages import MEDIA, asks_for_login, extension, is_page, seen_digest
from coopdata.capture.sources import Kind, Source, Sources, read_sources
from coopdata.problems import Code

MEMORY = "capture.sqlite"
IN_A_ROW = 3
"""Texts that fail one after the other before the source is left alone for tonight: each may have taken minutes."""
_LOGGER = logging.getLogger(__name__)


class UnknownSourceError(LookupError):
    """No source of that name is listed; the message says which are."""


@dataclass(frozen=True)
class Place:
    """Where captures work: raw/, and the folder for what is only remembered."""

    raw: Path
    memory: Path


def capture_all(
    place: Place,
    names: Sequence[str] = (),
    *,
    dry_run: bool = False,
    told: Callable[[Outcome], None] = lambda _: None,
) -> tuple[list[Outcome], Sources]:
    """Capture the sources of these names, or all that are switched on; `told` is called after each.

    A source that is named is captured even if it is switched off. With `dry_run` lists are asked for, nothing is
    fetched and nothing written, and `new` counts what would be. Raises UnknownSourceError.
    """
    sources = read_sources(place.raw)
    outcomes = []
    for source in _chosen(sources, names):
        outcome = _locked(source, place, sources.contact, dry_run=dry_run)
        if not dry_run and not outcome.is_busy:
            log.append(place.raw, outcome)
        outcomes.append(outcome)
        told(outcome)
    return outcomes, sources


def _chosen(sources: Sources, names: Sequence[str]) -> Iterable[Source]:
    for name in names:
        if name not in sources.all:
            known = ", ".join(sources.all) or "none"
            raise UnknownSourceError(f"there is no source {name!r} that can be captured. There are: {known}.")
    return [sources.all[name] for name in names] if names else sources.enabled


def _locked(source: Source, place: Place, contact: str | None, *, dry_run: bool) -> Outcome:
    """Capture a source unless another capture is at it; whatever happens becomes an outcome."""
    now = datetime.now(UTC)
    night = _Night(source, place, now, dry_run=dry_run)
    place.memory.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(place.memory / f"{source.name}.lock", timeout=0):
            night.run(contact)
    except Timeout:
        return Outcome(source.name, night.at, is_busy=True)
    except (SourceError, MemoryFileError) as error:
        night.trouble(Code.SOURCE_FAILED, str(error))
    except OSError as error:
        night.trouble(Code.SOURCE_FAILED, f"{error.filename or place.raw}: {error.strerror or error}.")
    except Exception as error:  # a fault of this program in one source must not cost the others their night
        _LOGGER.exception("source %s", source.name)
        night.trouble(Code.SOURCE_FAILED, f"coopdata broke on it ({type(error).__name__}); a fault of coopdata.")
    return night.outcome()


@dataclass
class _Night:
    """A source in the making of its outcome."""

    source: Source
    place: Place
    now: datetime
    dry_run: bool
    counts: Counter[str] = field(default_factory=Counter)
    troubles: list[Trouble] = field(default_factory=list)
    reasons: dict[tuple[Code, str], list[str]] = field(default_factory=lambda: defaultdict(list))
    """Of texts that could not be had: why, with the addresses."""

    def trouble(self, code: Code, message: str) -> None:
        """Note what went wrong."""
        self.troubles.append(Trouble(code, message))

    @property
    def at(self) -> str:
        """When the night began."""
        return self.now.isoformat(timespec="seconds")

    def outcome(self) -> Outcome:
        """What came of it; texts with one reason are one trouble."""
        by_reason = [Trouble(code, _told(reason, urls)) for (code, reason), urls in sorted(self.reasons.items())]
        counts: dict[str, Any] = dict(self.counts)
        return Outcome(self.source.name, self.at, troubles=(*self.troubles, *by_reason), **counts)

    def run(self, contact: str | None) -> None:
        """Ask for the lists, then for the texts."""
        with Memory(self.place.memory / MEMORY, self.place.raw) as memory, Fetcher(self.source, contact) as fetcher:
            asked, fetch = self._ask(fetcher, memory)
            if asked.in_future:
                self.trouble(Code.FEED_DATE, f"{_texts(asked.in_future)} dated in the future.")
            pages = memory.pages(self.source.name)
            new = [entry for entry in asked.entries if entry.url not in pages]
            old = sorted((one for one in asked.entries if one.url in pages), key=lambda one: pages[one.url].checked)
            due = [*new, *old][: self.source.limit]
            self.counts.update(seen=len(asked.entries), left=len(new) + len(old) - len(due))
            if self.dry_run:
                self.counts.update(new=min(len(new), len(due)))
                return
            self._texts(due, pages, fetch, memory)
            for url, known, said in asked.said:
                memory.remember_list(self.source.name, url, known, said)

    def _ask(self, fetcher: Fetcher, memory: Memory) -> tuple[Asked, Callable[[Entry, Page | None], Answer]]:
        """What the source lists, and how a text of it is fetched."""
        if self.source.kind is Kind.FOLDER:
            folder = folders.Folder(self.source)
            return Asked(folder.entries()), folder.read
        asked = ask(self.source, fetcher, memory, self.now)
        return asked, lambda entry, page: fetcher.get(entry.url, page.known if page else None, media=MEDIA)

    def _texts(
        self,
        due: Sequence[Entry],
        pages: dict[str, Page],
        fetch: Callable[[Entry, Page | None], Answer],
        memory: Memory,
    ) -> None:
        failed_in_a_row = 0
        for number, entry in enumerate(due):
            try:
                self._text(entry, pages.get(entry.url), fetch, memory)
                failed_in_a_row = 0
            except FetchError as error:
                if error.status in (404, 410) and entry.url in pages:
                    self._count("gone", Code.CAPTURE_GONE, "no longer there", entry)
                elif error.refused:
                    self._count("refused", Code.CAPTURE_REFUSED, error.reason, entry)
                else:
                    self._count("failed", Code.CAPTURE_FAILED, error.reason, entry)
                    failed_in_a_row += error.status is None or error.status >= 500
            if failed_in_a_row == IN_A_ROW:
                left = len(due) - number - 1
                self.counts["left"] += left
                self.trouble(Code.SOURCE_FAILED, f"{IN_A_ROW} texts in a row could not be had; the rest was left.")
                break

    def _text(
        self, entry: Entry, page: Page | None, fetch: Callable[[Entry, Page | None], Answer], memory: Memory
    ) -> None:
        """Fetch a text, and keep it if it is new or has changed."""
        answer = fetch(entry, page)
        if answer.body is None:
            if page is None:
                raise FetchError("the site says that it has not changed, but it was never captured")
            self.counts["unchanged"] += 1
            memory.remember(self.source.name, Page(page.url, page.path, page.seen, page.known, self.at))
            return
        ending = self._ending(entry, answer)
        seen = seen_digest(answer.body, ending)
        capture = Capture(self.source, entry, answer, ending, self.now, page.path if page else None)
        if page is not None and page.seen == seen:
            self.counts["unchanged"] += 1
            path = page.path
        else:
            path = self._keep(capture)
            self.counts["changed" if page else "new"] += 1
        memory.remember(self.source.name, Page(entry.url, path, seen, answer.known, self.at))

    def _keep(self, capture: Capture) -> str:
        try:
            return keep(capture, self.place.raw)
        except CollisionError as error:
            raise FetchError(str(error)) from error

    def _ending(self, entry: Entry, answer: Answer) -> str:
        """The ending under which an answer is kept; FetchError for what may not be taken."""
        body = answer.body or b""
        ending = extension(entry.url, answer.media_type, body)
        if ending is None:
            raise FetchError("it does not say what it is, and holds no text that is read", refused=True)
        if not body.strip():
            raise FetchError("the answer is empty")
        if is_page(ending) and asks_for_login(body):
            raise FetchError("it asks for a login", refused=True)
        return ending

    def _count(self, name: str, code: Code, reason: str, entry: Entry) -> None:
        self.counts[name] += 1
        self.reasons[code, reason].append(entry.url)


def _told(reason: str, urls: Sequence[str]) -> str:
    """What is wrong with some texts, in a line that is the same every night that it is."""
    if len(urls) == 1:
        return f"{urls[0]}: {reason}."
    return f"{len(urls)} texts, {min(urls)} the first: {reason}."


def _texts(count: int) -> str:
    return "a text is" if count == 1 else f"{count} texts are"
