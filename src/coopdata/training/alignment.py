"""Which draft is which agreement of the gold, by what the rules read before anything is weighed."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

import numpy as np
from scipy.optimize import linear_sum_assignment

from coopdata.evaluate.names import fold_name, same_name
from coopdata.extract.drafts import Draft
from coopdata.extract.outline import Candidate, Outline
from coopdata.extract.party_weighing import spots_of
from coopdata.reference.countries import country_forms, country_names

Gold = Mapping[str, Any]
_INSTRUMENT, _STATUS, _SIGNED, _PARTIES = 2.0, 0.7, 1.0, 3.0
_BESIDE = 0.6
"""What a party named beside several agreements counts, where one named with this one alone counts 1."""
_ORDER = 0.05
"""What each step out of the order of the text costs."""
_ENOUGH = 1.5
"""With less in common, a draft and an agreement have nothing to do with each other."""


def is_party(candidate: Candidate, party: Gold) -> bool:
    """Whether the candidate is the party of the gold: named alike, or both the same state."""
    body = candidate.ref.organization
    if candidate.country is not None and candidate.is_state:
        names = {fold_name(name) for name in (party["name"], *party.get("aliases", []))}
        if party.get("country") == candidate.country and names & _state_forms(candidate.country):
            return True
    if body is None:
        return same_name(party, {"name": candidate.ref.name})
    return same_name(party, {"name": body.name, "aliases": list(body.aliases)})


def parties_shared(outline: Outline, draft: Draft, gold: Gold) -> int:
    """How many parties of the gold are among those that the rules find for the draft."""
    refs = draft.parties.parties if draft.parties is not None else ()
    named = [outline.candidates[ref.key] for ref in refs if ref.key in outline.candidates]
    return sum(any(is_party(candidate, party) for candidate in named) for party in gold["parties"])


@cache
def _state_forms(country: str) -> set[str]:
    forms = {fold_name(form.form) for form in country_forms().values() if form.code == country}
    return forms | {fold_name(country_names()[country])}


def align_drafts(outline: Outline, drafts: Sequence[Draft], gold: Sequence[Gold]) -> dict[int, Gold]:
    """The agreement of the gold that each draft tells of, by number of the draft; those without one are left out."""
    if not drafts or not gold:
        return {}
    value = np.array([
        [_alike(outline, draft, one) - _ORDER * abs(i - j) for j, one in enumerate(gold)]
        for i, draft in enumerate(drafts)
    ])  # fmt: skip
    rows, columns = linear_sum_assignment(-value)
    return {int(i): gold[int(j)] for i, j in zip(rows, columns, strict=True) if value[i, j] >= _ENOUGH}


def _alike(outline: Outline, draft: Draft, gold: Gold) -> float:
    """How much a draft and an agreement have in common."""
    value: float = _INSTRUMENT * (draft.lead.mention.instrument.value == gold["instrument"])
    value += _STATUS * (draft.status is not None and draft.status[0].value == gold["status"])
    value += _SIGNED * (draft.signed is not None and str(draft.signed.date) == gold["signed"])
    spots = spots_of(outline, draft)
    alone = {spot.clause for spot in spots if spot.kind != "several"}
    beside = {spot.clause for spot in spots}
    hits = 0.0
    for party in gold["parties"]:
        same = [candidate for candidate in outline.candidates.values() if is_party(candidate, party)]
        clauses = {place.clause for candidate in same for place in candidate.places}
        hits += 1.0 if clauses & alone else _BESIDE if clauses & beside else 0.0
    return value + _PARTIES * hits / max(1, len(gold["parties"]))
