"""Wordings by which a line shows what it is for: `layout_cues.csv` (cue, kind, place).

`kind` is a kind of block; `place` says whether the line starts with the cue, is nothing else, or has it inside.
"""

from functools import cache

from coopdata.reference.files import read_rows


@cache
def layout_cues(kind: str, place: str) -> tuple[str, ...]:
    """The cues of one kind in one place, in lower case, in the order of the file."""
    rows = read_rows("layout_cues.csv")
    return tuple(row["cue"] for row in rows if row["kind"] == kind and row["place"] == place)
