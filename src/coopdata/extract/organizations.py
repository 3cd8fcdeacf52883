"""Mentions of organizations in one sentence: where a name begins and ends, what kind it is, whose state's.

Names are found by head nouns ("Ministry of …", "… Agency"; `headed_names`), by the organizations of the reference
data, by abbreviations ("Full Name (FN)"; `acronyms`), by the state or office they belong to (`public_bodies`) and by
the words beside them (`context_names`). Which mentions are the same organization is decided in `linking`.
"""

import re
from collections.abc import Iterator

from coopdata.extract.acronyms import bare_acronyms, defined, other_acronyms
from coopdata.extract.context import Evidence, Passage
from coopdata.extract.context_names import by_context
from coopdata.extract.headed_names import by_head
from coopdata.extract.lexicon import Hit, Kind
from coopdata.extract.name_bounds import begins_other
from coopdata.extract.organization_details import OrganizationMention, completed
from coopdata.extract.phrases import run_end
from coopdata.extract.public_bodies import governments, lower_case, offices
from coopdata.reference.organizations import KnownOrganization
from coopdata.reference.wordlists import word_list

_UNIT = word_list("unit_noun")


def find_organizations(passage: Passage) -> list[OrganizationMention]:
    """The organizations a sentence names, in order and not overlapping; of two that overlap the longer stands."""
    found = [
        *_known(passage),
        *governments(passage),
        *by_head(passage),
        *defined(passage),
        *bare_acronyms(passage),
        *_established(passage),
        *lower_case(passage),
        *offices(passage),
        *by_context(passage),
    ]
    others = set(other_acronyms(passage))
    kept: list[OrganizationMention] = []
    for mention in sorted(found, key=lambda m: (m.start - m.end, m.known is None, m.kind == "other", m.start, m.rule)):
        free = all(mention.end <= other.start or other.end <= mention.start for other in kept)
        if free and mention.name not in others:
            kept.append(mention)
    return [completed(passage, mention) for mention in sorted(kept, key=lambda m: m.start)]


def _known(passage: Passage) -> Iterator[OrganizationMention]:
    """Organizations of the reference data, with a city or office after them ("KOTRA Vientiane")."""
    for hit in passage.hits[Kind.ORGANIZATION]:
        known = hit.entry.detail
        assert isinstance(known, KnownOrganization)  # noqa: S101 - what the lexicon puts there
        if _only_passes(passage, hit):
            continue
        start = hit.start + (4 if passage.text.startswith("The ", hit.start) else 0)
        name = passage.text[start : hit.end]
        yield OrganizationMention(start, hit.end, name, known.kind, "org.known", known=known)
        yield from _unit(passage, hit.start, hit.end, known)


_VIA = frozenset(("on", "via", "through"))
_MEDIA = word_list("social_medium")
"""Names that are a place to publish as well as a company."""


def _only_passes(passage: Passage, hit: Hit) -> bool:
    """Whether a company's name stands for its product or a place: "on Twitter", "Airbus 320", "in the Amazon"."""
    index, after = passage.index_at(hit.start), passage.index_at(hit.end)
    words = passage.words
    before = words[index - 1].lower if index else ""
    if before in _VIA and passage.text[hit.start : hit.end].lower() in _MEDIA:
        return True
    if hit.entry.detail.kind != "company" or index == 0:
        return False
    product = after < len(words) and words[after].gap in (" ", "-") and words[after].text[0].isdigit()
    return product or (before == "the" and index > 1 and words[index - 2].lower in ("in", "across", "of"))


def _unit(passage: Passage, start: int, end: int, known: KnownOrganization) -> Iterator[OrganizationMention]:
    """The office of a known organization in a place: its name, the city, perhaps "office"."""
    index = passage.index_at(end)
    if index >= len(passage.words) or passage.words[index].gap != " ":
        return
    city = passage.hit_at(Kind.CITY, index) or passage.hit_at(Kind.COUNTRY, index)
    if city is None or city.start != passage.words[index].start:
        return
    stop = city.end
    after = passage.index_at(stop)
    if after < len(passage.words) and passage.words[after].lower in _UNIT and passage.words[after].gap == " ":
        stop = passage.words[after].end
    country = Evidence(city.entry.value, city.start, city.end, "org.unit_place", confidence=0.9)
    name = passage.text[start:stop]
    forms = (name[end - start :].strip(),) if stop > city.end else ()
    yield OrganizationMention(start, stop, name, known.kind, "org.unit", forms, country, parent=known.name)


_FOUNDING = re.compile(r"\b(?:establishment of|establishing|setting up|set up|founding of) (?:the |a |an )?$")


def _established(passage: Passage) -> Iterator[OrganizationMention]:
    """A capitalised name that is set up ("the establishment of the Techno Park")."""
    for index, word in enumerate(passage.words):
        before = passage.text[max(passage.start, word.start - 26) : word.start]
        if not word.is_capital or not _FOUNDING.search(before):
            continue
        end = run_end(passage.words, index, lambda i: begins_other(passage, i))
        if end - index >= 2:
            last = passage.words[end - 1].end
            yield OrganizationMention(word.start, last, passage.text[word.start : last], "other", "org.established")
