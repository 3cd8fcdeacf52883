"""Writing what is published about the reader: ``python -m coopdata.evaluate``, as ``make quality`` runs it."""

import argparse
import os
import sys
from pathlib import Path

from coopdata.evaluate.errors import GoldError
from coopdata.evaluate.gold import load_gold
from coopdata.evaluate.quality import FOLDERS, measure
from coopdata.evaluate.split import SPLIT, split_csv


def main(arguments: list[str] | None = None) -> None:
    """Write the file that is asked for; exit with a message where an annotation cannot be used."""
    parser = argparse.ArgumentParser(prog="python -m coopdata.evaluate", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    split = commands.add_parser("split", help=f"write CORPUS/{SPLIT}: the part of every document, by the rule")
    split.add_argument("corpus", type=Path)
    quality = commands.add_parser("quality", help="measure the reader and write the figures to FILE")
    quality.add_argument("corpus", type=Path)
    quality.add_argument("file", type=Path)
    given = parser.parse_args(arguments)
    try:
        if given.command == "split":
            write_split(given.corpus)
        else:
            given.file.write_bytes(measure(given.corpus, jobs=os.cpu_count() or 1).to_bytes())
    except GoldError as error:
        sys.exit(str(error))


def write_split(corpus: Path) -> None:
    """Write the part of each annotated document of the corpus, by the rule; GoldError where one cannot be used."""
    documents, faults = load_gold(*(corpus / folder for folder in FOLDERS))
    if faults:
        raise GoldError("\n".join(faults))
    content = split_csv((document.id, document.publisher) for document in documents)
    (corpus / SPLIT).write_text(content, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
