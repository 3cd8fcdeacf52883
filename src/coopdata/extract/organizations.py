"""Mentions of organizations in one sentence: where a name begins and ends, what kind it is, whose state's.

The grammar works outward from head nouns ("Ministry of …", "… Agency"), from the organizations of the reference
data, from defined abbreviations ("Full Name (FN)") and from bare acronyms. Which mentions are the same organization
is decided in `linking`.
"""

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import replace
from functools import lru_cache

from coopdata.extract.context import Evidence, Passage
from coopdata.extract.context_names import by_context
from coopdata.extract.lexicon import Hit, Kind
from coopdata.extract.organization_details import NOT_ACRONYM, OrganizationMention, completed, definitions
from coopdata.extract.phrases import complement_end, run_end, run_start, side_by_side
from coopdata.extract.words import Word
from coopdata.reference.calendar_words import months, weekdays
from coopdata.reference.currencies import currency_forms
from coopdata.reference.organizations import KnownOrganization
from coopdata.reference.places import cities
from coopdata.reference.wordlists import word_list
from coopdata.reference.words import (
    OrganizationHead,
    is_common_word,
    is_given_name,
    is_ordinary_word,
    organization_head,
)

_MAX_WORDS = 16
"""A name of more words is a reading error."""
_CALENDAR = frozenset(word.word.lower() for word in (*months(), *weekdays()))
_NOT_HEAD = word_list("not_organization_head")
_UNIT = word_list("unit_noun")
_LOCAL = word_list("local_word")
"""Words for what lies below the state: "provincial", "municipal"."""


def find_organizations(passage: Passage) -> list[OrganizationMention]:
    """The organizations a sentence names, in order and not overlapping; of two that overlap the longer stands."""
    found = [
        *_known(passage),
        *_governments(passage),
        *_by_head(passage),
        *_defined(passage),
        *_acronyms(passage),
        *_established(passage),
        *_lower_case(passage),
        *_offices(passage),
        *by_context(passage),
    ]
    others = set(other_acronyms(passage))
    kept: list[OrganizationMention] = []
    for mention in sorted(found, key=lambda m: (m.start - m.end, m.known is None, m.kind == "other", m.start, m.rule)):
        free = all(mention.end <= other.start or other.end <= mention.start for other in kept)
        if free and mention.name not in others:
            kept.append(mention)
    return [completed(passage, mention) for mention in sorted(kept, key=lambda m: m.start)]


# --- where names begin and end ---------------------------------------------------------------------------------------


def _known(passage: Passage) -> Iterator[OrganizationMention]:
    """Organizations of the reference data, with a city or office after them ("KOTRA Vientiane")."""
    for hit in passage.hits[Kind.ORGANIZATION]:
        known = hit.entry.detail
        assert isinstance(known, KnownOrganization)  # noqa: S101 - what the lexicon puts there
        if _only_passes(passage, hit):
            continue
        start = hit.start + (4 if passage.text.startswith("The ", hit.start) else 0)
        name = passage.text[start : hit.end]
        yield OrganizationMention(start, hit.end, name, known.kind, "org.known", known=known)
        yield from _unit(passage, hit.start, hit.end, known)


_VIA = frozenset(("on", "via", "through"))
_MEDIA = word_list("social_medium")
"""Names that are a place to publish as well as a company."""


def _only_passes(passage: Passage, hit: Hit) -> bool:
    """Whether a company's name stands for its product or a place: "on Twitter", "Airbus 320", "in the Amazon"."""
    index, after = passage.index_at(hit.start), passage.index_at(hit.end)
    words = passage.words
    before = words[index - 1].lower if index else ""
    if before in _VIA and passage.text[hit.start : hit.end].lower() in _MEDIA:
        return True
    if hit.entry.detail.kind != "company" or index == 0:
        return False
    product = after < len(words) and words[after].gap in (" ", "-") and words[after].text[0].isdigit()
    return product or (before == "the" and index > 1 and words[index - 2].lower in ("in", "across", "of"))


def _unit(passage: Passage, start: int, end: int, known: KnownOrganization) -> Iterator[OrganizationMention]:
    """The office of a known organization in a place: its name, the city, perhaps "office"."""
    index = passage.index_at(end)
    if index >= len(passage.words) or passage.words[index].gap != " ":
        return
    city = passage.hit_at(Kind.CITY, index) or passage.hit_at(Kind.COUNTRY, index)
    if city is None or city.start != passage.words[index].start:
        return
    stop = city.end
    after = passage.index_at(stop)
    if after < len(passage.words) and passage.words[after].lower in _UNIT and passage.words[after].gap == " ":
        stop = passage.words[after].end
    country = Evidence(city.entry.value, city.start, city.end, "org.unit_place", confidence=0.9)
    name = passage.text[start:stop]
    forms = (name[end - start :].strip(),) if stop > city.end else ()
    yield OrganizationMention(start, stop, name, known.kind, "org.unit", forms, country, parent=known.name)


