"""Acronyms of organizations: defined beside the full name, spelled by one of the document's names, or bare."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from coopdata.extract.context import Passage
from coopdata.extract.initials import abbreviates
from coopdata.extract.lexicon import Kind
from coopdata.extract.name_bounds import NOT_HEAD, TIMES, begins_other, drops
from coopdata.extract.organization_details import DEFINITION, NOT_ACRONYM, OrganizationMention
from coopdata.extract.phrases import run_end, run_start
from coopdata.extract.words import Word
from coopdata.reference.currencies import cardinals, currency_forms
from coopdata.reference.places import cities
from coopdata.reference.wordlists import word_list
from coopdata.reference.words import is_common_word, is_english_word, is_field_word, is_given_name, organization_head


def defined(passage: Passage) -> Iterator[OrganizationMention]:
    """A capitalised phrase before "(ABC)" whose initials spell ABC, if its last word is not that of a plan or text."""
    for match in _definitions(passage):
        last = passage.index_at(match.start()) - 1
        if last < 0 or passage.words[last].end != match.start():
            continue
        first = _spelled_from(passage.words[: last + 1], match.group(1))
        if first is None or passage.words[last].lower in NOT_HEAD or not passage.words[last].is_capital:
            continue
        if any(word.lower in NOT_HEAD for word in passage.words[first:last]):
            continue
        if passage.hit_at(Kind.TITLE, first) is not None:
            continue  # "Minister of Water and Power (MOWP)": the ministry is meant, but not named
        if any(hit.end == match.start() for hit in passage.hits[Kind.INSTRUMENT]):
            continue
        start = passage.words[first].start
        yield OrganizationMention(start, match.start(), passage.text[start : match.start()], "other", "org.defined")


def other_acronyms(passage: Passage) -> Iterator[str]:
    """Acronyms that the sentence defines as something else: "Common Travel Area (CTA)", "feed-in tariff (FIT)"."""
    for match in _definitions(passage):
        last = passage.index_at(match.start()) - 1
        if last < 0 or passage.words[last].end != match.start():
            continue
        word = passage.words[last]
        if not word.text[0].isalpha():
            continue  # "SEOUL, March 4 (Yonhap)"
        if not word.is_capital or word.lower in NOT_HEAD or passage.hit_at(Kind.INSTRUMENT, last) is not None:
            yield match.group(1)


def _definitions(passage: Passage) -> Iterable[re.Match[str]]:
    """The abbreviations in brackets; most sentences have no bracket."""
    if passage.text.find("(", passage.start, passage.end) < 0:
        return ()
    return DEFINITION.finditer(passage.text, passage.start, passage.end)


def events_of_years(passage: Passage) -> Iterator[str]:
    """Acronyms that a year follows, which name a fair or summit: "LAADEX 2023"."""
    words = passage.words
    for index in passage.acronyms:
        if index + 1 == len(words):
            return
        year = words[index + 1].text
        dated = year.isdigit() and len(year) == _YEAR and year[:2] in ("19", "20") and words[index + 1].gap == " "
        if dated and passage.hit_at(Kind.ORGANIZATION, index) is None:
            yield words[index].text


def _spelled_from(words: Sequence[Word], abbreviation: str) -> int | None:
    """The index of the word from which the words' initials spell the abbreviation, small words aside."""
    letters = [char for char in abbreviation.upper() if char.isalnum()]
    at = len(letters) - 1
    for index in range(len(words) - 1, max(-1, len(words) - 13), -1):
        word = words[index]
        if index < len(words) - 1 and words[index + 1].gap.strip(" -&,'/"):
            return None
        if word.text[0].upper() == letters[at] and (word.is_capital or at == 0):
            if at == 0:
                return index if word.is_capital else None
            at -= 1
        elif word.is_capital:
            return None
    return None


