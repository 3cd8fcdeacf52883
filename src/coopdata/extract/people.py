"""Mentions of people in one sentence: a name, and the title that the sentence gives with it.

A name is recognised by what stands around it: an honorific, a title before or after it, a verb of speech, a known
given name. Which mentions are the same person is decided in `linking`.
"""

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from functools import cached_property

from coopdata.extract.context import Passage
from coopdata.extract.lexicon import Kind
from coopdata.extract.name_bounds import TIMES
from coopdata.extract.organization_details import OrganizationMention
from coopdata.extract.phrases import PARTICLES, run_end, run_start
from coopdata.extract.titles import TitleMention
from coopdata.extract.words import Word
from coopdata.reference.wordlists import word_list
from coopdata.reference.words import Strength, is_common_word, is_given_name, is_ordinary_word, organization_head

_SPEECH = word_list("speech_verb")
_SPEECH_LOWER = frozenset(word.lower() for word in _SPEECH)
_NO_PERSON = word_list("no_person_word")
"""Words that the names of companies, bodies and regions hold and those of people do not."""
_MAX_WORDS = 7


@dataclass(frozen=True, slots=True)
class PersonMention:
    """One mention of a person at view positions; `start` and `end` hold the name alone."""

    start: int
    end: int
    name: str
    rule: str
    title: TitleMention | None = None


@dataclass(frozen=True)
class _Scene:
    """A sentence with what has been found in it so far."""

    passage: Passage
    organizations: Sequence[OrganizationMention]
    titles: Sequence[TitleMention]

    @cached_property
    def others(self) -> Set[int]:
        """The indices of the words that are no part of a person's name: they belong to something else."""
        passage, acronyms = self.passage, word_list("not_organization_acronym")
        spans = [(one.start, one.end) for one in self.organizations] + [(one.start, one.end) for one in self.titles]
        other = passage.covered(Kind.COUNTRY, Kind.DEMONYM, Kind.HONORIFIC, Kind.EVENT).union(
            index for index in passage.covered(Kind.INSTRUMENT) if _is_instrument(passage, index)
        )
        return {index for index in other if not self._of_family(index) and not is_first_name(passage, index)}.union(
            *(range(passage.index_after(start), passage.index_after(end)) for start, end in spans),
            (index for index, word in enumerate(passage.words) if _is_other_acronym(word, acronyms)),
        )

    def _of_family(self, index: int) -> bool:
        """Whether the word stands behind one that leads a family name."""
        words = self.passage.words
        return index > 0 and words[index - 1].text in _OF_FAMILY and words[index].gap in (" ", "-")


def _is_other_acronym(word: Word, acronyms: Set[str]) -> bool:
    return word.text in acronyms and len(word.text) > 2 and word.text not in _NUMBERED


