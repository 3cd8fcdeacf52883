"""One document to one record by both readers: the rules always, the model where it answers.

Whatever happens to the model's reading, the rules' record stands, and a problem says what happened.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import TypeVar

from coopdata.documents.model import Document, Rejection
from coopdata.extract import read_or_reject
from coopdata.extract.record import Record
from coopdata.llm.client import Client
from coopdata.llm.failures import LlmError, NotAskedError, UnusableError
from coopdata.llm.ground import Refusal
from coopdata.llm.interpretation import interpret
from coopdata.llm.prompt import question, rule_id
from coopdata.llm.schema import Answer, AnswerInvalidError, parse
from coopdata.llm.settings import PREFIX, Settings
from coopdata.llm.store import Store
from coopdata.llm.voting import vote
from coopdata.llm.wording import shown
from coopdata.problems import Code, Problem, Severity

SHOWN = 3
"""Refused values that a message names; it counts the others."""

Given = TypeVar("Given")
Made = TypeVar("Made")


@dataclass(frozen=True)
class LlmReading:
    """The record, and what somebody who relies on it should know."""

    record: Record
    problems: tuple[Problem, ...] = ()


class LlmReader:
    """Reads documents with the help of a model, within the budget of one run; can be used from several threads."""

    def __init__(self, settings: Settings, client: Client) -> None:
        self._settings = settings
        self._client = client
        self._store = Store(settings.cache)

    def read(self, document: Document) -> LlmReading | Rejection:
        """The record of both readings; the rules' alone where the model has no answer to use."""
        rules = read_or_reject(document)
        if isinstance(rules, Rejection):
            return rules
        try:
            answer = self._answer(document)
        except LlmError as failure:
            return LlmReading(rules, (failure.problem(document),))
        model = interpret(answer, document, rules.document, rule_id(self._settings.model))
        problems = (_refused(model.refusals, document),) if model.refusals else ()
        return LlmReading(vote(model.record, rules, model.blanks), problems)

    def _answer(self, document: Document) -> Answer:
        """The answer kept from before, or one asked for now. Only an answer of the right form is kept."""
        if len(document.text) > self._settings.max_characters:
            raise NotAskedError(
                f"the text has {len(document.text)} characters; at most {self._settings.max_characters} are sent.",
                f"Split it, or raise {PREFIX}MAX_CHARACTERS.",
            )
        body = question(document.text, self._settings)
        kept = self._store.find(self._settings.base_url, body)
        written = self._client.ask(body) if kept is None else kept
        try:
            answer = parse(written)
        except AnswerInvalidError as error:
            raise UnusableError(
                f"the model's answer is not of the form asked for: {error}.",
                "Ask an endpoint and a model that honour response_format json_schema.",
            ) from error
        if kept is None:
            self._store.keep(self._settings.base_url, body, written)
        return answer


def in_order(work: Callable[[Given], Made], items: Iterable[Given], workers: int) -> Iterator[Made]:
    """What `work` makes of each item, in their order, `workers` at a time; never far ahead of who takes the results."""
    with ThreadPoolExecutor(max_workers=workers) as pool:
        under_way: deque[Future[Made]] = deque()
        try:
            for item in items:
                under_way.append(pool.submit(work, item))
                if len(under_way) > 2 * workers:
                    yield under_way.popleft().result()
            while under_way:
                yield under_way.popleft().result()
        finally:
            for future in under_way:
                future.cancel()


def _refused(refusals: Sequence[Refusal], document: Document) -> Problem:
    """One problem for all that was refused of one answer."""
    named = "; ".join(f'{one.where} "{shown(one.quote, 60)}" ({one.reason})' for one in refusals[:SHOWN])
    more = f"; and {len(refusals) - SHOWN} more" if len(refusals) > SHOWN else ""
    many = "1 value" if len(refusals) == 1 else f"{len(refusals)} values"
    return Problem(
        Code.LLM_VALUE_REFUSED,
        f"{many} of the language model refused: {named}{more}.",
        Severity.NOTE,
        path=document.path,
        document_id=document.id,
    )
