"""Writing what was chosen into the drafts: parties, people, status, date and place.

A draft may tell of several agreements at once, which the text does not tell of one by one: of one with each of several
partners ("agreements with A, B and C"), or of so many as it counts between the same ("two loans"). Then there are as
many drafts in the end.
"""

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import replace
from math import prod

from coopdata.extract.circumstances import Located, located
from coopdata.extract.date_weighing import choose_date
from coopdata.extract.drafts import Draft
from coopdata.extract.outline import Candidate, Outline
from coopdata.extract.parties import PartiesFound, PartyRef
from coopdata.extract.record import Instrument
from coopdata.extract.roles import SURE_ROLE, RoleFound
from coopdata.extract.scene import Scene
from coopdata.extract.signatories import party_of
from coopdata.extract.weighed import Weighed
from coopdata.reference.words import Strength

Chosen = Mapping[str, float]
"""The parties chosen for a draft, by key, each with its probability."""


def settled(scene: Scene, outline: Outline, kept: Sequence[tuple[Weighed, Chosen]]) -> Iterator[Draft]:
    """The drafts that stand with all that was chosen for them, in order; one of several agreements once for each."""
    partners = [_partners(outline, one, parties) for one, parties in kept]
    whole = [parties.keys() for (_, parties), several in zip(kept, partners, strict=True) if not several]
    told: list[Set[str]] = []
    """The parties of each agreement that was one of several."""
    for (one, parties), several in zip(kept, partners, strict=True):
        one.draft.chosen_status = max(one.statuses.items(), key=lambda pair: pair[1])
        one.draft.chosen_kind = kind_heard(one)
        one.draft.chosen_date = (choose_date(one.dates, one.dated),)
        one.draft.chosen_place = (_place(outline, one),)
        groups = [parties] * one.draft.copies if not several else list(_groups(parties, several, [*whole, *told]))
        told += [group.keys() for group in groups if several]
        roles = _roles(outline, one)
        refs = [outline.candidates[key].ref for key in parties]
        for group in groups:
            for ref in refs:
                if ref.key in group and ref.organization is not None:
                    scene.promote(ref.organization)
            signing = [role for role in roles if _signs(role, refs, group)]
            yield replace(one.draft, chosen_parties=_found(outline, one, group), chosen_roles=signing)


def kind_heard(one: Weighed) -> tuple[Instrument, float] | None:
    """The kind that the encoder takes a draft for, with its probability; None where the words that name it say it.

    "The loan agreement" is one, whatever stands around it; what "the deal", "the text" or "another" is, that tells.
    """
    lead = one.draft.lead.mention
    kind, probability = max(one.kinds.items(), key=lambda pair: pair[1])
    open_to_it = lead.strength is not Strength.NAME and lead.instrument in _ANY_KIND
    return (kind, round(probability, 2)) if open_to_it and kind is not lead.instrument and probability > _KIND else None


_ANY_KIND = frozenset((Instrument.AGREEMENT, Instrument.CONTRACT, Instrument.OTHER))
"""What words stand for that may mean any kind of agreement."""
_KIND = 0.5
"""How probable another kind must be than that which a word stands for mostly."""
_PARTNER, _SEVERAL = 0.5, 2
"""How probable it must be that a party is one of several partners, and how many there must be."""


def _partners(outline: Outline, one: Weighed, parties: Chosen) -> Sequence[str]:
    """Those of the parties, in the order of the text, that agreed each by itself with the rest; none where all did."""
    if one.draft.told_apart is not None or one.draft.children:
        return []
    partners = sorted(
        (key for key in parties if one.partners[key] > _PARTNER), key=lambda key: outline.candidates[key].ref.start
    )
    return partners if _SEVERAL <= len(partners) < len(parties) else []


def _groups(parties: Chosen, partners: Sequence[str], others: Sequence[Set[str]]) -> Iterator[Chosen]:
    """The parties of the agreement with each partner but those that another draft tells of, by itself, with the same.

    `others` are the parties of other agreements.
    """
    shared = parties.keys() - partners
    apart = {key for theirs in others if shared & theirs and len(own := theirs & set(partners)) == 1 for key in own}
    for partner in partners:
        if partner not in apart:
            yield {key: parties[key] for key in parties if key in shared or key == partner}


