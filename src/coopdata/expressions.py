"""Regular expressions that are compiled when they are first used.

The reader has some hundred of them, and a text needs few: to compile all takes as long as to read twenty texts.
"""

import re
from typing import Any, cast


def later(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """The expression, to be used by its methods.

    To the functions of `re` and to ``isinstance`` it is no pattern, and the `re` of a match is another object.

    >>> later(r"[a-z]+").findall("one two")
    ['one', 'two']
    """
    return cast("re.Pattern[str]", _Later(pattern, flags))


class _Later:
    def __init__(self, pattern: str, flags: int) -> None:
        self._source = pattern, flags

    def __getattr__(self, name: str) -> Any:
        """Asked for what the object does not have, which at its first use is every method of a pattern."""
        if name not in _METHODS:
            raise AttributeError(name)
        compiled = re.compile(*self._source)
        for method in _METHODS:
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)


_METHODS = ("search", "match", "fullmatch", "finditer", "findall", "sub", "subn", "split", "pattern", "groupindex")
