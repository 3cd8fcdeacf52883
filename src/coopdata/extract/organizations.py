"""Mentions of organizations in one sentence: where a name begins and ends, what kind it is, whose state's.

Names are found by head nouns ("Ministry of …", "… Agency"; `headed_names`), by the organizations of the reference
data, by abbreviations ("Full Name (FN)"; `acronyms`), by the state or office they belong to (`public_bodies`) and by
the words beside them (`context_names`). Which mentions are the same organization is decided in `linking`.
"""

import re
from collections.abc import Iterator

from coopdata.documents.model import BlockKind
from coopdata.extract.acronyms import bare_acronyms, defined, other_acronyms
from coopdata.extract.context import Evidence, Passage, words_needed
from coopdata.extract.context_names import by_context
from coopdata.extract.headed_names import by_head
from coopdata.extract.lexicon import Hit, Kind
from coopdata.extract.name_bounds import NOT_HEAD, begins_other, is_legal_form
from coopdata.extract.organization_details import OrganizationMention, completed
from coopdata.extract.phrases import run_end
from coopdata.extract.public_bodies import governments, lower_case, offices, owned
from coopdata.extract.rows import in_rows
from coopdata.reference.organizations import KnownOrganization
from coopdata.reference.wordlists import word_list
from coopdata.reference.words import is_english_word, is_given_name, is_ordinary_word, organization_head

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
        *owned(passage),
        *offices(passage),
        *by_context(passage),
    ]
    others = set(other_acronyms(passage))
    kept: list[OrganizationMention] = []
    for mention in sorted(found, key=lambda m: (m.start - m.end, m.known is None, m.kind == "other", m.start, m.rule)):
        free = all(mention.end <= other.start or other.end <= mention.start for other in kept)
        if free and mention.name not in others:
            kept.append(mention)
    kept += [mention for mention in in_rows(passage, kept) if mention.name not in others]
    return [completed(passage, mention) for mention in sorted(kept, key=lambda m: m.start)]


def _known(passage: Passage) -> Iterator[OrganizationMention]:
    """Organizations of the reference data, with a city or office after them ("KOTRA Vientiane")."""
    for hit in passage.hits[Kind.ORGANIZATION]:
        known = hit.entry.detail
        assert isinstance(known, KnownOrganization)  # noqa: S101 - what the lexicon puts there
        if _only_passes(passage, hit):
            continue
        start = hit.start + (4 if passage.text.startswith("The ", hit.start) else 0)
        start = _over_nation(passage, start, known)
        end = _past_legal_form(passage, hit.end)
        forms = (passage.text[start : hit.end],) if end > hit.end else ()
        name = passage.text[start:end]
        yield OrganizationMention(start, end, name, known.kind, "org.known", forms, known=known)
        yield from _unit(passage, hit.start, hit.end, known)
        yield from _arm(passage, start, hit.end, known)


_NATIONAL = tuple(word_list("national_body"))
"""How bodies are called of which every nation has one of its name: "Cambodian Red Cross", "Kenya Red Cross"."""


def _over_nation(passage: Passage, start: int, known: KnownOrganization) -> int:
    """The start of a known name over the nation whose body of that name it is."""
    index = passage.index_at(start)
    if index == 0 or passage.words[index].gap != " " or not known.name.lower().startswith(_NATIONAL):
        return start
    nation = passage.hit_at(Kind.DEMONYM, index - 1) or passage.hit_at(Kind.COUNTRY, index - 1)
    return nation.start if nation is not None and not passage.words[index - 1].possessive else start


def _past_legal_form(passage: Passage, end: int) -> int:
    """The end of a known name with its legal form: "Enel S.p.A.", "Neste Oyj"."""
    index, words = passage.index_at(end), passage.words
    while index < len(words) and words[index].gap in (" ", ", ", ". ") and not words[index - 1].possessive:
        if not is_legal_form(words[index]):
            break
        end, index = words[index].end, index + 1
    return end