def with_abbreviations(
    mentions: Sequence[OrganizationMention], passages: Sequence[Passage]
) -> list[OrganizationMention]:
    """The mentions, those by an abbreviation of another's name knowing that name."""
    spelled = {(mention.start, mention.end): mention for mention in _spelled_acronyms(passages, mentions)}
    taken = {(mention.start, mention.end) for mention in mentions if not _may_be_short(mention, spelled)}
    kept = [mention for mention in mentions if (mention.start, mention.end) not in spelled.keys() - taken]
    inside = sorted((mention.start, mention.end) for mention in kept)
    return [*kept, *(mention for place, mention in spelled.items() if place not in taken and _is_free(place, inside))]


_BY_PLACE = frozenset(
    f"org.{rule}"
    for rule in ("acronym", "acronym_in_name", "apposition", "credit", "noun_before", "of_title", "row", "speaks")
)
"""Rules that know nothing of what a name says."""


def _may_be_short(mention: OrganizationMention, spelled: Mapping[tuple[int, int], OrganizationMention]) -> bool:
    """Whether a mention gives way to the abbreviation of a name in the text, even one of a body of another state."""
    if mention.rule in _BY_PLACE:
        return True
    other = spelled.get((mention.start, mention.end))
    if mention.known is None or mention.rule != "org.known" or other is None or other.known is not None:
        return False
    return other.country is not None and mention.known.country != other.country.value


def _is_free(place: tuple[int, int], inside: Sequence[tuple[int, int]]) -> bool:
    """Whether none of the stretches, which do not overlap, covers the place."""
    before = bisect_right(inside, place[0], key=lambda stretch: stretch[0]) - 1
    return before < 0 or inside[before][1] <= place[0]


def _spelled_acronyms(
    passages: Sequence[Passage], mentions: Sequence[OrganizationMention]
) -> Iterator[OrganizationMention]:
    """Mentions by an abbreviation of a name in the document: defined beside it, or spelled by its words.

    They are read even where the abbreviation is common for something else ("PPA"), since the name tells.
    """
    full: dict[str, OrganizationMention | None] = {}
    names = _by_letter(mentions)
    defined_forms = {form: mention for mention in mentions for form in mention.forms if " " not in form}
    if not names and not defined_forms:
        return
    for passage in passages:
        for word in passage.words:
            if word.text[1:].islower():
                continue  # one capital at most
            if sum(char.isupper() for char in word.text[:_LONG]) < _CAPITALS or not word.text[0].isalpha():
                continue
            if word.text not in full:
                full[word.text] = defined_forms.get(word.text) or _only_name(word.text, names.get(word.text[0], ()))
            found = full[word.text]
            if found is not None:
                forms = (found.name,)
                yield replace(
                    found, start=word.start, end=word.end, name=word.text, forms=forms, rule="org.spelled_acronym"
                )


_LONG, _CAPITALS = 12, 2


def _by_letter(mentions: Sequence[OrganizationMention]) -> dict[str, list[OrganizationMention]]:
    """The mentions of different names of several words by first letter, so many a letter that no text is slow."""
    names: dict[str, list[OrganizationMention]] = defaultdict(list)
    for mention in {mention.name: mention for mention in reversed(mentions) if " " in mention.name}.values():
        if len(names[mention.name[0]]) < _MOST:
            names[mention.name[0]].append(mention)
    return names


_MOST = 40


def _only_name(acronym: str, names: Sequence[OrganizationMention]) -> OrganizationMention | None:
    """The one name that the acronym abbreviates; None where there is none, or more than one."""
    found = [mention for mention in names if any(abbreviates(acronym, form) for form in (mention.name, *mention.forms))]
    return found[0] if len(found) == 1 else None


def bare_acronyms(passage: Passage) -> Iterator[OrganizationMention]:
    """A bare acronym that is not listed as something else, with the capitalised words beside it ("ARY News")."""
    if passage.shouts:
        return
    for index in passage.acronyms:
        word = passage.words[index]
        if not _is_acronym(passage, index):
            continue
        first = run_start(passage.words, index, lambda i: begins_other(passage, i))
        last = run_end(passage.words, index, lambda i: begins_other(passage, i))
        while first < index and (drops(passage, first) or _opens(passage, first)):
            first += 1
        if _is_surname(passage, index, last):
            continue
        if last - first == 1 or last - first > 4 or not _closes_name(passage, index, last):
            yield OrganizationMention(word.start, word.end, word.text, "other", "org.acronym")
        elif not any(_is_acronym(passage, other) for other in range(first, last) if other != index):
            name = passage.slice(first, last)
            yield OrganizationMention(
                passage.words[first].start, passage.words[last - 1].end, name, "other", "org.acronym_in_name"
            )


