"""Football clubs by the short names of sports pages, many of them names of towns: `football_clubs.csv`."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from coopdata.reference.files import read_rows


@cache
def football_clubs() -> Mapping[str, str]:
    """The country code of each club, by its short name."""
    return MappingProxyType({row["name"]: row["country"] for row in read_rows("football_clubs.csv")})
