"""Identifiers: a prefix and ten base-32 characters of a hash over the fewest identifying, normalized facts.

The alphabet is RFC 4648's base 32 in lower case. Ten characters are 50 bits: among a million records the chance
that any two meet is about one in two thousand, and the key check of every table would show it.
"""

import base64
import hashlib
import re
import unicodedata
from functools import lru_cache

_APOSTROPHE = re.compile(r"['’]s\b|['’]")
_WORD = re.compile(r"[^\W_]+")
LENGTH = 10
"""Characters after the prefix."""


def make_id(prefix: str, *facts: str | None) -> str:
    """The id for these facts, e.g. ``make_id("org", "jetro", "JP")`` → ``org_…``; None and "" count alike.

    The facts are joined by a unit separator, which no normalized fact holds, so ("ab", "c") and ("a", "bc") differ.
    """
    digest = hashlib.sha256("\x1f".join(fact or "" for fact in facts).encode("utf-8")).digest()
    start = base64.b32encode(digest[:LENGTH]).decode("ascii")[:LENGTH].lower()  # a character is less than a byte
    return f"{prefix}_{start}"


@lru_cache(maxsize=1 << 16)
def fold(name: str) -> str:
    """A name as it is compared: no accents, case, punctuation, leading "the" or "&" for "and".

    >>> fold("The Ministry of Industry & Commerce")
    'ministry of industry and commerce'
    """
    text = name.replace("&", " and ")
    if not text.isascii():
        decomposed = unicodedata.normalize("NFKD", text)
        text = "".join(char for char in decomposed if not unicodedata.combining(char))
    return " ".join(_WORD.findall(_APOSTROPHE.sub("", text.casefold()))).removeprefix("the ")
