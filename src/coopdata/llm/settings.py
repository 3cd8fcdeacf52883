"""What is asked, where, and at what cost at most: read from the environment, checked before anything is sent."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any
from urllib.parse import urlsplit

PREFIX = "COOPDATA_LLM_"
LOOPBACK = ("localhost", "127.0.0.1", "::1")
RESERVED = frozenset({"model", "messages", "response_format", "stream", "n"})
"""Parameters of a request that are ours: with others the answer could not be read."""
DEFAULT_PARAMETERS: Mapping[str, Any] = MappingProxyType({"temperature": 0, "max_tokens": 8000})
ANSWER_LIMITS = ("max_tokens", "max_completion_tokens")


class SettingsError(Exception):
    """The environment does not say what is needed, or says it wrongly; the remedy says what to set."""

    def __init__(self, message: str, remedy: str) -> None:
        self.message, self.remedy = message, remedy
        super().__init__(f"{message} {remedy}")


@dataclass(frozen=True)
class Settings:
    """How the endpoint is asked; every field but the first two has a default.

    The key is left out of `repr`, so that no log or traceback shows it.
    """

    base_url: str
    """Of the OpenAI-compatible interface, the part before ``/chat/completions``."""
    model: str
    api_key: str | None = field(default=None, repr=False)
    timeout: float = 60.0
    """Seconds until an answer must be there whole."""
    retries: int = 3
    """Further attempts after one that failed for a reason that may pass."""
    max_requests: int = 500
    """Requests in one run, attempts that failed included."""
    max_tokens: int = 2_000_000
    """Tokens in one run, of questions and answers together."""
    concurrency: int = 2
    """Requests at one time."""
    max_characters: int = 60_000
    """A longer text is not sent."""
    cache: Path = Path(".coopdata/llm")
    """Folder of answers already had; safe to delete."""
    parameters: Mapping[str, Any] = field(default_factory=lambda: dict(DEFAULT_PARAMETERS))
    """Further fields of each request."""

    @property
    def answer_limit(self) -> int:
        """The most tokens that an answer may have."""
        limits = (self.parameters.get(name) for name in ANSWER_LIMITS)
        return next((limit for limit in limits if isinstance(limit, int)), 8000)


def from_environment(environment: Mapping[str, str]) -> Settings:
    """The settings that variables ``COOPDATA_LLM_…`` name; an empty variable counts as unset.

    Raises SettingsError where a needed one is missing or one has a value that cannot be meant.
    """
    given = {name: value.strip() for name, value in environment.items() if name.startswith(PREFIX) and value.strip()}
    missing = [name for name in (f"{PREFIX}BASE_URL", f"{PREFIX}MODEL") if name not in given]
    if missing:
        raise SettingsError(
            f"no language model is set up: {' and '.join(missing)} not set.",
            f"Set {PREFIX}BASE_URL (such as http://localhost:8000/v1) and {PREFIX}MODEL; docs/llm.md explains all.",
        )
    api_key = given.get(f"{PREFIX}API_KEY")
    if api_key is not None and not (api_key.isascii() and api_key.isprintable() and " " not in api_key):
        raise SettingsError(f"{PREFIX}API_KEY has characters that no key has.", "Copy it again, without spaces.")
    return Settings(
        base_url=_address(given[f"{PREFIX}BASE_URL"], has_key=api_key is not None),
        model=given[f"{PREFIX}MODEL"],
        api_key=api_key,
        timeout=_number(given, "TIMEOUT", Settings.timeout),
        retries=_count(given, "RETRIES", Settings.retries, least=0),
        max_requests=_count(given, "MAX_REQUESTS", Settings.max_requests),
        max_tokens=_count(given, "MAX_TOKENS", Settings.max_tokens),
        concurrency=_count(given, "CONCURRENCY", Settings.concurrency),
        max_characters=_count(given, "MAX_CHARACTERS", Settings.max_characters),
        cache=Path(given.get(f"{PREFIX}CACHE", Settings.cache)),
        parameters=_parameters(given),
    )


def _address(url: str, *, has_key: bool) -> str:
    """The base URL without a closing slash; a key is sent in the clear to this machine only."""
    name = f"{PREFIX}BASE_URL"
    try:
        parts = urlsplit(url)
        whole = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:  # brackets that do not match, a port that is no number or too large
        whole = False
    if not whole or parts.query or parts.fragment or not (url.isascii() and url.isprintable()) or " " in url:
        raise SettingsError(f"{name} is no web address: {url!r}.", "Write it like https://host/v1, without query.")
    if parts.username or parts.password:
        raise SettingsError(f"{name} holds a user name or password.", f"Put the key into {PREFIX}API_KEY.")
    if has_key and parts.scheme == "http" and parts.hostname not in LOOPBACK:
        raise SettingsError(f"{name} would send the key unencrypted to {parts.hostname}.", "Use https.")
    return url.rstrip("/")


def _number(given: Mapping[str, str], name: str, default: float) -> float:
    written = given.get(PREFIX + name)
    if written is None:
        return default
    try:
        value = float(written)
    except ValueError:
        value = 0.0
    if not 0 < value < float("inf"):
        raise SettingsError(f"{PREFIX}{name} is {written!r}.", "It must be a number above 0.")
    return value


def _count(given: Mapping[str, str], name: str, default: int, least: int = 1) -> int:
    written = given.get(PREFIX + name)
    if written is None:
        return default
    if not (written.isascii() and written.isdigit()) or int(written) < least:
        raise SettingsError(f"{PREFIX}{name} is {written!r}.", f"It must be a whole number, at least {least}.")
    return int(written)


def _parameters(given: Mapping[str, str]) -> dict[str, Any]:
    """The defaults with the changes given as a JSON object; null takes a parameter away."""
    name = f"{PREFIX}PARAMETERS"
    written = given.get(name, "{}")
    try:
        changes = json.loads(written)
    except ValueError:
        changes = None
    if not isinstance(changes, dict):
        raise SettingsError(f"{name} is {written!r}.", 'It must be a JSON object such as {"temperature": null}.')
    if ours := RESERVED & changes.keys():
        raise SettingsError(f"{name} sets {', '.join(sorted(ours))}.", "Those fields of a request cannot be changed.")
    return {key: value for key, value in {**DEFAULT_PARAMETERS, **changes}.items() if value is not None}
