"""Memory while many documents are read, one after the other, as `coopdata extract` does."""

import tempfile
from functools import partial
from itertools import cycle, islice
from pathlib import Path

from benchmarks import texts
from benchmarks.measuring import resident, say
from coopdata.cli.reading import Options, read_to_outcome
from coopdata.jobs import in_order


def memory(documents: int, *, relevant_only: bool) -> None:
    """What the process holds after a tenth of the documents, and after all of them."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        some = texts.archive(folder, 1000, 2) if not relevant_only else texts.archive(folder, 1000)
        names = [str(path) for path in islice(cycle(some), documents)]
        work = partial(read_to_outcome, options=Options(relevant_only=relevant_only))
        after: dict[int, float] = {}
        for number, _ in enumerate(in_order(work, names, 1), 1):
            if number in (len(names) // 10, len(names)):
                after[number] = resident()
    first, last = after.values()
    option = " --relevant-only" if relevant_only else ""
    say(
        f"memory of extract{option} after {len(names) // 10} and {len(names)} documents",
        f"{first:.0f} MB, {last:.0f} MB",
    )
