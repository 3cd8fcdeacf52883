"""Asking an OpenAI-compatible endpoint: one question, one answer, within a time, a budget and a number of attempts.

What may pass (no connection, no answer in time, or a status in MAY_PASS) is tried again, after the pause that the
endpoint asks for in Retry-After or else after 1, 2, 4, … seconds. What will not pass (a wrong key, an unknown model)
ends asking for the whole run, as do three texts in a row without an answer: a thousand texts must not wait for a dead
endpoint.
"""

import datetime as dt
import email.utils
import json
import time
from collections.abc import Callable, Mapping
from threading import Lock
from typing import Any, Self

import httpx2

from coopdata.llm.budget import Budget
from coopdata.llm.failures import UnansweredError, UnusableError
from coopdata.llm.settings import PREFIX, Settings

MAY_PASS = frozenset({408, 425, 429, 500, 502, 503, 504})
WILL_NOT_PASS = frozenset({401, 402, 403, 404})
LONGEST_PAUSE = 60.0
"""Seconds; an endpoint that asks for a longer one is not asked again for this text."""
LARGEST_ANSWER = 4_000_000
"""Bytes; more is no answer to the question."""
GIVE_UP_AFTER = 3
"""Texts in a row without an answer after which no more is asked in this run."""


class _PassingError(Exception):
    """An attempt failed in a way that another may not; `pause` is what the endpoint asks to wait, in seconds."""

    def __init__(self, message: str, pause: float | None = None) -> None:
        self.message, self.pause = message, pause
        super().__init__(message)


class Client:
    """The endpoint of one run; can be used from several threads. Close it, or use it in a ``with`` block."""

    def __init__(self, settings: Settings, sleep: Callable[[float], None] = time.sleep) -> None:
        self._settings = settings
        self._sleep = sleep
        self._lock = Lock()
        self._over: tuple[str, str] | None = None
        """Why no more is asked in this run, with the remedy."""
        self._failed_in_a_row = 0
        self.budget = Budget(settings)
        headers = {"Authorization": f"Bearer {settings.api_key}"} if settings.api_key else {}
        self._http = httpx2.Client(headers=headers, timeout=settings.timeout)

    def __enter__(self) -> Self:
        """The client, to be closed at the end of the block."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the connections."""
        self.close()

    def close(self) -> None:
        """Close the connections."""
        self._http.close()

    def ask(self, body: Mapping[str, Any]) -> str:
        """The model's answer, as text. Raises LlmError where there is none."""
        if self._over is not None:
            raise UnansweredError(*self._over)
        try:
            answer = self._attempts(body)
        except UnansweredError as failure:
            self._count_failure(failure)
            raise
        except UnusableError:
            self._count_answer()
            raise
        self._count_answer()
        return answer

    def _count_answer(self) -> None:
        with self._lock:
            self._failed_in_a_row = 0

    def _count_failure(self, failure: UnansweredError) -> None:
        with self._lock:
            self._failed_in_a_row += 1
            if self._failed_in_a_row >= GIVE_UP_AFTER and self._over is None:
                message = f"{self._failed_in_a_row} texts in a row had no answer, so no more was asked; the last:"
                self._over = f"{message} {failure.message}", failure.remedy

    def _attempts(self, body: Mapping[str, Any]) -> str:
        content = json.dumps(body).encode()
        for attempt in range(self._settings.retries + 1):
            taken = self.budget.take(body)
            try:
                return self._attempt(content, taken)
            except _PassingError as failure:
                last = failure
            pause = last.pause if last.pause is not None else float(2**attempt)
            if pause > LONGEST_PAUSE:
                raise UnansweredError(
                    f"{last.message}, and asks to wait {pause:.0f} seconds.", "Run again later; what was read is kept."
                )
            if attempt < self._settings.retries:
                self._sleep(pause)
        raise UnansweredError(
            f"{last.message}, after {self._settings.retries + 1} attempts.",
            f"Run again later, or raise {PREFIX}TIMEOUT or {PREFIX}RETRIES.",
        )

    def _attempt(self, content: bytes, taken: int) -> str:
        try:
            status, headers, data = self._post(content)
        except httpx2.TimeoutException as error:
            raise _PassingError(f"the endpoint gave no answer within {self._settings.timeout:g} seconds") from error
        except httpx2.HTTPError as error:
            raise _PassingError(f"the endpoint could not be asked ({error or type(error).__name__})") from error
        if status == 200:
            answer, used = _content(data)
            self.budget.settle(taken, used)
            return answer
        self.budget.settle(taken, 0)
        message = f"the endpoint answered with status {status}{_reason(data)}"
        if status in MAY_PASS:
            raise _PassingError(message, _pause(headers.get("retry-after")))
        failure = UnansweredError(
            f"{message}.", f"Check {PREFIX}BASE_URL, {PREFIX}MODEL, {PREFIX}API_KEY and docs/llm.md."
        )
        if status in WILL_NOT_PASS:
            with self._lock:
                self._over = failure.message, failure.remedy
        raise failure

    def _post(self, content: bytes) -> tuple[int, httpx2.Headers, bytes]:
        """Status, headers and body. The time holds for the whole answer, which a slow endpoint sends in drops."""
        deadline = time.monotonic() + self._settings.timeout
        url = f"{self._settings.base_url}/chat/completions"
        headers = {"Content-Type": "application/json"}
        with self._http.stream("POST", url, content=content, headers=headers) as response:
            data = bytearray()
            for chunk in response.iter_bytes():
                data += chunk
                if time.monotonic() > deadline:
                    raise httpx2.ReadTimeout("the answer was not there in time", request=response.request)
                if len(data) > LARGEST_ANSWER:
                    raise UnusableError(
                        f"the endpoint's answer has more than {LARGEST_ANSWER} bytes.", "Check COOPDATA_LLM_BASE_URL."
                    )
            return response.status_code, response.headers, bytes(data)


