"""Which candidates are the parties of an agreement: weighed by what all sentences about it show.

`party_features` observes one candidate with regard to one draft. The rules of `party_patterns.csv` are among the
observations, so that a sure pattern and the place in the sentence, the headline and the people who sign speak together.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from coopdata.documents.model import BlockKind
from coopdata.extract.drafts import Draft
from coopdata.extract.features import in_sentence, joined, nearby, patterns_hit, standing
from coopdata.extract.outline import Candidate, Outline, Place

_BESIDE = 2
"""So many sentences before and after one about the agreement still speak of it."""


@dataclass(frozen=True)
class Spot:
    """A sentence that names the agreement: clause number, token of the instrument, token of the verb."""

    clause: int
    instrument: int
    verb: int | None
    of_several: bool
    """Whether it is the sentence about several of which the agreement is one."""


def spots_of(outline: Outline, draft: Draft) -> list[Spot]:
    """The sentences that name the agreement or the several of which it is one."""
    numbers = {id(clause): number for number, clause in enumerate(outline.clauses)}
    spots = []
    several = draft.umbrella.sightings if draft.umbrella is not None else []
    for sightings, of_several in ((draft.sightings, False), (several, True)):
        for sighting in sightings:
            clause = numbers[id(sighting.clause)]
            instrument = outline.token_of(clause, sighting.mention.chunk)
            verb = outline.token_of(clause, sighting.mention.verb) if sighting.mention.verb is not None else None
            if instrument is None and not of_several and sighting.clause.passage.kind is BlockKind.LIST_ITEM:
                instrument = -1
            if instrument is not None:
                spots.append(Spot(clause, instrument, verb, of_several))
    return spots


def party_features(outline: Outline, spots: Sequence[Spot], candidate: Candidate) -> set[str]:
    """What the document shows of the candidate with regard to the agreement told of at `spots`."""
    features: set[str] = set()
    by_clause: dict[int, list[Place]] = {}
    for place in candidate.places:
        by_clause.setdefault(place.clause, []).append(place)
    for spot in spots:
        prefix = "u:" if spot.of_several else ""
        places = by_clause.get(spot.clause, [])
        features |= joined((in_sentence(outline, place, spot.instrument, spot.verb) for place in places), prefix)
        features |= {prefix + feature for feature in _matched(outline, spot, places)}
        if outline.clauses[spot.clause].passage.kind is BlockKind.HEADLINE and places:
            features.add(f"{prefix}in_headline_with")
        for step in range(1, _BESIDE + 1):
            before, after = by_clause.get(spot.clause - step, []), by_clause.get(spot.clause + step, [])
            features |= joined((nearby(outline, place, f"b{step}") for place in before), prefix)
            features |= joined((nearby(outline, place, f"a{step}") for place in after), prefix)
    own = [spot for spot in spots if not spot.of_several]
    features.add("together" if any(spot.clause in by_clause for spot in own) else "apart")
    features.update(standing(outline, candidate))
    return features


def _matched(outline: Outline, spot: Spot, places: Sequence[Place]) -> Iterator[str]:
    clause = outline.clauses[spot.clause]
    names = {outline.tokens[spot.clause][place.token] for place in places}
    if not names:
        return
    for pattern, found in patterns_hit(clause, outline.tokens[spot.clause][spot.instrument]):
        if names & found:
            yield f"pt={pattern}"
            yield f"pt>{2 if len(found) > 1 else 1}"
