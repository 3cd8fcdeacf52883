"""States of organizations that no mention names: inferred from the document, marked as such, or left open.

In order: the body it is a unit of, or its government; the organizations it is listed with; the state of the person who
speaks for it or who speaks of it; of two that agree, another than the other's; for public bodies, the publisher's state
or the one the text is mostly about; the only state named near it; at last the publisher's, or the one named most. Where
none of these tells, the country stays unknown.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from coopdata.extract.belonging import Mention, outside_brackets, owners
from coopdata.extract.context import Evidence, Passage
from coopdata.extract.lexicon import Kind
from coopdata.extract.linking import Organization, Person
from coopdata.reference.words import InstrumentForm, Strength

_PUBLIC = ("ministry", "government", "agency")
_UNDER = re.compile(r",? (?:under|of|within|at|part of|a unit of|an arm of|attached to) (?:the )?$")
_LISTED = re.compile(r"(?: \([^()]{1,12}\))?(?:, and |, | and | & )(?:the )?$")
_CLEARLY = 1.5
"""How many times as often as any other a state must be named for the text to be about it."""


def infer_countries(
    organizations: Sequence[Organization],
    people: Sequence[Person],
    passages: Sequence[Passage],
    states: Counter[str],
    home: str | None,
) -> None:
    """Set `country` and `parent` of the organizations where they follow from the document.

    `states` counts how often the text names each state, `home` is the state of the publisher.
    """
    _from_owners(organizations, passages)
    _from_neighbours(organizations, passages)
    _from_officers(people)
    _from_speakers(organizations, people, passages)
    _from_other_side(organizations, passages, states)
    _from_document(organizations, states, home)
    _from_sentence(organizations, passages)
    _from_home(organizations, states, home)


def _from_owners(organizations: Sequence[Organization], passages: Sequence[Passage]) -> None:
    """Parents and states of "Department of Trade, Ministry of Commerce, Government of India", from the last on."""
    behind = owners(organizations, passages[0].text) if passages else {}
    by_start = {mention.start: one for one in organizations for mention in one.mentions}
    for start, owner in behind.items():
        body = by_start[start]
        if owner.organization.kind != "government" and body.parent is None:
            body.parent = owner.organization
        body.serve_state()
        _take(body, owner.organization, "org.state_of_parent", 0.85)


def _from_neighbours(organizations: Sequence[Organization], passages: Sequence[Passage]) -> None:
    """Parents and lists: "X, under Y"; "organised by X and Y", which in a sentence about an agreement are two sides."""
    starts = [passage.start for passage in passages]
    mentions = sorted(
        ((mention, owner) for owner in organizations for mention in owner.mentions), key=lambda pair: pair[0].start
    )
    for (before, left), (after, right) in pairwise(mentions):
        passage = passages[bisect_right(starts, before.start) - 1]
        between = passage.text[before.end : after.start]
        if len(between) > 30 or left is right:
            continue
        if _UNDER.fullmatch(between) and left.parent is None and not right.stateless:
            left.parent = right
            _take(left, right, "org.state_of_parent", 0.85)
        elif _LISTED.fullmatch(between) and not _tells_of_agreement(passage) and not _public(left, right):
            _take(left, right, "org.state_of_list", 0.6)
            _take(right, left, "org.state_of_list", 0.6)


def _public(*organizations: Organization) -> bool:
    """Whether one of them is a public body, which another state's may stand beside."""
    return any(organization.kind in _PUBLIC for organization in organizations)


def _tells_of_agreement(passage: Passage) -> bool:
    forms = (hit.entry.detail for hit in passage.hits[Kind.INSTRUMENT])
    return any(isinstance(form, InstrumentForm) and form.strength is not Strength.WEAK for form in forms)


def _take(one: Organization, other: Organization, rule: str, confidence: float) -> None:
    if other.country is not None:
        _infer(one, other.country.value, (other.country.start, other.country.end), rule, confidence)


def _infer(one: Organization, code: str, span: tuple[int, int], rule: str, confidence: float) -> None:
    if one.country is None and not one.stateless:
        one.country = Evidence(code, span[0], span[1], rule, stated=False, confidence=confidence)


def _from_officers(people: Sequence[Person]) -> None:
    for person in people:
        if person.organization is not None and person.country is not None:
            span = (person.country.start, person.country.end)
            _infer(person.organization, person.country.value, span, "org.state_of_officer", 0.8)


