"""The agreements of a document: sentence by sentence into drafts, then each draft completed from its surroundings.

Reading goes in the order of the text. A sentence with an instrument adds a sighting to a draft; a sentence without
one, but with people who sign or watch, speaks of the draft that was read last. Afterwards a draft without two parties
takes them from its signatories or from the pair the document is about, and one that still has none is dropped.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from coopdata.documents.model import BlockKind, PartialDate
from coopdata.extract.choosing import choose
from coopdata.extract.circumstances import Dated, signing_date, signing_place
from coopdata.extract.clauses import Chunk, Clause
from coopdata.extract.context import Evidence
from coopdata.extract.drafts import Draft, Sighting, place_sighting
from coopdata.extract.instruments import InstrumentMention, find_instruments
from coopdata.extract.lexicon import Kind
from coopdata.extract.linking import Person
from coopdata.extract.occasions import settle_occasions
from coopdata.extract.outline import Outline, outline_of
from coopdata.extract.parties import PartiesFound, PartyRef, find_parties
from coopdata.extract.record import Status
from coopdata.extract.roles import RoleFound, find_roles
from coopdata.extract.scene import Scene
from coopdata.reference.countries import country_names
from coopdata.reference.wordlists import collective_sorts, word_list
from coopdata.reference.words import Strength

_SURE = 0.9
"""From this confidence of its parties on, a weak word ("plan", "partnership") counts as an instrument."""
_REACH = 2
"""How many sentences after its own a draft is still what people sign in."""


@dataclass
class _Reading:
    """Where the reading of a document stands."""

    scene: Scene
    drafts: list[Draft] = field(default_factory=list)
    latest: list[Draft] = field(default_factory=list)
    """The drafts that the last sentence with an instrument spoke of."""
    since: int = 0
    """How many sentences ago that was."""
    named: list[PartyRef] = field(default_factory=list)
    """Possible parties in the order in which the text names them."""
    named_by_clause: list[list[PartyRef]] = field(default_factory=list)
    """The same, sentence by sentence."""
    people: list[Person] = field(default_factory=list)
    """The people in that order."""


def drafts_of(scene: Scene) -> tuple[list[Draft], Outline]:
    """The drafts that the rules find, and the outline of the document by which models weigh them."""
    reading = _Reading(scene)
    together: dict[tuple[int, int], Sequence[PartyRef]] = {}
    for number, clause in enumerate(scene.clauses):
        reading.named_by_clause.append([chunk.value for chunk in clause.of("P")])
        _read_clause(reading, clause)
        for chunk in clause.of("G"):
            together[number, chunk.start] = _collective(reading, chunk)
        reading.named += [chunk.value for chunk in clause.of("P")]
        reading.people += [chunk.value for chunk in clause.of("N")]
    drafts = list(_counted(reading.drafts))
    for draft in drafts:
        _complete(reading, draft)
    settle_occasions(scene, drafts)
    for draft in drafts:
        _date_by_publication(reading, draft)
    telling = {id(sighting.clause) for draft in drafts for sighting in draft.sightings}

    def resolve(number: int, chunk: Chunk) -> Sequence[PartyRef]:
        if chunk.symbol == "G":
            return together[number, chunk.start]
        told = chunk.symbol == "P" or id(scene.clauses[number]) in telling
        return _resolve_party(reading, chunk) if told else ()

    outline = outline_of(scene.clauses, scene.organizations, resolve)
    elsewhere = _is_of_sport_or_court(scene)
    return [draft for draft in drafts if draft.is_named or not elsewhere], outline


def read_agreements(scene: Scene) -> list[Draft]:
    """The drafts of the document's agreements, each with two parties or more, in the order of the text."""
    drafts, outline = drafts_of(scene)
    return choose(scene, outline, drafts)


_COUNTED = 5
"""Up to so many agreements are believed to be several rows where the text gives their number and not each of them."""


def _counted(drafts: Sequence[Draft]) -> Iterator[Draft]:
    """The drafts, with one more for each of the "two MoUs" that the text counts but does not tell of by itself."""
    for draft in drafts:
        yield draft
        lead = draft.lead.mention
        count = max((s.mention.count or 0 for s in draft.sightings if s.mention.plural), default=0)
        if draft.umbrella is not None or not 1 < count <= _COUNTED:
            continue
        told = sum(
            other is not draft
            and (other.umbrella is draft or (other.umbrella is None and not other.is_further))
            and not other.is_of_several
            and (lead.strength is not Strength.NAME or other.lead.mention.instrument is lead.instrument)
            for other in drafts
        )
        for _ in range(count - 1 - told):
            yield replace(draft, sightings=list(draft.sightings), roles=list(draft.roles))


_TELLING = 3
"""So many words of sport or of the courts, each another, and a text is of that."""


def _is_of_sport_or_court(scene: Scene) -> bool:
    """Whether "deal", "contract" and "agreement" mean a transfer or a settlement in this text."""
    words = {word.lower for passage in scene.passages for word in passage.words}
    return any(len(words & word_list(name)) >= _TELLING for name in ("sport_word", "court_word"))


