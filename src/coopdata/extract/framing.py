"""What stands around a sentence and holds for it: the sentence that opens a list, the place and date before an item.

"The three leaders put their signatures under:" makes every item of the list below it signed. "São Paulo, 14 November."
before an item says when and where that was.
"""

import re
from dataclasses import replace

from coopdata.documents.model import BlockKind
from coopdata.extract.circumstances import Dated, Located, located, signing_date, signing_place
from coopdata.extract.clauses import Chunk, Clause
from coopdata.extract.context import words_needed
from coopdata.extract.instruments import InstrumentMention
from coopdata.extract.reading import Reading
from coopdata.extract.record import Status
from coopdata.extract.roles import RoleFound
from coopdata.reference.wordlists import word_list

_STAMP = re.compile(r" (?:(?:[LDPU]\d+|[,;:.()–-]|in|on|\d+) ){1,6}")
"""A bare place and date, without a verb."""


def frame(reading: Reading, clause: Clause) -> None:
    """Note whether the clause opens a list or stamps what follows; what another block said holds no longer."""
    if reading.stamp is not None and reading.stamp.passage.block != clause.passage.block:
        reading.stamp = None
    if clause.of("D") and _STAMP.fullmatch(clause.line) is not None:
        reading.stamp = clause
    if clause.passage.kind is not BlockKind.LIST_ITEM:
        reading.signers_open = _opens_signers(clause) and _is_open(clause)
        reading.opening = (
            clause if _signing_verb(clause) is not None and not clause.of("I") and _is_open(clause) else None
        )


_SIGNERS = ("signed", "signatories")
_SIGNED = words_needed(_SIGNERS)
_SIGNED_BY = re.compile(
    rf" (?:V\d+|{'|'.join(_SIGNERS)})(?: [^ ]+){{0,3}}(?: by| were| are| include| included)?(?: :)? $"
)


def _opens_signers(clause: Clause) -> bool:
    """Whether the sentence ends as one does that those who signed follow: "The agreement was signed by"."""
    if clause.of("N") or not (clause.of("V") or not clause.passage.parts.isdisjoint(_SIGNED)):
        return False
    return _SIGNED_BY.search(clause.line) is not None


def signers_listed(reading: Reading, clause: Clause) -> list[RoleFound]:
    """The first person of an item under "The agreement was signed by:"."""
    people = clause.of("N")
    if not reading.signers_open or clause.passage.kind is not BlockKind.LIST_ITEM or not people:
        return []
    return [RoleFound(people[0].value, "signatory", "signatory.listed", 0.95, people[0].start, people[0].end)]


def _is_open(clause: Clause) -> bool:
    """Whether the sentence goes on below itself: it has no full stop."""
    return (
        not clause.passage.text[clause.passage.start : clause.passage.end].rstrip().endswith((".", "!", "?", "”", '"'))
    )


def _signing_verb(clause: Clause) -> Chunk | None:
    verbs = clause.of("V")
    signing = (verb for verb in verbs if verb.value.entry.detail.lemma in word_list("strong_verb"))
    return next((verb for verb in signing if verb.value.entry.value == Status.SIGNED.value), None)


def as_item(reading: Reading, clause: Clause, mention: InstrumentMention) -> InstrumentMention:
    """The mention in an item of an open list, as signed as the sentence that opens the list says."""
    inside = reading.opening is not None and clause.passage.kind is BlockKind.LIST_ITEM
    if not inside or mention.status is not None or not mention.further:
        return mention
    return replace(mention, status=Status.SIGNED, status_rule="status.of_list")


def framed_date(reading: Reading, clause: Clause) -> Dated | None:
    """The date of the stamp, or of the sentence that opens the list."""
    for other in (reading.stamp, reading.opening if clause.passage.kind is BlockKind.LIST_ITEM else None):
        dates = other.of("D") if other is not None and other is not clause else []
        if other is not None and dates:
            return signing_date(reading.scene, other, dates[0], None, Status.SIGNED)
    return None


def framed_place(reading: Reading, clause: Clause) -> Located | None:
    """The place of the stamp, or of the sentence that opens the list."""
    stamp = reading.stamp
    if stamp is not None and stamp is not clause and stamp.of("L"):
        return located(stamp.of("L")[0].value, stamp.passage.text)
    opening = reading.opening if clause.passage.kind is BlockKind.LIST_ITEM else None
    verb = _signing_verb(opening) if opening is not None else None
    return signing_place(opening, verb) if opening is not None and verb is not None else None
