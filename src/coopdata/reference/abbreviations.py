"""Abbreviations that end in a period which ends no sentence: `abbreviations.csv` (abbreviation, ends).

The forms stand without their last period. `ends` says that one may also be the last word of a sentence ("… Co. The …").
"""

from functools import cache

from coopdata.reference.files import is_true, read_rows


@cache
def abbreviations() -> dict[str, bool]:
    """Every form with whether it may end a sentence; lower case stands for a capital at a sentence's start too."""
    found: dict[str, bool] = {}
    for row in read_rows("abbreviations.csv"):
        form = row["abbreviation"]
        for spelling in (form, form[0].upper() + form[1:], form.upper()):
            found.setdefault(spelling, is_true(row["ends"]))
    return found
