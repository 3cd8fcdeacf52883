"""Where the time of reading goes: the stages of a text's way to its record, and the language model beside the rules.

The functions of each stage are timed in this process while texts are read as always; what a stage spends in another
one counts there. So the figures are of the very reader that ships, and "rules" is all but the model.
"""

import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from functools import wraps
from importlib import import_module
from typing import Any
from unittest.mock import patch

from benchmarks.measuring import say
from coopdata.documents import reader as documents
from coopdata.extract import read

MODEL = "language model"
_STAGES = {
    "lines, sentences, heading": ("coopdata.documents.reader:read_text",),
    "names, titles, dates, sums": ("coopdata.extract.reader:build_scene",),
    "agreements and their parties": (
        "coopdata.extract.agreements:listen",
        "coopdata.extract.agreements:read_agreements",
    ),
    MODEL: tuple(f"coopdata.encoder.model:Encoder.{name}" for name in ("read", "tags", "kinds", "link", "answer")),
    "events and projects": ("coopdata.extract.reader:read_events", "coopdata.extract.reader:read_projects"),
    "the record": ("coopdata.extract.assembly:Assembler.record",),
}
"""Each stage by its functions: their module, and their name in it."""


class _Clock:
    """The processor's seconds of each stage, by itself."""

    def __init__(self) -> None:
        self.taken: dict[str, float] = defaultdict(float)
        self._under_way: list[str] = []
        self._since = 0.0

    def _pass(self) -> None:
        """Count what has gone by for the stage that is under way."""
        now = time.process_time()
        if self._under_way:
            self.taken[self._under_way[-1]] += now - self._since
        self._since = now

    def timed(self, stage: str, work: Callable[..., Any]) -> Callable[..., Any]:
        """The function, its time counted for the stage."""

        @wraps(work)
        def run(*args: Any, **kwargs: Any) -> Any:
            self._pass()
            self._under_way.append(stage)
            try:
                return work(*args, **kwargs)
            finally:
                self._pass()
                self._under_way.pop()

        return run


@contextmanager
def _timing() -> Iterator[_Clock]:
    """Have the functions of all stages timed meanwhile."""
    clock = _Clock()
    with ExitStack() as stack:
        for stage, functions in _STAGES.items():
            for function in functions:
                module, _, name = function.partition(":")
                owner: Any = import_module(module)
                *outer, last = name.split(".")
                for part in outer:
                    owner = getattr(owner, part)
                stack.enter_context(patch.object(owner, last, clock.timed(stage, getattr(owner, last))))
        yield clock


def stages(label: str, texts: Sequence[str]) -> None:
    """Say what each stage takes of reading these texts, in milliseconds of processor a text."""
    for text in texts[:3]:
        read(documents.read_text(text))
    with _timing() as clock:
        begun = time.process_time()
        for text in texts:
            read(documents.read_text(text))
        whole = time.process_time() - begun
    per_text = {stage: clock.taken[stage] / len(texts) * 1000 for stage in _STAGES}
    total = whole / len(texts) * 1000
    say(f"{label}: a text", f"{total:8.1f} ms")
    for stage, taken in per_text.items():
        say(f"   {stage}", f"{taken:8.1f} ms, {taken / total:4.0%}")
    say("   by rules alone", f"{total - per_text[MODEL]:8.1f} ms")
