"""The last word on each draft: its parties, who signs and watches, its status, and whether it is an agreement at all.

The rules of `parties`, `roles` and `instruments` read first; what they find is one observation among others. Models
learnt from annotated documents (`weights`) weigh all observations in four steps, each of which the next can see:
parties by what the sentences show, the roles of people, parties again by who signs and by what the other candidates
are, then whether the draft stands. Then the encoder reads the sentences with all this in mind and moves the
probabilities once more (`hearing`), those of dates and places of signing among them; how sure the whole is, `certainty`
says. A reading that rules and models share is surer than either.
"""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence, Set

from coopdata.extract.certainty import certainty, figures
from coopdata.extract.date_weighing import date_candidates, weigh_dates
from coopdata.extract.draft_weighing import draft_features
from coopdata.extract.drafts import Draft
from coopdata.extract.features import standings
from coopdata.extract.hearing import Heard, hear
from coopdata.extract.linking import Person
from coopdata.extract.outline import Candidate, Outline
from coopdata.extract.party_weighing import matches_of, spot_features, spots_of
from coopdata.extract.role_weighing import role_features
from coopdata.extract.scene import Scene
from coopdata.extract.settling import settled
from coopdata.extract.weighed import Weighed
from coopdata.extract.weights import load_model

_STEPS = (0.02, 0.1, 0.3, 0.5, 0.7, 0.9, 0.98)
_STEP_NAMES = (*(f"<{limit}" for limit in _STEPS), "high")


def observe(scene: Scene, outline: Outline, draft: Draft, standing: Mapping[str, frozenset[str]]) -> Weighed:
    """The draft with all first observations of candidates, people and dates; `standing` are those of no one draft."""
    one = Weighed(draft, spots_of(outline, draft), ruled_place=draft.place)
    one.dates = date_candidates(scene, outline, draft, one.spots)
    ruled = {ref.key for ref in draft.parties.parties} if draft.parties is not None else set()
    matches = [matches_of(outline, spot) for spot in one.spots]
    nameless = {spot.clause for spot in one.spots} - outline.naming
    """Sentences that name the agreement and nobody who could enter it."""
    kind = draft.lead.mention.instrument.value
    for key, candidate in outline.candidates.items():
        sort = "state" if candidate.is_state else "body"
        whole = {*standing[key], f"i={kind}:{candidate.kind}", f"i={kind}:{sort}"}
        if key in ruled and draft.parties is not None:
            whole |= {"ruled", f"ruled={draft.parties.rule}", f"ruled#{min(len(ruled), 3)}"}
        elif ruled:
            whole.add(f"unruled#{min(len(ruled), 3)}")
        bare = {f"bare:{feature}" for feature in whole} if nameless else set()
        one.seen[key] = [
            _by_sort(spot_features(outline, spot, candidate.by_clause, found), sort)
            | whole
            | (bare if spot.clause in nameless else set())
            for spot, found in zip(one.spots, matches, strict=True)
        ]
        one.party[key] = whole
    for number, (person, places) in outline.people.items():
        features = role_features(outline, one.spots, person, places)
        features |= {f"ruled={role.role}" for role in draft.all_roles if role.person is person}
        one.role[number] = features
    return one


_SORTED = ("hd=", "pv=", "nx=", "pt=", "or=", "sy=")


def _by_sort(features: set[str], sort: str) -> set[str]:
    """The observations, those of the place in the sentence also as ones of a state or of a body.

    "A contract with Iraq" names a party, "Iraq's Sonatrach" hardly: a state stands in sentences more ways than a body.
    """
    return features | {f"{sort}:{feature}" for feature in features if feature[:3] in _SORTED}


def step(probability: float) -> str:
    """A probability in a few steps."""
    return _STEP_NAMES[bisect_right(_STEPS, probability)]


def side_of(outline: Outline, person: Person) -> Candidate | None:
    """The candidate a person speaks for: the body of the title, else the state."""
    if person.organization is not None:
        body = outline.candidates.get(f"organization:{id(person.organization)}")
        if body is not None:
            return body
    return outline.candidates.get(f"state:{person.country.value}") if person.country is not None else None


