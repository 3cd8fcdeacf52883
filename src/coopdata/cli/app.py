"""The commands and their options; what they do stands in the modules beside this one."""

import gc
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from coopdata.cli.arguments import Command
from coopdata.cli.console import Commands, Debug

app = typer.Typer(
    cls=Commands,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
    context_settings={"help_option_names": ["-h", "--help"]},
)


class Format(StrEnum):
    """How records are written."""

    JSONL = "jsonl"
    """One JSON object a line, for programs."""
    TABLE = "table"
    """A table of agreements, for people."""


class Part(StrEnum):
    """The parts of a corpus that ``split.csv`` tells apart."""

    TUNE = "tune"
    """Documents that rules are written from."""
    HELD = "held"
    """Documents held back, which are only scored."""


RawFolder = Annotated[Path, typer.Option(help="Folder with documents/ and corrections.csv.")]
PublishedFolder = Annotated[str, typer.Option(help="Folder that releases go to, or its URL: s3://…, gs://…, sftp://….")]
CacheFolder = Annotated[Path, typer.Option(help="Folder for records already read; safe to delete.")]

PUBLISHED = "published"
CACHE = Path(".coopdata/records")


def main() -> None:
    """Run the command line."""
    gc.set_threshold(_LOOKED_THROUGH)
    app()


_LOOKED_THROUGH = 10_000
"""So many new objects, where Python's own number is 700, are there before it looks for cycles: what is loaded stays."""


def _print_version(value: bool) -> None:
    if value:
        from coopdata import __version__

        typer.echo(f"coopdata {__version__}")
        raise typer.Exit