def heads_list(draft: Draft) -> bool:
    """Whether a draft is only the heading of a list of agreements."""
    return bool(draft.children) and draft.children >= (draft.lead.mention.count or 0)


def _stands(draft: Draft) -> bool:
    """Whether a draft is an agreement of its own: between two at least, and not the heading of a list of them."""
    heads_list = bool(draft.children) and draft.children >= (draft.lead.mention.count or 0)
    return draft.parties is not None and len(draft.parties.parties) >= 2 and not heads_list


def _read_clause(reading: _Reading, clause: Clause) -> None:
    mentions = [_spelled_out(reading, mention) for mention in find_instruments(clause) if not mention.negated]
    roles = find_roles(clause) if clause.passage.kind is not BlockKind.HEADLINE else []
    roles = roles or _roles_of_both(reading, clause)
    placed: list[Draft] = []
    for mention in mentions:
        sighting = _sighting(reading, clause, mention)
        if _counts(sighting) or _is_listed(reading, mention):
            draft = place_sighting(reading.drafts, sighting)
            if draft not in placed:
                placed.append(draft)
    _read_list_item(reading, clause)
    if placed:
        reading.latest, reading.since = placed, 0
    else:
        reading.since += 1
    for draft in reading.latest if reading.since <= _REACH else []:
        draft.roles += roles
        if not placed:
            _late_facts(reading, clause, draft)


def _spelled_out(reading: _Reading, mention: InstrumentMention) -> InstrumentMention:
    """As in "A second, on farming": of the kind and the standing of the one before; others are as they are."""
    if mention.strength is not Strength.PRONOUN or not mention.further or not reading.latest or reading.since > 1:
        return mention
    before = reading.latest[-1]
    status = before.status[0] if before.status is not None else None
    model = before.lead.mention
    return replace(
        mention, instrument=model.instrument, strength=model.strength, status=mention.status or status, definite=False
    )


def _sighting(reading: _Reading, clause: Clause, mention: InstrumentMention) -> Sighting:
    parties = find_parties(clause, mention.chunk, lambda chunk, _: _resolve_party(reading, chunk))
    anchor = mention.verb or mention.chunk
    return Sighting(
        clause,
        mention,
        parties,
        signing_date(reading.scene, clause, mention.chunk, mention.verb, mention.status),
        signing_place(clause, anchor),
    )


def _counts(sighting: Sighting) -> bool:
    """Whether the mention is of a concrete instrument: a generic word needs a verb or its parties, a weak one both."""
    mention, parties = sighting.mention, sighting.parties
    if mention.strength is Strength.NAME:
        return True
    paired = parties is not None and len(parties.parties) >= 2
    if mention.strength is not Strength.WEAK:
        return mention.verb is not None or paired
    sure = parties is not None and paired and parties.confidence >= _SURE
    return mention.verb is not None and mention.status is not None and (sure or mention.is_signed)


def _is_listed(reading: _Reading, mention: InstrumentMention) -> bool:
    """Whether a generic word opens an item of the list that a sentence about several has announced."""
    announced = any(draft.is_of_several and draft.umbrella is None for draft in reading.drafts)
    beside = any(one.clause.passage.kind is BlockKind.LIST_ITEM for draft in reading.drafts for one in draft.sightings)
    return (announced or beside) and mention.further and mention.strength is Strength.GENERIC


def _read_list_item(reading: _Reading, clause: Clause) -> None:
    """An item that is just a party, under "X signed MoUs with:", makes an agreement of X with it."""
    several = reading.latest[-1] if reading.latest else None
    if several is None or not several.is_of_several or clause.passage.kind is not BlockKind.LIST_ITEM:
        return
    found = several.parties
    chunk = next((chunk for chunk in clause.chunks if chunk.symbol in "PU"), None)
    if found is None or len(found.parties) != 1 or chunk is None or not clause.line.startswith(f" {chunk.symbol}0 "):
        return
    other = _resolve_party(reading, chunk)[0]
    parties = PartiesFound((found.parties[0], other), "party.listed", 0.85)
    lead = several.lead
    draft = Draft([Sighting(clause, lead.mention, parties, lead.signed, lead.place)], umbrella=several)
    several.children += 1
    reading.drafts.append(draft)


_GATHERED = re.compile(r" G(?P<both>\d+) (?:[a-z]+ ){0,2}?(?:V\d+|put|affixed|set) ")


def _roles_of_both(reading: _Reading, clause: Clause) -> list[RoleFound]:
    """As in "Both signed": the last two people named are the signatories."""
    match = _GATHERED.search(clause.line)
    chunk = clause.chunks[int(match["both"])] if match is not None else None
    if chunk is None or chunk.value not in ("both", "the two", "the pair", "leaders", "ministers", "officials"):
        return []
    before = reading.people + [other.value for other in clause.of("N") if other.start < chunk.start]
    last_two = list({id(person): person for person in before[-4:]}.values())[-2:]
    if len(last_two) < 2:
        return []
    return [RoleFound(one, "signatory", "signatory.both", 0.75, chunk.start, chunk.end) for one in last_two]


