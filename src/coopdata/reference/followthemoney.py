"""What FollowTheMoney calls things, after the model in the Python package followthemoney (see SOURCES.md).

``followthemoney_terms.csv`` (code_list, code, term, reason) has their word for a code of ours: the schema of a kind of
organization, the property of a part in an event, the code of a language; a language that is not there they do not know.
``followthemoney_properties.csv`` (property, type, length) has the properties that are written, the type of their
values, and how many characters a value may have.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from coopdata.reference.files import read_rows


@dataclass(frozen=True)
class Term:
    """Their word for a code of one of our code lists."""

    code_list: str
    code: str
    term: str


@dataclass(frozen=True)
class Property:
    """A property: the name of its type in their model, and how many characters a value may have."""

    type: str
    length: int


@cache
def followthemoney_terms() -> tuple[Term, ...]:
    """Every code that they have a word for."""
    return tuple(Term(row["code_list"], row["code"], row["term"]) for row in read_rows("followthemoney_terms.csv"))


@cache
def followthemoney_properties() -> Mapping[str, Property]:
    """The properties by name."""
    rows = read_rows("followthemoney_properties.csv")
    return MappingProxyType({row["property"]: Property(row["type"], int(row["length"])) for row in rows})
