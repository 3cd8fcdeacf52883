"""Names of organizations met again in a document, where nothing beside them shows what they are.

"Gulf Air, the flag carrier of Bahrain," shows an organization; "Gulf Air sells tickets from May" two sentences later
does not, nor does "Core Lithium" after "Core Lithium Ltd".
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ahocorasick_rs import AhoCorasick, MatchKind

from coopdata.extract.context import Passage
from coopdata.extract.lexicon import Kind
from coopdata.extract.organization_details import OrganizationMention, completed
from coopdata.reference.wordlists import word_list
from coopdata.reference.words import is_common_word, is_given_name

_PLAIN_FORMS = frozenset(("company", "corporation", "group"))
"""Legal forms that are words too: "National Gas" need not be the "National Gas Company"."""
_LEAST = 4
"""A single word of fewer letters is too easily another's."""


def met_again(mentions: Sequence[OrganizationMention], passages: Sequence[Passage]) -> list[OrganizationMention]:
    """Further mentions of the organizations, by their names and by these without legal form, overlapping none."""
    forms = {form: mention for mention in reversed(mentions) for form in _forms(mention)}
    if not forms or not passages:
        return []
    names = list(forms)
    text = passages[0].text
    starts = [passage.start for passage in passages]
    free = _Free(mentions)
    found = []
    for number, start, end in AhoCorasick(names, matchkind=MatchKind.LeftmostLongest).find_matches_as_indexes(text):
        passage = passages[max(0, bisect_right(starts, start) - 1)]
        if not (passage.start <= start and end <= passage.end) or not free.at(start, end):
            continue
        if _stands_alone(passage, start, end):
            model = forms[names[number]]
            again = OrganizationMention(start, end, names[number], model.kind, "org.met_again", (model.name,))
            again = completed(passage, again)
            found.append(again if again.country else replace(again, country=model.country))
    return found


def _forms(mention: OrganizationMention) -> Iterator[str]:
    """The wordings by which an organization is known again."""
    words = mention.name.split()
    bare = list(words)
    while len(bare) > 1 and bare[-1].lower().strip(".,") in word_list("legal_form"):
        bare.pop()
    for parts in (words, bare):
        name = " ".join(parts).rstrip(".,")
        stripped = len(bare) < len(words) and words[len(bare)].lower().strip(".,") not in _PLAIN_FORMS
        if _tells(parts, sure=stripped or mention.rule.startswith("org.of_title")):
            yield name


def _tells(words: Sequence[str], *, sure: bool) -> bool:
    """Whether the words name one body and could hardly name anything else."""
    if len(words) == 1:
        word = words[0]
        named = len(word) >= _LEAST and not word.isupper() and not is_given_name(word)
        return sure and named and not is_common_word(word.lower())
    return sure or not all(is_common_word(word.lower().removesuffix("s")) for word in words if word.isalpha())


def _stands_alone(passage: Passage, start: int, end: int) -> bool:
    """Whether the name is not part of a longer one, nor of a place's, nor of a title."""
    first, after = passage.index_at(start), passage.index_at(end)
    words = passage.words
    if words[first].start != start or (after and words[after - 1].end != end):
        return False
    if first and words[first - 1].is_capital and words[first].gap == " " and not passage.is_state(first - 1):
        return False
    if after < len(words) and words[after].is_capital and words[after].gap == " ":
        return False
    return all(passage.hit_at(kind, first) is None for kind in (Kind.TITLE, Kind.HONORIFIC))


class _Free:
    """Which stretches hold no mention yet."""

    def __init__(self, mentions: Sequence[OrganizationMention]) -> None:
        self._spans = sorted((mention.start, mention.end) for mention in mentions)

    def at(self, start: int, end: int) -> bool:
        """Whether nothing lies in the stretch."""
        place = bisect_right(self._spans, (start, end))
        before = self._spans[place - 1] if place else (0, 0)
        after = self._spans[place] if place < len(self._spans) else (end, end)
        return before[1] <= start and end <= after[0]
