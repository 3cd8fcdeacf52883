"""Who signs and who watches, as one sentence says it: the patterns of `role_patterns.csv` over clauses."""

import re
from dataclasses import dataclass
from functools import cache

from coopdata.extract.clauses import Clause
from coopdata.extract.linking import Person
from coopdata.extract.patterns import compile_pattern
from coopdata.reference.files import read_rows

SURE_ROLE = {"witness": 0.9, "signatory": 0.95}
"""A rule of this confidence stands by itself: of what it reads, models see too little to know better."""


@dataclass(frozen=True)
class RolePattern:
    """One rule: the people it finds have `role` ("signatory" or "witness")."""

    id: str
    role: str
    source: str
    example: str
    confidence: float
    matcher: re.Pattern[str]


@dataclass(frozen=True)
class RoleFound:
    """A person with a role, at view positions of the mention."""

    person: Person
    role: str
    rule: str
    confidence: float
    start: int
    end: int


@cache
def role_patterns() -> tuple[RolePattern, ...]:
    """The patterns in the order in which they are tried."""
    return tuple(
        RolePattern(
            row["id"],
            row["role"],
            row["pattern"],
            row["example"],
            float(row["confidence"]),
            compile_pattern(row["pattern"]),
        )
        for row in read_rows("role_patterns.csv")
    )


def find_roles(clause: Clause) -> list[RoleFound]:
    """Signatories and witnesses of a sentence; one person has one role, the surer rule's."""
    found: dict[int, RoleFound] = {}
    for pattern in role_patterns():
        for match in pattern.matcher.finditer(clause.line):
            for chunk in clause.named(match.group("people")):
                if chunk.symbol == "N" and id(chunk.value) not in found:
                    found[id(chunk.value)] = RoleFound(
                        chunk.value, pattern.role, pattern.id, pattern.confidence, chunk.start, chunk.end
                    )
    return sorted(found.values(), key=lambda role: role.start)