def _arm(passage: Passage, start: int, end: int, known: KnownOrganization) -> Iterator[OrganizationMention]:
    """A company named after a known one: "Siemens Healthineers", "Tata Power Solar", "Airtel Africa"."""
    index, words = passage.index_at(end), passage.words
    follows = 0 < index < len(words) and words[index].gap == " " and words[index].is_capital
    if not follows or words[index - 1].possessive:
        return
    if known.kind not in ("company", "bank") or _is_title_case(passage):
        return
    stop = run_end(words, index, lambda i: begins_other(passage, i) or words[i].text.isdigit())
    tail = words[index:stop]
    if begins_other(passage, index) or any(word.text[0].isdigit() for word in tail) or len(tail) > _TAIL:
        return
    last = tail[-1].lower
    office = stop < len(words) and passage.hit_at(Kind.TITLE, stop) is not None
    if office and all(word.lower in word_list("title_modifier") for word in tail):
        return  # "BOT Assistant Governor"
    if (
        last in _UNIT
        or not NOT_HEAD.isdisjoint((last, last.removesuffix("s")))
        or any(passage.hit_at(Kind.INSTRUMENT, i) for i in range(index, stop))
    ):
        return
    before = passage.index_at(start) - 1
    product = before >= 0 and words[before].lower in ("a", "an", "the")  # "the Toyota Corolla"
    field = last in word_list("company_tail") or (is_english_word(last) and not product)
    ends = field or organization_head(last) is not None or passage.is_state(stop - 1)
    strange = len(tail) <= _STRANGE and not any(is_ordinary_word(word.lower) for word in tail)
    if ends or (strange and not is_given_name(tail[0].text)):
        name = passage.text[start : tail[-1].end]
        placed = any(passage.hits_in(kind, end, tail[-1].end) for kind in (Kind.COUNTRY, Kind.DEMONYM, Kind.CITY))
        country = None
        if known.country and not placed:
            country = Evidence(known.country, start, end, "org.known_country", stated=False, confidence=0.7)
        yield OrganizationMention(start, tail[-1].end, name, known.kind, "org.arm", (), country)


def _is_title_case(passage: Passage) -> bool:
    """Whether a headline sets all its words with capitals, so that they do not tell where a name ends."""
    small = sum(word.text.islower() and len(word.text) > _TAIL for word in passage.words)
    return passage.kind is BlockKind.HEADLINE and small < _SMALL


_SMALL = 2
_STRANGE = 2
"""So many words that mean nothing in English may follow a known name: "Hitachi Zosen Inova"."""
_TAIL = 4
"""A name of more words behind that of a company is that of something else."""


_VIA = frozenset(("on", "via", "through"))
_MEDIA = word_list("social_medium")
"""Names that are a place to publish as well as a company."""


def _only_passes(passage: Passage, hit: Hit) -> bool:
    """Whether a company's name stands for its product or a place: "on Twitter", "Airbus 320", "in the Amazon"."""
    index, after = passage.index_at(hit.start), passage.index_at(hit.end)
    words = passage.words
    before = words[index - 1].lower if index else ""
    if passage.text.startswith("$", hit.end):
        return True  # "EC$55 million"
    if before in _VIA and passage.text[hit.start : hit.end].lower() in _MEDIA:
        return True
    if hit.entry.detail.kind != "company" or index == 0:
        return False
    if _is_family_name(passage, index):
        return True  # "Tore O. Sandvik"
    if after == index + 1 and words[index].gap == " " and words[index - 1].is_capital:
        led = index > 1 and passage.hit_at(Kind.HONORIFIC, index - 2) is not None
        if led or is_given_name(words[index - 1].text):
            return True  # "Keiko Honda"
    product = after < len(words) and words[after].gap in (" ", "-") and _counts(words[after].text)
    return product or (before == "the" and index > 1 and words[index - 2].lower in ("in", "across", "of"))


def _is_family_name(passage: Passage, index: int) -> bool:
    """Whether the word stands behind a given name and an initial with its point."""
    words = passage.words
    initial = index > 1 and len(words[index - 1].text) == 1 and words[index - 1].is_capital
    return initial and words[index].gap == ". " and words[index - 1].gap == " " and is_given_name(words[index - 2].text)


def _counts(word: str) -> bool:
    """Whether the word numbers a product: "320", "V"."""
    return word[0].isdigit() or word in ("I", "II", "III", "IV", "V", "VI", "X")


def _unit(passage: Passage, start: int, end: int, known: KnownOrganization) -> Iterator[OrganizationMention]:
    """The office of a known organization in a place: its name, the city, perhaps "office"."""
    index = passage.index_at(end)
    if index >= len(passage.words) or passage.words[index].gap != " " or passage.words[index].start < end:
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


_FOUNDS = ("establishment of", "establishing", "setting up", "set up", "founding of")
_FOUNDING = re.compile(rf"\b(?:{'|'.join(_FOUNDS)}) (?:the |a |an )?$")
_FOUNDED = words_needed(_FOUNDS)


def _established(passage: Passage) -> Iterator[OrganizationMention]:
    """A capitalised name that is set up ("the establishment of the Techno Park")."""
    for index in passage.capitals if not passage.parts.isdisjoint(_FOUNDED) else ():
        word = passage.words[index]
        before = passage.text[max(passage.start, word.start - 26) : word.start]
        if not _FOUNDING.search(before):
            continue
        end = run_end(passage.words, index, lambda i: begins_other(passage, i))
        if end - index >= 2:
            last = passage.words[end - 1].end
            yield OrganizationMention(word.start, last, passage.text[word.start : last], "other", "org.established")
