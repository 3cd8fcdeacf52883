"""`coopdata extract-shards`: archives in any store to records in any store, by this machine or a cluster."""

from typing import TYPE_CHECKING, Annotated

import typer

from coopdata.cli.app import app
from coopdata.cli.arguments import Command
from coopdata.cli.console import REFUSED, CommandError, Debug, progress, say
from coopdata.shards.kind import Kind

if TYPE_CHECKING:
    from coopdata.shards.run import Run


@app.command(cls=Command)
def extract_shards(
    source: Annotated[
        str,
        typer.Argument(metavar="SOURCE", help="A folder of .jsonl and .parquet files, or its URL.", show_default=False),
    ],
    target: Annotated[
        str, typer.Argument(metavar="TARGET", help="The folder for records, or its URL.", show_default=False)
    ],
    engine: Annotated[Kind, typer.Option(help="Who reads: processes of this machine, or a Dask cluster.")] = Kind.LOCAL,
    jobs: Annotated[
        int | None,
        typer.Option("--jobs", "-j", min=1, help="How many processes read; one for each core.", show_default=False),
    ] = None,
    scheduler: Annotated[
        str, typer.Option(metavar="URL", help="Of the Dask cluster: tcp://HOST:8786.", show_default=False)
    ] = "",
    debug: Debug = False,  # noqa: ARG001
) -> None:
    """Read archives of texts at any scale: each file to a file of records, which are listed in *manifest.json*.

    Folders are here or at a URL: s3://…, gs://…, sftp://…. A file that has been read is not read again, so a run that
    was stopped goes on when it is started again. A text that cannot be read is listed with its issue; a file that
    cannot be read is a line on stderr, and the exit code is 1.

    Examples:
    - `coopdata extract-shards news/ records/`

    - `coopdata extract-shards s3://archive/2024 s3://archive/records --engine dask --scheduler tcp://10.0.0.1:8786`

    """
    from coopdata.shards.engine import EngineError, engine_of
    from coopdata.shards.run import ShardsError, read_shards
    from coopdata.shards.shard import Parameters
    from coopdata.shards.store import StoreError

    with progress("Reading shards", None) as advance:
        try:
            run = read_shards(source, target, engine_of(engine, jobs=jobs, scheduler=scheduler), Parameters(), advance)
        except (ShardsError, StoreError, EngineError) as error:
            raise CommandError(str(error)) from error
    for problem in run.failed:
        say(problem.line())
    typer.echo(_summary(run))
    if run.failed:
        raise typer.Exit(REFUSED)


def _summary(run: "Run") -> str:
    return (
        f"Shards: {len(run.shards)} done, {run.new} of them new; {len(run.failed)} failed. "
        f"Documents: {run.documents}, {run.rejected} of them rejected. Agreements: {run.agreements}."
    )
