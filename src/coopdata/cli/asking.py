"""`coopdata extract --llm`: read texts with the language model that the environment names."""

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from tempfile import TemporaryFile
from typing import TYPE_CHECKING

from coopdata.cli.console import CommandError, say
from coopdata.cli.inputs import Input, open_relevant
from coopdata.documents.model import Document, Rejection
from coopdata.extract.record import Record
from coopdata.extract.relevance import NotRelevant
from coopdata.llm.settings import PREFIX, Settings, SettingsError, from_environment
from coopdata.problems import Severity

if TYPE_CHECKING:
    from coopdata.llm.reader import LlmReading


class Asking:
    """One run with the model; `failed` counts the texts that only the rules have read."""

    def __init__(self) -> None:
        self.failed = 0

    @contextmanager
    def results(
        self, texts: Iterable[Input], *, relevant_only: bool = False
    ) -> Iterator[Iterator[Record | NotRelevant | None]]:
        """The record of each text, in order; None for one that is rejected. What happened is told on stderr.

        With `relevant_only`, the model is not asked about texts that cannot tell of an agreement.
        """
        try:
            from coopdata.llm.client import Client
            from coopdata.llm.reader import LlmReader, LlmReading, in_order
        except ModuleNotFoundError as error:
            if error.name != "httpx2":
                raise
            raise CommandError(
                "--llm: httpx2, which asks the model, is not installed.",
                "Install the extra llm: pip install 'coopdata[llm]'.",
            ) from error
        settings = _settings()
        say(f"Texts are sent to {settings.base_url} and read by {settings.model}.")
        with Client(settings) as client:
            reader = LlmReader(settings, client)

            def read(text: Input) -> LlmReading | NotRelevant | Rejection:
                found = open_relevant(text, relevant_only=relevant_only)
                return reader.read(found) if isinstance(found, Document) else found

            yield (self._record(result) for result in in_order(read, texts, settings.concurrency))
            say(f"{client.budget.requests} requests made, {client.budget.tokens} tokens used.")

    def _record(self, result: "LlmReading | NotRelevant | Rejection") -> Record | NotRelevant | None:
        """The record of a reading, its problems told."""
        if isinstance(result, NotRelevant):
            return result
        if isinstance(result, Rejection):
            say(result.problem.line())
            return None
        for problem in result.problems:
            say(problem.line())
        self.failed += any(problem.severity is Severity.WARNING for problem in result.problems)
        return result.record


def _settings() -> Settings:
    """The settings, with a folder for answers that can be written to."""
    try:
        settings = from_environment(os.environ)
    except SettingsError as error:
        raise CommandError(f"--llm: {error.message}", error.remedy) from error
    try:
        settings.cache.mkdir(parents=True, exist_ok=True)
        TemporaryFile(dir=settings.cache).close()
    except OSError as error:
        raise CommandError(
            f"--llm: {settings.cache}: {error.strerror}.", f"Name a folder for answers with {PREFIX}CACHE."
        ) from error
    return settings
