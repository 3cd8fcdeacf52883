"""Rules about a clause as data: `party_patterns.csv` says how sentences name the parties of an agreement.

A pattern is written in the symbols of `clauses`: words and symbols stand for themselves, ``a|b`` for either, ``?x``
for x or nothing, ``..6`` for up to six tokens of any sort, ``~6`` for up to six that are no party and no person,
``LIST`` for one party or several in a row, ``PAIR`` for two or more in a row, ``TWO`` for a hyphenated two,
``PEOPLE`` for one person or several. Each row has an example that it must match and a counterexample that it must not;
a test runs them all. Every gap is bounded, so matching is linear in the length of a sentence.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from coopdata.expressions import later
from coopdata.reference.files import read_rows

_PARTY = r"(?:its (?:[a-z]+ )?(?:neighbour|neighbor|partner|ally) )?[PGU]\d+"
_LIST = rf"{_PARTY}(?:(?: ,| and| &| , and| as well as| along with| together with| plus) {_PARTY})*"
_ROW = rf"{_PARTY}(?:(?: ,(?: (?!P\d|;)[^ ]+){{1,14}})? ;(?: and)? {_PARTY})+"
_PAIR = rf"(?:G\d+|{_ROW}|{_PARTY}(?:(?: ,| and| &| , and| as well as| along with| together with| plus) {_PARTY})+)"

_TWO = r"P\d+(?: [–-])? P\d+"
_JOINED = r"(?: ,| ;| and| with| &| alongside| together with| as well as| along with)+"
_ASIDE = r"(?: (?:of|from|at) P\d+)?(?: , P\d+(?= , ))?(?: \( [^()]{1,30} \)?)?"
_OTHER = r"(?: (?!presence |witness|while |watched |before |attended )[^NVI; ][^ ]*)"
# each step from name to name is atomic: a ", and" that can be read in two ways would double the work at every name
_PEOPLE = (
    rf"N\d+(?>{_ASIDE}{_JOINED}{_OTHER}{{0,8}}? N\d+|{_ASIDE}(?: ,{_OTHER}{{1,9}})? ;{_OTHER}{{0,6}}? N\d+)*{_ASIDE}"
)
_PARTIES = {"LIST": _LIST, "PAIR": _PAIR, "TWO": _TWO}


@dataclass(frozen=True)
class Pattern:
    """One compiled rule; `matcher` has the groups ``instrument`` and ``parties1``, ``parties2``."""

    id: str
    source: str
    example: str
    confidence: float
    matcher: re.Pattern[str]
    needs: tuple[frozenset[str], ...]
    """See `needs_of`."""


@cache
def party_patterns() -> tuple[Pattern, ...]:
    """The patterns in the order in which they are tried: the surest first."""
    return tuple(
        Pattern(
            row["id"],
            row["pattern"],
            row["example"],
            float(row["confidence"]),
            compile_pattern(row["pattern"]),
            needs_of(row["pattern"]),
        )
        for row in read_rows("party_patterns.csv")
    )


@lru_cache(maxsize=1024)
def party_patterns_for(line: str) -> tuple[Pattern, ...]:
    """The patterns that may fit the line of a clause, in their order."""
    there = kinds_in(line)
    return tuple(pattern for pattern in party_patterns() if may_fit(pattern.needs, there))


_NEEDS = {"LIST": frozenset("PGU"), "PAIR": frozenset("PGU"), "TWO": frozenset("P"), "PEOPLE": frozenset("N")}


def needs_of(source: str) -> tuple[frozenset[str], ...]:
    """For each part of a pattern that a line must have: the words and symbols of which it needs one.

    Most patterns lack a word in most sentences. To see that costs far less than to try the pattern.
    """
    pieces = [piece for piece in source.split() if not piece.startswith(("..", "~", "?"))]
    return tuple(dict.fromkeys(_NEEDS.get(piece) or frozenset(piece.split("|")) for piece in pieces))


def kinds_in(line: str) -> frozenset[str]:
    """The words of a line, and its symbols without their numbers."""
    return frozenset([token[0] if token[0].isupper() and token[1:].isdigit() else token for token in line.split()])


def may_fit(needs: Iterable[frozenset[str]], there: frozenset[str]) -> bool:
    """Whether a line of these words and symbols has one for every need."""
    return not any(there.isdisjoint(need) for need in needs)


def compile_pattern(source: str) -> re.Pattern[str]:
    """The regular expression for a pattern, over lines as `clauses.encode` makes them."""
    lists = 0
    pieces: list[str] = []
    for piece in source.split():
        if piece in _PARTIES:
            lists += 1
            pieces.append(rf"(?P<parties{lists}>{_PARTIES[piece]}) ")
        elif piece == "PEOPLE":
            pieces.append(rf"(?P<people>{_PEOPLE}) ")
        elif piece == "I":
            pieces.append(r"(?P<instrument>I\d+) ")
        elif piece.startswith(".."):
            pieces.append(rf"(?:[^ ]+ ){{0,{piece[2:]}}}?")
        elif piece.startswith("~"):
            pieces.append(rf"(?:[^PGNU ][^ ]* ){{0,{piece[1:]}}}?")
        elif piece.startswith("?"):
            pieces.append(f"(?:(?:{_alternatives(piece[1:])}) )?")
        else:
            pieces.append(f"(?:{_alternatives(piece)}) ")
    return later(" " + "".join(pieces))


def _alternatives(token: str) -> str:
    return "|".join(
        rf"{part}\d+" if part in ("V", "I", "N", "D", "L", "P") else re.escape(part) for part in token.split("|")
    )