def _content(data: bytes) -> tuple[str, int | None]:
    """What the model wrote, and the tokens the endpoint counted. Raises UnusableError where it is no whole answer."""
    try:
        reply = json.loads(data)
        choice = reply["choices"][0]
        content, refusal = choice["message"].get("content"), choice["message"].get("refusal")
        finish, usage = choice.get("finish_reason"), reply.get("usage") or {}
        used = usage.get("total_tokens")
    except (ValueError, KeyError, IndexError, TypeError, AttributeError, RecursionError) as error:
        raise UnusableError(
            "the endpoint's reply is no chat completion.", f"Check that {PREFIX}BASE_URL is OpenAI-compatible."
        ) from error
    if finish == "length":
        raise UnusableError(
            "the model's answer was cut off.", f'Raise max_tokens in {PREFIX}PARAMETERS, as {{"max_tokens": 16000}}.'
        )
    if not isinstance(content, str) or not content:
        why = f" ({refusal})" if isinstance(refusal, str) else ""
        raise UnusableError(f"the model gave no answer{why}.", "Read the text by rules, or try another model.")
    return content, used if isinstance(used, int) and not isinstance(used, bool) and used >= 0 else None


def _reason(data: bytes) -> str:
    """The endpoint's own word on its failure, as " (…)"; empty where it gives none."""
    try:
        error = json.loads(data)["error"]
        message = error["message"] if isinstance(error, dict) else error
    except (ValueError, KeyError, TypeError, RecursionError):
        return ""
    return f" ({message[:200]})" if isinstance(message, str) else ""


def _pause(retry_after: str | None) -> float | None:
    """The seconds that a Retry-After header asks to wait: a number, or a date; None where it says neither."""
    if retry_after is None:
        return None
    written = retry_after.strip()
    if written.isascii() and written.isdigit():
        return float(written)
    try:
        until = email.utils.parsedate_to_datetime(written)
    except ValueError:
        return None
    if until.tzinfo is None:
        until = until.replace(tzinfo=dt.UTC)
    return max(0.0, (until - dt.datetime.now(dt.UTC)).total_seconds())
