"""Who signs and who watches, as one sentence says it: the patterns of `role_patterns.csv` over clauses."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from coopdata.extract.clauses import Clause
from coopdata.extract.linking import Person
from coopdata.extract.patterns import compile_pattern, kinds_in, may_fit, needs_of
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
    needs: tuple[frozenset[str], ...]
    """See `patterns.needs_of`."""


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
    """The patterns in the order in which they are tried: the surest first."""
    found = (
        RolePattern(
            row["id"],
            row["role"],
            row["pattern"],
            row["example"],
            float(row["confidence"]),
            compile_pattern(row["pattern"]),
            needs_of(row["pattern"]),
        )
        for row in read_rows("role_patterns.csv")
    )
    return tuple(sorted(found, key=lambda pattern: -pattern.confidence))


@lru_cache(maxsize=1024)
def role_matches(line: str) -> tuple[tuple[RolePattern, str], ...]:
    """Every match of a pattern in the line of a clause, in the order of the patterns: the symbols of its people."""
    there = kinds_in(line)
    fitting = (pattern for pattern in role_patterns() if may_fit(pattern.needs, there)) if "N" in there else ()
    return tuple((pattern, match.group("people")) for pattern in fitting for match in pattern.matcher.finditer(line))


def find_roles(clause: Clause) -> list[RoleFound]:
    """Signatories and witnesses of a sentence; one person has one role, the surer rule's."""
    found: dict[int, RoleFound] = {}
    for pattern, people in role_matches(clause.line) if clause.of("N") else ():
        for chunk in clause.named(people):
            if chunk.symbol == "N" and id(chunk.value) not in found:
                found[id(chunk.value)] = RoleFound(
                    chunk.value, pattern.role, pattern.id, pattern.confidence, chunk.start, chunk.end
                )
    return sorted(found.values(), key=lambda role: role.start)
