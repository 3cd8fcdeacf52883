"""Wordings by which a line shows what it is for: `layout_cues.csv` (cue, kind, place).

`kind` is a kind of block; `place` says whether the line starts with the cue, is nothing else, or has it inside.
"""

from collections import defaultdict
from collections.abc import Mapping
from functools import cache

from coopdata.reference.files import read_rows


def layout_cues(kind: str, place: str) -> tuple[str, ...]:
    """The cues of one kind in one place, in lower case, in the order of the file."""
    return _cues().get((kind, place), ())


@cache
def _cues() -> Mapping[tuple[str, str], tuple[str, ...]]:
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in read_rows("layout_cues.csv"):
        found[row["kind"], row["place"]].append(row["cue"])
    return {where: tuple(cues) for where, cues in found.items()}
