"""Where names of organizations cannot go on: at titles, people, instruments and the words that open a sentence."""

import re
from collections.abc import Sequence

from coopdata.documents.model import BlockKind
from coopdata.extract.context import Passage
from coopdata.extract.lexicon import Kind
from coopdata.extract.phrases import side_by_side
from coopdata.extract.words import Word
from coopdata.reference.calendar_words import months, weekdays
from coopdata.reference.wordlists import word_list
from coopdata.reference.words import is_common_word, is_english_word, is_given_name, organization_head

NOT_HEAD = word_list("not_organization_head")
"""Last words of the names of projects, programmes and texts, which are no organizations."""
TIMES = frozenset(word.word.lower() for word in (*months(), *weekdays()))
"""Months and weekdays, long and short."""
_SHORT = 4
_WEEKDAYS = frozenset(word.word.lower() for word in weekdays() if len(word.word) > _SHORT)
"""Weekdays in full; "Sun" and "Sat" are names as well."""


def begins_person(passage: Passage, index: int, *, sure: bool = False) -> bool:
    """Whether a person's name begins inside a row of capitals: a given name before a word that is no common one.

    Where a name could end before it (`sure`), any two such words are one: "National Guard Abdellatif Loudiyi".
    """
    words = passage.words
    if _begins_with_initial(words, index):
        return True
    if index + 1 >= len(words) or not words[index + 1].is_capital or not side_by_side(words, index + 1):
        return False
    word, after = words[index], words[index + 1]
    places = any(
        passage.hit_at(kind, i) for kind in (Kind.CITY, Kind.COUNTRY, Kind.DEMONYM) for i in (index, index + 1)
    )
    if (
        is_common_word(word.lower)
        or (places and not _are_three_names(passage, index))
        or not (sure or is_given_name(word.text))
    ):
        return False
    if word.is_acronym or after.is_acronym or organization_head(word.lower) is not None:
        return False
    return not is_common_word(after.lower) and organization_head(after.lower) is None


_INITIAL = re.compile(r"[A-Z]\.[A-Z][a-z]")


def _begins_with_initial(words: Sequence[Word], index: int) -> bool:
    """Whether an initial with its point leads a family name: "N. Ankhbayar", "B.Ochirbat"."""
    if _INITIAL.match(words[index].text):
        return True
    if len(words[index].text) > 1 or not words[index].text.isupper() or index + 1 >= len(words):
        return False
    after = words[index + 1]
    return after.gap in (".", ". ") and after.text.istitle() and not is_common_word(after.lower)


def _are_three_names(passage: Passage, index: int) -> bool:
    """Whether three words of no common meaning follow each other, which are a person's though one be a town's too."""
    words = passage.words[index : index + 3]
    if len(words) < 3 or any(passage.is_state(i) for i in range(index, index + 3)):
        return False
    joined = all(word.gap == " " for word in words[1:]) and all(word.text.istitle() for word in words)
    return joined and not any(is_common_word(word.lower) or organization_head(word.lower) for word in words)


def begins_other(passage: Passage, index: int) -> bool:
    """Whether the word at `index` begins what no organization's name holds: a title, an honorific, a verb."""
    if _begins_place(passage, index):
        return False  # "Sri Lanka Tea Board"
    if passage.hit_at(Kind.HONORIFIC, index) is not None or ends_clause(passage, index):
        return True
    if index not in passage.known:
        return False
    title = passage.hit_at(Kind.TITLE, index)
    if title is not None and title.start == passage.words[index].start:
        return not (_is_adjective(passage, index) or _are_members(passage, index))
    instrument = passage.hit_at(Kind.INSTRUMENT, index)
    return instrument is not None and passage.words[index].lower in NOT_HEAD


def _begins_place(passage: Passage, index: int) -> bool:
    """Whether the word is the first of a place's several: "Can Tho", "Sri Lanka"."""
    if index not in passage.known:
        return False
    word = passage.words[index]
    for kind in (Kind.COUNTRY, Kind.CITY):
        hit = passage.hit_at(kind, index)
        if hit is not None and hit.start == word.start and hit.end > word.end:
            return True
    return False


def ends_complement(passage: Passage, index: int) -> bool:
    """Whether the word at `index` ends an "of …": as `begins_other`, but not "Council of Ministers"."""
    state = passage.hit_at(Kind.COUNTRY, index - 1) is not None  # "Cabinet of Ministers of Kyrgyzstan Akylbek Zhaparov"
    if begins_person(passage, index, sure=state) or ends_clause(passage, index):
        return True
    if passage.hit_at(Kind.HONORIFIC, index) is not None:
        return True
    return not passage.words[index].lower.endswith("s") and begins_other(passage, index)


def ends_clause(passage: Passage, index: int) -> bool:
    """Whether a word set with a capital in a headline is a verb or preposition: "Nabil Bank Signs MoU With Visa"."""
    word = passage.words[index]
    if not word.is_capital or word.is_acronym:
        return False
    if word.lower in _WEEKDAYS or word.lower in word_list("signing_verb") or word.lower in word_list("title_case_word"):
        return True
    if word.lower not in word_list("headline_verb"):
        return False
    return passage.kind is BlockKind.HEADLINE or _is_title_case(passage)


