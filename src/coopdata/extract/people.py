"""Mentions of people in one sentence: a name, and the title that the sentence gives with it.

A name is recognised by what stands around it: an honorific, a title before or after it, a verb of speech, a known
given name. Which mentions are the same person is decided in `linking`.
"""

import re
from collections.abc import Iterator, Sequence

from coopdata.extract.context import Passage
from coopdata.extract.lexicon import Kind
from coopdata.extract.organization_details import OrganizationMention
from coopdata.extract.person_names import (
    NamedSentence,
    PersonMention,
    mention_at,
    name_at,
    name_ending,
    skip_honorifics,
)
from coopdata.extract.titled_people import after_title, before_title
from coopdata.extract.titles import TitleMention
from coopdata.extract.words import Word
from coopdata.reference.wordlists import word_list
from coopdata.reference.words import given_names, is_common_word, is_given_name, is_ordinary_word

_SPEECH = word_list("speech_verb")
_SPEECH_LOWER = frozenset(word.lower() for word in _SPEECH)


def find_people(
    passage: Passage, organizations: Sequence[OrganizationMention], titles: Sequence[TitleMention]
) -> list[PersonMention]:
    """The people a sentence names, in order; where two readings overlap, one with a title stands, then the longer."""
    scene = NamedSentence(passage, organizations, titles)
    found = [
        *after_title(scene),
        *before_title(scene),
        *_after_honorific(scene),
        *_speaking(scene),
        *_given(scene),
        *_after_noun(scene),
        *_before_who(scene),
        *_of_body(scene),
        *_signing(scene),
        *_for_body(scene),
    ]
    found += _beside(scene, found)
    kept: list[PersonMention] = []
    for mention in sorted(found, key=_rank):
        if all(mention.end <= other.start or other.end <= mention.start for other in kept):
            kept.append(mention)
    return sorted(kept, key=lambda m: m.start)


def people_listed(
    passage: Passage,
    organizations: Sequence[OrganizationMention],
    titles: Sequence[TitleMention],
    leads: frozenset[str],
) -> Iterator[PersonMention]:
    """The names right behind one of the words, joined by commas and "and": "By Ama Mensah and Kofi Boateng"."""
    scene = NamedSentence(passage, organizations, titles)
    words = passage.words
    for index in range(len(words) - 1):
        if words[index].lower not in leads or words[index + 1].gap not in (" ", ": "):
            continue
        first = skip_honorifics(scene, index + 1)
        while (span := name_at(scene, first, least=2)) is not None:
            yield mention_at(scene, span, "person.credit")
            first = span[1]
            if first >= len(words) or (words[first].text != "and" and words[first].gap != ", "):
                break
            first += words[first].text == "and"


def _rank(mention: PersonMention) -> tuple[bool, int, int, bool, int, str]:
    """The better reading first: with a title, then the longer name, then the fuller title."""
    title = len(mention.title.text) if mention.title is not None and not mention.title.is_rank else 0
    stateless = mention.title is None or mention.title.country is None
    return mention.title is None, mention.start - mention.end, -title, stateless, mention.start, mention.rule


def _after_honorific(scene: NamedSentence) -> Iterator[PersonMention]:
    """As in "Mr Bountheung Douangsavanh"."""
    for hit in scene.passage.hits[Kind.HONORIFIC]:
        index = scene.passage.index_at(hit.start)
        if scene.passage.words[index].start < hit.start:
            continue  # "Sharm el-Sheikh"
        first = skip_honorifics(scene, index)
        span = name_at(scene, first)
        if span is not None:
            yield mention_at(scene, span, "person.honorific")


def _speaking(scene: NamedSentence) -> Iterator[PersonMention]:
    """As in "said Allan Kilavuka"; "Lin Chia-lung said"."""
    words = scene.passage.words
    if scene.passage.lowers.isdisjoint(_SPEECH_LOWER):
        return
    for index, word in enumerate(words):
        if word.text not in _SPEECH:
            continue
        after = name_at(scene, index + 1, least=2) if index + 1 < len(words) and words[index + 1].gap == " " else None
        before = name_ending(scene, index - 1) if word.gap == " " else None
        for span in (after, before):
            if span is not None:
                yield mention_at(scene, span, "person.speech")


def _given(scene: NamedSentence) -> Iterator[PersonMention]:
    """A run of two to five capitalised words that begins or ends with a known given name."""
    words = scene.passage.words
    if not _may_be_given(scene.passage):
        return
    after = 0
    for index in scene.passage.capitals:
        span = name_at(scene, index, least=2) if index >= after and index not in scene.others else None
        if span is None:
            continue
        first, after = span
        end = after
        while first < end - 1 and words[first].lower in word_list("sentence_opener"):
            first += 1
        names = [word.text for word in words[first:end]]
        if _is_place(scene.passage, first, end):
            continue
        if 2 <= end - first <= 5 and (_is_given(names[0]) or is_given_name(names[-1])):
            yield mention_at(scene, (first, end), "person.given_name")


def _may_be_given(passage: Passage) -> bool:
    """Whether a word of the sentence is a given name, or has a hyphen, behind which the rest may be one."""
    return not passage.texts.isdisjoint(given_names()) or passage.text.find("-", passage.start, passage.end) >= 0


def _is_given(name: str) -> bool:
    """Whether the name, or what stands before its hyphen, is a common given name: "Kevin-Prince"."""
    return is_given_name(name) or is_given_name(name.partition("-")[0])


