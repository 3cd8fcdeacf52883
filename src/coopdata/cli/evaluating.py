"""`coopdata evaluate`: read annotated texts and say how well they were read."""

import json
from collections.abc import Sequence
from pathlib import Path

import typer

from coopdata.cli.console import REFUSED, CommandError, progress, say
from coopdata.evaluate import DocumentScore, Evaluation, GoldDocument, GoldError, choose_part, evaluate, load_gold
from coopdata.evaluate.report import error_lines, errors_json, report_json, report_lines
from coopdata.evaluate.split import HELD
from coopdata.resolve.merging import TABLES, Merging, retell, retellings


def evaluate_folders(folders: Sequence[Path], part: str | None, *, errors: bool, as_json: bool, jobs: int) -> None:
    """Print the figures, and the errors where they are asked for; exit 1 if an annotation or text could not be used."""
    documents, faults = _documents(folders, part)
    for fault in faults:
        say(fault)
    evaluation = _evaluate(documents, jobs)
    for problem in evaluation.problems:
        say(problem.line())
    listed = _listed(documents, evaluation.scores) if errors else []
    if as_json:
        content = report_json(evaluation.scores) | ({"errors": errors_json(listed)} if errors else {})
        typer.echo(json.dumps(content, ensure_ascii=False, indent=2))
    else:
        for line in [*error_lines(listed), *([""] if listed else []), *report_lines(evaluation.scores)]:
            typer.echo(line)
    if faults or evaluation.problems:
        raise typer.Exit(REFUSED)


def evaluate_merging(folders: Sequence[Path], *, errors: bool, as_json: bool) -> None:
    """Print how well mentions are merged over documents, and what is merged or parted wrongly where asked for."""
    try:
        found = [retell(one) for folder in folders for one in retellings(folder)]
    except GoldError as error:
        raise CommandError(str(error)) from error
    total = {kind: sum((one.merging(kind) for one in found), Merging(0, 0, 0)) for kind in TABLES}
    listed = [line for one in found for kind in TABLES for line in one.errors(kind)] if errors else []
    if as_json:
        figures = {kind: vars(own) | {"precision": own.precision, "recall": own.recall} for kind, own in total.items()}
        typer.echo(json.dumps(figures | ({"errors": listed} if errors else {}), ensure_ascii=False, indent=2))
        return
    for line in listed:
        typer.echo(line)
    typer.echo(f"{'pairs of mentions':<20}{'same':>8}{'merged':>8}{'right':>8}{'precision':>11}{'recall':>8}")
    for kind, own in total.items():
        typer.echo(f"{kind:<20}{own.same:>8}{own.merged:>8}{own.right:>8}{own.precision:>11.3f}{own.recall:>8.3f}")


def _documents(folders: Sequence[Path], part: str | None) -> tuple[list[GoldDocument], list[str]]:
    try:
        documents, faults = load_gold(*folders)
        if part is None:
            return documents, faults
        chosen, unknown = choose_part(documents, part)
    except GoldError as error:
        raise CommandError(str(error)) from error
    return chosen, faults + unknown


def _evaluate(documents: Sequence[GoldDocument], jobs: int) -> Evaluation:
    with progress("Reading", len(documents)) as advance:
        return evaluate(documents, advance=advance, jobs=jobs)


def _listed(documents: Sequence[GoldDocument], scores: Sequence[DocumentScore]) -> list[DocumentScore]:
    """The scores whose errors may be listed; a line on stderr counts the documents held back."""
    pairs = list(zip(documents, scores, strict=True))
    held = sum(document.part == HELD for document, _ in pairs)
    if held:
        what = "1 document that is" if held == 1 else f"{held} documents that are"
        say(f"The errors of {what} held back are not listed: rules are not written from them.")
    return [score for document, score in pairs if document.part != HELD]
