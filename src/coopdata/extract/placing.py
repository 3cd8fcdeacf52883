"""Which agreement a mention tells of: one that the text has spoken of before, or another.

Rules say first whether the mention may tell of a draft: their kinds agree (a generic word agrees with any kind), their
parties do not contradict each other and their dates neither, and it does not say that it is another one. What they say
is one observation among others; the model `linked`, learnt from texts in which annotators marked what tells of which
agreement, takes the likeliest draft or none.
"""

from collections.abc import Callable, Iterator, Sequence

from coopdata.documents.model import BlockKind
from coopdata.extract.circumstances import Dated
from coopdata.extract.clauses import Clause
from coopdata.extract.drafts import Draft, Sighting
from coopdata.extract.instruments import InstrumentMention
from coopdata.extract.parties import PartiesFound, PartyRef
from coopdata.extract.record import Status
from coopdata.extract.weights import Model, load_model
from coopdata.reference.words import Strength

LINKED = "linked"
Chooser = Callable[[Sequence[Draft], Sighting], Draft | None]
"""Takes the draft that a sighting tells of, None where it tells of another agreement than all of them."""


def place_sighting(drafts: list[Draft], sighting: Sighting, choose: Chooser) -> Draft:
    """The draft that the sighting tells of, after adding it; a new draft at the end where it tells of none."""
    known = choose(drafts, sighting)
    if known is not None:
        known.sightings.append(sighting)
        return known
    draft = Draft([sighting])
    if not sighting.mention.plural and _is_other(drafts, sighting):
        draft.umbrella = next((d for d in reversed(drafts) if _covers(d, sighting)), None)
        if draft.umbrella is not None:
            draft.umbrella.children += 1
    drafts.append(draft)
    return draft


Hearing = Callable[[Sighting, Sequence[Draft], Sequence[float]], Sequence[float]]
"""Says of a mention how likely it tells of each draft, from what the model `linked` says of each."""


def likeliest(
    drafts: Sequence[Draft], sighting: Sighting, model: Model | None = None, hear: Hearing | None = None
) -> Draft | None:
    """The draft that the model, `linked` if none is given, takes for likeliest; None where it takes none for likely.

    `hear` has the last word where it is given.
    """
    if sighting.mention.further and not sighting.mention.plural:
        return None  # "a second treaty"
    model = model or load_model(LINKED)
    seen = observed(drafts, sighting)
    known, weights = [draft for draft, _ in seen], [model.probabilities(features)[LINKED] for _, features in seen]
    if hear is not None and known:
        weights = list(hear(sighting, known, weights))
    weighed = [pair for pair in zip(weights, known, strict=True) if not _is_of_others(pair[1], sighting)]
    best, draft = max(weighed, key=lambda pair: pair[0], default=(0.0, None))
    return draft if best > _LIKELY else None


_LIKELY = 0.5


def _is_of_others(draft: Draft, sighting: Sighting) -> bool:
    """Whether the sentences say plainly that others entered it: "an MoU with Arica … an MoU with Sucre"."""
    one, other = draft.lead.parties, sighting.parties
    plain = all(found is not None and len(found.parties) > 1 for found in (one, other))
    return plain and not (_parties_agree(one, other) or _summed_up(draft, sighting))


def ruled(drafts: Sequence[Draft], sighting: Sighting) -> Draft | None:
    """The draft that the rules take: the latest that the mention may tell of."""
    if _is_other(drafts, sighting):
        return None
    several = sighting.mention.plural and sighting.mention.definite
    latest = drafts[::-1]
    ordered = sorted(latest, key=lambda draft: several and not draft.is_of_several)
    return next((draft for draft in ordered if _may_be(draft, sighting)), None)


def _is_other(drafts: Sequence[Draft], sighting: Sighting) -> bool:
    """Whether the mention says that it is another one, or one of several."""
    return sighting.mention.further or _of_unnamed(drafts, sighting) or _singled_out(drafts, sighting)


# --- what is observed ------------------------------------------------------------------------------------------------


_CONSIDERED = 12
"""So many drafts a mention may tell of: those that the text has spoken of last."""


