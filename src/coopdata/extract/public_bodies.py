"""Bodies named by their state or by an office: governments, parliaments, "the Prime Minister's Office"."""

import re
from collections.abc import Iterator

from coopdata.extract.context import Evidence, Passage
from coopdata.extract.lexicon import Hit, Kind
from coopdata.extract.name_bounds import begins_other, drops, ends_complement
from coopdata.extract.organization_details import OrganizationMention
from coopdata.extract.phrases import complement_end, run_end, run_start
from coopdata.reference.wordlists import word_list
from coopdata.reference.words import is_common_word, is_ordinary_word, organization_head

_LOCAL = word_list("local_word")
"""Words for what lies below the state: "provincial", "municipal"."""
_GOVERNMENT = frozenset(("government", "govt", "gov't"))


def governments(passage: Passage) -> Iterator[OrganizationMention]:
    """Names as "Government of X", "X government", "the Lao government"; the bare word names none."""
    for index, word in enumerate(passage.words) if not passage.lowers.isdisjoint(_GOVERNMENT) else ():
        heads = (
            index >= 2 and passage.words[index - 1].text == "of" and passage.words[index - 2].lower in ("head", "heads")
        )
        if word.lower not in _GOVERNMENT or heads:
            continue
        local = _local_government(passage, index) or _government_of_place(passage, index)
        if local is not None:
            yield local
            continue
        if index + 2 < len(passage.words) and passage.words[index + 1].text == "of":
            first = index + 2 + (passage.words[index + 2].text == "the")
            country = passage.hit_at(Kind.COUNTRY, first) if first < len(passage.words) else None
            if country is not None:
                yield _government(passage, word.start, country.end, country)
                continue
        before = index - 1
        hit = (passage.hit_at(Kind.DEMONYM, before) or passage.hit_at(Kind.COUNTRY, before)) if index else None
        if hit is not None and word.gap in (" ", "'s ", "' "):
            yield _government(passage, hit.start, word.end, hit)
        elif index and passage.words[before].is_capital and word.gap == " " and word.lower == "government":
            first = run_start(passage.words, before)
            if _names_something(passage, first, index):
                yield OrganizationMention(
                    passage.words[first].start,
                    word.end,
                    passage.slice(first, index + 1),
                    "government",
                    "org.government",
                )


def _local_government(passage: Passage, index: int) -> OrganizationMention | None:
    """A government below the state: "the provincial government of Negros Occidental"."""
    words = passage.words
    if index == 0 or words[index - 1].lower not in _LOCAL or index + 2 >= len(words) or words[index + 1].text != "of":
        return None
    first = index + 2 + (words[index + 2].text == "the")
    if first >= len(words) or not words[first].is_capital or passage.hit_at(Kind.COUNTRY, first) is not None:
        return None
    end = run_end(words, first, lambda i: begins_other(passage, i))
    name = passage.slice(index - 1, end)
    return OrganizationMention(words[index - 1].start, words[end - 1].end, name, "agency", "org.local_government")


def _government_of_place(passage: Passage, index: int) -> OrganizationMention | None:
    """A government below the state named by its place first: "Jiangsu provincial government"."""
    words = passage.words
    place = index - 2
    if place < 0 or words[index - 1].lower not in _LOCAL or words[index - 1].is_capital or words[index].gap != " ":
        return None
    if not words[place].is_capital or words[index - 1].gap != " " or passage.is_state(place) or words[place].possessive:
        return None
    first = run_start(words, place, lambda i: begins_other(passage, i))
    first += first < place and drops(passage, first)
    if drops(passage, first):
        return None
    name = passage.slice(first, index + 1)
    return OrganizationMention(words[first].start, words[index].end, name, "agency", "org.local_government")


def _government(passage: Passage, start: int, end: int, state: Hit) -> OrganizationMention:
    country = Evidence(state.entry.value, state.start, state.end, "org.government_of")
    return OrganizationMention(start, end, passage.text[start:end], "government", "org.government", (), country)


def _names_something(passage: Passage, first: int, last: int) -> bool:
    return any(not is_common_word(word.lower) for word in passage.words[first:last])


_LOWER_HEADS = word_list("lower_head")
_LOWER_TAILS = word_list("lower_tail")


