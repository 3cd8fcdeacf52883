"""raw/captures.jsonl: what came of each night, a line for each source, only ever added to.

It is the record from which the data say which sources failed, so that a release can be made again from raw/ alone, and
from which freshness is judged.
"""

import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from coopdata.capture.sources import SOURCES, Source, Sources
from coopdata.problems import Code, Problem, Severity

LOG = "captures.jsonl"
"""The name of the file in raw/."""
COUNTS = ("seen", "new", "changed", "unchanged", "gone", "refused", "failed", "left")
_CODES = {code.value: code for code in Code}
_SEVERITY = {Code.CAPTURE_GONE: Severity.NOTE, Code.FEED_DATE: Severity.NOTE}


@dataclass(frozen=True)
class Trouble:
    """One thing that went wrong with a source, however many texts it is about."""

    code: Code
    message: str

    def problem(self, source: str) -> Problem:
        """The same, as a row of `issues`."""
        severity = _SEVERITY.get(self.code, Severity.WARNING)
        return Problem(self.code, f"source {source}: {self.message}", severity, path=SOURCES, place=source)


@dataclass(frozen=True)
class Outcome:
    """What came of one source in one night."""

    source: str
    at: str
    """When it was asked, ISO 8601 in UTC."""
    seen: int = 0
    """Texts that it lists and that are wanted."""
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    gone: int = 0
    """Texts captured before that are no longer where they were."""
    refused: int = 0
    failed: int = 0
    left: int = 0
    """Texts over the limit of a night, for the nights to come."""
    troubles: tuple[Trouble, ...] = ()
    is_busy: bool = False
    """Whether another capture was at it, so that this one did nothing; such a night is not logged."""

    @property
    def is_failure(self) -> bool:
        """Whether the source as a whole could not be captured."""
        return any(trouble.code is Code.SOURCE_FAILED for trouble in self.troubles)

    @property
    def counts(self) -> dict[str, int]:
        """All counts by name."""
        return {name: getattr(self, name) for name in COUNTS}


def append(raw: Path, outcome: Outcome) -> None:
    """Add a night to the log, in one piece, so that two at once do not mix."""
    data = {key: value for key, value in asdict(outcome).items() if value or key in ("source", "at", "seen")}
    line = json.dumps(data, ensure_ascii=False) + "\n"
    raw.mkdir(parents=True, exist_ok=True)
    with (raw / LOG).open("ab", buffering=0) as file:
        file.write(line.encode())
        os.fsync(file.fileno())


def read_log(raw: Path) -> tuple[list[Outcome], list[Problem]]:
    """All nights in the order of the log, and what of it cannot be read; none where nothing was captured yet."""
    try:
        lines = (raw / LOG).read_bytes().decode("utf-8", "replace").rstrip("\n").split("\n")
    except FileNotFoundError:
        return [], []
    outcomes, problems = [], []
    for number, line in enumerate(lines, start=1):
        try:
            outcomes.append(_outcome(json.loads(line)))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            what = f"the line is no night of a source ({error})."
            remedy = "Remove the line; it is passed over."
            problems.append(Problem(Code.SOURCE_INVALID, what, path=LOG, place=f"line {number}", remedy=remedy))
    return outcomes, problems


def _outcome(data: Mapping[str, Any]) -> Outcome:
    if not isinstance(data["at"], str):
        raise TypeError("its time is no text")
    troubles = tuple(Trouble(_CODES[one["code"]], str(one["message"])) for one in data.get("troubles", ()))
    return replace(Outcome(**{**data, "troubles": ()}), troubles=troubles)


def problems_of(sources: Sources, outcomes: Iterable[Outcome]) -> list[Problem]:
    """What is wrong with the sources that are switched on, by their last night."""
    last = {outcome.source: outcome for outcome in outcomes}
    own = (last[source.name] for source in sources.enabled if source.name in last)
    return [*sources.problems, *(trouble.problem(one.source) for one in own for trouble in one.troubles)]


def nights_of_failure(source: Source, outcomes: Iterable[Outcome]) -> int:
    """How many of its last nights a source failed, in a row; of several runs of one day the last counts."""
    by_day = {outcome.at[:10]: outcome.is_failure for outcome in outcomes if outcome.source == source.name}
    count = 0
    for _, failed in sorted(by_day.items(), reverse=True):
        if not failed:
            break
        count += 1
    return count