def observed(drafts: Sequence[Draft], sighting: Sighting) -> list[tuple[Draft, set[str]]]:
    """The drafts that the sighting may tell of, the latest first, with what is observed of both together."""
    taken = ruled(drafts, sighting)
    latest = drafts[::-1]
    latest = sorted(latest, key=lambda draft: -draft.sightings[-1].clause.passage.start)[:_CONSIDERED]
    own = set(_of_sighting(drafts, sighting))
    return [(draft, own | set(_of_both(draft, sighting, min(rank, 3), taken))) for rank, draft in enumerate(latest)]


def _of_sighting(drafts: Sequence[Draft], sighting: Sighting) -> Iterator[str]:
    """What the mention shows, whatever it tells of."""
    mention, clause = sighting.mention, sighting.clause
    yield f"strength={mention.strength}"
    yield f"sort={_sort(mention)}"
    yield f"status={mention.status}"
    yield f"block={clause.passage.kind.value}"
    yield f"drafts={min(len(drafts), 3)}"
    yield f"parties={_count(sighting.parties)}"
    yield f"parties={_count(sighting.parties)}/{_sort(mention)}"
    yield f"dated={sighting.signed is not None}/{_sort(mention)}"
    yield f"further={mention.further}"
    yield f"other={_is_other(drafts, sighting)}"
    before = _words_before(clause, mention)
    yield f"b={before[-1]}"
    yield f"b2={' '.join(before)}"


def _of_both(draft: Draft, sighting: Sighting, rank: int, taken: Draft | None) -> Iterator[str]:
    """What they show together."""
    mention, lead = sighting.mention, draft.lead.mention
    sort = _sort(mention)
    yield f"ruled={draft is taken}"
    yield f"ruled={draft is taken}/{sort}"
    yield f"ruled={'this' if draft is taken else 'none' if taken is None else 'another'}/{rank}"
    for name, agree in _agreements(draft, sighting):
        yield f"{name}={agree}"
        yield f"{name}={agree}/{sort}"
    yield f"rank={rank}"
    yield f"rank={rank}/{sort}"
    yield f"kinds={mention.instrument.value}|{lead.instrument.value}"
    yield f"strengths={mention.strength}|{lead.strength}"
    yield f"statuses={mention.status}|{draft.status[0] if draft.status is not None else None}"
    yield f"several={mention.plural}|{draft.is_of_several}"
    forms = {_form(one) for one in draft.sightings}
    yield f"same_word={_form(sighting) in forms}/{sort}"
    yield f"parties={_of_parties(draft.parties, sighting.parties)}"
    yield f"parties={_of_parties(draft.parties, sighting.parties)}/{sort}"
    yield from _apart(draft, sighting, sort)
    yield from _names_shared(draft, sighting, sort)


def _agreements(draft: Draft, sighting: Sighting) -> Iterator[tuple[str, bool]]:
    """What each rule says of them."""
    yield "kind", _kinds_agree(draft, sighting.mention)
    yield "name", _names_agree(draft, sighting.mention)
    yield "number", _numbers_agree(draft, sighting)
    yield "introduces", _introduces(draft, sighting)
    yield "status", _statuses_agree(draft, sighting)
    yield "may", _may_be(draft, sighting)
    if draft.signed is not None and sighting.signed is not None:
        yield "date", _dates_agree(draft.signed, sighting.signed)


def _sort(mention: InstrumentMention) -> str:
    """How the mention takes up or brings in an agreement."""
    if mention.strength is Strength.PRONOUN:
        return "pronoun"
    return f"{'the' if mention.definite else 'a'}{'_many' if mention.plural else ''}"


def _apart(draft: Draft, sighting: Sighting, sort: str) -> Iterator[str]:
    """How far the mention stands from the last one of the draft."""
    mine, last = sighting.clause.passage, draft.sightings[-1].clause.passage
    step = "same" if last is mine else next((f"<{limit}" for limit in _STEPS if mine.start - last.end < limit), "far")
    yield f"apart={step}"
    yield f"apart={step}/{sort}"
    yield f"blocks={min(mine.block - last.block, 3)}/{sort}"
    yield f"headline={all(map(_is_headline, draft.sightings))}/{sort}"


