"""What stands with the name of an organization: its abbreviation, the state it belongs to, the city it is in.

`organizations` says where a name begins and ends; here the mention is completed from the words in and around it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from coopdata.extract.context import Evidence, Passage
from coopdata.extract.initials import abbreviates
from coopdata.extract.lexicon import Hit, Kind
from coopdata.reference.organizations import KnownOrganization
from coopdata.reference.wordlists import word_list
from coopdata.reference.words import is_ordinary_word, organization_head

_OF_STATE = re.compile(r" of (?:the )?(?=[A-Z])")
DEFINITION = re.compile(r' ?\("?([A-Z][\w&-]{1,11})"?(?: or (?:the )?"[A-Z][a-z]+")?\)')
"""An abbreviation in brackets behind what it stands for."""
NOT_ACRONYM = word_list("not_organization_acronym")
"""Acronyms that name no organization ("GDP", "MoU")."""


@dataclass(frozen=True, slots=True)
class OrganizationMention:
    """One mention. `forms` are other wordings of the name found with it (an abbreviation, the name with its state)."""

    start: int
    end: int
    name: str
    kind: str
    rule: str
    forms: tuple[str, ...] = ()
    country: Evidence | None = None
    known: KnownOrganization | None = None
    parent: str | None = None


def completed(passage: Passage, mention: OrganizationMention) -> OrganizationMention:
    """The mention with its state and the other forms that the text gives beside it."""
    if mention.known is None or mention.kind in _ALIKE:  # of "Export-Import Bank of Korea" all is known
        mention = _without_state(passage, mention)
    forms = list(mention.forms)
    definition = DEFINITION.match(passage.text, mention.end)
    if definition is not None and (
        definition.group(1) not in NOT_ACRONYM or abbreviates(definition.group(1), mention.name)
    ):
        forms.append(definition.group(1))
    if mention.known is not None:
        end = max(_past_state(passage, mention), _past_group(passage, mention))
        return replace(mention, end=end, forms=tuple(forms), country=_known_country(mention))
    if mention.name.endswith(_SENT):
        mention, forms = _with_host(passage, mention, forms)
    mention, forms = _with_area(passage, mention, forms)
    if _is_of_states(passage, mention):
        return replace(mention, kind="intergovernmental", country=None, forms=tuple(forms))
    country = mention.country or state_of(passage, mention)
    forms += _placed(passage, mention)
    if country is not None and country.rule == "org.state_before" and country.end < mention.start - 1:
        # "Laos' Ministry of …": the state is no part of the name, but of the wording
        forms.append(passage.text[country.start : mention.end])
        mention = replace(mention, start=country.start)
    if (bare := _without_people(passage, mention)) is not None:
        forms.append(bare)
    if mention.kind == "embassy" or mention.name.endswith((" Office", " office", " Mission")):
        mention, forms = _with_seat(passage, mention, forms)
    return replace(mention, forms=tuple(forms), country=country)


def _placed(passage: Passage, mention: OrganizationMention) -> Iterator[str]:
    """The name with its state behind it ("Tea Authority of Sri Lanka"), or without its town ("… Bank of Sydney")."""
    if (stated := _past_state(passage, mention)) > mention.end and mention.kind not in _ALIKE:
        yield passage.text[mention.start : stated]
    for hit in passage.hits[Kind.COUNTRY]:
        if passage.text[mention.end : hit.start] in (" in ", " in the ") and " of " in mention.name:
            yield passage.text[mention.start : hit.end]  # "Royal College of Surgeons in Ireland"
    for hit in passage.hits_in(Kind.CITY, mention.start, mention.end):
        name = passage.text[mention.start : hit.start].removesuffix(" of ")
        if hit.end == mention.end and name.count(" ") >= _NAMED and name != passage.text[mention.start : hit.start]:
            yield name


_NAMED = 2
"""A name of so many words and one more needs no town to tell it."""


def _is_of_states(passage: Passage, mention: OrganizationMention) -> bool:
    """Whether the name begins with that of an intergovernmental body: "UN Office of Counter-Terrorism"."""
    hits = passage.hits_in(Kind.ORGANIZATION, mention.start, mention.end)
    lead = next((hit.entry.detail for hit in hits if hit.start == mention.start and hit.end < mention.end), None)
    return lead is not None and lead.kind == "intergovernmental"


def _without_people(passage: Passage, mention: OrganizationMention) -> str | None:
    """The name without the people's name before it: "Estonian e-Governance Academy"."""
    if mention.rule != "org.head" or mention.kind in ("embassy", "ministry", "government", "agency"):
        return None  # bodies of state are called alike in every state
    for hit in passage.hits_in(Kind.DEMONYM, mention.start, mention.end):
        rest = passage.text[hit.end + 1 : mention.end]
        spaced = passage.text[hit.end : hit.end + 1] == " "
        if hit.start == mention.start and spaced and rest.count(" ") >= 1:
            return rest
    return None


