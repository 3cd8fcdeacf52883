"""People whose office stands beside their name: "Prime Minister Shinzo Abe", "Umar Hadi, the Ambassador to Korea"."""

import re
from collections.abc import Iterator
from dataclasses import replace

from coopdata.extract.context import Evidence, Passage
from coopdata.extract.lexicon import Kind
from coopdata.extract.person_names import (
    NamedSentence,
    PersonMention,
    mention_at,
    name_at,
    name_ending,
    skip_honorifics,
)
from coopdata.extract.titles import TitleMention
from coopdata.reference.wordlists import word_list


def _skip_rank(scene: NamedSentence, index: int) -> int:
    """Past a second title right before the name ("Director General of the Authority, Capt. Musa Nuhu")."""
    if index >= len(scene.passage.words):
        return index
    start = scene.passage.words[index].start
    rank = next((title for title in scene.titles if title.start == start and title.can_prefix), None)
    return scene.passage.index_after(rank.end) if rank is not None else index


def after_title(scene: NamedSentence) -> Iterator[PersonMention]:
    """As in "Prime Minister Shinzo Abe"; "the Mitic Minister, Gustavo Villate"."""
    words = scene.passage.words
    for title in scene.titles:
        end = _past_brackets(scene.passage, title.end)
        index = scene.passage.index_at(end)
        if index >= len(words):
            continue
        gap = scene.passage.text[end : words[index].start].strip(" .:")
        first = skip_honorifics(scene, _skip_rank(scene, skip_honorifics(scene, index)))
        if gap == "" and first < len(words):
            span = name_at(scene, first)
            if span is not None:
                yield mention_at(scene, span, "person.title_before", title)
                yield from _coordinated(scene, span[1], title)
        elif not _closes_apposition(scene, title) and (distant := _honorific_ahead(scene, title)) is not None:
            yield mention_at(scene, distant, "person.title_far", title)
        elif gap == "," and not _closes_apposition(scene, title):
            span = name_at(scene, first, least=1 if first > index else 2)
            if span is not None:
                yield mention_at(scene, span, "person.title_comma_name", _of_relation(scene, title, index))
                yield from _of_other_state(scene, span[1], title)


_ABBREVIATED = re.compile(r" ?\([^()]{1,20}\)")
_GOES_ON = re.compile(r",| [A-Z]")


def _of_relation(scene: NamedSentence, title: TitleMention, index: int) -> TitleMention:
    """The office in "his Cuban counterpart, Minister Ana Quispe", which is of the state that the relation tells."""
    start = scene.passage.words[index].start
    office = next((one for one in scene.titles if one.start == start), None)
    if title.is_told or office is None:
        return title
    return replace(office, country=office.country or title.country)


def _past_brackets(passage: Passage, end: int) -> int:
    """The end of a title with the abbreviation in brackets behind it: "Secretary General of the … States (OAS), …"."""
    brackets = _ABBREVIATED.match(passage.text, end, passage.end)
    return brackets.end() if brackets is not None and _GOES_ON.match(passage.text, brackets.end()) else end


def _coordinated(scene: NamedSentence, index: int, title: TitleMention) -> Iterator[PersonMention]:
    """The further names after a title in the plural: "Governors Gwendolyn Garcia of Cebu and Oh Young-Hun"."""
    words = scene.passage.words
    if not scene.passage.text[title.start : title.end].endswith("s"):
        return
    while index + 1 < len(words):
        if words[index].text == "of" and (state := scene.passage.hit_at(Kind.COUNTRY, index + 1)) is not None:
            index = scene.passage.index_after(state.end)
            continue
        if words[index].text != "and" or words[index].gap not in (" ", ", "):
            return
        span = name_at(scene, index + 1, least=2)
        if span is None:
            return
        yield mention_at(scene, span, "person.title_before", title)
        index = span[1]