def find_people(
    passage: Passage, organizations: Sequence[OrganizationMention], titles: Sequence[TitleMention]
) -> list[PersonMention]:
    """The people a sentence names, in order; where two readings overlap, one with a title stands, then the longer."""
    scene = _Scene(passage, organizations, titles)
    found = [
        *_after_title(scene),
        *_before_title(scene),
        *_after_honorific(scene),
        *_speaking(scene),
        *_given(scene),
        *_after_noun(scene),
        *_before_who(scene),
        *_of_body(scene),
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
    scene = _Scene(passage, organizations, titles)
    words = passage.words
    for index in range(len(words) - 1):
        if words[index].lower not in leads or words[index + 1].gap not in (" ", ": "):
            continue
        first = _skip_honorifics(scene, index + 1)
        while (span := _name(scene, first, least=2)) is not None:
            yield _mention(scene, span, "person.credit")
            first = span[1]
            if first >= len(words) or (words[first].text != "and" and words[first].gap != ", "):
                break
            first += words[first].text == "and"


def _rank(mention: PersonMention) -> tuple[bool, int, int, int, str]:
    """The better reading first: with a title, then the longer name, then the fuller title."""
    title = len(mention.title.text) if mention.title is not None and not mention.title.is_rank else 0
    return mention.title is None, mention.start - mention.end, -title, mention.start, mention.rule


def _name(scene: _Scene, first: int, *, least: int = 1) -> tuple[int, int] | None:
    """The first and last-plus-one index of the name that begins at word `first`, None where none does."""
    words = scene.passage.words
    if first >= len(words) or not words[first].is_capital:
        return None
    end = min(run_end(words, first, lambda i: i in scene.others or _begins_date(words, i)), first + _MAX_WORDS)
    return _checked(scene, first, end, least)


def _begins_date(words: Sequence[Word], index: int) -> bool:
    """Whether a date begins here: "By Graham Dunn 6 November", "Glenda Willie May 12"."""
    if words[index].text.isdigit():
        return True
    ahead = index + 1 < len(words) and words[index + 1].text[0].isdigit()
    return words[index].lower in TIMES and ahead


def _name_ending(scene: _Scene, last: int, *, least: int = 2) -> tuple[int, int] | None:
    """The name whose last word is at `last`."""
    words = scene.passage.words
    if last < 0 or not words[last].is_capital or last in scene.others:
        return None
    first = max(run_start(words, last, scene.others.__contains__), last + 1 - _MAX_WORDS)
    while first < last and words[first].lower in word_list("sentence_opener"):
        if first > 0 and words[first].gap == " ":
            break  # "said He Junfeng"
        first += 1
    return _checked(scene, first, last + 1, least)


def _checked(scene: _Scene, first: int, end: int, least: int) -> tuple[int, int] | None:
    words = scene.passage.words[first:end]
    heads = [word for word in words if (head := organization_head(word.lower)) is not None and head.final]
    surname = heads == words[-1:] and heads[0].lower in word_list("surname_head")
    surname = surname and (is_given_name(words[0].text) or _is_led(scene.passage, first))
    if end - first < least or (heads and not surname) or (len(words) == 1 and words[0].is_acronym):
        return None
    if any(word.text.isdigit() for word in words) or all(is_common_word(word.lower) for word in words):
        return None
    if any(word.lower in _NO_PERSON for word in words) or _is_division(scene.passage, first, end):
        return None
    if first in scene.others:
        return None
    return first, end


def _is_led(passage: Passage, first: int) -> bool:
    """Whether a title or honorific stands right before the word at `first`."""
    if first == 0 or passage.words[first].gap.strip(" ."):
        return False
    return any(passage.hit_at(kind, first - 1) is not None for kind in (Kind.TITLE, Kind.HONORIFIC))


def _is_division(passage: Passage, first: int, end: int) -> bool:
    """Whether a place below the state is named: "Quang Nam Province", "the State of São Paulo"."""
    words, nouns = passage.words, word_list("division_noun")
    follows = end < len(words) and words[end].gap == " " and words[end].lower in nouns
    leads = first > 1 and words[first - 1].text == "of" and words[first - 2].lower in nouns
    return follows or leads or words[end - 1].lower in nouns


_NUMBERED = frozenset(("II", "III", "IV", "VI"))
_OF_FAMILY = frozenset(("Al", "al", "El", "el", "Bin", "bin", "Ben"))
"""Words that lead a family name, whatever the word behind them is otherwise: "Ahmed Al Shaikh"."""


def _is_instrument(passage: Passage, index: int) -> bool:
    """Whether the word is of an instrument; "Grant" before a family name, inside a sentence, is a given name."""
    hit = passage.hit_at(Kind.INSTRUMENT, index)
    words = passage.words
    if hit is None or index == 0 or index + 1 >= len(words) or hit.end != words[index].end:
        return hit is not None
    word, after = words[index], words[index + 1]
    named = word.text.istitle() and after.is_capital and after.gap == " " and not is_common_word(after.lower)
    return not (named and hit.entry.detail.strength is Strength.WEAK)


def _mention(scene: _Scene, span: tuple[int, int], rule: str, title: TitleMention | None = None) -> PersonMention:
    first, end = span
    words = scene.passage.words
    return PersonMention(words[first].start, words[end - 1].end, scene.passage.slice(first, end), rule, title)


def is_first_name(passage: Passage, index: int) -> bool:
    """Whether a form of address is all that stands before a family name, as in "Sheikh Hasina"."""
    words = passage.words
    if words[index].lower not in word_list("honorific_first_name") or index + 1 >= len(words):
        return False
    after = index + 2
    goes_on = after < len(words) and (words[after].is_capital or words[after].text in PARTICLES)
    alone = not goes_on or words[after].gap != " "
    return words[index + 1].is_capital and words[index + 1].gap == " " and alone


def _skip_honorifics(scene: _Scene, index: int) -> int:
    words = scene.passage.words
    while index < len(words) and (hit := scene.passage.hit_at(Kind.HONORIFIC, index)) is not None:
        if is_first_name(scene.passage, index):
            break
        index = scene.passage.index_after(hit.end)
    return index


def _skip_rank(scene: _Scene, index: int) -> int:
    """Past a second title right before the name ("Director General of the Authority, Capt. Musa Nuhu")."""
    if index >= len(scene.passage.words):
        return index
    start = scene.passage.words[index].start
    rank = next((title for title in scene.titles if title.start == start and title.can_prefix), None)
    return scene.passage.index_after(rank.end) if rank is not None else index


def _after_title(scene: _Scene) -> Iterator[PersonMention]:
    """As in "Prime Minister Shinzo Abe"; "the Mitic Minister, Gustavo Villate"."""
    words = scene.passage.words
    for title in scene.titles:
        end = _past_brackets(scene.passage, title.end)
        index = scene.passage.index_at(end)
        if index >= len(words):
            continue
        gap = scene.passage.text[end : words[index].start].strip(" .:")
        first = _skip_rank(scene, _skip_honorifics(scene, index))
        if gap == "" and first < len(words):
            span = _name(scene, first)
            if span is not None:
                yield _mention(scene, span, "person.title_before", title)
                yield from _coordinated(scene, span[1], title)
        elif not _closes_apposition(scene, title) and (distant := _honorific_ahead(scene, title)) is not None:
            yield _mention(scene, distant, "person.title_far", title)
        elif gap == "," and not _closes_apposition(scene, title):
            span = _name(scene, first, least=1 if first > index else 2)
            if span is not None:
                yield _mention(scene, span, "person.title_comma_name", title)


_ABBREVIATED = re.compile(r" ?\([^()]{1,20}\)")


def _past_brackets(passage: Passage, end: int) -> int:
    """The end of a title with the abbreviation in brackets behind it: "Secretary General of the … States (OAS), …"."""
    brackets = _ABBREVIATED.match(passage.text, end, passage.end)
    return brackets.end() if brackets is not None and passage.text.startswith(",", brackets.end()) else end


def _coordinated(scene: _Scene, index: int, title: TitleMention) -> Iterator[PersonMention]:
    """The further names after a title in the plural ("Governors Gwendolyn Garcia and Oh Young-Hun")."""
    words = scene.passage.words
    if not scene.passage.text[title.start : title.end].endswith("s"):
        return
    while index + 1 < len(words) and words[index].text == "and" and words[index].gap in (" ", ", "):
        span = _name(scene, index + 1, least=2)
        if span is None:
            return
        yield _mention(scene, span, "person.title_before", title)
        index = span[1]


def _honorific_ahead(scene: _Scene, title: TitleMention) -> tuple[int, int] | None:
    """The name in "Director General of X, under Y, Mr Z": after appositions to the title, led by an honorific."""
    passage, words = scene.passage, scene.passage.words
    index = passage.index_at(title.end)
    for ahead in range(index, min(index + 14, len(words))):
        if passage.hit_at(Kind.HONORIFIC, ahead) is not None:
            return _name(scene, _skip_honorifics(scene, ahead)) if words[ahead].gap == ", " else None
        if passage.hit_at(Kind.TITLE, ahead) is not None:
            return None  # another office, which the name belongs to
        if not words[ahead].is_capital and words[ahead].text not in ("of", "the", "and", "under", "for", "at"):
            return None
    return None


def _closes_apposition(scene: _Scene, title: TitleMention) -> bool:
    """Whether the title already follows a name and a comma, so that the name after it is another person's."""
    return _named_before(scene, title) is not None


def _before_title(scene: _Scene) -> Iterator[PersonMention]:
    """As in "Umar Hadi, the Indonesian Ambassador to South Korea"; "Li Qingkui, CSG Board Chairman"."""
    for title in scene.titles:
        span = _named_before(scene, title)
        if span is not None and not _prefixes(scene, title):
            yield _mention(scene, span, "person.title_after", title)


def _prefixes(scene: _Scene, title: TitleMention) -> bool:
    """Whether the title stands right before a name: "Abimbola Ade, Governor Babajide Obi and others"."""
    words = scene.passage.words
    index = scene.passage.index_at(title.end)
    if not title.can_prefix or not title.text[0].isupper() or index >= len(words):
        return False
    return words[index].gap in (" ", ". ") and _name(scene, index, least=2) is not None


def _named_before(scene: _Scene, title: TitleMention) -> tuple[int, int] | None:
    words = scene.passage.words
    index = scene.passage.index_at(title.start)
    if title.organization is not None and title.organization.end <= title.start:
        index = scene.passage.index_at(title.organization.start)
    while index > 0 and (
        (words[index - 1].lower in word_list("apposition_word") and words[index].gap == " ")
        or words[index - 1].possessive
    ):
        index -= 1
    if index == 0 or words[index].gap not in (", ", " (", " - ", " – ", ",  "):
        return None
    return _name_ending(scene, index - 1)


def _after_honorific(scene: _Scene) -> Iterator[PersonMention]:
    """As in "Mr Bountheung Douangsavanh"."""
    for hit in scene.passage.hits[Kind.HONORIFIC]:
        index = scene.passage.index_at(hit.start)
        if scene.passage.words[index].start < hit.start:
            continue  # "Sharm el-Sheikh"
        first = _skip_honorifics(scene, index)
        span = _name(scene, first)
        if span is not None:
            yield _mention(scene, span, "person.honorific")


def _speaking(scene: _Scene) -> Iterator[PersonMention]:
    """As in "said Allan Kilavuka"; "Lin Chia-lung said"."""
    words = scene.passage.words
    if scene.passage.lowers.isdisjoint(_SPEECH_LOWER):
        return
    for index, word in enumerate(words):
        if word.text not in _SPEECH:
            continue
        after = _name(scene, index + 1, least=2) if index + 1 < len(words) and words[index + 1].gap == " " else None
        before = _name_ending(scene, index - 1) if word.gap == " " else None
        for span in (after, before):
            if span is not None:
                yield _mention(scene, span, "person.speech")


def _given(scene: _Scene) -> Iterator[PersonMention]:
    """A run of two to five capitalised words that begins or ends with a known given name."""
    words = scene.passage.words
    after = 0
    for index in scene.passage.capitals:
        span = _name(scene, index, least=2) if index >= after and index not in scene.others else None
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
            yield _mention(scene, (first, end), "person.given_name")


def _is_given(name: str) -> bool:
    """Whether the name, or what stands before its hyphen, is a common given name: "Kevin-Prince"."""
    return is_given_name(name) or is_given_name(name.partition("-")[0])


def _is_place(passage: Passage, first: int, end: int) -> bool:
    """Whether the words are the name of a town or region and nothing more: "São Paulo", "San Diego"."""
    start, stop = passage.words[first].start, passage.words[end - 1].end
    hits = (passage.hit_at(kind, first) for kind in (Kind.CITY, Kind.REGION))
    return any(hit is not None and hit.start <= start and stop <= hit.end for hit in hits)


def _of_body(scene: _Scene) -> Iterator[PersonMention]:
    """As in "WFP's Abdirahman Meygag": a name right behind the possessive of an organization."""
    words = scene.passage.words
    for organization in scene.organizations:
        index = scene.passage.index_at(organization.end)
        if not 0 < index < len(words) or not words[index - 1].possessive or words[index].gap != " ":
            continue
        span = _name(scene, index, least=2)
        if span is not None and span[1] - index <= _FULL and all(_is_of_name(word) for word in words[index : span[1]]):
            yield _mention(scene, span, "person.of_organization")


def _is_of_name(word: Word) -> bool:
    return word.text.replace("-", "").isalpha() and not word.is_acronym and not is_ordinary_word(word.lower)


_FULL = 3


def _after_noun(scene: _Scene) -> Iterator[PersonMention]:
    """As in "his Qatari colleague Jassim Al Sulaiti", "her counterpart, Urve Palo"."""
    words = scene.passage.words
    for index in range(1, len(words)):
        if words[index - 1].lower in word_list("person_noun") and words[index].gap in (" ", ", "):
            span = _name(scene, _skip_honorifics(scene, index), least=2)
            if span is not None:
                yield _mention(scene, span, "person.noun_before")


def _before_who(scene: _Scene) -> Iterator[PersonMention]:
    """As in "Desire Bantu, who holds the same post"; a body is "which"."""
    words = scene.passage.words
    for index in range(1, len(words)):
        if words[index].text in ("who", "whose", "whom") and words[index].gap == ", ":
            span = _name_ending(scene, index - 1)
            if span is not None:
                yield _mention(scene, span, "person.who")


def _beside(scene: _Scene, found: Sequence[PersonMention]) -> list[PersonMention]:
    """As in "Minister Paula Ingabire and Estonia's Urve Palo signed": a name joined to a person's before the verb."""
    passage, words = scene.passage, scene.passage.words
    beside = []
    for mention in found:
        index = passage.index_after(mention.end)
        if index + 2 >= len(words) or words[index].text != "and":
            continue
        first = index + 1 + (words[index + 1].possessive and passage.is_state(index + 1))
        span = _name(scene, first, least=2)
        names = words[first : span[1]] if span is not None else []
        plain = any(is_common_word(word.lower) or word.is_acronym for word in names)
        if span is not None and not plain and span[1] < len(words) and passage.hit_at(Kind.VERB, span[1]) is not None:
            beside.append(_mention(scene, span, "person.beside"))
    return beside