def _is_title_case(passage: Passage) -> bool:
    """Whether nearly all words have capitals, as in a headline that stands in the text: "Police Boost Presence"."""
    words = passage.words
    capitals = sum(word.is_capital for word in words)
    return (
        len(words) > _FEW
        and capitals > _MOSTLY * len(words)
        and not passage.text[passage.start : passage.end].endswith(".")
    )


_FEW, _MOSTLY = 4, 0.7


def _is_adjective(passage: Passage, index: int) -> bool:
    """Whether "general" or "justice" is no office here: "General Administration of Customs", "Ministry of Justice"."""
    words = passage.words
    if words[index].lower == "justice":
        return index > 0 and (words[index - 1].text in _JOINS or words[index].gap == ", ")
    if words[index].lower != "general":
        return False
    joined = index and words[index].gap in (" ", "-") and words[index - 1].is_capital
    if joined and not words[index - 1].possessive and organization_head(words[index - 1].lower) is not None:
        return True
    if index + 1 >= len(words) or words[index + 1].gap != " ":
        return False
    return words[index + 1].is_capital and organization_head(words[index + 1].lower) is not None


def _are_members(passage: Passage, index: int) -> bool:
    """Whether the offices are those of a body's members: "Farmers Cooperative Union", "Teachers Association"."""
    words = passage.words
    if not words[index].lower.endswith("s") or index + 1 >= len(words) or words[index + 1].gap != " ":
        return False
    after = words[index + 1]
    return after.is_capital and (organization_head(after.lower) is not None or is_english_word(after.lower))


_JOINS = frozenset(("of", "and", "for", "&"))


def is_legal_form(word: Word) -> bool:
    """Whether the word is the legal form of a company, in capitals or with points: "Oyj", "S.p.A.", "s.r.o."."""
    return (word.is_capital or "." in word.text) and word.lower in word_list("legal_form")


_ARTICLES = frozenset(("el", "la", "las", "le", "les", "los", "ngo", "il", "der", "die", "das"))
"""Articles of other languages, and what stands before a name as they do: "La Agencia de …", "NGO Fundación …"."""


_SAYS_OF_NAME = ("-based", "-led", "-owned", "-backed", "-run")


def drops(passage: Passage, index: int) -> bool:
    """Whether the word at `index`, first of a run, is none of the name's: "The", "Togo-based", "Monday"."""
    word = passage.words[index]
    if _begins_place(passage, index):
        return False
    if _is_of_date(passage, index):
        return True
    numbered = word.text[0].isdigit() and word.lower.endswith(("st", "nd", "rd", "th"))  # "6th Steering Committee"
    if numbered or word.lower in word_list("lead_in") or word.lower.endswith(_SAYS_OF_NAME):
        return True
    ahead = passage.words[index + 1] if index + 1 < len(passage.words) else None
    if word.lower in _ARTICLES and ahead is not None and organization_head(ahead.lower) is not None:
        return True
    at_start = index == 0 or passage.words[index].gap.strip() != ""
    if not at_start:
        return False
    led = ahead is not None and ahead.is_capital and ahead.gap == " " and organization_head(word.lower) is None
    return word.lower in word_list("sentence_opener") or (led and word.lower in word_list("company_noun"))


def _is_of_date(passage: Passage, index: int) -> bool:
    """Whether the word is part of a date before a name: "On Monday Siemens", "of 16 July 2023 Rio Tinto Mining"."""
    words = passage.words
    word, lower = words[index].text, words[index].lower
    if lower in _WEEKDAYS:
        return True
    is_time = lower in TIMES
    if not is_time and not word.isdigit():
        return False
    before = words[index - 1].text if index and words[index].gap == " " else ""
    after = words[index + 1].text if index + 1 < len(words) and words[index + 1].gap == " " else ""
    if is_time:
        return before.isdigit() or after.isdigit()
    return before.lower() in TIMES or after.lower() in TIMES or (before.lower() in _BEFORE_YEAR and len(word) == _YEAR)


_YEAR = 4
_BEFORE_YEAR = frozenset(("during", "in", "of", "since", "until"))


def over_common(passage: Passage, end: int) -> int:
    """The end over a second common noun: "Central Radio and Television", "Ports and Terminals" after the head."""
    words = passage.words
    if end + 1 >= len(words) or words[end].text not in ("and", "&") or words[end].gap != " ":
        return end
    last = end + 1
    joined = words[last].is_capital and words[last].gap == " " and is_english_word(words[last].lower)
    alone = last + 1 >= len(words) or not (words[last + 1].is_capital and side_by_side(words, last + 1))
    named = organization_head(words[last].lower) is not None or passage.is_state(last) or is_legal_form(words[end - 1])
    return last + 1 if joined and alone and not named and not begins_other(passage, last) else end


def over_second(passage: Passage, end: int) -> int:
    """The end over a second head that is no name by itself: "Metro North Hospital and Health Service"."""
    words, second = passage.words, word_list("second_head")
    if end >= len(words) or words[end].text != "and" or words[end].gap != " ":
        return end
    last = end + 1
    while last < len(words) and words[last].is_capital and words[last].gap == " ":
        if words[last].lower not in second and not is_english_word(words[last].lower):
            break
        last += 1
    after = last < len(words) and words[last].is_capital and words[last].gap == " "
    named = any(passage.hit_at(Kind.ORGANIZATION, i) is not None for i in range(end + 1, last))
    return last if words[last - 1].lower in second and not (after or named) else end
