"""One answer of the web: asked for politely, within limits of time, size and kind.

A `Fetcher` is of one source and one night. It identifies itself, obeys robots.txt with its delay (RFC 9309), asks only
for what has changed (RFC 9110, conditional requests), tries again what may pass, follows few redirects, and stops
reading what grows too large. What cannot or may not be had is a `FetchError`, in words that stay the same from night to
night, so that the data do not change with them.
"""

import ssl
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Self
from urllib.parse import urljoin, urlsplit

import httpx2
from protego import Protego

from coopdata import __version__
from coopdata.capture.addresses import CheckedTransport, ForbiddenAddressError
from coopdata.capture.sources import LONGEST_DELAY, Source

AGENT = "coopdata"
"""What robots.txt calls this program."""
MAX_REDIRECTS = 5
MAX_ROBOTS = 512_000
"""Bytes of a robots.txt that are read, as RFC 9309 asks at least."""
MAY_PASS = frozenset({408, 425, 429, 500, 502, 503, 504})
"""Answers after which asking again may help."""
REDIRECTS = frozenset({301, 302, 303, 307, 308})
LONGEST_PAUSE = 60.0
"""Seconds between two attempts at most."""
KEPT_HEADERS = ("content-type", "etag", "last-modified", "content-language", "date")
"""Headers that are written into sidecars."""


class FetchError(Exception):
    """An answer that could not be had, or, where it is `refused`, may not be taken. `status` is the last one seen."""

    def __init__(self, reason: str, *, refused: bool = False, status: int | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.refused = refused
        self.status = status


class _PassingError(FetchError):
    """What may pass; `pause` is what the other side asks to wait, in seconds."""

    def __init__(self, reason: str, status: int | None = None, pause: float | None = None) -> None:
        super().__init__(reason, status=status)
        self.pause = pause


@dataclass(frozen=True)
class Known:
    """What the last answer of an address said of its version."""

    etag: str | None = None
    last_modified: str | None = None

    @property
    def conditions(self) -> dict[str, str]:
        """The headers by which only a newer version is asked for."""
        named = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in named.items() if value}


