"""Football clubs by their short names, in texts about football: "moved from Southampton to Sporting".

Elsewhere the same words are towns or plain adjectives, so that only a text with several words of the game has clubs.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from coopdata.extract.context import Evidence, Passage
from coopdata.extract.lexicon import Kind
from coopdata.extract.organization_details import OrganizationMention
from coopdata.reference.clubs import football_clubs
from coopdata.reference.wordlists import word_list

_LEAST = 4
"""Different words of football in a text about it."""
_LONGEST = 3
"""Words of a club's short name."""


def clubs(passages: Sequence[Passage], found: Sequence[OrganizationMention]) -> list[OrganizationMention]:
    """The clubs that a text about football names; none in any other text."""
    words = {word.lower for passage in passages for word in passage.words}
    sure = not words.isdisjoint(word_list("football_term")) or any(one.name in football_clubs() for one in found)
    if not sure or len(words & word_list("football_word")) < _LEAST:
        return []
    taken = {position for mention in found for position in range(mention.start, mention.end)}
    named = [one for passage in passages for one in _in_sentence(passage) if one.start not in taken]
    fuller = {name.split()[-1]: name for name in (one.name for one in (*named, *found)) if " " in name}
    return [replace(one, forms=(fuller[one.name],)) if one.name in fuller else one for one in named]


def _in_sentence(passage: Passage) -> Iterator[OrganizationMention]:
    words, index = passage.words, 0
    while index < len(words):
        end = next((e for e in range(min(index + _LONGEST, len(words)), index, -1) if _is_club(passage, index, e)), 0)
        if end:
            name = passage.slice(index, end)
            start, stop = words[index].start, words[end - 1].end
            country = Evidence(football_clubs()[name], start, stop, "org.known_country", stated=False, confidence=0.8)
            yield OrganizationMention(start, stop, name, "association", "org.club", (), country)
        index = end or index + 1


def _is_club(passage: Passage, first: int, end: int) -> bool:
    """Whether the words are a club's name, and no part of a longer one, nor a town: "in Roma", "the Real Madrid"."""
    words = passage.words
    if passage.slice(first, end) not in football_clubs() or passage.hit_at(Kind.TITLE, first) is not None:
        return False
    behind_capital = first > 0 and words[first].gap == " " and words[first - 1].is_capital
    if behind_capital or (first > 0 and words[first - 1].lower in ("in", "near")):
        return passage.hit_at(Kind.TITLE, first - 1) is not None or passage.is_state(first - 1)
    return end >= len(words) or words[end].gap != " " or not words[end].is_capital