def observe_sides(outline: Outline, one: Weighed) -> None:
    """Add to the observations of people how likely their side is a party."""
    for number, (person, _) in outline.people.items():
        side = side_of(outline, person)
        if side is None:
            one.role[number].add("side=none")
        else:
            one.role[number].add(f"side{step(one.first.get(side.key, 0.0))}")
            one.role[number].add(f"side={'state' if side.kind == 'state' else 'body'}")


def observe_signers(outline: Outline, one: Weighed, others: Sequence[Weighed]) -> None:
    """Add to the observations of candidates their first weight, that of their rivals, and who of theirs signs."""
    first = one.first
    for key, features in one.party.items():
        best = max((other.first[key] for other in others if other is not one), default=-1.0)
        features.add(f"elsewhere{step(best)}" if best >= 0 else "nowhere_else")
        if best >= 0:
            features.add(
                f"elsewhere:{'above' if best > first[key] + 0.1 else 'below' if best < first[key] - 0.1 else 'same'}"
            )
    ranked = sorted(first, key=lambda key: -first[key])
    rank = {key: min(place, 4) for place, key in enumerate(ranked)}
    likely = sum(value > 0.5 for value in first.values())
    for key, features in one.party.items():
        candidate = outline.candidates[key]
        features.add(f"p{step(first[key])}")
        features.update(_by_kind(one, key))
        features.add(f"p#{rank[key]}")
        features.add(f"p#{rank[key]}of{min(likely, 4)}")
        features.update(_rivals(outline, one, candidate))
        partner = next((other for other in ranked[:2] if other != key), None)
        features.update(_partner(candidate, outline.candidates[partner] if partner is not None else None))
    for number, (person, _) in outline.people.items():
        side = side_of(outline, person)
        if side is None:
            continue
        for role, probability in one.roles[number].items():
            if probability > 0.5:
                one.party[side.key].add(f"side:{role}")


def _partner(candidate: Candidate, partner: Candidate | None) -> Iterator[str]:
    """Of what kind and state the candidate is that it would most likely agree with."""
    if partner is None:
        yield "with:nobody"
        return
    yield f"with:{_sort(candidate)}:{_sort(partner)}"
    yield f"with:{candidate.kind}:{partner.kind}"
    if candidate.country is not None and partner.country is not None:
        yield f"with:{'same' if candidate.country == partner.country else 'other'}_state"


def _sort(candidate: Candidate) -> str:
    return "state" if candidate.kind == "state" else "body"


def _by_kind(one: Weighed, key: str) -> Iterator[str]:
    """The probability by the sentences of each kind."""
    best: dict[str, float] = {}
    for spot, probability in zip(one.spots, one.weights[key], strict=True):
        best[spot.kind] = max(best.get(spot.kind, 0.0), probability)
    for kind, probability in best.items():
        yield f"p:{kind}{step(probability)}"


def _rivals(outline: Outline, one: Weighed, candidate: Candidate) -> Iterator[str]:
    """Whether a body of the same state, or the state itself, is likelier a party."""
    mine = one.first[candidate.key]
    if candidate.country is None:
        return
    for other in outline.by_country[candidate.country]:
        if other.key == candidate.key:
            continue
        sort = "state" if other.kind == "state" else "body"
        if one.first[other.key] > 0.3:
            yield f"rival:{sort}:{'above' if one.first[other.key] > mine else 'below'}"


def weigh_parties(weighed: Sequence[Weighed]) -> None:
    """First probabilities of all candidates: by each sentence, and by the one that speaks for it most."""
    model = load_model("party")
    for one in weighed:
        for key, seen in one.seen.items():
            one.weights[key] = [model.probabilities(features)["party"] for features in seen]
        sum_up(one)


