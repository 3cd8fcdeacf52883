"""Parties that a sentence does not name beside its instrument, but the document does.

What "the two ministries" stands for, whom a signatory signs for, and which pair the document is about.
"""

from collections import Counter
from collections.abc import Iterable, Sequence

from coopdata.documents.model import BlockKind
from coopdata.extract.chunks import THEY
from coopdata.extract.clauses import Chunk, Clause
from coopdata.extract.drafts import Draft
from coopdata.extract.lexicon import Kind
from coopdata.extract.linking import Person
from coopdata.extract.parties import PartiesFound, PartyRef
from coopdata.extract.reading import Reading
from coopdata.extract.record import Status
from coopdata.reference.countries import country_names
from coopdata.reference.wordlists import collective_sorts

SURE = 0.9
"""From this confidence on, parties that a sentence names need no others."""


def resolve_party(reading: Reading, chunk: Chunk) -> Sequence[PartyRef]:
    """What a chunk P, U or G stands for; nothing where the document does not say."""
    if chunk.symbol == "P":
        return (chunk.value,)
    if chunk.symbol == "U":
        organization = reading.scene.unknown(chunk)
        return (PartyRef(chunk.start, chunk.end, organization.name, organization, None),)
    return collective(reading, chunk)


def collective(reading: Reading, chunk: Chunk) -> Sequence[PartyRef]:
    """What "the two ministries" or "the two sides" stands for: the last two that one sentence names together."""
    sorts = collective_sorts().get(chunk.value)
    known = reading.latest[-1].parties if reading.latest else None
    if known is not None and len(known.parties) >= 2 and all(_fits(ref, sorts) for ref in known.parties):
        return known.parties
    if chunk.value == THEY:
        before = {ref.key: ref for ref in reading.named_by_clause[-2]} if len(reading.named_by_clause) > 1 else {}
        return tuple(before.values()) if len(before) == 2 else ()
    fitting = [[ref for ref in named if _fits(ref, sorts)] for named in reading.named_by_clause]
    for refs in reversed(fitting):
        together = {ref.key: ref for ref in reversed(refs)}
        if len(together) == 2:
            return sorted(together.values(), key=lambda ref: ref.start)
    distinct: dict[str, PartyRef] = {}
    for refs in fitting:
        for ref in refs:
            distinct.pop(ref.key, None)
            distinct[ref.key] = ref
    last_two = list(distinct.values())[-2:]
    if len(last_two) < 2 and sorts is not None and "state" in sorts:
        told = {ref.key: ref for ref in reading.states if ref.start < chunk.start}
        last_two = list(told.values())[-2:]
    return sorted(last_two, key=lambda ref: ref.start) if len(last_two) == 2 else ()


def states_in(clause: Clause) -> list[PartyRef]:
    """The states that a sentence names or whose people it names, in the order of the text."""
    hits = [hit for kind in (Kind.COUNTRY, Kind.DEMONYM) for hit in clause.passage.hits[kind]]
    return [
        PartyRef(hit.start, hit.end, country_names()[hit.entry.value], None, hit.entry.value)
        for hit in sorted(hits, key=lambda hit: hit.start)
    ]


def _fits(ref: PartyRef, sorts: frozenset[str] | None) -> bool:
    """Whether a party is of one of the sorts; any is where none is given."""
    if sorts is None:
        return True
    kind = "state" if ref.is_state or ref.organization is None else ref.organization.kind
    return kind in sorts or ("body" in sorts and kind != "state")


def complete(reading: Reading, draft: Draft) -> None:
    """Give a draft without two parties those of its signatories, else the pair that the document is about."""
    found = draft.parties
    paired = found is not None and len(found.parties) >= 2
    if found is not None and paired and found.confidence >= SURE:
        return
    have = {ref.key: ref for ref in (found.parties if found and not paired else ())}
    signatories = [role.person for role in draft.all_roles if role.role == "signatory"]
    for person in signatories:
        ref = side_of(reading, person)
        if ref is not None and not _same_side(ref, have.values()):
            have.setdefault(ref.key, ref)
    if len(have) >= 2:
        draft.inferred_parties = PartiesFound(tuple(have.values()), "party.of_signatories", 0.8)
        return
    if paired or draft.status is None or draft.status[0] is Status.IN_FORCE or not draft.is_named:
        return
    officials = [person for person in signatories if side_of(reading, person) is None and _is_official(person)]
    pair = _document_pair(reading, have.values(), state_signs=bool(officials))
    if pair is not None:
        draft.inferred_parties = PartiesFound(pair, "party.of_document", 0.5)


def side_of(reading: Reading, person: Person) -> PartyRef | None:
    """The party a signatory signs for: the organization the title names, else the state."""
    if person.organization is not None:
        mention = person.organization.mentions[0]
        country = person.organization.country.value if person.organization.country else None
        return PartyRef(mention.start, mention.end, mention.name, person.organization, country)
    if person.country is None:
        return None
    code = person.country.value
    named = next((ref for ref in reading.named if ref.is_state and ref.country == code), None)
    return named or PartyRef(person.country.start, person.country.end, country_names()[code], None, code)


def _is_official(person: Person) -> bool:
    return person.title is not None and person.title.of_state


def _same_side(ref: PartyRef, others: Iterable[PartyRef]) -> bool:
    """Whether a state or ministry of the same state is a party already."""
    return any(
        other.country is not None and other.country == ref.country and (other.is_state or ref.is_state)
        for other in others
    )


def _document_pair(
    reading: Reading, have: Iterable[PartyRef], *, state_signs: bool = False
) -> tuple[PartyRef, ...] | None:
    """The parties of another agreement of the document, else those that its headline and lead name above all.

    Where a minister or ambassador signs, a state is among them.
    """
    parties = {ref.key: ref for ref in have}
    for draft in reading.drafts:
        found = draft.parties
        if found is not None and len(found.parties) >= 2 and set(parties) <= {ref.key for ref in found.parties}:
            return found.parties
    ranked = _by_weight(reading)
    if state_signs:
        ranked = [ref for ref in ranked if ref.is_state][:1] + ranked
    for ref in ranked:
        if len(parties) < 2 and not _same_side(ref, parties.values()):
            parties.setdefault(ref.key, ref)
    return tuple(parties.values()) if len(parties) == 2 else None


LEAD = 3
"""How many sentences of the prose are its lead."""


def _by_weight(reading: Reading) -> list[PartyRef]:
    """The possible parties of headline and lead, the most often named first, the earlier first among equals."""
    prose = [clause for clause in reading.scene.clauses if clause.passage.kind is BlockKind.BODY]
    heads = [clause for clause in reading.scene.clauses if clause.passage.kind is BlockKind.HEADLINE]
    counts: Counter[str] = Counter()
    first: dict[str, PartyRef] = {}
    for clause in [*heads, *prose[:LEAD]]:
        for chunk in clause.of("P"):
            counts[chunk.value.key] += 2
            first.setdefault(chunk.value.key, chunk.value)
        for chunk in clause.of("L"):
            if chunk.value.entry.kind is Kind.COUNTRY:
                name = clause.passage.text[chunk.start : chunk.end]
                ref = PartyRef(chunk.start, chunk.end, name, None, chunk.value.entry.value)
                counts[ref.key] += 1
                first.setdefault(ref.key, ref)
    return sorted(first.values(), key=lambda ref: (-counts[ref.key], ref.start))