def _with_seat(
    passage: Passage, mention: OrganizationMention, forms: list[str]
) -> tuple[OrganizationMention, list[str]]:
    """An embassy or office with the town it is in: "Indonesian Embassy in Seoul", "Maritime Office in Gdynia"."""
    abroad = passage.hits[Kind.COUNTRY] if mention.kind == "embassy" else []
    for hit in (*passage.hits[Kind.CITY], *abroad):
        if passage.text[mention.end : hit.start] in (" in ", " in the "):
            name = passage.text[mention.start : hit.end]
            return replace(mention, end=hit.end, name=name), [*forms, mention.name]
    return mention, forms


_SENT = ("Mission", "Delegation", "Embassy", "Representation", "Consulate General")
_AREA = re.compile(r" in (?:the )?[A-Z]\w+(?= \(([A-Z]{3,8})\))")


def _with_host(
    passage: Passage, mention: OrganizationMention, forms: list[str]
) -> tuple[OrganizationMention, list[str]]:
    """A mission with the state it is sent to: "OSCE Mission to Moldova"; its own state is another matter."""
    for hit in passage.hits[Kind.COUNTRY]:
        if passage.text[mention.end : hit.start] in (" to ", " to the "):
            name = passage.text[mention.start : hit.end]
            return replace(mention, end=hit.end, name=name), [*forms, mention.name]
    return mention, forms


def _with_area(
    passage: Passage, mention: OrganizationMention, forms: list[str]
) -> tuple[OrganizationMention, list[str]]:
    """A name that ends with where the body works, before its abbreviation: "… in the Sahel (CILSS)"."""
    match = _AREA.match(passage.text, mention.end, passage.end)
    if match is None or match.group(1) in NOT_ACRONYM:
        return mention, forms
    name = passage.text[mention.start : match.end()]
    return replace(mention, end=match.end(), name=name), [*forms, mention.name, match.group(1)]


_GROUP = re.compile(r"(?: \([A-Z][A-Za-z]{1,10}\))? Group\b")


def _past_group(passage: Passage, mention: OrganizationMention) -> int:
    """Where a known name ends with a "Group" behind it: "the African Development Bank (AfDB) Group"."""
    group = _GROUP.match(passage.text, mention.end, passage.end)
    return group.end() if group is not None else mention.end


def _past_state(passage: Passage, mention: OrganizationMention) -> int:
    """Where a known name ends with an "of Spain" that the text puts behind it."""
    link = _OF_STATE.match(passage.text, mention.end, passage.end)
    if link is None:
        return mention.end
    return next((hit.end for hit in passage.hits[Kind.COUNTRY] if hit.start == link.end()), mention.end)


def _known_country(mention: OrganizationMention) -> Evidence | None:
    known = mention.known
    if known is None or not known.country:
        return None
    return Evidence(known.country, mention.start, mention.end, "org.known_country", stated=False, confidence=0.95)


def _without_state(passage: Passage, mention: OrganizationMention) -> OrganizationMention:
    """A name without "of the Republic of Korea" behind it; the longer wording stays as a form."""
    for hit in passage.hits_in(Kind.COUNTRY, mention.start, mention.end):
        lead = re.search(r" (?:of|for) (?:the )?$", passage.text[mention.start : hit.start])
        if hit.end != mention.end or lead is None or mention.start + lead.start() <= mention.start:
            continue
        end = mention.start + lead.start()
        if " " not in passage.text[mention.start : end].strip() or mention.kind == "government":
            continue  # "Bank of Thailand": the state is part of the name
        country = Evidence(hit.entry.value, hit.start, hit.end, "org.of_state")
        short = passage.text[mention.start : end]
        if _needs_state(passage, mention, end):
            return replace(mention, end=hit.end, forms=(short,), country=country)
        return replace(mention, end=hit.end, name=short, forms=(mention.name,), country=country)
    return mention