def sum_up(one: Weighed) -> None:
    """The first probability of each candidate: that of the leading sentence, raised halfway by a surer other one."""
    for key, weights in one.weights.items():
        leading = [weight for spot, weight in zip(one.spots, weights, strict=True) if spot.kind == "lead"]
        best = max(weights, default=0.0)
        one.first[key] = (max(leading, default=best) + best) / 2


def weigh_roles(weighed: Sequence[Weighed]) -> None:
    """Probabilities of the roles of all people."""
    model = load_model("role")
    for one in weighed:
        one.roles = {number: model.probabilities(features) for number, features in one.role.items()}


def weigh_again(weighed: Sequence[Weighed]) -> None:
    """Final probabilities of all candidates."""
    model = load_model("party_again")
    for one in weighed:
        one.final = {key: model.probabilities(features)["party"] for key, features in one.party.items()}


def parties_of(outline: Outline, weighed: Sequence[Weighed]) -> list[Set[str]]:
    """The keys of the parties chosen for each draft."""
    return [chosen(one, outline).keys() for one in weighed]


def observe_draft(
    outline: Outline, one: Weighed, others: Sequence[Weighed], parties: Sequence[Set[str]] | None = None
) -> None:
    """The observations of the draft itself, among them how sure its parties are and what the other drafts are.

    `others` are all drafts, this one among them; `parties` is what `parties_of` says of them, where that is known.
    """
    one.standing = draft_features(outline, one.draft, one.spots)
    one.standing |= _beside(one, others, parties or parties_of(outline, others))
    best = sorted(one.final.values(), reverse=True)
    for rank in (0, 1):
        one.standing.add(f"best{rank}{step(best[rank]) if len(best) > rank else '-'}")
    one.standing.update(_pair([outline.candidates[key] for key in chosen(one, outline)]))
    one.standing.add(f"likely={min(sum(value > 0.5 for value in best), 4)}")
    one.standing.add(f"cands={min(len(best), 4)}")


def _pair(parties: Sequence[Candidate]) -> Iterator[str]:
    """Of what sorts and how many states the parties chosen are."""
    sorts = "+".join(sorted({_sort(party) for party in parties}))
    yield f"pair={sorts}{min(len(parties), 3)}"
    states = {party.country for party in parties}
    yield f"states={len(states - {None})}{'?' if None in states else ''}"


def _beside(one: Weighed, others: Sequence[Weighed], parties: Sequence[Set[str]]) -> set[str]:
    """Whether another draft before or after has the same parties, and how many drafts there are."""
    found = {f"drafts={min(len(others), 5)}"}
    place = [other is one for other in others].index(True)
    for number, other in enumerate(others):
        if other is one or parties[number] != parties[place]:
            continue
        when = "before" if number < place else "after"
        alike = other.draft.lead.mention.instrument is one.draft.lead.mention.instrument
        found.add(f"same_parties:{when}")
        found.add(f"same_parties:{when}:{'same' if alike else 'other'}_kind")
        found.add(f"same_parties:{when}:{one.draft.lead.mention.strength.value}")
    return found


def chosen(one: Weighed, outline: Outline) -> Mapping[str, float]:
    """The parties with their probabilities: all that are likelier than not, and at least the two likeliest.

    A state is not added to a body of its own, nor the body to it: hardly a pair agrees with itself. Nor is either taken
    beside the other where one is a ministry or an agency, which acts for its state.
    """
    if one.draft.told_apart is not None:
        told = {ref.key for ref in one.draft.told_apart.parties}
        return {key: probability for key, probability in one.final.items() if key in told}
    ranked = sorted(one.final.items(), key=lambda pair: (-pair[1], outline.candidates[pair[0]].places[0].clause))
    backed = _backed(one)
    least = _BESIDE_BACKED if len(backed) > 1 else 0.5
    found: dict[str, float] = {}
    for key, probability in ranked:
        enough = probability > (least if len(found) < _PAIR else max(least, _FURTHER))
        apart = not any(_acts_for(outline.candidates[key], outline.candidates[one]) for one in found)
        backs_other = key not in backed and _has_backed_side(outline, key, backed)
        if (enough and apart and not backs_other) or (key in backed and probability > _BACKED):
            found[key] = probability
    for key, probability in ranked:
        if len(found) >= 2:
            break
        if key not in found and not any(_same_side(outline.candidates[key], outline.candidates[one]) for one in found):
            found[key] = probability
    return found


