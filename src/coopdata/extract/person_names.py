"""Where the name of a person begins and ends, what is none (a place, a body, an instrument), and the mention of it."""

from collections.abc import Sequence, Set
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
from coopdata.reference.words import Strength, is_common_word, is_given_name, organization_head

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
class NamedSentence:
    """A sentence with what has been found in it so far."""

    passage: Passage
    organizations: Sequence[OrganizationMention]
    titles: Sequence[TitleMention]

    @cached_property
    def others(self) -> Set[int]:
        """The indices of the words that are no part of a person's name: they belong to something else."""
        passage, acronyms = self.passage, word_list("not_organization_acronym")
        spans = [(one.start, one.end) for one in self.organizations] + [(one.start, one.end) for one in self.titles]
        other = passage.covered(Kind.COUNTRY, Kind.DEMONYM, Kind.EVENT).union(
            (index for index in passage.covered(Kind.HONORIFIC) if not _is_inside(passage, index)),
            (index for index in passage.covered(Kind.INSTRUMENT) if _is_instrument(passage, index)),
        )
        return {index for index in other if not self._of_family(index) and not is_first_name(passage, index)}.union(
            *(range(passage.index_after(start), passage.index_after(end)) for start, end in spans),
            (index for index, word in enumerate(passage.words) if _is_other_acronym(word, acronyms))
            if not passage.texts.isdisjoint(acronyms)
            else (),
        )

    def _of_family(self, index: int) -> bool:
        """Whether the word stands behind one that leads a family name."""
        words = self.passage.words
        return index > 0 and words[index - 1].text in _OF_FAMILY and words[index].gap in (" ", "-")


def _is_inside(passage: Passage, index: int) -> bool:
    """Whether a form of address is only the first part of a given name: "Tsai Ing-wen" and "Ing. Novak"."""
    hit = passage.hit_at(Kind.HONORIFIC, index)
    return hit is not None and hit.end < passage.words[index].end


def _is_other_acronym(word: Word, acronyms: Set[str]) -> bool:
    return word.text in acronyms and len(word.text) > 2 and word.text not in _NUMBERED


def mention_at(
    scene: NamedSentence, span: tuple[int, int], rule: str, title: TitleMention | None = None
) -> PersonMention:
    """The mention of a person whose name is the words ``[first, end)`` of the span."""
    first, end = span
    words = scene.passage.words
    return PersonMention(words[first].start, words[end - 1].end, scene.passage.slice(first, end), rule, title)


def skip_honorifics(scene: NamedSentence, index: int) -> int:
    """The index after the forms of address that begin at `index`."""
    words = scene.passage.words
    while index < len(words) and (hit := scene.passage.hit_at(Kind.HONORIFIC, index)) is not None:
        if is_first_name(scene.passage, index):
            break
        index = scene.passage.index_after(hit.end)
    return index


def name_at(scene: NamedSentence, first: int, *, least: int = 1) -> tuple[int, int] | None:
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


def name_ending(scene: NamedSentence, last: int, *, least: int = 2) -> tuple[int, int] | None:
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


def _checked(scene: NamedSentence, first: int, end: int, least: int) -> tuple[int, int] | None:
    words = scene.passage.words[first:end]
    heads = [word for word in words if (head := organization_head(word.lower)) is not None and head.final]
    surname = heads == words[-1:] and heads[0].lower in word_list("surname_head")
    surname = surname and (is_given_name(words[0].text) or _is_led(scene.passage, first))
    if end - first < least or (heads and not surname) or (len(words) == 1 and words[0].is_acronym):
        return None
    plain = all(is_common_word(word.lower) for word in words)
    if any(word.text.isdigit() for word in words) or (plain and not _is_plain_name(scene.passage, first, words)):
        return None
    if any(word.lower in _NO_PERSON for word in words) or _is_division(scene.passage, first, end):
        return None
    if first in scene.others:
        return None
    return first, end


def _is_plain_name(passage: Passage, first: int, words: Sequence[Word]) -> bool:
    """Whether common words are a name, for a title leads them and the first is a given name: "Minister Mark Brown"."""
    return len(words) > 1 and is_given_name(words[0].text) and _is_led(passage, first)


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


def is_first_name(passage: Passage, index: int) -> bool:
    """Whether a form of address is all that stands before a family name, as in "Sheikh Hasina"."""
    words = passage.words
    if words[index].lower not in word_list("honorific_first_name") or index + 1 >= len(words):
        return False
    after = index + 2
    goes_on = after < len(words) and (words[after].is_capital or words[after].text in PARTICLES)
    alone = not goes_on or words[after].gap != " "
    return words[index + 1].is_capital and words[index + 1].gap == " " and alone