def _signs(role: RoleFound, refs: Sequence[PartyRef], group: Chosen) -> bool:
    """Whether the person does not sign for a party of the other agreements only."""
    side = party_of(role.person, refs)
    return role.role != "signatory" or side is None or side.key in group


def _found(outline: Outline, one: Weighed, parties: Chosen) -> PartiesFound:
    """The parties as found, by the rule that finds just these if there is one."""
    sure = min(1.0, max(0.01, prod(parties.values())))
    ruled = one.draft.parties
    agreed = ruled is not None and {ref.key for ref in ruled.parties} == set(parties)
    rule = ruled.rule if ruled is not None and agreed else "party.weighed"
    refs = sorted((_naming(outline.candidates[key], one) for key in parties), key=lambda ref: ref.start)
    return PartiesFound(tuple(refs), rule, round(sure, 2))


def _naming(candidate: Candidate, one: Weighed) -> PartyRef:
    """Where the sentence that leads names the party as a body ("the Royal Government of Cambodia"), else its first."""
    passage = one.draft.lead.clause.passage
    led = (ref for ref in candidate.refs if passage.start <= ref.start < passage.end and ref.organization is not None)
    return next(led, candidate.ref)


def _place(outline: Outline, one: Weighed) -> Located | None:
    """The likeliest city, at its naming nearest to the words that name the agreement; None where none is likelier."""
    ruled = one.ruled_place
    by_rule = ruled.place.value if ruled is not None else None
    odds = {name: value * (_RULED_PLACE if name == by_rule else 1.0) for name, value in one.cities.items()}
    none = 1 - sum(one.cities.values())
    total = sum(odds.values()) + none
    named = [name for name in odds if name in outline.sites or name == by_rule]
    best = max(named, key=lambda name: odds[name], default=None)
    if best is None or odds[best] < max(none, total * (_PLACED if best == by_rule else _PLACED_ALONE)):
        return None
    sure = round(odds[best] / total, 2)
    if ruled is not None and best == by_rule:
        return Located(replace(ruled.place, confidence=sure), ruled.country)
    anchor = one.draft.lead.mention.chunk
    hit = min(outline.cities[best], key=lambda hit: abs(hit.start - anchor.start))
    found = located(hit, one.draft.lead.clause.passage.text)
    return Located(replace(found.place, rule="place.weighed", confidence=sure), found.country)


_PLACED, _PLACED_ALONE, _RULED_PLACE = 0.4, 0.7, 3.0
"""A wrong place is worse than none: it must be so probable, or so where no rule takes it; one that the rules take is
likelier by the last."""


def _roles(outline: Outline, one: Weighed) -> list[RoleFound]:
    found = []
    for number, (person, places) in outline.people.items():
        told = [known for known in one.draft.all_roles if known.person is person]
        sure = next((known for known in told if known.confidence >= SURE_ROLE[known.role]), None)
        if sure is not None:
            found.append(sure)
            continue
        role = _role(told, one.roles[number])
        if role is None or not one.draft.may_be(role, person):
            continue
        ruled, probability = next((known for known in told if known.role == role), None), one.roles[number][role]
        place = places[0].chunk
        start, end = (ruled.start, ruled.end) if ruled is not None else (place.start, place.end)
        found.append(
            RoleFound(person, role, ruled.rule if ruled else f"{role}.weighed", round(probability, 2), start, end)
        )
    return found


def _role(told: Sequence[RoleFound], likely: Mapping[str, float]) -> str | None:
    """The role that stands: that of a rule that is plain enough, else the likeliest; None where it is not likely."""
    by_rule = max(told, key=lambda known: known.confidence, default=None)
    if by_rule is not None and by_rule.confidence >= _PLAIN and likely[by_rule.role] > _RULED_PLAINLY:
        return by_rule.role
    best = max(likely, key=lambda role: likely[role])
    return best if likely[best] > (_RULED if any(known.role == best for known in told) else 0.5) else None


_RULED, _RULED_PLAINLY, _PLAIN = 0.4, 0.3, 0.9
"""From the first probability on a role stands that a rule gives as well, from the second if the rule is this sure."""