_GOVERNMENT = frozenset(("government", "govt", "gov't"))


def _governments(passage: Passage) -> Iterator[OrganizationMention]:
    """Names as "Government of X", "X government", "the Lao government"; the bare word names none."""
    if passage.lowers.isdisjoint(_GOVERNMENT):
        return
    for index, word in enumerate(passage.words):
        heads = (
            index >= 2 and passage.words[index - 1].text == "of" and passage.words[index - 2].lower in ("head", "heads")
        )
        if word.lower not in _GOVERNMENT or heads:
            continue
        local = _local_government(passage, index)
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
    end = run_end(words, first, lambda i: _begins_other(passage, i))
    name = passage.slice(index - 1, end)
    return OrganizationMention(words[index - 1].start, words[end - 1].end, name, "agency", "org.local_government")


def _government(passage: Passage, start: int, end: int, state: Hit) -> OrganizationMention:
    country = Evidence(state.entry.value, state.start, state.end, "org.government_of")
    return OrganizationMention(start, end, passage.text[start:end], "government", "org.government", (), country)


def _by_head(passage: Passage) -> Iterator[OrganizationMention]:
    """Names that a head noun carries: "Ministry of Trade, Industry and Energy", "Hyundai Research Institute"."""
    if passage.shouts:
        return
    for index in passage.capitals:
        word = passage.words[index]
        head = organization_head(word.lower)
        if head is None or word.lower in _NOT_HEAD or passage.hit_at(Kind.TITLE, index) is not None:
            continue  # a programme is a project, not a body, unless the reference data knows better
        first = _first_word(passage, index)
        last = _last_word(passage, index, head)
        if _is_of_text(passage, last):
            continue
        if (last - first < 2 and not head.alone) or last - first > _MAX_WORDS:
            continue
        if last == index + 1 and _is_surname(passage, first, index):
            continue
        if last == index + 1 and not head.final and not _leading_company(passage, index, first):
            continue
        yield OrganizationMention(
            passage.words[first].start, passage.words[last - 1].end, passage.slice(first, last), head.kind, "org.head"
        )


def _is_surname(passage: Passage, first: int, index: int) -> bool:
    """Whether the head is a family name: "Richard Mills", "Speaker Bhofal Chambers"."""
    words = passage.words
    if index - first != 1 or words[index].lower not in word_list("surname_head"):
        return False
    title = passage.hit_at(Kind.TITLE, first - 1) or passage.hit_at(Kind.HONORIFIC, first - 1) if first else None
    return is_given_name(words[first].text) or title is not None


def _is_of_text(passage: Passage, last: int) -> bool:
    """Whether the name goes on as that of a project or agreement ("Lekki Port Project", "Air Services Agreement")."""
    if passage.words[last - 1].lower in _NOT_HEAD:
        return True
    if last >= len(passage.words) or not side_by_side(passage.words, last) or not passage.words[last].is_capital:
        return False
    return passage.words[last].lower in _NOT_HEAD or passage.hit_at(Kind.INSTRUMENT, last) is not None


def _first_word(passage: Passage, index: int) -> int:
    """The first word of the name whose head is at `index`, over "X and Y Agency" where X is no name by itself."""
    words = passage.words
    first = run_start(words, index, lambda i: _begins_other(passage, i))
    while first < index and _drops(passage, first):
        first += 1
    joins = first >= 2 and words[first - 1].text == "and" and words[first].gap == " " and words[first - 1].gap == " "
    if joins and first < index and words[first - 2].is_capital:
        left = run_start(words, first - 2, lambda i: _begins_other(passage, i))
        if passage.is_state(first):
            return first  # "Kenya Power and Ethiopian Electric Power" are two
        head = organization_head(words[first - 2].lower)
        taken_up = left == first - 2 and left > 0 and words[left - 1].lower == "the"  # "the Council and Otago Trust"
        headed = (
            head is not None and head.final and (first - 1 - left > 1 or taken_up)
        )  # "Adelaide Bank and Sydney Agency"
        headed = headed or words[first - 2].lower in word_list("division_noun")  # "Oregon State and Toyama Prefecture"
        plain = is_ordinary_word(words[first - 2].lower) or (head is not None and is_common_word(words[first].lower))
        if plain and not headed:
            first = left + _drops(passage, left)
    return _over_brackets(passage, first, index)