def _is_place(passage: Passage, first: int, end: int) -> bool:
    """Whether the words are the name of a town or region and nothing more: "São Paulo", "San Diego"."""
    start, stop = passage.words[first].start, passage.words[end - 1].end
    hits = (passage.hit_at(kind, first) for kind in (Kind.CITY, Kind.REGION))
    return any(hit is not None and hit.start <= start and stop <= hit.end for hit in hits)


def _of_body(scene: NamedSentence) -> Iterator[PersonMention]:
    """As in "WFP's Abdirahman Meygag": a name right behind the possessive of an organization."""
    words = scene.passage.words
    for organization in scene.organizations:
        index = scene.passage.index_at(organization.end)
        if not 0 < index < len(words) or not words[index - 1].possessive or words[index].gap != " ":
            continue
        span = name_at(scene, index, least=2)
        if span is not None and span[1] - index <= _FULL and all(_is_of_name(word) for word in words[index : span[1]]):
            yield mention_at(scene, span, "person.of_organization")


SIGNS = r"(?:also |then )?(?:signed|signs|initialled|initialed|inked|penned)"
"""How the text says of a person that they sign."""
_SIGNS_FOR = re.compile(rf" {SIGNS}(?: (?:it|them))? (?:for|on behalf of) ")
_BEHIND = re.compile(r" (?P<link>of|for|\() ?(?:the )?")


def _signing(scene: NamedSentence) -> Iterator[PersonMention]:
    """Who signs: "Azamat Kadyrov signed for the bank", "… and Maha Bahou (Central Bank)", "Aivo Orav of the bank".

    Companies have such names as well, but do not sign for a body, and are hardly called one of it.
    """
    passage, words = scene.passage, scene.passage.words
    if not passage.hits[Kind.VERB]:
        return
    bodies = {one.start for one in scene.organizations}
    states = {hit.start for hit in passage.hits[Kind.COUNTRY]}
    after = 0
    for index in passage.capitals:
        span = name_at(scene, index, least=2) if index >= after and index not in scene.others else None
        if span is None:
            continue
        after = span[1]
        end = words[after - 1].end
        behind = _BEHIND.match(passage.text, end, passage.end)
        body = behind is not None and (behind.end() in bodies or (behind["link"] != "of" and behind.end() in states))
        signs = body or _SIGNS_FOR.match(passage.text, end, passage.end) is not None
        if signs and after - index <= _MOST and all(_is_of_name(word) for word in words[index:after]):
            yield mention_at(scene, span, "person.signing")


_MOST = 4


def _for_body(scene: NamedSentence) -> Iterator[PersonMention]:
    """Who signs below the text of an agreement: "For the Ministry of Trade: Ana Quispe"."""
    passage, words = scene.passage, scene.passage.words
    if not words or words[0].text not in ("For", "On"):
        return
    index = next((i for i in range(1, len(words)) if words[i].gap == ": "), len(words))
    span = name_at(scene, skip_honorifics(scene, index), least=2)
    if span is not None and _FOR_BODY.match(passage.text, passage.start, passage.end) is not None:
        yield mention_at(scene, span, "person.signs_below")


_FOR_BODY = re.compile(r"(?:For|On behalf of)(?: the)? [A-Z]")


def _is_of_name(word: Word) -> bool:
    return word.text.replace("-", "").isalpha() and not word.is_acronym and not is_ordinary_word(word.lower)


_FULL = 3


def _after_noun(scene: NamedSentence) -> Iterator[PersonMention]:
    """As in "his Qatari colleague Jassim Al Sulaiti", "her counterpart, Urve Palo"."""
    words, nouns = scene.passage.words, word_list("person_noun")
    for index in range(1, len(words)) if not scene.passage.lowers.isdisjoint(nouns) else ():
        if words[index - 1].lower in nouns and words[index].gap in (" ", ", "):
            span = name_at(scene, skip_honorifics(scene, index), least=2)
            if span is not None:
                yield mention_at(scene, span, "person.noun_before")


_WHO = frozenset(("who", "whose", "whom"))


def _before_who(scene: NamedSentence) -> Iterator[PersonMention]:
    """As in "Desire Bantu, who holds the same post"; a body is "which"."""
    words = scene.passage.words
    for index in range(1, len(words)) if not scene.passage.texts.isdisjoint(_WHO) else ():
        if words[index].text in _WHO and words[index].gap == ", ":
            span = name_ending(scene, index - 1)
            if span is not None:
                yield mention_at(scene, span, "person.who")


def _beside(scene: NamedSentence, found: Sequence[PersonMention]) -> list[PersonMention]:
    """As in "Minister Paula Ingabire and Estonia's Urve Palo signed": a name joined to a person's."""
    passage, words = scene.passage, scene.passage.words
    beside = []
    for mention in found:
        index = passage.index_after(mention.end)
        if index + 2 >= len(words) or words[index].text != "and":
            continue
        first = index + 1 + (words[index + 1].possessive and passage.is_state(index + 1))
        span = name_at(scene, first, least=2)
        names = words[first : span[1]] if span is not None else []
        if span is None or any(is_common_word(word.lower) or word.is_acronym for word in names):
            continue
        signs = span[1] < len(words) and passage.hit_at(Kind.VERB, span[1]) is not None
        if signs or (mention.title is not None and len(names) <= _FULL and all(map(_is_of_name, names))):
            beside.append(mention_at(scene, span, "person.beside"))
    return beside
