"""How much a run may still ask: requests and tokens, counted across threads."""

import json
from collections.abc import Mapping
from threading import Lock
from typing import Any

from coopdata.llm.failures import NotAskedError
from coopdata.llm.settings import PREFIX, Settings

_BYTES_PER_TOKEN = 3
"""Fewer than a token of English takes, so that the estimate is rather too high."""


class Budget:
    """Requests and tokens left in a run. Tokens are set aside before a request and corrected by what it used."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._lock = Lock()
        self.requests = 0
        """Requests made."""
        self.tokens = 0
        """Tokens used, with those set aside for requests under way."""

    def take(self, body: Mapping[str, Any]) -> int:
        """Count one request and set its tokens aside; gives how many. Raises NotAskedError where not enough is left."""
        tokens = len(json.dumps(body).encode()) // _BYTES_PER_TOKEN + self._settings.answer_limit
        with self._lock:
            if self.requests >= self._settings.max_requests:
                raise NotAskedError(
                    f"the budget of {self._settings.max_requests} requests is spent.", f"Raise {PREFIX}MAX_REQUESTS."
                )
            if self.tokens + tokens > self._settings.max_tokens:
                raise NotAskedError(
                    f"the budget of {self._settings.max_tokens} tokens leaves too few for this text.",
                    f"Raise {PREFIX}MAX_TOKENS.",
                )
            self.requests += 1
            self.tokens += tokens
        return tokens

    def settle(self, taken: int, used: int | None) -> None:
        """Correct what `take` set aside by what the endpoint counted; where it counts nothing, all counts as used."""
        if used is not None:
            with self._lock:
                self.tokens += used - taken