_STEPS = (3, 150, 400, 1000)


def _names_shared(draft: Draft, sighting: Sighting, sort: str) -> Iterator[str]:
    """Whether the sentences name the same, and whether this one names anybody that the others did not."""
    mine = sighting.clause.names
    theirs = frozenset(name for one in draft.sightings[-_LATEST:] for name in one.clause.names)
    yield f"shared={min(len(mine & theirs), 2)}/{sort}"
    yield f"new={min(len(mine - theirs), 3)}/{sort}"
    own, known = sighting.mention.name, frozenset(word for one in draft.sightings for word in one.mention.name)
    yield f"titles={_of_sets(own, known)}"
    topics = frozenset(word for one in draft.sightings for word in one.mention.topic)
    yield f"topics={_of_sets(sighting.mention.topic, topics)}/{sort}"


_LATEST = 5
"""So many of a draft's sentences are compared with another."""


def _of_sets(mine: frozenset[str], theirs: frozenset[str]) -> str:
    if not mine or not theirs:
        return f"{'one' if mine else 'no'}|{'one' if theirs else 'no'}"
    return "same" if mine == theirs else "shared" if mine & theirs else "other"


def _form(sighting: Sighting) -> str:
    chunk = sighting.mention.chunk
    return sighting.clause.passage.text[chunk.start : chunk.end].lower().rstrip("s")


def _words_before(clause: Clause, mention: InstrumentMention) -> list[str]:
    """The two tokens before the mention; what a symbol stands for only by the symbol."""
    symbol = f" {mention.chunk.symbol}{clause.chunks.index(mention.chunk)} "
    tokens = clause.line[: max(clause.line.find(symbol), 0)].split()[-2:]
    return [token[0] if token[0].isupper() and token[1:].isdigit() else token for token in ["^", *tokens][-2:]]


def _count(found: PartiesFound | None) -> int:
    return min(len(found.parties), 3) if found is not None else 0


def _of_parties(one: PartiesFound | None, other: PartiesFound | None) -> str:
    if one is None or other is None:
        return f"{_count(one)}|{_count(other)}"
    mine, theirs = ({party.key for party in found.parties} for found in (one, other))
    if mine == theirs:
        return f"same{min(len(mine), 2)}"
    if mine <= theirs or theirs <= mine:
        return "within"
    states = "/states" if _states(one) == _states(other) else ""
    return f"{'shared' if mine & theirs else 'other'}{states}"


# --- what the rules say ----------------------------------------------------------------------------------------------


def _of_unnamed(drafts: Sequence[Draft], sighting: Sighting) -> bool:
    """Whether a named instrument is one of the "two documents" of a sentence before, which did not say what kind."""
    mention = sighting.mention
    if mention.definite or mention.strength is not Strength.NAME or not drafts:
        return False
    several = [draft for draft in drafts if draft.is_of_several and draft.umbrella is None]
    return bool(several) and all(one.mention.strength is not Strength.NAME for one in several[-1].sightings)


def _singled_out(drafts: Sequence[Draft], sighting: Sighting) -> bool:
    """Whether "the agreement on trade" is one of the several that the text has spoken of and not yet told apart."""
    mention = sighting.mention
    if not mention.definite or mention.plural or not (mention.topic or mention.name) or not drafts:
        return False
    if any(draft.umbrella is not None and _may_be(draft, sighting) for draft in drafts):
        return False
    latest = drafts[-1]
    return latest.is_of_several and latest.umbrella is None and _kinds_agree(latest, mention)


def _covers(draft: Draft, sighting: Sighting) -> bool:
    """Whether the draft is of several agreements, of which the sighting can be one."""
    if not draft.is_of_several or draft.umbrella is not None:
        return False
    listed = draft.lead.clause is sighting.clause  # "two contracts: one with A, and one with B"
    return listed or _parties_agree(draft.parties, sighting.parties)


