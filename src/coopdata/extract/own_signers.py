"""Whose signatures are whose, where one sentence tells of several agreements and of each who signed it.

"A memorandum on sports, signed by Ana Ruiz and Kim Min-soo; and an agreement on fisheries, signed by …", or "Ana Ruiz
and Kim Min-soo signed a memorandum on sports, while … signed an agreement on fisheries". Models see that all of them
sign and that the sentence tells of both, and would let all sign both.
"""

import re
from collections.abc import Sequence

from coopdata.extract.clauses import Clause
from coopdata.extract.drafts import Draft
from coopdata.extract.linking import Person

Told = tuple[int, Draft]
"""Where in the line of a clause an agreement is named, and its draft."""
Signing = tuple[set[int], list[Person]]
"""The drafts that the same people sign, by identity, and these."""
_SIGNED_BY = re.compile(r" V(?P<verb>\d+) by (?=[^;]*?\bN\d+ )")
"""What opens the row of those who signed what was named before."""
_SIGNED_IT = re.compile(r" N\d+ (?:, )?(?:(?!by |was |were |is |are )[a-z]+ )?V(?P<verb>\d+) (?!by )")
"""What ends the row of those who sign what is named next."""


def sign_others(clause: Clause, told: Sequence[Told]) -> list[tuple[Draft, list[Person]]]:
    """The drafts of a clause, each with the people who sign only others that it tells of.

    `told` is in the order of the line.
    """
    drafts = {id(draft): draft for _, draft in told}
    if len(drafts) < _TWO or len(clause.of("N")) < _TWO:
        return []
    signings = _behind(clause, told) or _before(clause, told)
    found = []
    for key, draft in drafts.items():
        mine = {id(person) for signed, people in signings if key in signed for person in people}
        others = [person for _, people in signings for person in people if id(person) not in mine]
        if mine and others:
            found.append((draft, others))
    return found


_TWO = 2


def _behind(clause: Clause, told: Sequence[Told]) -> list[Signing]:
    """What is signed by whom where those who signed follow; nothing where that is told once only."""
    found: list[Signing] = []
    waiting: set[int] = set()
    for number, (place, draft) in enumerate(told):
        end = told[number + 1][0] if number + 1 < len(told) else len(clause.line)
        part = clause.line[place : end + 1]
        waiting.add(id(draft))
        row = next((one for one in _SIGNED_BY.finditer(part) if _signs(clause, one)), None)
        if row is not None:
            found.append((waiting, _people(clause, part[row.end() :])))
            waiting = set()
    return found if len(found) >= _TWO else []


def _before(clause: Clause, told: Sequence[Told]) -> list[Signing]:
    """The same where those who sign are named first."""
    found: list[Signing] = []
    start = 0
    for place, draft in told:
        part, start = clause.line[start : place + 1], place
        rows = [one for one in _SIGNED_IT.finditer(part) if _signs(clause, one)]
        if rows:
            found.append(({id(draft)}, _people(clause, part[: rows[-1].end()])))
        elif found:
            found[-1][0].add(id(draft))
    return found if len(found) >= _TWO else []


def _signs(clause: Clause, row: re.Match[str]) -> bool:
    return bool(clause.chunks[int(row["verb"])].value.entry.value == "signed")


def _people(clause: Clause, part: str) -> list[Person]:
    return [chunk.value for chunk in clause.named(part) if chunk.symbol == "N"]