def _over_brackets(passage: Passage, first: int, index: int) -> int:
    """The first word over a place in brackets before a legal form: "Enterprise Fund Management (Beijing) Co., Ltd."."""
    words = passage.words
    closes = first >= 2 and first == index and words[first].gap == ") " and words[first - 1].gap == " ("
    if closes and words[first].lower in word_list("legal_form") and words[first - 2].is_capital:
        first = run_start(words, first - 2, lambda i: _begins_other(passage, i))
        return first + _drops(passage, first)
    return first


def _last_word(passage: Passage, index: int, head: OrganizationHead) -> int:
    """The index after the name whose head is at `index`."""
    words = passage.words
    behind = head.final and index > 0 and words[index - 1].is_capital and side_by_side(words, index)
    end = run_end(
        words,
        index,
        lambda i: (
            _begins_other(passage, i) or (head.final and begins_person(passage, i, sure=behind and i == index + 1))
        ),
    )
    while end > index + 1 and words[end - 1].text.isdigit():
        end -= 1
    if end == index + 1:
        end = _over_common(passage, end)
    links = ("of", "for") if head.kind == "government" else ("of", "for", "on")
    while end < len(words) and words[end].text in links and words[end].gap == " " and head.takes_of:
        after = _complement(passage, end, head)
        if after == end:
            break
        end = after
    return end


def _over_common(passage: Passage, end: int) -> int:
    """The end over a second common noun: "Central Radio and Television", "Ports and Terminals" after the head."""
    words = passage.words
    if end + 1 >= len(words) or words[end].text not in ("and", "&") or words[end].gap != " ":
        return end
    last = end + 1
    joined = words[last].is_capital and words[last].gap == " " and is_ordinary_word(words[last].lower)
    alone = last + 1 >= len(words) or not (words[last + 1].is_capital and side_by_side(words, last + 1))
    named = organization_head(words[last].lower) is not None
    return last + 1 if joined and alone and not named and not _begins_other(passage, last) else end


def begins_person(passage: Passage, index: int, *, sure: bool = False) -> bool:
    """Whether a person's name begins inside a row of capitals: a given name before a word that is no common one.

    Where a name could end before it (`sure`), any two such words are one: "National Guard Abdellatif Loudiyi".
    """
    words = passage.words
    if index + 1 >= len(words) or not words[index + 1].is_capital or not side_by_side(words, index + 1):
        return False
    word, after = words[index], words[index + 1]
    places = any(passage.is_any((Kind.CITY, Kind.COUNTRY, Kind.DEMONYM), i) for i in (index, index + 1))
    if is_common_word(word.lower) or places or not (sure or is_given_name(word.text)):
        return False
    if word.is_acronym or after.is_acronym or organization_head(word.lower) is not None:
        return False
    return not is_common_word(after.lower) and organization_head(after.lower) is None


def _complement(passage: Passage, at: int, head: OrganizationHead) -> int:
    """The index after the "of …" at `at`, if it belongs to the name and is no organization by itself.

    Ministries list their portfolios; other bodies take "X and Y" only where Y is an ordinary word ("Commerce and
    Industry"), so that "University of Bonn and Siemens" stays two.
    """
    words = passage.words
    if words[at].text == "on" and at + 1 < len(words) and words[at + 1].lower in _CALENDAR:
        return at
    single = complement_end(words, at, lambda i: _ends_complement(passage, i))
    if head.kind == "government" or _is_state_first(passage, at):
        return single
    if any(organization_head(word.lower) for word in words[at + 1 : single]) and words[at + 1].text == "the":
        return at
    after = complement_end(words, at, lambda i: _ends_complement(passage, i), passage.is_state)
    added = [word for word in words[single:after] if word.is_capital]
    if head.kind == "ministry" or after == single:
        return single if _is_body(added) else after
    return after if all(is_ordinary_word(word.lower) for word in added) else single


def _is_body(added: Sequence[Word]) -> bool:
    """Whether words joined to a portfolio are a body of their own: "Ministry of Health and UNICEF"."""
    if not added:
        return False
    strange = any(not is_ordinary_word(word.lower) for word in added)
    return any(word.is_acronym for word in added) or (strange and organization_head(added[-1].lower) is not None)


