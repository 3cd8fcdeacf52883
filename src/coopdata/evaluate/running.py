"""Reading annotated documents and scoring what was read."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial

from coopdata.documents.model import Document, Rejection
from coopdata.documents.reader import read_file
from coopdata.evaluate.errors import GoldError
from coopdata.evaluate.gold import GoldDocument
from coopdata.evaluate.offsets import check_offsets
from coopdata.evaluate.scoring import OFFSETS, DocumentScore, score_document
from coopdata.extract import read_or_reject
from coopdata.extract.record import Record
from coopdata.jobs import in_order
from coopdata.problems import Problem

Reader = Callable[[Document], Record | Rejection]


@dataclass(frozen=True)
class Evaluation:
    """The scores of the documents, in their order, and which texts could not be read."""

    scores: tuple[DocumentScore, ...]
    problems: tuple[Problem, ...]
    """Of a text that could not be read, everything in its gold counts as missed."""


def evaluate(
    documents: Iterable[GoldDocument],
    read: Reader = read_or_reject,
    advance: Callable[[str], None] = lambda _: None,
    jobs: int = 1,
) -> Evaluation:
    """Read each text and score its record; `advance` is called with each document's id when it is done.

    With more than one of `jobs` as many processes read, to which `read` must be such that it can be sent.
    """
    documents = list(documents)
    scores, problems = [], []
    done = in_order(partial(_evaluate_one, read=read), documents, jobs)
    for document, (score, problem) in zip(documents, done, strict=True):
        scores.append(score)
        problems += [problem] if problem else []
        advance(document.id)
    return Evaluation(tuple(scores), tuple(problems))


def _evaluate_one(document: GoldDocument, read: Reader) -> tuple[DocumentScore, Problem | None]:
    source = read_file(document.file)
    record = source if isinstance(source, Rejection) else read(source)
    if isinstance(source, Rejection) or isinstance(record, Rejection):
        return score_document(document, {}), record.problem if isinstance(record, Rejection) else None
    score = score_document(document, record.to_json())
    right, wrong = check_offsets(record, source.text)
    score.add(OFFSETS, right=right, spurious=len(wrong))
    for line in wrong:
        score.note("value without its characters", line)
    return score, None


def choose_part(documents: Iterable[GoldDocument], part: str) -> tuple[list[GoldDocument], list[str]]:
    """The documents of one part, and a line for each that is in none.

    Raises GoldError where no document is of this part.
    """
    documents = list(documents)
    faults = [
        f"{document.file.path}: no split.csv beside or above its folder names {document.id}, so it is in no part. "
        "Add a line for it, or leave --part out."
        for document in documents
        if document.part is None
    ]
    chosen = [document for document in documents if document.part == part]
    if not chosen:
        told = faults[0] if faults else "Choose the other part, or leave --part out."
        raise GoldError(f"no document is of the part {part}. {told}")
    return chosen, faults