def _opens(passage: Passage, index: int) -> bool:
    """Whether a number or a participle opens the sentence: "Sixteen AUBMC nurses", "Bringing UCAD to Halifax"."""
    word = passage.words[index].lower
    return index == 0 and (word in cardinals() or (word.endswith("ing") and is_english_word(word)))


def _is_surname(passage: Passage, index: int, last: int) -> bool:
    """Whether the word in capitals is a family name before a given one: "Mr. HUANG Changfu", "Director CHOI Jin"."""
    words = passage.words
    if last not in (index + 2, index + 3) or words[index + 1].is_acronym:
        return False
    before = index > 0 and any(passage.hit_at(kind, index - 1) for kind in (Kind.HONORIFIC, Kind.TITLE))
    name = not any(is_field_word(word.lower) for word in words[index + 1 : last])
    return name and (before or is_given_name(words[index].text.title()))


def _closes_name(passage: Passage, index: int, last: int) -> bool:
    """Whether what stands behind an acronym belongs to its name: "ARY News", but not "NASA Exchange Letters"."""
    words = passage.words
    if last == index + 1:
        return True
    end = words[last - 1].lower
    if end in NOT_HEAD or end.isdigit():
        return False
    if passage.hit_at(Kind.TITLE, last - 1) is not None:
        return False
    known = organization_head(end) is not None or end in word_list("name_end")
    return known or not is_common_word(end.removesuffix("s"))


_ACRONYM_LETTERS = range(3, 7)


def _is_acronym(passage: Passage, index: int) -> bool:
    """Whether the word at `index` is an acronym that can only name an organization."""
    word = passage.words[index]
    if not word.is_acronym or len(word.text) not in _ACRONYM_LETTERS or not word.text.isalpha():
        return False
    if (
        word.text in NOT_ACRONYM
        or word.lower in word_list("legal_form")
        or is_common_word(word.lower)
        or is_common_word(word.lower.removesuffix("s"))
    ):
        return False
    beside = [w for w in (index - 1, index + 1) if 0 <= w < len(passage.words)]
    if any(passage.words[w].is_acronym and passage.words[max(w, index)].gap == " " for w in beside):
        return False  # words in capitals side by side are emphasis
    if word.lower in TIMES or word.text.title() in cities() or _is_unit(passage, index) or _is_ticker(passage, index):
        return False  # a dateline, a sum, a share
    kinds = (Kind.COUNTRY, Kind.CITY, Kind.INSTRUMENT, Kind.TITLE, Kind.HONORIFIC)
    return not any(passage.hit_at(kind, index) for kind in kinds)


def _is_ticker(passage: Passage, index: int) -> bool:
    """Whether the acronym is of a share or its exchange: "(ASX: CXO)"."""
    words = passage.words
    behind = index > 0 and words[index - 1].is_acronym and words[index].gap in (":", ": ")
    ahead = index + 1 < len(words) and words[index + 1].is_acronym and words[index + 1].gap in (":", ": ")
    return behind or ahead


def _is_unit(passage: Passage, index: int) -> bool:
    """Whether the acronym is a currency, a unit or a count: "PLN 285 million", "75 MTD", "TRANSEC 11"."""
    words = passage.words
    if passage.text.startswith("$", words[index].end):
        return True
    if index and words[index - 1].text[0].isdigit() and words[index].gap == " ":
        return True
    if index + 1 >= len(words) or not words[index + 1].text[0].isdigit() or words[index + 1].gap not in (" ", "-", ""):
        return False
    counted = words[index + 1].text.isdigit() and len(words[index + 1].text) < _YEAR
    return counted or words[index].text in currency_forms()


_YEAR = 4
"""Digits of a year, which may stand behind the name of a body: "IORA 2023"."""
