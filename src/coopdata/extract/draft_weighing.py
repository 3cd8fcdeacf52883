"""Whether a draft is an agreement at all, and what became of it: weighed by all that its sentences show."""

from collections.abc import Iterator, Sequence

from coopdata.documents.model import BlockKind
from coopdata.extract.drafts import Draft, Sighting
from coopdata.extract.features import at
from coopdata.extract.outline import Outline
from coopdata.extract.party_weighing import Spot


def draft_features(outline: Outline, draft: Draft, spots: Sequence[Spot]) -> set[str]:
    """What the document shows of the draft: how it is named, with which verbs and how often."""
    features: set[str] = set()
    for sighting in draft.sightings:
        features.update(_of_sighting(sighting))
    for spot in spots:
        features.update(_of_spot(outline, spot))
    lead = draft.lead.mention
    features.add(f"i={lead.instrument.value}")
    features.add(f"s={lead.strength.value}")
    features.add(f"n={min(len(draft.sightings), 3)}")
    features.add(f"word={lead.chunk.value.entry.form}")
    said = draft.status
    features.add(f"said={said[0].value if said is not None else 'nothing'}")
    if said is not None:
        features.add(f"saidrule={said[1].status_rule}")
    if draft.children:
        features.add("heads_list")
    if draft.umbrella is not None:
        features.add("listed")
    features.add("dated" if draft.signed is not None else "undated")
    if draft.roles:
        features.add("roles")
    if all(sighting.clause.passage.kind is BlockKind.HEADLINE for sighting in draft.sightings):
        features.add("headline_only")
    return features


def _of_sighting(sighting: Sighting) -> Iterator[str]:
    mention = sighting.mention
    yield f"strength={mention.strength.value}"
    if mention.plural:
        yield "plural"
        yield f"count={min(mention.count or 0, 3)}"
    else:
        yield "singular"
    if mention.definite:
        yield "definite"
    if mention.further:
        yield "further"
    if mention.verb is None:
        yield "noverb"
    else:
        entry = mention.verb.value.entry
        yield f"verb={entry.detail.lemma}"
        yield f"vf={entry.value}-{entry.detail.kind}"
    if mention.status is not None:
        yield f"st={mention.status.value}"
    pair = sighting.parties
    yield f"pr={len(pair.parties) if pair is not None and len(pair.parties) < 3 else 'x'}" if pair else "pr=0"


def _of_spot(outline: Outline, spot: Spot) -> Iterator[str]:
    tokens = outline.tokens[spot.clause]
    prefix = "u:" if spot.kind == "several" else ""
    here = spot.instrument
    if here < 0:
        yield "item"
        return
    yield f"{prefix}p1={at(tokens, here - 1)}"
    yield f"{prefix}p2={at(tokens, here - 2)} {at(tokens, here - 1)}"
    yield f"{prefix}n1={at(tokens, here + 1)}"
    yield f"{prefix}n2={at(tokens, here + 1)} {at(tokens, here + 2)}"
    yield f"{prefix}bk={outline.clauses[spot.clause].passage.kind.value}"
    if spot.verb is not None:
        for step in (1, 2, 3):
            yield f"{prefix}ax={at(tokens, spot.verb - step)}"
        yield f"{prefix}av={at(tokens, spot.verb - 2)} {at(tokens, spot.verb - 1)}"
    yield f"{prefix}cl={min(spot.clause, 4)}"
    kinds = set(outline.kinds[spot.clause])
    yield f"{prefix}has={''.join(sorted(kinds & set('PNVDL')))}"
