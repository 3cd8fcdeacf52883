"""States of organizations that no mention names: inferred from the document, marked as such, or left open.

In order: the body it is a unit of; the organizations it is listed with; the state of the person who speaks for it;
for public bodies, the only state the text is about. Where none of these tells, the country stays unknown.
"""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from coopdata.extract.context import Evidence, Passage
from coopdata.extract.linking import Organization, Person

_PUBLIC = ("ministry", "government", "agency")
_UNDER = re.compile(r",? (?:under|of|within|at|part of|a unit of|an arm of|attached to) (?:the )?$")
_LISTED = re.compile(r"(?: \([^()]{1,12}\))?(?:, and |, | and | & )(?:the )?$")


def infer_countries(
    organizations: Sequence[Organization], people: Sequence[Person], passages: Sequence[Passage], states: Counter[str]
) -> None:
    """Set `country` and `parent` of the organizations where they follow from the document."""
    text = passages[0].text if passages else ""
    _from_neighbours(organizations, text)
    _from_people(people)
    _from_document(organizations, states)


def _from_neighbours(organizations: Sequence[Organization], text: str) -> None:
    mentions = sorted(
        ((mention, owner) for owner in organizations for mention in owner.mentions), key=lambda pair: pair[0].start
    )
    for (before, left), (after, right) in pairwise(mentions):
        between = text[before.end : after.start]
        if len(between) > 30 or left is right:
            continue
        if _UNDER.fullmatch(between) and left.parent is None and not right.stateless:
            left.parent = right
            _take(left, right, "org.state_of_parent", 0.85)
        elif _LISTED.fullmatch(between):
            _take(left, right, "org.state_of_list", 0.7)
            _take(right, left, "org.state_of_list", 0.7)


def _take(one: Organization, other: Organization, rule: str, confidence: float) -> None:
    if one.country is None and other.country is not None and not one.stateless:
        behind = other.country
        one.country = Evidence(behind.value, behind.start, behind.end, rule, stated=False, confidence=confidence)


def _from_people(people: Sequence[Person]) -> None:
    for person in people:
        if person.organization is None or person.organization.country is not None or person.country is None:
            continue
        if not person.organization.stateless:
            behind = person.country
            person.organization.country = Evidence(
                behind.value, behind.start, behind.end, "org.state_of_officer", stated=False, confidence=0.8
            )


def _from_document(organizations: Sequence[Organization], states: Counter[str]) -> None:
    """A public body named without a state belongs to the one the text is about, if it is about one above all."""
    ranked = states.most_common(2)
    if not ranked or (len(ranked) == 2 and ranked[0][1] < 3 * ranked[1][1]):
        return
    code = ranked[0][0]
    for organization in organizations:
        if organization.country is None and organization.kind in _PUBLIC:
            first = organization.mentions[0]
            organization.country = Evidence(
                code, first.start, first.end, "org.state_of_text", stated=False, confidence=0.55
            )