# --- parties ---------------------------------------------------------------------------------------------------------


def _resolve_party(reading: _Reading, chunk: Chunk) -> Sequence[PartyRef]:
    if chunk.symbol == "P":
        return (chunk.value,)
    if chunk.symbol == "U":
        organization = reading.scene.unknown(chunk)
        return (PartyRef(chunk.start, chunk.end, organization.name, organization, None),)
    return _collective(reading, chunk)


def _collective(reading: _Reading, chunk: Chunk) -> Sequence[PartyRef]:
    """What "the two ministries" or "the two sides" stands for: the last two that one sentence names together."""
    sorts = collective_sorts().get(chunk.value)
    known = reading.latest[-1].parties if reading.latest else None
    if known is not None and len(known.parties) >= 2 and all(_fits(ref, sorts) for ref in known.parties):
        return known.parties
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
    return sorted(last_two, key=lambda ref: ref.start) if len(last_two) == 2 else ()


def _fits(ref: PartyRef, sorts: frozenset[str] | None) -> bool:
    """Whether a party is of one of the sorts; any is where none is given."""
    if sorts is None:
        return True
    kind = "state" if ref.is_state or ref.organization is None else ref.organization.kind
    return kind in sorts or ("body" in sorts and kind != "state")


def _complete(reading: _Reading, draft: Draft) -> None:
    """Give a draft without two parties those of its signatories, else the pair that the document is about."""
    found = draft.parties
    paired = found is not None and len(found.parties) >= 2
    if found is not None and paired and found.confidence >= _SURE:
        return
    have = {ref.key: ref for ref in (found.parties if found and not paired else ())}
    signatories = [role.person for role in draft.all_roles if role.role == "signatory"]
    for person in signatories:
        ref = _side_of(reading, person)
        if ref is not None and not _same_side(ref, have.values()):
            have.setdefault(ref.key, ref)
    if len(have) >= 2:
        draft.inferred_parties = PartiesFound(tuple(have.values()), "party.of_signatories", 0.8)
        return
    if paired or draft.status is None or draft.status[0] is Status.IN_FORCE or not draft.is_named:
        return
    officials = [person for person in signatories if _side_of(reading, person) is None and _is_official(person)]
    pair = _document_pair(reading, have.values(), state_signs=bool(officials))
    if pair is not None:
        draft.inferred_parties = PartiesFound(pair, "party.of_document", 0.5)


def _side_of(reading: _Reading, person: Person) -> PartyRef | None:
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
    reading: _Reading, have: Iterable[PartyRef], *, state_signs: bool = False
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


_LEAD = 3
"""How many sentences of the prose are its lead."""


def _by_weight(reading: _Reading) -> list[PartyRef]:
    """The possible parties of headline and lead, the most often named first, the earlier first among equals."""
    prose = [clause for clause in reading.scene.clauses if clause.passage.kind is BlockKind.BODY]
    heads = [clause for clause in reading.scene.clauses if clause.passage.kind is BlockKind.HEADLINE]
    counts: Counter[str] = Counter()
    first: dict[str, PartyRef] = {}
    for clause in [*heads, *prose[:_LEAD]]:
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


# --- date and place --------------------------------------------------------------------------------------------------


def _date_by_publication(reading: _Reading, draft: Draft) -> None:
    """News whose lead tells of a signing without a date tells of one in the year of its publication."""
    published = reading.scene.document.published
    status = draft.status
    if draft.signed is not None or published is None or status is None:
        return
    prose = [clause for clause in reading.scene.clauses if clause.passage.kind is BlockKind.BODY]
    leading = any(sighting.clause in prose[:_LEAD] for sighting in draft.sightings)
    if leading and status[0] in (Status.SIGNED, Status.RENEWED) and not _dated(draft):
        anchor = status[1].verb or status[1].chunk
        year = PartialDate(published.date.year)
        evidence = Evidence(str(year), anchor.start, anchor.end, "date.of_publication", stated=False, confidence=0.5)
        draft.extra_dates.append(Dated(year, evidence))


def _dated(draft: Draft) -> bool:
    """Whether a sentence about it holds a date, though one that could not be resolved."""
    return any(sighting.clause.of("D") for sighting in draft.sightings)


def _late_facts(reading: _Reading, clause: Clause, draft: Draft) -> None:
    """Date and place from a sentence after the one that names the instrument, when it still speaks of the signing."""
    verbs = [verb for verb in clause.of("V") if verb.value.entry.value == "signed"]
    if not verbs or reading.since > 1:
        return
    if (
        draft.signed is None
        and (found := signing_date(reading.scene, clause, verbs[0], verbs[0], Status.SIGNED)) is not None
    ):
        draft.extra_dates.append(found)
    if draft.place is None and (place := signing_place(clause, verbs[0])) is not None:
        draft.extra_places.append(place)
