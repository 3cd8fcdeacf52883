"""What a release says of how well its reader reads, and whether that is well enough.

The figures are measured on the project's annotated documents by ``make quality`` and kept in the reference data, as
``quality.json``; a release carries them. They hold no date and no path: the same documents and the same reader give
the same bytes.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from coopdata.evaluate.errors import GoldError
from coopdata.evaluate.gold import GoldDocument, load_gold
from coopdata.evaluate.report import RESAMPLES, Figure, agreements_in, figures
from coopdata.evaluate.running import Evaluation, Reader, evaluate
from coopdata.evaluate.scoring import DocumentScore
from coopdata.evaluate.split import HELD, SPLIT
from coopdata.extract import EXTRACTOR_VERSION, read_or_reject
from coopdata.problems import Code, Problem, Severity
from coopdata.reference.quality import FIGURES, FLOORS, Floor, figures_json, quality_floors

DEVELOPMENT, OWN, BRIEFS, REPORTS = "dev", "own", "briefs", "reports"
FOLDERS = (DEVELOPMENT, OWN, BRIEFS, REPORTS, "calibration")
"""The folders of the corpus; nothing is measured on the last, which has no document that is held back."""
HEADLINE = "development_held"
"""The set whose figures are shown first: by publishers that no rule was written from, in texts chosen by others."""
MAIN_FIELDS = ("agreements", "parties", "whole records")
"""The fields that say most in few words."""
_SETS: tuple[tuple[str, str, str, str | None], ...] = (
    (HEADLINE, "Development documents held back", DEVELOPMENT, HELD),
    ("own_held", "Further documents in other styles, held back", OWN, HELD),
    ("briefs_held", "Briefs of one to four sentences, held back", BRIEFS, HELD),
    ("reports_held", "Texts built like public reports, held back", REPORTS, HELD),
    ("development", "All development documents, also those that were learnt from", DEVELOPMENT, None),
)
_REFERENCE = "src/coopdata/reference"
_MEASURE = "Measure it anew with: make quality"


@dataclass(frozen=True)
class MeasuredSet:
    """The figures on one set of documents, by field."""

    name: str
    title: str
    documents: int
    publishers: int
    agreements: int
    figures: Mapping[str, Figure]


@dataclass(frozen=True)
class Quality:
    """How well one version of the reader reads, on each set of documents by the set's name."""

    extractor_version: str
    sets: Mapping[str, MeasuredSet]

    def figure(self, measured_on: str, field: str) -> Figure | None:
        """One field's figures on one set; None where they were not measured."""
        measured = self.sets.get(measured_on)
        return measured.figures.get(field) if measured else None

    def main_f1(self) -> dict[str, float]:
        """F1 of the `MAIN_FIELDS` on the `HEADLINE` set, as far as they were measured."""
        found = {name: self.figure(HEADLINE, name) for name in MAIN_FIELDS}
        return {name: figure.f1 for name, figure in found.items() if figure}

    def to_bytes(self) -> bytes:
        """The content of quality.json: UTF-8, one figure a line, a newline at the end."""
        content = {
            "extractor_version": self.extractor_version,
            "intervals": f"low and high bound F1 with 95 % confidence: {RESAMPLES} resamples of documents",
            "sets": {name: _set_json(measured) for name, measured in self.sets.items()},
        }
        return (json.dumps(content, indent=1, ensure_ascii=False, allow_nan=False) + "\n").encode("utf-8")


def measure(corpus: Path, read: Reader = read_or_reject, jobs: int = 1) -> Quality:
    """Read and score the documents of the corpus that are of a set, in as many processes as `jobs` says.

    Raises GoldError where an annotation or a text cannot be used, or the split does not name a document: published
    figures must not rest on a part of the corpus that somebody forgot.
    """
    measured = {}
    for folder in FOLDERS:
        documents, faults = load_gold(corpus / folder)
        faults += [
            f"{one.file.path}: {corpus / SPLIT} does not name it. Write it anew with: make quality"
            for one in documents
            if one.part is None
        ]
        parts = {part for *_, home, part in _SETS if home == folder}
        documents = [one for one in documents if None in parts or one.part in {*parts, None}]
        evaluation = evaluate(documents, read, jobs=jobs)
        faults += [problem.line() for problem in evaluation.problems]
        if faults:
            raise GoldError("\n".join(faults))
        measured[folder] = (documents, evaluation)
    return Quality(
        EXTRACTOR_VERSION, {name: _measured(name, title, folder, part, measured) for name, title, folder, part in _SETS}
    )


