"""Small closed classes of words, by name of the list: `word_lists.csv` (list, form).

Each list is a class of English words that a grammar rule needs, too small for a file of its own.
"""

from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from coopdata.reference.files import parts, read_columns, read_rows


@cache
def _lists() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for name, form in read_columns("word_lists.csv", "list", "form"):
        found[name].add(form)
    return {name: frozenset(forms) for name, forms in found.items()}


@cache
def word_list(name: str) -> frozenset[str]:
    """The forms of the list called `name`; KeyError for a name that is in no row."""
    return _lists()[name]


@cache
def collective_sorts() -> Mapping[str, frozenset[str]]:
    """For words like "ministries" in "the two ministries": the kinds of parties they can stand for.

    A kind is one of the code list organization_kind, "state", or "body" for any that is no state.
    """
    return MappingProxyType({row["form"]: frozenset(parts(row["sorts"])) for row in read_rows("collective_nouns.csv")})
