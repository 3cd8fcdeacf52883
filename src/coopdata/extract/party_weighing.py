"""Which candidates are the parties of an agreement: weighed by what all sentences about it show.

`spot_features` observes one candidate in one sentence. The rules of `party_patterns.csv` are among the
observations, so that a sure pattern and the place in the sentence, the headline and the people who sign speak together.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from coopdata.documents.model import BlockKind
from coopdata.extract.drafts import Draft, Sighting
from coopdata.extract.features import in_sentence, joined, nearby, patterns_hit
from coopdata.extract.outline import Outline, Place
from coopdata.reference.words import Strength

_BESIDE = 2
"""So many sentences before and after one about the agreement still speak of it."""


@dataclass(frozen=True)
class Spot:
    """A sentence that names the agreement: clause number, token of the instrument, token of the verb."""

    clause: int
    instrument: int
    """-1 for a list item that names only a party."""
    verb: int | None
    kind: str
    """"lead" for the sentence that says most, "headline", "pronoun" ("signed it"), "several" for the sentence about
    several of which the agreement is one, "more" for any other."""


def spots_of(outline: Outline, draft: Draft) -> list[Spot]:
    """The sentences that name the agreement or the several of which it is one."""
    numbers = {id(clause): number for number, clause in enumerate(outline.clauses)}
    lead = draft.lead
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
                kind = "several" if of_several else "lead" if sighting is lead else _kind(sighting)
                spots.append(Spot(clause, instrument, verb, kind))
    return spots


def _kind(sighting: Sighting) -> str:
    if sighting.mention.strength is Strength.PRONOUN:
        return "pronoun"
    return "headline" if sighting.clause.passage.kind is BlockKind.HEADLINE else "more"


def spot_features(
    outline: Outline, spot: Spot, by_clause: Mapping[int, Sequence[Place]], matches: Sequence[tuple[str, set[str]]]
) -> set[str]:
    """What one sentence about the agreement and those beside it show of a candidate with these places."""
    places = by_clause.get(spot.clause, [])
    features = joined(in_sentence(outline, place, spot.instrument, spot.verb) for place in places)
    features.update(_matched(outline, spot, places, matches))
    block = outline.clauses[spot.clause].passage.kind.value
    features.add(f"spot={spot.kind}")
    if places:
        features.add(f"together:{block}")
        features |= {f"{spot.kind}:{feature}" for feature in features if feature[:3] in ("or=", "hd=")}
    else:
        features.add("apart")
    for step in range(1, _BESIDE + 1):
        before, after = by_clause.get(spot.clause - step, []), by_clause.get(spot.clause + step, [])
        label = "" if places else "x"
        features |= joined(nearby(outline, place, f"{label}b{step}") for place in before)
        features |= joined(nearby(outline, place, f"{label}a{step}") for place in after)
    return features


def matches_of(outline: Outline, spot: Spot) -> list[tuple[str, set[str]]]:
    """The party patterns that fit the sentence, each with the symbols it takes for parties."""
    if spot.instrument < 0:
        return []
    return list(patterns_hit(outline.clauses[spot.clause], outline.tokens[spot.clause][spot.instrument]))


def _matched(
    outline: Outline, spot: Spot, places: Sequence[Place], matches: Sequence[tuple[str, set[str]]]
) -> Iterator[str]:
    names = {outline.tokens[spot.clause][place.token] for place in places}
    for pattern, found in matches:
        if names & found:
            yield f"pt={pattern}"
            yield f"pt>{2 if len(found) > 1 else 1}"