def _is_state_first(passage: Passage, at: int) -> bool:
    """Whether the "of …" at `at` is of a state, which begins no list: "Ministry of Health of Oman and FAO"."""
    first = at + 1 + (at + 1 < len(passage.words) and passage.words[at + 1].text == "the")
    return first < len(passage.words) and passage.hit_at(Kind.COUNTRY, first) is not None


def _ends_complement(passage: Passage, index: int) -> bool:
    """As `_begins_other`, but for offices in the plural ("Council of Ministers")."""
    person = begins_person(passage, index)
    return person or (not passage.words[index].lower.endswith("s") and _begins_other(passage, index))


def _begins_other(passage: Passage, index: int) -> bool:
    """Whether the word at `index` begins a title, an honorific or an instrument, which no organization's name holds."""
    return index in _beginnings(passage)


@lru_cache(maxsize=4)
def _beginnings(passage: Passage) -> Set[int]:
    """The indices of all such words: many rules ask for them while a sentence is read."""
    words, titles = passage.words, {hit.start for hit in passage.hits[Kind.TITLE]}
    return passage.covered(Kind.HONORIFIC).union(
        [index for index in passage.covered(Kind.TITLE) if words[index].start in titles],
        [index for index in passage.covered(Kind.INSTRUMENT) if words[index].lower in _NOT_HEAD],
    )


def _drops(passage: Passage, index: int) -> bool:
    """Whether the word at `index`, first of a run, is none of the name's: "The", "Togo-based"."""
    word = passage.words[index]
    if word.lower.endswith(("-based", "-led", "-owned", "-backed", "-run")):
        return True
    at_start = index == 0 or passage.words[index].gap.strip() != ""
    return at_start and word.lower in word_list("sentence_opener")


def _leading_company(passage: Passage, index: int, first: int) -> bool:
    """A head that may stand first ("Bank Indonesia", "PT Industri Baterai")."""
    return first == index and index + 1 < len(passage.words) and side_by_side(passage.words, index + 1)


def _names_something(passage: Passage, first: int, last: int) -> bool:
    return any(not is_common_word(word.lower) for word in passage.words[first:last])


def _defined(passage: Passage) -> Iterator[OrganizationMention]:
    """A capitalised phrase before "(ABC)" whose initials spell ABC, if its last word is not that of a plan or text."""
    for match in definitions(passage):
        last = passage.index_at(match.start()) - 1
        if last < 0 or passage.words[last].end != match.start():
            continue
        first = _spelled_from(passage.words[: last + 1], match.group(1))
        if first is None or passage.words[last].lower in _NOT_HEAD or not passage.words[last].is_capital:
            continue
        if any(word.lower in _NOT_HEAD for word in passage.words[first:last]):
            continue
        if any(hit.end == match.start() for hit in passage.hits[Kind.INSTRUMENT]):
            continue
        start = passage.words[first].start
        yield OrganizationMention(start, match.start(), passage.text[start : match.start()], "other", "org.defined")


def other_acronyms(passage: Passage) -> Iterator[str]:
    """Acronyms that the sentence defines as something else: "Common Travel Area (CTA)", "feed-in tariff (FIT)"."""
    for match in definitions(passage):
        last = passage.index_at(match.start()) - 1
        if last < 0 or passage.words[last].end != match.start():
            continue
        word = passage.words[last]
        if not word.is_capital or word.lower in _NOT_HEAD or passage.hit_at(Kind.INSTRUMENT, last) is not None:
            yield match.group(1)


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


def spelled_acronyms(passage: Passage, names: dict[str, OrganizationMention]) -> Iterator[OrganizationMention]:
    """Acronyms in mixed case that spell an organization of the document by `initials` ("MoIC")."""
    for word in passage.words:
        if word.text in names and sum(char.isupper() for char in word.text) >= 2 and not word.is_acronym:
            full = names[word.text]
            yield replace(
                full, start=word.start, end=word.end, name=word.text, forms=(full.name,), rule="org.spelled_acronym"
            )


def initials(name: str) -> str:
    """The initials of a name with its small words in lower case: "Ministry of Industry and Commerce" gives MoIC."""
    words = [word for word in re.findall(r"[\w&]+", name) if word not in ("and", "&", "the", "for")]
    return "".join(word[0] for word in words)