def _from_speakers(
    organizations: Sequence[Organization], people: Sequence[Person], passages: Sequence[Passage]
) -> None:
    """A body that someone speaks of as "we" do is of the speaker's state."""
    starts = [passage.start for passage in passages]
    speakers = sorted((mention.start, number) for number, person in enumerate(people) for mention in person.mentions)
    for organization in organizations:
        if organization.country is not None or organization.stateless:
            continue
        mention = organization.mentions[0]
        passage = passages[bisect_right(starts, mention.start) - 1]
        first_person = re.search(r"\b(?:we|our)\b", passage.text[passage.start : mention.start], re.IGNORECASE)
        index = bisect_right(speakers, (mention.start, len(people))) - 1
        if first_person is None or index < 0:
            continue
        country = people[speakers[index][1]].country
        if country is not None and passage.text.count('"', speakers[index][0], mention.start) % 2:
            _infer(organization, country.value, (country.start, country.end), "org.state_of_speaker", 0.6)


def _from_other_side(organizations: Sequence[Organization], passages: Sequence[Passage], states: Counter[str]) -> None:
    """Of two bodies that alone enter an agreement, one whose state is not told is of another state than the other."""
    starts = [passage.start for passage in passages]
    mentions = sorted(
        ((mention, owner) for owner in organizations for mention in owner.mentions), key=lambda pair: pair[0].start
    )
    for pair in pairwise(outside_brackets(mentions, passages[0].text if passages else "")):
        (before, left), (after, right) = pair
        passage = passages[bisect_right(starts, before.start) - 1]
        joined = _BOTH.fullmatch(passage.text, before.end, after.start) is not None
        if not (joined and _tells_of_agreement(passage) and _are_alone(pair, passage, mentions)):
            continue
        for one, other in ((left, right), (right, left)):
            if one.country is None and other.country is not None:
                ranked = [found for found in states.most_common() if found[0] != other.country.value][:2]
                if len(ranked) == 1 or (ranked and ranked[0][1] > ranked[1][1]):
                    span = (one.mentions[0].start, one.mentions[0].end)
                    _infer(one, ranked[0][0], span, "org.state_of_other_side", 0.6)


_BOTH = re.compile(r"(?: \([^()]{1,12}\))?(?:,? and| with) (?:the )?")


def _are_alone(pair: tuple[Mention, Mention], passage: Passage, mentions: Sequence[Mention]) -> bool:
    """Whether the sentence names no other body than these two, and no state outside their names but theirs."""
    bodies = [owner for _, owner in pair]
    if any(
        passage.start <= mention.start < passage.end and all(owner is not one for one in bodies)
        for mention, owner in mentions
    ):
        return False
    own = {one.country.value for one in bodies if one.country is not None}
    return all(
        hit.entry.value in own or any(mention.start <= hit.start < mention.end for mention, _ in pair)
        for kind in (Kind.COUNTRY, Kind.DEMONYM)
        for hit in passage.hits[kind]
    )


def _from_document(organizations: Sequence[Organization], states: Counter[str], home: str | None) -> None:
    """A public body named without a state is of the publisher's, if the text names it, or of the one it is about."""
    ranked = states.most_common(2)
    if home is not None and states[home]:
        ranked = [(home, states[home])]
    if not ranked or (len(ranked) == 2 and ranked[0][1] < _CLEARLY * ranked[1][1]):
        return
    for organization in organizations:
        if organization.kind in _PUBLIC:
            first = organization.mentions[0]
            _infer(organization, ranked[0][0], (first.start, first.end), "org.state_of_text", 0.55)


_NEAR = 80
"""Characters between an organization and a place that tells its state."""


def _from_sentence(organizations: Sequence[Organization], passages: Sequence[Passage]) -> None:
    """A body is of the only state that the sentences about it name nearby, by name, people or town."""
    starts = [passage.start for passage in passages]
    for organization in organizations:
        if organization.country is not None or organization.stateless:
            continue
        near: dict[str, tuple[int, int]] = {}
        for mention in organization.mentions:
            passage = passages[bisect_right(starts, mention.start) - 1]
            if _tells_of_agreement(passage):
                continue  # the state there is the other side as likely as not
            for kind in (Kind.COUNTRY, Kind.DEMONYM, Kind.CITY):
                for hit in passage.hits_in(kind, mention.start - _NEAR, mention.end + _NEAR):
                    near.setdefault(hit.entry.value, (hit.start, hit.end))
        if len(near) == 1:
            code, span = next(iter(near.items()))
            _infer(organization, code, span, "org.state_of_sentence", 0.5)


def _from_home(organizations: Sequence[Organization], states: Counter[str], home: str | None) -> None:
    """What is left is of the publisher's state, else of the state that the text names most."""
    ranked = states.most_common(2)
    clear = ranked and (len(ranked) == 1 or ranked[0][1] > ranked[1][1])
    code = home if home is not None and (states[home] or not ranked) else ranked[0][0] if clear else None
    if code is None:
        return
    for organization in organizations:
        first = organization.mentions[0]
        _infer(
            organization,
            code,
            (first.start, first.end),
            "org.state_of_publisher" if code == home else "org.state_of_text",
            0.45,
        )