@dataclass(frozen=True)
class Answer:
    """What an address gave: its body, without the compression it was sent in; None where nothing has changed."""

    url: str
    """The address after all redirects."""
    status: int
    body: bytes | None
    headers: Mapping[str, str] = field(default_factory=dict)
    """Those of `KEPT_HEADERS` that were sent."""

    @property
    def media_type(self) -> str:
        """The media type, in small letters and without parameters; empty where none is told."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    @property
    def known(self) -> Known:
        """What to ask with the next time."""
        return Known(self.headers.get("etag"), self.headers.get("last-modified"))


class Fetcher:
    """Asks for a source. Close it, or use it in a ``with`` block."""

    def __init__(
        self, source: Source, contact: str | None = None, *, sleep: Callable[[float], None] = time.sleep
    ) -> None:
        self._source = source
        self._sleep = sleep
        self._robots: dict[str, Protego] = {}
        self._asked: dict[str, float] = {}
        """When each host was last asked, in seconds."""
        about = f" (+{contact})" if contact else ""
        self._http = httpx2.Client(
            headers={"User-Agent": f"{AGENT}/{__version__}{about}", "Accept-Encoding": "gzip, deflate"},
            timeout=source.timeout,
            follow_redirects=False,
            transport=CheckedTransport(allow_private=source.allow_private),
        )

    def __enter__(self) -> Self:
        """The fetcher, to be closed at the end of the block."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the connections."""
        self._http.close()

    def get(self, url: str, known: Known | None = None, *, media: frozenset[str] | None = None) -> Answer:
        """The answer of an address, if it is of one of these media types. Raises FetchError."""
        asked = url
        for _ in range(MAX_REDIRECTS + 1):
            self._obey(url)
            answer = self._patiently(url, known or Known(), self._source.max_bytes, media)
            if answer.status not in REDIRECTS:
                return answer
            url = _redirected(url, answer)
        raise FetchError(f"more than {MAX_REDIRECTS} redirects from {asked}")

    def _obey(self, url: str) -> None:
        """Wait as long as the site asks for; FetchError where it forbids the address."""
        parts = urlsplit(url)
        origin = f"{parts.scheme}://{parts.netloc}"
        if origin not in self._robots:
            self._robots[origin] = self._rules(origin)
        rules = self._robots[origin]
        if not rules.can_fetch(url, AGENT):
            raise FetchError("robots.txt forbids it", refused=True)
        delay = rules.crawl_delay(AGENT) or 0.0
        if delay > LONGEST_DELAY:
            raise FetchError(f"robots.txt asks for {delay:g} seconds between two requests", refused=True)
        self._wait(origin, max(delay, self._source.delay))

    def _wait(self, origin: str, delay: float) -> None:
        last = self._asked.get(origin)
        if last is not None and (left := last + delay - time.monotonic()) > 0:
            self._sleep(left)
        self._asked[origin] = time.monotonic()

    def _rules(self, origin: str) -> Protego:
        """What robots.txt says: all is allowed where there is none, nothing where the site cannot tell (RFC 9309)."""
        url = f"{origin}/robots.txt"
        for _ in range(MAX_REDIRECTS + 1):
            try:
                answer = self._patiently(url, Known(), MAX_ROBOTS, None)
            except FetchError as error:
                if error.status is not None and 400 <= error.status < 500:
                    return Protego.parse("")
                raise FetchError(f"robots.txt: {error.reason}", refused=error.refused) from error
            if answer.status not in REDIRECTS:
                return Protego.parse((answer.body or b"").decode("utf-8", "replace"))
            url = _redirected(url, answer)
        return Protego.parse("")

    def _patiently(self, url: str, known: Known, most: int, media: frozenset[str] | None) -> Answer:
        """One answer, tried again while that may help."""
        for attempt in range(self._source.retries + 1):
            try:
                return self._once(url, known, most, media)
            except _PassingError as error:
                failure = error
            pause = failure.pause if failure.pause is not None else 2.0**attempt
            if pause > LONGEST_PAUSE:
                break
            if attempt < self._source.retries:
                self._sleep(pause)
        raise FetchError(failure.reason, status=failure.status) from failure

    def _once(self, url: str, known: Known, most: int, media: frozenset[str] | None) -> Answer:
        deadline = time.monotonic() + self._source.timeout
        try:
            with self._http.stream("GET", url, headers=known.conditions) as response:
                headers = {name: response.headers[name] for name in KEPT_HEADERS if name in response.headers}
                status = response.status_code
                if status in REDIRECTS:
                    return Answer(url, status, None, {"location": response.headers.get("location", "")})
                if status == 304:
                    return Answer(url, status, None, headers)
                _check_status(response)
                answer = Answer(url, status, None, headers)
                if media is not None and answer.media_type and answer.media_type not in media:
                    raise FetchError(f"it is {answer.media_type}, which holds no text that is read", refused=True)
                body = _read(response, most, deadline)
        except ForbiddenAddressError as error:
            raise FetchError(str(error), refused=True) from error
        except httpx2.TimeoutException as error:
            raise _PassingError(_too_slow(self._source.timeout)) from error
        except httpx2.ConnectError as error:
            raise _unreachable(error) from error
        except (httpx2.InvalidURL, httpx2.UnsupportedProtocol) as error:
            raise FetchError(f"the address is none that can be asked: {error}", refused=True) from error
        except httpx2.HTTPError as error:
            raise _PassingError("the answer broke off or is no HTTP") from error
        if body is None:
            raise _PassingError(_too_slow(self._source.timeout))
        return Answer(url, status, body, headers)


def _too_slow(seconds: float) -> str:
    return f"no whole answer within {seconds:g} seconds"


def _check_status(response: httpx2.Response) -> None:
    status = response.status_code
    if status in MAY_PASS:
        raise _PassingError(f"the site answered with status {status}", status, _pause(response.headers))
    if status != 200:
        refused = status in (401, 403, 407, 451)
        raise FetchError(f"the site answered with status {status}", refused=refused, status=status)


def _read(response: httpx2.Response, most: int, deadline: float) -> bytes | None:
    """The body; None where it is not there in time. FetchError where it is over `most` bytes."""
    told = response.headers.get("content-length", "")
    if told.isdecimal() and int(told) > most:
        raise FetchError(f"it has more than {most} bytes", refused=True)
    parts: list[bytes] = []
    size = 0
    for part in response.iter_bytes():
        parts.append(part)
        size += len(part)
        if size > most:
            raise FetchError(f"it has more than {most} bytes", refused=True)
        if time.monotonic() > deadline:
            return None
    return b"".join(parts)


def _unreachable(error: httpx2.ConnectError) -> FetchError:
    """A certificate that does not hold will not hold in a second; a site that is down may be up again."""
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return FetchError(f"its certificate does not hold: {cause.verify_message}")
        cause = cause.__cause__ or cause.__context__
    return _PassingError("the site could not be reached")


def _redirected(url: str, answer: Answer) -> str:
    target = urljoin(url, answer.headers["location"])
    if not answer.headers["location"] or urlsplit(target).scheme not in ("http", "https"):
        raise FetchError("it redirects to no address of the web")
    return target


def _pause(headers: httpx2.Headers) -> float | None:
    """How many seconds the site asks to wait, from now; None where it does not say."""
    told = headers.get("retry-after", "").strip()
    if told.isdecimal():
        return float(told)
    try:
        return max(0.0, (parsedate_to_datetime(told) - datetime.now(UTC)).total_seconds())
    except (TypeError, ValueError):
        return None