def _acronyms(passage: Passage) -> Iterator[OrganizationMention]:
    """A bare acronym that is not listed as something else, with the capitalised words beside it ("ARY News")."""
    if passage.shouts:
        return
    for index in passage.acronyms:
        word = passage.words[index]
        if not _is_acronym(passage, index):
            continue
        first = run_start(passage.words, index, lambda i: _begins_other(passage, i))
        last = run_end(passage.words, index, lambda i: _begins_other(passage, i))
        while first < index and _drops(passage, first):
            first += 1
        if last - first == 1 or last - first > 4 or not _closes_name(passage, index, last):
            yield OrganizationMention(word.start, word.end, word.text, "other", "org.acronym")
        elif not any(_is_acronym(passage, other) for other in range(first, last) if other != index):
            name = passage.slice(first, last)
            yield OrganizationMention(
                passage.words[first].start, passage.words[last - 1].end, name, "other", "org.acronym_in_name"
            )


def _closes_name(passage: Passage, index: int, last: int) -> bool:
    """Whether what stands behind an acronym belongs to its name: "ARY News", but not "NASA Exchange Letters"."""
    words = passage.words
    if last == index + 1:
        return True
    end = words[last - 1].lower
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
    if word.text in NOT_ACRONYM or is_common_word(word.lower) or is_common_word(word.lower.removesuffix("s")):
        return False
    beside = [w for w in (index - 1, index + 1) if 0 <= w < len(passage.words)]
    if any(passage.words[w].is_acronym and passage.words[max(w, index)].gap == " " for w in beside):
        return False  # words in capitals side by side are emphasis
    if word.text.title() in cities() or _is_unit(passage, index):
        return False  # a dateline, a sum
    kinds = (Kind.COUNTRY, Kind.INSTRUMENT, Kind.TITLE, Kind.HONORIFIC)
    return not passage.is_any(kinds, index)


def _is_unit(passage: Passage, index: int) -> bool:
    """Whether the acronym is a currency or a unit: "PLN 285 million", "75 MTD"."""
    words = passage.words
    if index and words[index - 1].text[0].isdigit() and words[index].gap == " ":
        return True
    return index + 1 < len(words) and words[index + 1].text[0].isdigit() and words[index].text in currency_forms()


_LOWER_HEADS = word_list("lower_head")
_LOWER_TAILS = word_list("lower_tail")
_LOWER_ENDS = _LOWER_HEADS | _LOWER_TAILS


def _lower_case(passage: Passage) -> Iterator[OrganizationMention]:
    """A state's body in lower case: "Indonesian parliament", "Chinese central bank"; "Kitex group"."""
    words = passage.words
    if passage.lowers.isdisjoint(_LOWER_ENDS):
        return
    for index, word in enumerate(words):
        if index == 0 or word.is_capital or word.gap != " " or word.text not in _LOWER_ENDS:
            continue
        first = index - 1 - (word.text == "bank" and words[index - 1].text == "central")
        hit = passage.hit_at(Kind.DEMONYM, first) if first >= 0 else None
        if hit is not None and word.text in _LOWER_HEADS:
            name = passage.text[hit.start : word.end]
            yield OrganizationMention(hit.start, word.end, name, "agency", "org.state_body")
        elif word.text in _LOWER_TAILS and words[index - 1].is_capital:
            start = run_start(words, index - 1, lambda i: _begins_other(passage, i))
            named = passage.is_state(start) or passage.hit_at(Kind.CITY, start) is not None
            named = named and word.text not in word_list("legal_form")
            if not _drops(passage, start) and not named:
                kind = "company" if word.text == "group" or word.text in word_list("legal_form") else "other"
                name = passage.slice(start, index + 1)
                yield OrganizationMention(words[start].start, word.end, name, kind, "org.lower_tail")


def _offices(passage: Passage) -> Iterator[OrganizationMention]:
    """The office of an office-holder: "Prime Minister's Office"; "State House"; "Nigeria Governors' Forum"."""
    words = passage.words
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


_FOUNDS = ("establish", "setting up", "set up", "founding of")
"""What `_FOUNDING` needs one of."""
_FOUNDING = re.compile(r"\b(?:establishment of|establishing|setting up|set up|founding of) (?:the |a |an )?$")


def _established(passage: Passage) -> Iterator[OrganizationMention]:
    """A capitalised name that is set up ("the establishment of the Techno Park")."""
    if not passage.holds_any(_FOUNDS):
        return
    for index in passage.capitals:
        word = passage.words[index]
        before = passage.text[max(passage.start, word.start - 26) : word.start]
        if not _FOUNDING.search(before):
            continue
        end = run_end(passage.words, index, lambda i: _begins_other(passage, i))
        if end - index >= 2:
            last = passage.words[end - 1].end
            yield OrganizationMention(word.start, last, passage.text[word.start : last], "other", "org.established")
