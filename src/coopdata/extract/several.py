"""Several agreements that one sentence tells of: one for each partner, or as many as it counts.

"X signed memoranda with A and B", "agreements with A on Monday and with B on Friday", "two MoUs were signed".
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from coopdata.extract.circumstances import Dated, date_evidence, publication_date
from coopdata.extract.clauses import Chunk
from coopdata.extract.drafts import Draft, Sighting
from coopdata.extract.parties import PartiesFound, PartyRef
from coopdata.extract.party_inference import resolve_party
from coopdata.extract.reading import Reading
from coopdata.extract.story_dates import resolved
from coopdata.reference.words import Strength

_WITH_EACH = frozenset(
    f"party.{name}" for name in ("subject_with", "has_with", "subject_with_first", "into_with", "relative_with")
)
_WITH = r" with (?P<partner>[PU]\d+)(?: (?:on|in) (?P<date>D\d+))?"
_ONE = re.compile(_WITH + r"(?= )")
_PLAIN = re.sub(r"\?P<\w+>", "?:", _WITH)
_CHAIN = re.compile(rf"{_PLAIN}(?:(?: ,| and| ;)+{_PLAIN})+(?= )")
"""Several partners, each behind a "with" of its own, and nothing else between them."""


def tell_apart(reading: Reading) -> Iterator[Draft]:
    """The drafts, with one for each partner of a sentence about several, unless the text counts otherwise."""
    for draft in reading.drafts:
        lead = draft.lead
        found = lead.parties
        if found is None or not lead.mention.plural or draft.children or draft.umbrella is not None:
            yield draft
            continue
        subject = found.parties[0]
        partners = _partners(reading, lead) or [(ref, None) for ref in _listed(found)]
        fits = lead.mention.count in (None, len(partners)) and subject.end <= lead.mention.chunk.start
        if len(partners) < 2 or not fits:
            yield draft
            continue
        for partner, date in partners:
            pair = PartiesFound((subject, partner), "party.with_each", found.confidence)
            sightings = [replace(one, signed=date) if date and one is lead else one for one in draft.sightings]
            yield replace(draft, sightings=sightings, roles=list(draft.roles), told_apart=pair)


def _listed(found: PartiesFound) -> Sequence[PartyRef]:
    """The partners in a row behind one "with"."""
    return found.parties[1:] if found.rule in _WITH_EACH else ()


def _partners(reading: Reading, lead: Sighting) -> list[tuple[PartyRef, Dated | None]]:
    """The partners behind a "with" of their own, each with the date behind it."""
    clause = lead.clause
    start = clause.line.find(f" I{clause.chunks.index(lead.mention.chunk)} ")
    chain = _CHAIN.search(clause.line, max(start, 0))
    found: dict[str, tuple[PartyRef, Dated | None]] = {}
    for match in _ONE.finditer(f"{chain.group()} ") if chain is not None else ():
        chunk = clause.chunks[int(match["partner"][1:])]
        date = _date(reading, clause.chunks[int(match["date"][1:])]) if match["date"] is not None else None
        for ref in resolve_party(reading, chunk):
            found.setdefault(ref.key, (ref, date))
    return list(found.values()) if len(found) > 1 else []


def _date(reading: Reading, chunk: Chunk) -> Dated | None:
    date = resolved(reading.scene, chunk.value, "past", publication_date(reading.scene))
    return Dated(date, date_evidence(chunk, date)) if date is not None else None


_COUNTED = 5
"""Up to so many agreements are believed where the text gives their number and not each of them."""


def count_copies(drafts: Sequence[Draft]) -> None:
    """Note how many of the "two MoUs" each draft stands for that the text counts but does not tell of by themselves."""
    for draft in drafts:
        lead = draft.lead.mention
        count = max((s.mention.count or 0 for s in draft.sightings if s.mention.plural), default=0)
        if draft.umbrella is not None or draft.told_apart is not None or not 1 < count <= _COUNTED:
            continue
        told = sum(
            other is not draft
            and (other.umbrella is draft or (other.umbrella is None and not other.is_further))
            and not other.is_of_several
            and (lead.strength is not Strength.NAME or other.lead.mention.instrument is lead.instrument)
            for other in drafts
        )
        draft.copies = max(1, count - told)