def _may_be(draft: Draft, sighting: Sighting) -> bool:
    return (
        _kinds_agree(draft, sighting.mention)
        and _names_agree(draft, sighting.mention)
        and _numbers_agree(draft, sighting)
        and not _introduces(draft, sighting)
        and _statuses_agree(draft, sighting)
        and (_parties_agree(draft.parties, sighting.parties) or _summed_up(draft, sighting))
        and _dates_agree(draft.signed, sighting.signed)
    )


def _kinds_agree(draft: Draft, mention: InstrumentMention) -> bool:
    kinds = {sighting.mention.instrument for sighting in draft.sightings if sighting.mention.strength == "name"}
    return mention.strength != "name" or not kinds or mention.instrument in kinds


def _numbers_agree(draft: Draft, sighting: Sighting) -> bool:
    """Whether one of several is not taken for all, nor a new one with a date of its own for the one before."""
    if _is_headline(sighting) or all(map(_is_headline, draft.sightings)):
        return True
    mention = sighting.mention
    if mention.definite:
        return True
    if mention.plural != draft.is_of_several:
        return False
    return sighting.signed is None or draft.signed is not None


def _is_headline(sighting: Sighting) -> bool:
    return sighting.clause.passage.kind is BlockKind.HEADLINE


def _introduces(draft: Draft, sighting: Sighting) -> bool:
    """Whether "a contract", said of nobody, is a new one: the text has told who entered the one before."""
    mention = sighting.mention
    if mention.definite or mention.plural or mention.strength is Strength.PRONOUN or _is_headline(sighting):
        return False
    told = (one.parties for one in draft.sightings if not _is_headline(one) and one.parties is not None)
    return sighting.parties is None and any(len(found.parties) > 1 for found in told)


def _names_agree(draft: Draft, mention: InstrumentMention) -> bool:
    """Whether neither bears a name of its own, or a topic that no definite word takes up, which the other has not."""
    names = frozenset(word for sighting in draft.sightings for word in sighting.mention.name)
    if names and mention.name and not names & mention.name and mention.strength is Strength.NAME:
        return False
    topics = [sighting.mention.topic for sighting in draft.sightings if sighting.mention.topic]
    return mention.definite or not mention.topic or not topics or any(topic & mention.topic for topic in topics)


def _statuses_agree(draft: Draft, sighting: Sighting) -> bool:
    """A planned agreement is not the signed one of the sentence before, unless the text points back to it."""
    if sighting.mention.definite or sighting.mention.status is None or draft.status is None:
        return True
    future = (Status.PLANNED, Status.UNDER_NEGOTIATION)
    return (sighting.mention.status in future) == (draft.status[0] in future)


def _parties_agree(one: PartiesFound | None, other: PartiesFound | None) -> bool:
    if one is None or other is None:
        return True
    mine, theirs = {p.key for p in one.parties}, {p.key for p in other.parties}
    if mine <= theirs or theirs <= mine:
        return True
    # the ministries in one sentence, their states in another
    return _states(one) == _states(other) and len(_states(one)) >= 2


def _summed_up(draft: Draft, sighting: Sighting) -> bool:
    """Whether a headline names the same parties more briefly: "ADB and Laos" for the ADB and a Lao ministry."""
    one, other = draft.lead.parties, sighting.parties
    if one is None or other is None or not all(map(_is_headline, draft.sightings)):
        return False
    return _has_all(one, other) and _has_all(other, one)


def _has_all(one: PartiesFound, other: PartiesFound) -> bool:
    """Whether each party of the other is one of these, a state where its body is, or a body where its state is."""
    return all(any(_speaks_for(mine, party) for mine in one.parties) for party in other.parties)


def _speaks_for(one: PartyRef, other: PartyRef) -> bool:
    same_state = one.country is not None and one.country == other.country
    return one.key == other.key or (same_state and (one.is_state or other.is_state))


def _states(found: PartiesFound) -> set[str]:
    return {party.country for party in found.parties if party.country is not None}


def _dates_agree(one: Dated | None, other: Dated | None) -> bool:
    return one is None or other is None or one.date.contains(other.date) or other.date.contains(one.date)