_PAIR, _FURTHER = 2, 0.57
"""How probable a party must be beside the two likeliest. Below 0.57 more agreements are found and fewer whole ones."""
_CERTAIN, _BACKED, _BESIDE_BACKED = 0.93, 0.1, 0.72
"""From the one confidence on a rule backs the parties it finds, which then need no more than the next probability; who
else would be a party beside them needs the last."""


def _backed(one: Weighed) -> Set[str]:
    """The keys of the parties that a certain rule finds."""
    ruled = one.draft.parties
    return {ref.key for ref in ruled.parties} if ruled is not None and ruled.confidence >= _CERTAIN else set()


def _has_backed_side(outline: Outline, key: str, backed: Set[str]) -> bool:
    """Whether a certain rule finds several parties, and one of them is of the same state, or is the state."""
    mine = outline.candidates[key]
    return len(backed) > 1 and any(
        _same_side(mine, outline.candidates[one]) for one in backed if one in outline.candidates
    )


_ARMS = ("ministry", "agency")
"""The kinds of bodies that act for their state."""


def _acts_for(one: Candidate, other: Candidate) -> bool:
    """Whether one of the two is a state and the other a ministry or agency of it."""
    return _same_side(one, other) and (one.kind in _ARMS or other.kind in _ARMS)


def _same_side(one: Candidate, other: Candidate) -> bool:
    return one.country is not None and one.country == other.country and "state" in (one.kind, other.kind)


def choose(scene: Scene, outline: Outline, drafts: Sequence[Draft], heard: Heard) -> list[Draft]:
    """The drafts that are agreements, with parties and people as weighed."""
    weighed = weigh(scene, outline, drafts, heard)
    kept = [(one, chosen(one, outline)) for one in weighed if stands(outline, one, weighed)]
    return list(settled(scene, outline, kept))


def weigh(scene: Scene, outline: Outline, drafts: Sequence[Draft], heard: Heard) -> list[Weighed]:
    """All drafts with every probability that the models give: of parties, roles, dates, places, and of standing."""
    standing = standings(outline)
    weighed = [observe(scene, outline, draft, standing) for draft in drafts]
    weigh_parties(weighed)
    for one in weighed:
        observe_sides(outline, one)
    weigh_roles(weighed)
    for one in weighed:
        observe_signers(outline, one, weighed)
    weigh_again(weighed)
    parties = parties_of(outline, weighed)
    for one in weighed:
        observe_draft(outline, one, weighed, parties)
        one.stands = one.doubted = load_model("standing").probabilities(one.standing)["agreement"]
        one.dated = weigh_dates(one.dates, load_model("signed"))
    hear(outline, weighed, heard)
    parties = parties_of(outline, weighed)
    for place, one in enumerate(weighed):
        one.stands = certainty(figures(one, parties, place))
    return weighed


def stands(outline: Outline, one: Weighed, others: Sequence[Weighed]) -> bool:
    """Whether the draft is likely enough an agreement, has two parties, and does not only announce others."""
    return _is_likely(outline, one) and not _heads_list(outline, one, others)


def _is_likely(outline: Outline, one: Weighed) -> bool:
    parties = chosen(one, outline)
    return len(parties) > 1 and one.stands > NEEDED


def _heads_list(outline: Outline, one: Weighed, others: Sequence[Weighed]) -> bool:
    """Whether the draft only announces several that the text then tells of one by one."""
    if not one.draft.is_of_several or not one.draft.children:
        return False
    told = sum(other.draft.umbrella is one.draft and _is_likely(outline, other) for other in others)
    return told >= max(2, (one.draft.lead.mention.count or 2) / 2)


NEEDED = 0.4
"""How probable a draft must be to stand: from 0.3 to 0.45 the F1 of agreements is the same; fewer are wrong here."""
