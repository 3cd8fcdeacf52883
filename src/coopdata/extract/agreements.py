"""The agreements of a document: sentence by sentence into drafts, then each draft completed from its surroundings.

Reading goes in the order of the text. A sentence with an instrument adds a sighting to a draft; a sentence without
one, but with people who sign or watch, speaks of the draft that was read last. Afterwards a draft without two parties
takes them from its signatories or from the pair the document is about, and one that still has none is dropped.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from math import inf
from typing import TYPE_CHECKING

from coopdata.documents.model import BlockKind
from coopdata.extract.circumstances import signing_date, signing_place
from coopdata.extract.clauses import Chunk, Clause
from coopdata.extract.drafts import Draft, Sighting
from coopdata.extract.framing import as_item, frame, framed_date, framed_place, signers_listed
from coopdata.extract.instruments import InstrumentMention, find_instruments
from coopdata.extract.occasions import settle_occasions
from coopdata.extract.outline import Bodies, Outline, outline_of
from coopdata.extract.own_signers import Told, sign_others
from coopdata.extract.parties import PartiesFound, PartyRef, find_parties
from coopdata.extract.party_inference import collective, complete, resolve_party, states_in
from coopdata.extract.placing import Chooser, likeliest, place_sighting
from coopdata.extract.reading import Reading
from coopdata.extract.record import Status
from coopdata.extract.roles import SURE_ROLE, RoleFound, find_roles
from coopdata.extract.scene import Scene
from coopdata.extract.several import count_copies, tell_apart
from coopdata.ids import fold
from coopdata.reference.clubs import football_clubs
from coopdata.reference.wordlists import word_list
from coopdata.reference.words import Strength

if TYPE_CHECKING:
    from coopdata.extract.hearing import Heard

_REACH = 2
"""How many sentences after its own a draft is still what people sign in."""
_FAR_REACH = 5
"""The same for sentences that leave no doubt that they speak of a signing."""


def drafts_of(scene: Scene, bodies: Bodies | None = None, choose: Chooser = likeliest) -> tuple[list[Draft], Outline]:
    """The drafts that the rules find, and the outline of the document by which models weigh them.

    `bodies` are all namings of its organizations, where they have been put in order before; `choose` says which draft
    a mention tells of.
    """
    reading = Reading(scene, choose)
    together: dict[tuple[int, int], Sequence[PartyRef]] = {}
    for number, clause in enumerate(scene.clauses):
        reading.named_by_clause.append([chunk.value for chunk in clause.of("P")])
        reading.states += states_in(clause)
        _read_clause(reading, clause)
        for chunk in clause.of("G"):
            together[number, chunk.start] = collective(reading, chunk)
        reading.named += [chunk.value for chunk in clause.of("P")]
        reading.people += [chunk.value for chunk in clause.of("N")]
    drafts = list(tell_apart(reading))
    if not drafts:
        return [], Outline(scene.clauses, [], {}, {})  # nothing will be weighed
    count_copies(drafts)
    for draft in drafts:
        complete(reading, draft)
    settle_occasions(scene, drafts)
    outline = _outline(reading, drafts, together, bodies or Bodies.of(scene.organizations))
    elsewhere = _is_of_sport_or_court(scene)
    return [draft for draft in drafts if draft.is_named or not elsewhere], outline


def _outline(
    reading: Reading, drafts: Sequence[Draft], together: Mapping[tuple[int, int], Sequence[PartyRef]], bodies: Bodies
) -> Outline:
    """The outline, in which unknown names are candidates only in and beside sentences that tell of an agreement."""
    scene = reading.scene
    told = {id(sighting.clause) for draft in drafts for sighting in draft.sightings}
    telling = {
        number
        for place, clause in enumerate(scene.clauses)
        if id(clause) in told
        for number in range(max(0, place - 1), min(len(scene.clauses), place + 2))
    }

    def resolve(number: int, chunk: Chunk) -> Sequence[PartyRef]:
        if chunk.symbol == "G":
            return together[number, chunk.start]
        return resolve_party(reading, chunk) if chunk.symbol == "P" or number in telling else ()

    outline = outline_of(scene.clauses, bodies, resolve)
    return replace(outline, publisher=fold(scene.document.sidecar.publisher or ""), home=scene.home)


def listen(scene: Scene) -> "Heard | None":
    """The document as the encoder reads it; None where it has no drafts, and nothing is to be asked."""
    bodies = Bodies.of(scene.organizations)
    told = [drafts_of(part, bodies) for part in scene.parts()]
    if not any(drafts for drafts, _ in told):
        return None
    from coopdata.extract.hearing import Heard  # noqa: PLC0415 - it takes long to load, and most texts have no drafts

    return Heard(scene.clauses, [(outline, drafts) for drafts, outline in told])


def drafts_heard(scene: Scene, heard: "Heard") -> Iterator[tuple[Scene, list[Draft], Outline]]:
    """The parts of the document that have drafts, each with these and its outline; the encoder links the mentions."""
    bodies = Bodies.of(scene.organizations)
    for part in scene.parts():
        drafts, outline = drafts_of(part, bodies, partial(likeliest, hear=heard.linked))
        if drafts:
            yield part, drafts, outline


def read_agreements(scene: Scene, heard: "Heard | None") -> list[Draft]:
    """The drafts of the document's agreements, each with two parties or more, in the order of the text.

    `heard` is what `listen` gave; where that is nothing, there are none.
    """
    if heard is None:
        return []
    from coopdata.extract.choosing import choose  # noqa: PLC0415 - as above

    told = drafts_heard(scene, heard)
    return [draft for part, drafts, outline in told for draft in choose(part, outline, drafts, heard)]


_TELLING = 3
"""So many words of sport or of the courts, each another, and a text is of that."""
_WITH_CLUBS = 2
"""So many words of sport are enough beside as many names of clubs, most of which are towns as well."""


def _is_of_sport_or_court(scene: Scene) -> bool:
    """Whether "deal", "contract" and "agreement" mean a transfer or a settlement in this text."""
    texts = {word.text for passage in scene.passages for word in passage.words}
    words = {text.lower() for text in texts}
    if any(len(words & word_list(name)) >= _TELLING for name in ("sport_word", "court_word")):
        return True
    return len(words & word_list("sport_word")) >= _WITH_CLUBS and len(texts & football_clubs().keys()) >= _WITH_CLUBS


def _read_clause(reading: Reading, clause: Clause) -> None:
    frame(reading, clause)
    named = [mention for mention in find_instruments(clause) if not mention.negated]
    mentions = [as_item(reading, clause, _spelled_out(reading, mention, named)) for mention in named]
    listed = signers_listed(reading, clause)
    roles = _roles(reading, clause, listed)
    placed: list[Draft] = []
    told: list[Told] = []
    for mention in mentions:
        sighting = _sighting(reading, clause, mention)
        if _is_of_all(reading, mention):
            for draft in reading.latest:
                draft.sightings.append(sighting)
            placed += reading.latest
        elif _counts(sighting):
            draft = place_sighting(reading.drafts, sighting, reading.choose)
            if draft not in placed:
                placed.append(draft)
            told.append((clause.line.find(f" I{clause.chunks.index(mention.chunk)} "), draft))
    for draft, others in sign_others(clause, [one for one in told if one[0] >= 0]):
        draft.not_signing += others
    _read_list_item(reading, clause)
    if placed:
        reading.latest, reading.since = placed, 0
    else:
        reading.since += not listed
    reach = _FAR_REACH if any(role.confidence >= SURE_ROLE[role.role] for role in roles) else _REACH
    for draft in reading.latest if reading.since <= reach else []:
        draft.roles += [role for role in roles if draft.may_be(role.role, role.person)]
        if not placed:
            _late_facts(reading, clause, draft)


def _is_of_all(reading: Reading, mention: InstrumentMention) -> bool:
    """As in "They were initialled on Monday" after a sentence about several."""
    told = mention.strength is Strength.PRONOUN and not mention.further and len(reading.latest) > 1
    chunk = mention.chunk
    return told and reading.since == 0 and reading.scene.document.view.text[chunk.start : chunk.end].lower() in _ALL


_ALL = ("they", "them")


def _spelled_out(reading: Reading, mention: InstrumentMention, named: Sequence[InstrumentMention]) -> InstrumentMention:
    """As in "A second, on farming": of the kind and the standing of the one before; others are as they are.

    The one before is the last that is `named` in the same sentence, of several if there is such, else that of the
    sentence before.
    """
    if mention.strength is not Strength.PRONOUN or not mention.further:
        return mention
    before = [one for one in named if one.strength is not Strength.PRONOUN and one.chunk.start < mention.chunk.start]
    if before:
        beside = next((one for one in reversed(before) if one.plural), before[-1])
        status = mention.status or (beside.status if beside.plural else None)
        kind = beside.instrument
        return replace(mention, instrument=kind, strength=Strength.GENERIC, status=status, definite=False, count=None)
    if not reading.latest or reading.since > 1:
        return mention
    latest = reading.latest[-1]
    status = latest.status[0] if latest.status is not None else None
    model = latest.lead.mention
    return replace(
        mention, instrument=model.instrument, strength=model.strength, status=mention.status or status, definite=False
    )


def _sighting(reading: Reading, clause: Clause, mention: InstrumentMention) -> Sighting:
    parties = find_parties(clause, mention.chunk, lambda chunk: resolve_party(reading, chunk))
    anchor = mention.verb or mention.chunk
    date = signing_date(reading.scene, clause, mention.chunk, mention.verb, mention.status)
    place = signing_place(clause, anchor)
    if mention.status in (Status.SIGNED, Status.RENEWED, None):
        date, place = date or framed_date(reading, clause), place or framed_place(reading, clause)
    return Sighting(clause, mention, parties, date, place)


def _counts(sighting: Sighting) -> bool:
    """Whether the mention may be of a concrete instrument, which is weighed later.

    "It" and "one" need a verb or two parties; a word that often means something else ("loan", "concession") needs a
    verb, or somebody to agree together with a verb elsewhere in the sentence, a sum of money or a date. Before "with"
    and a name any word for an agreement is one.
    """
    mention, parties, clause = sighting.mention, sighting.parties, sighting.clause
    if mention.verb is not None or mention.strength not in (Strength.PRONOUN, Strength.WEAK):
        return True
    if re.search(_WITH_NAMED.format(clause.chunks.index(mention.chunk)), clause.line) is not None:
        return True
    if mention.strength is Strength.PRONOUN:
        return (parties is not None and len(parties.parties) >= 2) or (mention.status is not None and mention.further)
    somebody = parties is not None or bool(clause.of("P"))
    return bool(clause.of("V") and clause.of("M")) or (somebody and any(clause.of(symbol) for symbol in "VMD"))


_WITH_NAMED = r" I{} (?:, )?(?:[a-z]+ ){{0,4}}?with (?:the )?[PUG]\d"


def _read_list_item(reading: Reading, clause: Clause) -> None:
    """An item that is just a party, under "X signed MoUs with:", makes an agreement of X with it."""
    several = reading.latest[-1] if reading.latest else None
    if several is None or not several.is_of_several or clause.passage.kind is not BlockKind.LIST_ITEM:
        return
    lead, subject = several.lead, _before_list(several)
    chunk = next((chunk for chunk in clause.chunks if chunk.symbol in "PU"), None)
    if subject is None or chunk is None or not clause.line.startswith(f" {chunk.symbol}0 "):
        return
    other = resolve_party(reading, chunk)[0]
    parties = PartiesFound((subject, other), "party.listed", 0.85)
    draft = Draft([Sighting(clause, lead.mention, parties, lead.signed, lead.place)], umbrella=several)
    several.children += 1
    reading.drafts.append(draft)


def _before_list(several: Draft) -> PartyRef | None:
    """The party that agrees with each item: the only one, or the last one named before the words that open the list."""
    found, lead = several.parties, several.lead
    named = list(found.parties) if found is not None else []
    if len(named) > 1:
        opens = lead.clause.passage.text[lead.clause.passage.start : lead.clause.passage.end].endswith(":")
        start = min(lead.mention.chunk.start, lead.mention.verb.start if lead.mention.verb is not None else inf)
        named = [ref for ref in named if opens and ref.end <= start][-1:]
    return named[0] if len(named) == 1 else None


def _roles(reading: Reading, clause: Clause, listed: list[RoleFound]) -> list[RoleFound]:
    """Who signs and who watches, by the names in the sentence and by what it says of the two named before."""
    named = listed or (find_roles(clause) if clause.passage.kind is not BlockKind.HEADLINE else [])
    both = _roles_of_both(reading, clause)
    if not named:
        return both
    known = {id(role.person) for role in named}
    return named + [role for role in both if role.role == "witness" and id(role.person) not in known]


_GATHERED = re.compile(r" (?P<both>G\d+) (?:[a-z]+ ){0,2}?(?:V\d+|put|affixed|set) ")
_LOOKING_ON = re.compile(
    r" (?P<both>G\d+|(?:the )?(?:two|both) R\d+)(?: [a-z]+){0,2}?"
    r" (?:witnessed|watched|oversaw|observed|attended|looked|presided|(?:was|were) present) "
)
_THE_TWO = ("both", "the two", "the pair", "heads", "leaders", "ministers", "officials")


def _roles_of_both(reading: Reading, clause: Clause) -> list[RoleFound]:
    """As in "Both signed", "The two premiers looked on": the last two people named sign, or watch."""
    if not clause.of("G") and not clause.of("R"):
        return []
    for role, pattern, confidence in (("signatory", _GATHERED, 0.75), ("witness", _LOOKING_ON, 0.9)):
        match = pattern.search(clause.line)
        chunk = clause.chunks[int(match["both"].rpartition(" ")[2][1:])] if match is not None else None
        if chunk is None or (chunk.symbol == "G" and chunk.value not in _THE_TWO):
            continue
        before = reading.people + [other.value for other in clause.of("N") if other.start < chunk.start]
        last_two = list({id(person): person for person in before[-4:]}.values())[-2:]
        if len(last_two) == 2:
            return [RoleFound(one, role, f"{role}.both", confidence, chunk.start, chunk.end) for one in last_two]
    return []


# --- date and place --------------------------------------------------------------------------------------------------


def _late_facts(reading: Reading, clause: Clause, draft: Draft) -> None:
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
