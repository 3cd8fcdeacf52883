"""Capitalised names of which only their place in the sentence may show what they are: chunks U.

What begins or ends like a state or town but goes on ("Kenya Power", "Zhejiang Seaport"), what is named after its seat
("the port of Liepāja"), and any other row of capitals that no grammar has taken.
"""

import re
from collections.abc import Iterator, Sequence

from coopdata.documents.model import BlockKind
from coopdata.extract.clauses import Chunk
from coopdata.extract.context import Passage
from coopdata.extract.lexicon import Kind
from coopdata.extract.name_bounds import drops
from coopdata.extract.phrases import run_end, run_start, side_by_side
from coopdata.extract.words import Word
from coopdata.reference.currencies import cardinals
from coopdata.reference.wordlists import word_list
from coopdata.reference.words import is_common_word


def unknown_names(passage: Passage) -> Iterator[Chunk]:
    """Capitalised words that nothing stands for, as names; what only opens a sentence is none."""
    words = passage.words
    yield from _lower_of(passage)
    after = 0
    for index in passage.capitals:
        word = words[index]
        opener = index == 0 and word.lower in word_list("sentence_opener")
        if index < after or opener or passage.hit_at(Kind.HONORIFIC, index) is not None:
            continue
        if passage.is_state(index) and not _leads_name(passage, index):
            continue
        end = _over_division(passage, index, run_end(words, index, passage.is_state))
        first = index + (index + 1 < end and drops(passage, index))  # "Addis-based Truth Aid Media"
        plain = all(_is_plain(part) for each in words[first:end] for part in each.lower.split("-"))
        number = end == first + 1 and _NUMBER.fullmatch(words[first].text) is not None
        other = number or _is_continent(words[first:end])
        if not other and (not plain or end - first > 1):  # no continent, no "2GW"
            yield Chunk("U", words[first].start, words[end - 1].end, passage.slice(first, end))
        after = end


_NUMBER = re.compile(r"[A-Za-z]{0,4}[0-9][0-9.,]*[A-Za-z]{0,3}")
"""A number with its unit: "2GW", "Shs420b"."""


def _is_continent(words: Sequence[Word]) -> bool:
    """Whether the words are a continent or a part of one: "Asia", "North Africa", but not "Merchantrade Asia"."""
    return words[-1].lower in word_list("continent") and all(_is_plain(word.lower) for word in words[:-1])


def _is_plain(word: str) -> bool:
    return is_common_word(word) or is_common_word(word.removesuffix("s")) or word in cardinals()


def _lower_of(passage: Passage) -> Iterator[Chunk]:
    """A body written small: "the port of Liepāja", "the city of Osaka"."""
    words = passage.words
    if passage.lowers.isdisjoint(word_list("lower_of")):
        return
    for index in range(len(words) - 2):
        if words[index].text in word_list("lower_of") and words[index + 1].text == "of":
            first = index + 2 + (words[index + 2].text == "the")
            if first < len(words) and words[first].is_capital and not passage.hit_at(Kind.COUNTRY, first):
                end = run_end(words, first, passage.is_state)
                yield Chunk("U", words[index].start, words[end - 1].end, passage.slice(index, end))
        elif words[index].text in word_list("lower_of_plural") and words[index + 1].text == "of":
            yield from _each_of(passage, index + 2)


def _each_of(passage: Passage, index: int) -> Iterator[Chunk]:
    """Each of "the cities of Lyon, Kobe and Medellín"."""
    words = passage.words
    while index < len(words) and words[index].is_capital and not passage.is_state(index):
        end = run_end(words, index, passage.is_state)
        yield Chunk("U", words[index].start, words[end - 1].end, passage.slice(index, end))
        index = end + (end < len(words) and words[end].text == "and")


def _over_division(passage: Passage, index: int, end: int) -> int:
    """The end of "State of São Paulo", where "State" alone ends at `end`."""
    words = passage.words
    one = end == index + 1 and words[index].lower in word_list("division_noun")
    if one and end + 1 < len(words) and words[end].text == "of" and words[end + 1].is_capital:
        return run_end(words, end + 1, passage.is_state)
    return end


def state_named(passage: Passage) -> Iterator[Chunk]:
    """Names that begin or end with a state: "Kenya Power", "Telkom Kenya", which are not the state."""
    yield from _closed_by_state(passage)
    words = passage.words
    for hit in (one for kind in (Kind.COUNTRY, Kind.DEMONYM, Kind.CITY, Kind.REGION) for one in passage.hits[kind]):
        first, last = passage.index_at(hit.start), passage.index_after(hit.end) - 1
        where = first > 0 and words[first - 1].lower in ("in", "at", "from", "to", "near")
        if (passage.is_state(first) or not where) and _leads_name(passage, last) and not drops(passage, first):
            end = run_end(words, last, lambda i: _ends_name(passage, i))
            if hit.entry.kind is Kind.DEMONYM and end == last + 2 and words[last + 1].is_acronym:
                first += 1  # "Hungarian OMSZ"
            yield Chunk("U", words[first].start, words[end - 1].end, passage.slice(first, end))


def _closed_by_state(passage: Passage) -> Iterator[Chunk]:
    """An unknown name that a country closes, in a sentence and not a headline: "Telkom Kenya"."""
    words = passage.words
    for hit in passage.hits[Kind.COUNTRY] if passage.kind is not BlockKind.HEADLINE else ():
        index = passage.index_at(hit.start)
        if index == 0 or words[index].gap != " " or words[index].start != hit.start:
            continue
        before = words[index - 1]
        if not before.is_capital or before.possessive or index - 1 in passage.known:
            continue
        opener = index == 1 and before.lower in word_list("sentence_opener")
        plain = _is_plain(before.lower) and (index == 1 or before.lower in word_list("no_name_before_state"))
        if not (opener or plain):
            first = run_start(words, index - 1, passage.is_state)
            yield Chunk("U", words[first].start, hit.end, passage.text[words[first].start : hit.end])


def _leads_name(passage: Passage, index: int) -> bool:
    """Whether the state or people at `index` is the first word of a longer name, in a sentence and not a headline."""
    words = passage.words
    follows = index + 1 < len(words) and words[index + 1].is_capital and side_by_side(words, index + 1)
    return follows and passage.kind is not BlockKind.HEADLINE and not _ends_name(passage, index + 1)


def _ends_name(passage: Passage, index: int) -> bool:
    kinds = (Kind.COUNTRY, Kind.DEMONYM, Kind.TITLE, Kind.HONORIFIC, Kind.INSTRUMENT, Kind.EVENT, Kind.CITY)
    return passage.is_any(kinds, index) or not passage.words[index].text.isalpha()
