"""Run the benchmarks: ``python -m benchmarks [--documents N] [--characters N] [part …]``."""

import argparse
import platform

from benchmarks import beside, growth, memory, nights, reading, resolving

PARTS = ("reading", "spacy", "command", "memory", "growth", "nights", "resolving")


def main() -> None:
    """Measure the parts named, all where none is."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("parts", nargs="*", choices=[*PARTS, []], help=f"of {', '.join(PARTS)}; default all")
    parser.add_argument("--documents", type=int, default=10_000, help="files of the archive, default 10000")
    parser.add_argument("--characters", type=int, default=400_000, help="length of the longest text, default 400000")
    parser.add_argument("--records", type=int, default=100_000, help="records to resolve, default 100000")
    given = parser.parse_args()
    parts = given.parts or PARTS
    print(f"Python {platform.python_version()}, {platform.processor() or platform.machine()}, {platform.system()}")
    if "reading" in parts:
        reading.reader()
    if "spacy" in parts:
        beside.spacy_beside()
    if "command" in parts:
        reading.command(given.documents)
    if "memory" in parts:
        memory.memory(given.documents, relevant_only=True)
        memory.memory(given.documents // 5, relevant_only=False)
    if "growth" in parts:
        growth.growth(given.characters)
    if "nights" in parts:
        nights.nights(given.documents)
    if "resolving" in parts:
        resolving.resolving(given.records)


if __name__ == "__main__":
    main()
