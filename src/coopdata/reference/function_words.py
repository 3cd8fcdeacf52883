"""Common function words of English, by which a text shows its language: `function_words.csv` (word)."""

from functools import cache

from coopdata.reference.files import read_rows


@cache
def function_words() -> frozenset[str]:
    """The words, in lower case."""
    return frozenset(row["word"] for row in read_rows("function_words.csv"))