def _measured(
    name: str,
    title: str,
    folder: str,
    part: str | None,
    measured: Mapping[str, tuple[Sequence[GoldDocument], Evaluation]],
) -> MeasuredSet:
    documents, evaluation = measured[folder]
    pairs: list[tuple[GoldDocument, DocumentScore]] = [
        (document, score)
        for document, score in zip(documents, evaluation.scores, strict=True)
        if part in (document.part, None)
    ]
    scores = [score for _, score in pairs]
    publishers = len({document.publisher or document.id for document, _ in pairs})
    found = {one.field: one for one in figures(scores)}
    return MeasuredSet(name, title, len(pairs), publishers, agreements_in(scores), found)


def _set_json(measured: MeasuredSet) -> dict[str, Any]:
    return {
        "title": measured.title,
        "documents": measured.documents,
        "publishers": measured.publishers,
        "agreements": measured.agreements,
        "fields": {name: figure.to_json() for name, figure in measured.figures.items()},
    }


def parse_quality(content: bytes) -> Quality:
    """Read quality.json; raises ValueError, saying what is wrong, if it is not as `Quality.to_bytes` writes it."""
    try:
        parsed = json.loads(content)
        sets = {name: _parse_set(name, value) for name, value in parsed["sets"].items()}
        return Quality(str(parsed["extractor_version"]), sets)
    except KeyError as error:
        raise ValueError(f"the key {error} is missing") from error
    except (TypeError, AttributeError) as error:
        raise ValueError(f"a value has the wrong form: {error}") from error


def _parse_set(name: str, value: Mapping[str, Any]) -> MeasuredSet:
    found = {field: Figure(field=field, **figure) for field, figure in value["fields"].items()}
    return MeasuredSet(
        name, value["title"], int(value["documents"]), int(value["publishers"]), int(value["agreements"]), found
    )


@cache
def published_quality() -> Quality:
    """The figures that come with the program; ValueError where their file is damaged."""
    try:
        return parse_quality(figures_json())
    except ValueError as error:
        raise ValueError(f"{_REFERENCE}/{FIGURES}: {error}. {_MEASURE}") from error


def quality_problems(quality: Quality, extractor_version: str, floors: Iterable[Floor] | None = None) -> list[Problem]:
    """Why the figures do not allow a release by this version of the reader; none where they do.

    `floors` are those of the reference data where none are given.
    """
    if quality.extractor_version != extractor_version:
        what = f"the figures are of extractor version {quality.extractor_version}, the reader is {extractor_version}."
        path = f"{_REFERENCE}/{FIGURES}"
        return [Problem(Code.QUALITY_OUTDATED, what, Severity.ERROR, path, "extractor_version", f"{_MEASURE}.")]
    floors = quality_floors() if floors is None else floors
    return [problem for floor in floors if (problem := _below(floor, quality))]


def _below(floor: Floor, quality: Quality) -> Problem | None:
    figure = quality.figure(floor.measured_on, floor.field)
    if figure is not None and figure.f1 >= floor.f1:
        return None
    found = f"F1 of {floor.field} is {figure.f1:.3f}" if figure else f"{floor.field} was not measured"
    return Problem(
        Code.QUALITY_BELOW_FLOOR,
        f"{found} on {floor.measured_on}; the floor is {floor.f1:.3f}.",
        Severity.ERROR,
        f"{_REFERENCE}/{FLOORS}",
        f"{floor.measured_on}, {floor.field}",
        f"Mend the reader until it reads better. {_MEASURE}.",
    )
