"""Run the benchmarks: ``python -m benchmarks [option …] [part …]``; ``--help`` lists both."""

import argparse
import platform
import sys
from collections.abc import Callable
from pathlib import Path

from benchmarks import beside, growth, memory, nights, reading, releasing, resolving, sharding, starting
from benchmarks.measuring import FIGURES


def main() -> None:
    """Measure the parts named, all where none is."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--documents", type=int, default=10_000, help="files of the archive, default 10000")
    parser.add_argument("--characters", type=int, default=400_000, help="length of the longest text, default 400000")
    parser.add_argument("--records", type=int, default=100_000, help="records to resolve and release, default 100000")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures to this file as well")
    parts = _parts(parser.parse_args([]))
    parser.add_argument("parts", nargs="*", choices=[*parts, []], help=f"of {', '.join(parts)}; default all")
    given = parser.parse_args()
    machine = platform.processor() or platform.machine()
    print(f"Python {platform.python_version()} of {sys.base_prefix}, {machine}, {platform.system()}")
    for part, measure in _parts(given).items():
        if part in (given.parts or parts):
            FIGURES.begin(part)
            measure()
    if given.json:
        FIGURES.write(given.json)


def _parts(given: argparse.Namespace) -> dict[str, Callable[[], None]]:
    """The parts by name, in their order."""
    return {
        "reading": reading.reader,
        "spacy": beside.spacy_beside,
        "command": lambda: reading.command(given.documents),
        "starting": starting.starting,
        "dagster": starting.dagster,
        "sharding": lambda: sharding.sharding(given.documents // 2),
        "memory": lambda: _memory(given.documents),
        "growth": lambda: growth.growth(given.characters),
        "nights": lambda: nights.nights(given.documents),
        "resolving": lambda: resolving.resolving(given.records),
        "releasing": lambda: releasing.releasing(given.records),
    }


def _memory(documents: int) -> None:
    memory.memory(documents, relevant_only=True)
    memory.memory(documents // 5, relevant_only=False)


if __name__ == "__main__":
    main()