def _of_other_state(scene: NamedSentence, index: int, title: TitleMention) -> Iterator[PersonMention]:
    """The second in "the Ministers of Trade of Peru, Ana Quispe, and of the Republic of Chile, Juan Soto"."""
    passage, words = scene.passage, scene.passage.words
    link = [word.text for word in words[index : index + 3]]
    first = index + 2 + (link[2:] == ["the"])
    named = title.country is not None and title.start < title.country.start < title.end
    if title.is_wording or title.country is None or not named or link[:2] != ["and", "of"] or first >= len(words):
        return
    state = passage.hit_at(Kind.COUNTRY, first)
    after = passage.index_after(state.end) if state is not None else len(words)
    if state is None or after >= len(words) or words[after].gap != ", ":
        return
    span = name_at(scene, skip_honorifics(scene, after), least=2)
    if span is not None:
        office = title.text[: title.country.start - title.start - 1].rstrip().removesuffix(" the").removesuffix(" of")
        country = Evidence(state.entry.value, state.start, state.end, "title.state", confidence=0.9)
        yield mention_at(scene, span, "person.title_comma_name", replace(title, text=office, country=country))


def _honorific_ahead(scene: NamedSentence, title: TitleMention) -> tuple[int, int] | None:
    """The name in "Director General of X, under Y, Mr Z": after appositions to the title, led by an honorific."""
    passage, words = scene.passage, scene.passage.words
    index = passage.index_at(title.end)
    for ahead in range(index, min(index + 14, len(words))):
        if passage.hit_at(Kind.HONORIFIC, ahead) is not None:
            return name_at(scene, skip_honorifics(scene, ahead)) if words[ahead].gap == ", " else None
        if passage.hit_at(Kind.TITLE, ahead) is not None:
            return None  # another office, which the name belongs to
        if not words[ahead].is_capital and words[ahead].text not in ("of", "the", "and", "under", "for", "at"):
            return None
    return None


def _closes_apposition(scene: NamedSentence, title: TitleMention) -> bool:
    """Whether the title already follows a name and a comma, so that the name after it is another person's."""
    return _named_before(scene, title) is not None


def before_title(scene: NamedSentence) -> Iterator[PersonMention]:
    """As in "Umar Hadi, the Indonesian Ambassador to South Korea"; "Li Qingkui, CSG Board Chairman"."""
    for title in scene.titles:
        span = _named_before(scene, title)
        if span is not None and not _prefixes(scene, title):
            yield mention_at(scene, span, "person.title_after", title)


def _prefixes(scene: NamedSentence, title: TitleMention) -> bool:
    """Whether the title stands right before a name: "Abimbola Ade, Governor Babajide Obi and others"."""
    words = scene.passage.words
    index = scene.passage.index_at(title.end)
    if not title.can_prefix or not title.text[0].isupper() or index >= len(words):
        return False
    return words[index].gap in (" ", ". ") and name_at(scene, index, least=2) is not None


def _named_before(scene: NamedSentence, title: TitleMention) -> tuple[int, int] | None:
    words = scene.passage.words
    index = scene.passage.index_at(title.start)
    if title.organization is not None and title.organization.end <= title.start:
        index = scene.passage.index_at(title.organization.start)
    while index > 0 and (
        (words[index - 1].lower in word_list("apposition_word") and words[index].gap == " ")
        or words[index - 1].possessive
    ):
        index -= 1
    if index == 0:
        return None
    brackets = _IN_BRACKETS.search(scene.passage.text, scene.passage.start, words[index].start)
    if brackets is not None:
        index = scene.passage.index_at(brackets.start())
        return name_ending(scene, index - 1) if index > 0 else None
    return name_ending(scene, index - 1) if words[index].gap in (", ", " (", " - ", " – ", ",  ") else None


_IN_BRACKETS = re.compile(r" \([^()]{1,40}\), \Z")
"""What stands in brackets between a name and a title: the name in another script, a year of birth."""