def _needs_state(passage: Passage, mention: OrganizationMention, end: int) -> bool:
    """Whether the state is part of the name, for its other words are plain: "Supreme Court of Nepal".

    Ministries and their like are called alike in every state, and named without it.
    """
    words = passage.words[passage.index_at(mention.start) : passage.index_at(end)]
    parts = [part for word in words if word.is_capital for part in word.lower.split("-")]
    return mention.kind not in _ALIKE and all(map(is_ordinary_word, parts))


_ALIKE = frozenset(("ministry", "embassy", "government"))


def state_of(passage: Passage, mention: OrganizationMention) -> Evidence | None:
    """The state that stands in the name, before it ("Laos' Ministry …") or right after it."""
    found = (hit for kind in (Kind.COUNTRY, Kind.DEMONYM) for hit in passage.hits_in(kind, mention.start, mention.end))
    inside = [hit for hit in found if not _is_of_region(passage, hit)]
    codes = {hit.entry.value for hit in inside}
    if len(codes) == 1:
        hit = min(inside, key=lambda h: h.start)
        return Evidence(hit.entry.value, hit.start, hit.end, "org.state_in_name", confidence=0.9)
    if codes:
        return None
    return _state_before(passage, mention) or _state_after(passage, mention) or _city_inside(passage, mention)


def _is_of_region(passage: Passage, hit: Hit) -> bool:
    """Whether the word is of a part of the world, not of a state: "Indian Ocean", "Latin American"."""
    before = passage.text[max(passage.start, hit.start - _PART) : hit.start].lower()
    sea = passage.text.startswith((" Ocean", " Sea"), hit.end)
    return sea or _REGIONAL.search(before) is not None


_REGIONAL = re.compile(r"\b(?:(?:latin|central|pan) |(?:pan|inter|trans|ibero)-)\Z")
_PART = 9
"""Letters of a word that makes a part of the world of what follows, and the one before it."""


def _state_before(passage: Passage, mention: OrganizationMention) -> Evidence | None:
    named = passage.index_at(mention.start)
    index = _before_noun(passage, named)
    if index == 0 or passage.words[index].gap not in (" ", "'s ", "' "):
        return None
    for kind in (Kind.COUNTRY, Kind.DEMONYM):
        hit = passage.hit_at(kind, index - 1)
        if hit is not None and (kind is Kind.DEMONYM or passage.words[index - 1].possessive):
            rule = "org.state_before" if index == named else "org.state_of_noun"
            return Evidence(hit.entry.value, hit.start, hit.end, rule, confidence=0.95)
    return None


def _before_noun(passage: Passage, index: int) -> int:
    """The index of the words that say what a body is, right before its name: "the German engineering firm Siemens"."""
    words, first = passage.words, index
    while first and words[first].gap == " " and words[first - 1].text.islower() and index - first < _SAYING:
        first -= 1
    said = words[index - 1].text if first < index else ""
    return first if said in word_list("company_noun") or organization_head(said) is not None else index


_SAYING = 3

_AFTER = re.compile(r"(?: \([^()]{1,40}\))?(?: of (?:the )?|, | in |, [^,.;]{0,30} of (?:the )?)$")


def _state_after(passage: Passage, mention: OrganizationMention) -> Evidence | None:
    for kind in (Kind.COUNTRY, Kind.CITY):
        for hit in passage.hits[kind]:
            if hit.start < mention.end or hit.start > mention.end + 40:
                continue
            between = passage.text[mention.end : hit.start]
            if _AFTER.fullmatch(between) and (kind is Kind.COUNTRY or between.strip() == "in"):
                return Evidence(hit.entry.value, hit.start, hit.end, "org.state_after", confidence=0.85)
            break
    return None


def _city_inside(passage: Passage, mention: OrganizationMention) -> Evidence | None:
    for kind in (Kind.CITY, Kind.REGION):
        for hit in reversed(passage.hits_in(kind, mention.start, mention.end)):
            return Evidence(hit.entry.value, hit.start, hit.end, "org.place_in_name", stated=False, confidence=0.75)
    return None
