"""Sending to an address that an operator named: encrypted but to this machine, within a time, tried again if it helps.

What may pass (no connection, no answer in time, a status of MAY_PASS) is tried again, after the pause that the other
side asks for in Retry-After or X-RateLimit-Reset (seconds since 1970), else after 1, 2, 4, … seconds. Redirects are
answers like any other: what is sent, and the token with it, goes to the address named and nowhere else.
"""

import ipaddress
import time
from collections.abc import Callable, Mapping
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

import httpx2

from coopdata import __version__

AGENT = f"coopdata/{__version__}"
MAY_PASS = frozenset({408, 425, 429, 500, 502, 503, 504})
TOO_MANY = 429
ASKS_TO_WAIT = frozenset({TOO_MANY, 503})
"""The statuses with which these headers count (RFC 6585, RFC 9110); some send them with every answer."""
LONGEST_PAUSE = 120.0
"""Seconds; who asks to wait longer is not asked again."""
LARGEST_ANSWER = 10_000_000
"""Bytes that are read of an answer."""


class SendError(Exception):
    """No answer that could be used; the message says why, without the address."""


class _PassingError(SendError):
    """An attempt failed in a way that another may not. `pause` is what the other side asks to wait, in seconds."""

    def __init__(self, message: str, pause: float | None = None, *, unheard: bool = False) -> None:
        super().__init__(message)
        self.pause = pause
        self.unheard = unheard
        """Whether what was sent surely had no effect."""


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    body: bytes

    @property
    def is_success(self) -> bool:
        """Whether the status is one of success."""
        return 200 <= self.status < 300


def address_problem(url: str) -> str | None:
    """Why nothing is sent to this address; None where it may be: https, or http to this machine, without a password."""
    try:
        parts = urlsplit(url)
        whole = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:  # brackets that do not match, a port that is no number
        whole = False
    if not whole or not (url.isascii() and url.isprintable()) or " " in url or parts.fragment:
        return "it is no address of the web"
    if parts.username or parts.password:
        return "it holds a user name or password"
    if parts.scheme == "http" and not is_loopback(parts.hostname or ""):
        return "it is not encrypted; write https"
    return None


def is_loopback(host: str) -> bool:
    """Whether a host is this machine.

    >>> is_loopback("localhost"), is_loopback("127.0.0.2"), is_loopback("::1"), is_loopback("127.0.0.1.example")
    (True, True, True, False)
    """
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


class Sender:
    """Sends to one place. Close it, or use it in a ``with`` block."""

    def __init__(
        self,
        headers: Mapping[str, str],
        *,
        seconds: float,
        attempts: int,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._attempts = attempts
        self._sleep = sleep
        self._seconds = seconds
        self._http = httpx2.Client(headers={"User-Agent": AGENT, **headers}, timeout=seconds, follow_redirects=False)

    def __enter__(self) -> Self:
        """The sender, to be closed at the end of the block."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Close the connections."""
        self._http.close()

    def send(
        self,
        method: str,
        url: str,
        content: bytes | Path = b"",
        headers: Mapping[str, str] | None = None,
        *,
        is_repeatable: bool = True,
    ) -> Answer:
        """The answer to a request, whatever its status, but for those of MAY_PASS. Raises SendError, OSError.

        `content` may be a file, which is read while it is sent. What is not repeatable is sent again only where it
        surely had no effect: no connection was made, or the other side said that there are too many requests.
        """
        for attempt in range(self._attempts):
            try:
                return self._once(method, url, content, headers or {})
            except _PassingError as error:
                failure = error
            pause = failure.pause if failure.pause is not None else 2.0**attempt
            if pause > LONGEST_PAUSE:
                raise SendError(f"{failure}, and asks to wait {pause:.0f} seconds")
            if not (is_repeatable or failure.unheard):
                raise failure
            if attempt < self._attempts - 1:
                self._sleep(pause)
        raise SendError(f"{failure}, after {self._attempts} attempts")

    def _once(self, method: str, url: str, content: bytes | Path, headers: Mapping[str, str]) -> Answer:
        opened = content.open("rb") if isinstance(content, Path) else nullcontext(content)
        try:
            with opened as body, self._http.stream(method, url, content=body, headers=headers) as response:
                status = response.status_code
                if status in MAY_PASS:
                    pause = _asked_pause(response.headers) if status in ASKS_TO_WAIT else None
                    raise _PassingError(f"it answered with status {status}", pause, unheard=status == TOO_MANY)
                return Answer(status, self._read(response))
        except httpx2.ConnectError as error:
            raise _PassingError(f"it could not be reached ({error})", unheard=True) from error
        except httpx2.TimeoutException as error:
            raise _PassingError(f"it gave no whole answer within {self._seconds:g} seconds") from error
        except httpx2.HTTPError as error:
            raise _PassingError("the connection broke off, or the answer is no HTTP") from error

    def _read(self, response: httpx2.Response) -> bytes:
        """The body. The time holds for all of it, which may come in drops."""
        deadline = time.monotonic() + self._seconds
        data = bytearray()
        for part in response.iter_bytes():
            data += part
            if len(data) > LARGEST_ANSWER:
                raise SendError(f"its answer has more than {LARGEST_ANSWER} bytes")
            if time.monotonic() > deadline:
                raise httpx2.ReadTimeout("the answer was not there in time", request=response.request)
        return bytes(data)


def _asked_pause(headers: Mapping[str, str]) -> float | None:
    """The seconds that the other side asks to wait from now; None where it does not say."""
    told = headers.get("retry-after", "").strip()
    if told.isdecimal():
        return float(told)
    reset = headers.get("x-ratelimit-reset", "").strip()
    try:
        until = datetime.fromtimestamp(int(reset), UTC) if not told else parsedate_to_datetime(told)
        return max(0.0, (until - datetime.now(UTC)).total_seconds())
    except (TypeError, ValueError, OverflowError):
        return None