def lower_case(passage: Passage) -> Iterator[OrganizationMention]:
    """A state's body in lower case: "Indonesian parliament", "Chinese central bank"; "Kitex group"."""
    words = passage.words
    if passage.texts.isdisjoint(_LOWER_HEADS) and passage.texts.isdisjoint(_LOWER_TAILS):
        return
    for index, word in enumerate(words):
        if index == 0 or word.is_capital or word.gap != " ":
            continue
        first = index - 1 - (word.text == "bank" and words[index - 1].text == "central")
        hit = passage.hit_at(Kind.DEMONYM, first) if first >= 0 else None
        if hit is not None and word.text in _LOWER_HEADS:
            name = passage.text[hit.start : word.end]
            kind = "embassy" if word.text == "embassy" else "agency"
            yield OrganizationMention(hit.start, word.end, name, kind, "org.state_body")
        elif word.text in _LOWER_TAILS and words[index - 1].is_capital:
            start = run_start(words, index - 1, lambda i: begins_other(passage, i))
            form = word.text in word_list("legal_form")
            town = passage.hit_at(Kind.CITY, start)
            named = passage.is_state(start) or (town is not None and town.end >= words[index - 1].end)
            bare = start == index - 1 and passage.is_state(start)  # "a Swiss group"
            plain = not form and all(is_ordinary_word(one.lower) for one in words[start:index])
            if not drops(passage, start) and (form or not named) and not bare and not plain:
                kind = "company" if word.text == "group" or form else "other"
                name = passage.slice(start, index + 1)
                yield OrganizationMention(words[start].start, word.end, name, kind, "org.lower_tail")


_BODY = re.compile(r"'s? (?P<name>(?:[a-z]+ ){1,3}?(?P<head>[a-z]+))\b")


def owned(passage: Passage) -> Iterator[OrganizationMention]:
    """A state's body written small behind the state: "Japan's industry ministry", "Norway's football federation"."""
    for hit in passage.hits[Kind.COUNTRY]:
        match = _BODY.match(passage.text, hit.end, passage.end)
        if match is None or match["head"] not in _OWNED_HEADS or match["name"].split()[0] in _NO_FIELDS:
            continue
        country = Evidence(hit.entry.value, hit.start, hit.end, "org.state_body")
        whole = passage.text[hit.start : match.end("name")]
        start, end = match.span("name")
        head = organization_head(match["head"])
        kind = head.kind if head is not None else "agency"
        yield OrganizationMention(start, end, match["name"], kind, "org.owned_body", (whole,), country)


_OWNED_HEADS = word_list("owned_head")
"""Heads of bodies that a state has: "ministry", "regulator"."""
_NO_FIELDS = frozenset(("first", "new", "own", "only", "other", "second", "then", "two"))


def offices(passage: Passage) -> Iterator[OrganizationMention]:
    """The office of an office-holder: "Prime Minister's Office", "Nigeria Governors' Forum"."""
    words = passage.words
    yield from _offices_of(passage)
    for hit in passage.hits[Kind.TITLE]:
        index = passage.index_at(hit.end)
        if index >= len(words) or not hit.end <= words[index].start <= hit.end + 3 or not words[index].is_capital:
            continue
        head = organization_head(words[index].lower)
        if head is None or words[index].gap not in ("'s ", "' ", " ") or not passage.text[hit.start].isupper():
            continue
        if passage.text[hit.end : hit.end + 1] != "'":
            continue
        first = run_start(words, passage.index_at(hit.start))
        if first < passage.index_at(hit.start) and words[first].lower in word_list("sentence_opener"):
            first += 1
        start = words[first].start
        end = words[index].end
        yield OrganizationMention(start, end, passage.text[start:end], head.kind, "org.office_of")


def _offices_of(passage: Passage) -> Iterator[OrganizationMention]:
    """The office named by its holder: "Office of the President of Colombia", "Office of the Attorney General"."""
    words = passage.words
    for hit in passage.hits[Kind.TITLE]:
        index = passage.index_at(hit.start)
        head = index - 2 - (index > 0 and words[index - 1].text == "the")
        if head < 0 or words[head].text not in _OFFICES or words[head + 1].text != "of":
            continue
        end = passage.index_after(hit.end)
        if not words[index].is_capital or any(word.gap != " " for word in words[head + 1 : end]):
            continue
        while end < len(words) and words[end].is_capital and words[end].gap == " ":
            end += 1
        if end < len(words) and words[end].text in ("of", "for"):
            end = complement_end(words, end, lambda i: ends_complement(passage, i))
        first = run_start(words, head, lambda i: begins_other(passage, i))
        first += first < head and drops(passage, first)
        name = passage.slice(first, end)
        yield OrganizationMention(words[first].start, words[end - 1].end, name, "agency", "org.office_of")


_OFFICES = frozenset(("Office", "Cabinet", "Secretariat", "Bureau"))