@app.callback()
def coopdata(
    debug: Debug = False,
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Open data on international cooperation agreements, every value traced to the characters it came from.

    Exit codes: 0 all went well; 1 something was refused, failed or found wrong, and stderr says what; 2 the command
    line was wrong; 70 a fault in coopdata.
    """


@app.command(cls=Command)
def build(
    raw: RawFolder = Path("raw"),
    published: PublishedFolder = PUBLISHED,
    cache: CacheFolder = CACHE,
    waive: Annotated[
        list[str] | None,
        typer.Option(metavar="CODE", help="Let the release pass this gate; needs a --reason.", show_default=False),
    ] = None,
    reason: Annotated[
        list[str] | None,
        typer.Option(metavar="TEXT", help="Why, one for each --waive; stands in the manifest.", show_default=False),
    ] = None,
    jobs: Annotated[
        int | None,
        typer.Option("--jobs", "-j", min=1, help="How many processes read; one for each core.", show_default=False),
    ] = None,
    debug: Debug = False,  # noqa: ARG001
) -> None:
    """Make a release from the texts in a folder: the job *refresh*, in this process.

    Where nothing has changed since the last release, no release is made and the command says so. Where a gate refuses
    the release, the last one stands; *published/status.json* and *published/refused* say why.

    Examples:
    - `coopdata build`

    - `coopdata build --raw my-texts --published my-data`

    - `coopdata build --waive rows_lost --reason "the ministry took its archive down"`

    """
    from coopdata.cli.building import build_release

    waived, reasons = waive or [], reason or []
    if len(waived) != len(reasons):
        raise typer.BadParameter("each --waive needs a --reason, in the same order.", param_hint="--waive")
    if len(set(waived)) < len(waived):
        raise typer.BadParameter("the same code is given twice.", param_hint="--waive")
    build_release(raw, published, cache, dict(zip(waived, reasons, strict=True)), jobs)


@app.command(cls=Command)
def capture(
    source: Annotated[
        list[str] | None,
        typer.Option("--source", help="Only this source, also if it is switched off; can be given more than once."),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Ask for the lists, fetch no text, write nothing.")
    ] = False,
    raw: RawFolder = Path("raw"),
    memory: Annotated[Path, typer.Option(help="Folder for what is remembered of addresses; safe to delete.")] = Path(
        ".coopdata/capture"
    ),
    debug: Debug = False,  # noqa: ARG001
) -> None:
    """Look for new texts at the sources of raw/sources.toml and keep them in raw/documents.

    Nothing in raw/documents is ever overwritten: a page that changed becomes a new file that names the older one.
    Exit code 1 where a source failed; the others are captured all the same.

    Examples:
    - `coopdata capture --dry-run`

    - `coopdata capture --source fcdo`

    """
    from coopdata.cli.capturing import capture_sources

    capture_sources(raw, memory, tuple(source or ()), dry_run=dry_run)


@app.command(cls=Command)
def extract(
    paths: Annotated[
        list[Path],
        typer.Argument(metavar="FILE|FOLDER…", help="Texts, or folders of texts.", show_default=False),
    ],
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Write to this file instead of stdout.", show_default=False)
    ] = None,
    form: Annotated[Format, typer.Option("--format", help="jsonl for programs, table for people.")] = Format.JSONL,
    jobs: Annotated[int, typer.Option("--jobs", "-j", min=1, help="How many processes read at the same time.")] = 1,
    relevant_only: Annotated[
        bool,
        typer.Option("--relevant-only", help="Only list texts that name no agreement, with status not_relevant."),
    ] = False,
    llm: Annotated[
        bool,
        typer.Option("--llm", help="Ask a language model too. Texts go to the endpoint in COOPDATA_LLM_BASE_URL."),
    ] = False,
    debug: Debug = False,  # noqa: ARG001
) -> None:
    """Read texts and write what they say: one record each, in the order of their paths.

    Texts are files that end in .txt, .html, .pdf, .docx, .md or .eml, and the rows of .jsonl and .parquet files.
    Metadata is taken from `NAME.meta.json` beside `NAME.txt`. A text that cannot be read is a line on stderr; the
    others are still written, and the exit code is 1. With `--llm`, a text that the model did not read is written as
    the rules read it, and the exit code is 1 too; see docs/llm.md.

    In an archive most texts tell of no agreement. With `--relevant-only`, a text without a word for one is not read:
    its line is `{"document": …, "status": "not_relevant"}`, and its organizations, people and events are left out.

    Examples:
    - `coopdata extract news.txt --format table`

    - `coopdata extract texts/ -o records.jsonl`

    - `coopdata extract archive/ --jobs 4 --relevant-only -o records.jsonl`

    """
    if llm and jobs > 1:
        raise typer.BadParameter("not with --llm, which asks for several texts at once by itself.", param_hint="--jobs")
    from coopdata.cli.reading import Options, extract_files

    try:
        extract_files(
            paths, output, Options(as_table=form is Format.TABLE, jobs=jobs, relevant_only=relevant_only, llm=llm)
        )
    finally:
        gc.freeze()  # else all of memory is looked through twice before the process ends


@app.command(cls=Command)
def explain(
    path: Annotated[Path, typer.Argument(metavar="FILE", help="A text.", show_default=False)],
    why: Annotated[
        bool, typer.Option("--why", help="Also tell what spoke for and against agreements and parties.")
    ] = False,
    debug: Debug = False,  # noqa: ARG001
) -> None:
    """Show a text with what was read from it: which characters gave which value, by which rule.

    Passages that were read are in brackets (and in colour on a terminal) and numbered; the list below the text tells
    what each number gave.

    Example:
    - `coopdata explain raw/documents/news.txt | less -R`
    - `coopdata explain --why raw/documents/news.txt`
    - `coopdata explain archive.jsonl#12`

    """
    from coopdata.cli.explaining import explain_file

    explain_file(path, with_reasons=why)


@app.command(cls=Command)
def evaluate(
    gold: Annotated[
        list[Path],
        typer.Argument(
            metavar="GOLD…", help="Folders with NAME.txt, NAME.meta.json and the gold NAME.json.", show_default=False
        ),
    ],
    part: Annotated[
        Part | None,
        typer.Option(help="Only the documents of this part, by split.csv in or above the folder.", show_default=False),
    ] = None,
    errors: Annotated[bool, typer.Option("--errors", help="List every error by document.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Write JSON, for programs.")] = False,
    merging: Annotated[
        bool, typer.Option("--merging", help="Measure how mentions are merged, on folders with clusters.csv.")
    ] = False,
    jobs: Annotated[int, typer.Option("--jobs", "-j", min=1, help="How many processes read at the same time.")] = 1,
    debug: Debug = False,  # noqa: ARG001
) -> None:
    """Measure the reader on annotated texts: precision, recall and F1 of each field, with 95 % intervals.

    A document whose annotation cannot be used is a line on stderr; the others still count, and the exit code is 1.
    Errors of documents that `split.csv` holds back are not listed: rules are not to be written from them.

    Examples:
    - `coopdata evaluate tests/corpus/dev --part held`

    - `coopdata evaluate my-annotated-texts --errors`

    - `coopdata evaluate tests/corpus/retellings/held --merging`

    """
    from coopdata.cli.evaluating import evaluate_folders, evaluate_merging

    if merging:
        evaluate_merging(gold, errors=errors, as_json=as_json)
        return

    evaluate_folders(gold, part.value if part else None, errors=errors, as_json=as_json, jobs=jobs)


@app.command(cls=Command)
def review(
    published: PublishedFolder = PUBLISHED,
    raw: RawFolder = Path("raw"),
    limit: Annotated[int, typer.Option(min=1, help="How many to list.")] = 20,
    settle: Annotated[
        list[str] | None,
        typer.Option(metavar="ISSUE=VALUE", help="Write the line that settles an issue so.", show_default=False),
    ] = None,
    reason: Annotated[str, typer.Option(help="Why; stands in the line.")] = "",
    cache: CacheFolder = CACHE,
    debug: Debug = False,  # noqa: ARG001
) -> None:
    """List what waits for a curator in the latest release, most valuable first; with --settle, settle it.

    Two records that may be one are settled by `merge` or `keep_apart`, a conflict by the right value, an unknown
    country by its code. The line is added to `corrections.csv`; it holds for good, from the next build on.

    Examples:
    - `coopdata review --limit 5`

    - `coopdata review --settle iss_b6m2rt7yqe=merge --reason "the ministry's own English name"`

    """
    from coopdata.cli.places import folder_of
    from coopdata.cli.reviewing import review_release

    review_release(folder_of(published, cache), raw, limit, settle or [], reason)
