"""Common function words of English, by which a text shows its language: `function_words.csv` (word)."""

from functools import cache

from coopdata.reference.files import read_column


@cache
def function_words() -> frozenset[str]:
    """The words, in lower case."""
    return frozenset(read_column("function_words.csv", "word"))
