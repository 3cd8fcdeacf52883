"""Names of organizations that a head noun carries: "Ministry of Trade and Industry", "Hyundai Research Institute".

From the head the name reaches left over the capitalised words before it and right over its "of …".
"""

from collections.abc import Iterator
from functools import cache

from coopdata.extract.context import Passage
from coopdata.extract.lexicon import Kind
from coopdata.extract.name_bounds import (
    NOT_HEAD,
    begins_other,
    begins_person,
    ends_complement,
    is_legal_form,
    over_common,
    over_second,
)
from coopdata.extract.name_starts import first_word
from coopdata.extract.organization_details import OrganizationMention
from coopdata.extract.phrases import complement_end, foreign_list_end, run_end, run_start, side_by_side
from coopdata.reference.wordlists import word_list
from coopdata.reference.words import (
    OrganizationHead,
    is_field_word,
    is_foreign_word,
    is_given_name,
    is_ordinary_word,
    organization_head,
    organization_heads,
)

_MAX_WORDS = 16
"""A name of more words is a reading error."""


def by_head(passage: Passage) -> Iterator[OrganizationMention]:
    """Names that a head noun carries: "Ministry of Trade, Industry and Energy", "Hyundai Research Institute"."""
    if passage.shouts or passage.lowers.isdisjoint(_heads()):
        return
    for index, word in enumerate(passage.words):
        head = organization_head(word.lower)
        if head is None or not (word.is_capital or is_legal_form(word)):
            continue
        if word.lower in NOT_HEAD or passage.hit_at(Kind.TITLE, index) is not None:
            continue  # a programme is a project, not a body, unless the reference data knows better
        first = first_word(passage, index)
        last = _last_word(passage, index, head)
        if (
            (last - first < 2 and not head.alone)
            or last - first > _MAX_WORDS
            or _is_of_text(passage, index, last, head)
        ):
            continue
        if passage.slice(first, last).lower() in word_list("not_organization_name"):
            continue
        if _in_portfolio(passage, first, last):
            continue
        if _is_no_body(passage, first, index, last) or _is_no_name(passage, first, index, last, head):
            continue
        short, last = last, _over_superior(passage, last)
        forms = (passage.slice(first, short),) if last > short else ()
        start, end = passage.words[first].start, passage.words[last - 1].end
        yield OrganizationMention(start, end, passage.slice(first, last), head.kind, "org.head", forms)


@cache
def _heads() -> frozenset[str]:
    """The head nouns: a sentence without any of them names nothing by its head."""
    return frozenset(organization_heads())


def _in_portfolio(passage: Passage, first: int, last: int) -> bool:
    """Whether plain words belong to a minister's office: "Minister of Trade, Civil Aviation and Merchant Navy".

    The minister's name may follow: "Minister of Finance and Treasury Srdjan Amidzic".
    """
    words = passage.words
    if last - first > 1 and organization_head(words[first].lower) is not None and words[first + 1].text == "of":
        return False  # "State Secretary of the Ministry of Health"
    end = last
    while end > first + 1 and not is_field_word(words[end - 1].lower):
        end -= 1
    named = end if last - end >= _NAMES else last
    if not all(is_field_word(word.lower) for word in words[first:named] if word.is_capital):
        return False
    for index in range(first - 1, max(-1, first - _MAX_WORDS), -1):
        if words[index].text in ("of", "for") and index > 0:
            title = passage.hit_at(Kind.TITLE, index - 1)
            return title is not None and title.entry.value == "minister"
        if words[index].text not in ("and", "&", "the") and not words[index].is_capital:
            return False
    return False


_NAMES = 2
"""So many names a person has at least."""


def _is_no_name(passage: Passage, first: int, index: int, last: int, head: OrganizationHead) -> bool:
    """Whether the head and what stands with it make no name, for want of a telling word or as that of a person."""
    word = passage.words[index]
    if first == index and head.final and is_legal_form(word):
        return True  # it needs a name before it
    if head.final and is_legal_form(word) and not any(one.text[0].isalpha() for one in passage.words[first:index]):
        return True  # "July 16, 2023, SPA"
    if word.lower in word_list("weak_head") and not _is_telling(passage, first, index, last):
        return True
    if last != index + 1:
        return False
    return _is_surname(passage, first, index) or (not head.final and not _leading_company(passage, index, first))


def _is_no_body(passage: Passage, first: int, index: int, last: int) -> bool:
    """Whether the name is that of a meeting, a budget, services or a town: "Oman-Peru Business Forum", "Port Vila"."""
    words, head = passage.words, passage.words[index].lower
    before = [word.lower for word in words[first:index]]
    if head in _MEETINGS and before:
        return before[-1] in word_list("forum_topic") or (head == "congress" and before[0] in _WORLDWIDE)
    if head in _ORGANS and first > 0 and words[first - 1].text[0].isdigit() and words[first].gap == " ":
        return True  # "the 6th Joint Committee" met
    if head in _ORGANS and last < len(words) and words[last].lower in word_list("meeting_noun"):
        return words[first].is_acronym
    if head == "port" and first == index:
        placed = first > 0 and words[first - 1].lower in ("in", "at", "to", "from", "near", "of")
        return placed or passage.hit_at(Kind.CITY, index) is not None
    return last == index + 1 and _is_plain_unit(passage, first, index)


def _is_plain_unit(passage: Passage, first: int, index: int) -> bool:
    """Whether plain words before the head name a budget, services, or a unit inside a body: "Peace Fund"."""
    words, head = passage.words, passage.words[index].lower
    before = [word.lower for word in words[first:index]]
    plain = all(is_ordinary_word(word) for word in before)
    if head in ("fund", "services"):
        return plain and (head == "services" or len(before) == 1)
    if head in ("confederation", "office") and len(before) == 1 and passage.is_state(first):
        return True  # "Swiss Confederation", "the Laos office" of some body
    return head in _UNITS and " ".join(before).removeprefix("the ") in word_list("internal_unit")


_MEETINGS = frozenset(("forum", "congress"))
_UNITS = frozenset(("department", "division", "office", "section", "unit"))
_WORLDWIDE = frozenset(("annual", "global", "international", "world"))
_ORGANS = frozenset(("assembly", "board", "committee", "conference", "congress", "council"))


def _is_telling(passage: Passage, first: int, index: int, last: int) -> bool:
    """Whether the words before a head that is often a plain noun are a name: "Masdar Energy", not "Solar Energy"."""
    words = passage.words
    if last > index + 1 or index - first > _SHORT or is_given_name(words[first].text):
        return False
    return any(_is_name(passage, i) for i in range(first, index))


_SHORT = 3


def _is_name(passage: Passage, index: int) -> bool:
    word = passage.words[index]
    kinds = (Kind.DEMONYM, Kind.CITY, Kind.REGION, Kind.TITLE, Kind.COUNTRY)
    placed = any(passage.hit_at(kind, index) is not None for kind in kinds)
    return not placed and not is_ordinary_word(word.lower) and not word.text.isdigit()


def _is_surname(passage: Passage, first: int, index: int) -> bool:
    """Whether the head is a family name: "Richard Mills", "Speaker Bhofal Chambers"."""
    words = passage.words
    if index - first != 1 or words[index].lower not in word_list("surname_head"):
        return False
    title = passage.hit_at(Kind.TITLE, first - 1) or passage.hit_at(Kind.HONORIFIC, first - 1) if first else None
    return is_given_name(words[first].text) or title is not None


def _is_of_text(passage: Passage, index: int, last: int, head: OrganizationHead) -> bool:
    """Whether the name goes on as that of a project or agreement ("Lekki Port Project", "Air Services Agreement").

    What a ministry or university is of may be called the same: "Ministry of Law".
    """
    of_field = head.kind in ("ministry", "university") and last > index + 1 and passage.words[index + 1].text == "of"
    if passage.words[last - 1].lower in NOT_HEAD and not of_field:
        return True
    if last >= len(passage.words) or not side_by_side(passage.words, last) or not passage.words[last].is_capital:
        return False
    return passage.words[last].lower in NOT_HEAD or passage.hit_at(Kind.INSTRUMENT, last) is not None


def _last_word(passage: Passage, index: int, head: OrganizationHead) -> int:
    """The index after the name whose head is at `index`."""
    words = passage.words
    behind = head.final and index > 0 and words[index - 1].is_capital and side_by_side(words, index)
    end = run_end(
        words,
        index,
        lambda i: (
            begins_other(passage, i) or (head.final and begins_person(passage, i, sure=behind and i == index + 1))
        ),
    )
    while end > index + 1 and words[end - 1].text.isdigit():
        end -= 1
    end = foreign_list_end(words, index, end, lambda i: begins_other(passage, i))
    if words[end - 1].lower in NOT_HEAD:
        return end  # "at the Academy Building of Leiden University"
    if end == index + 1:
        end = over_second(passage, over_common(passage, end))
    if not head.takes_of and not _is_plain_company(passage, index, head):
        return _over_state(passage, index, end)
    links = ("of", "for") if head.kind == "government" else ("of", "for", "on")
    while end < len(words) and words[end].text in links and words[end].gap == " ":
        if words[end - 1].lower in word_list("board_member"):
            break  # "the Board of Directors of Zain"
        if words[end].text == "for" and end > index + 1 and head.kind in ("bank", "ministry"):
            break  # what a loan is for: "the Ministry of Finance of Laos for Road 11"
        if words[end].text == "on" and passage.is_state(end - 1):
            break  # what the agreement is on: "the Ministry of Agriculture of Laos on Animal Health"
        after = _complement(passage, end, head)
        if after == end:
            break
        end = after
    return end


def _over_superior(passage: Passage, end: int) -> int:
    """The end over whom a body stands under by its name: "Customs Service under the Government of Tajikistan"."""
    words = passage.words
    first = end + 2
    if first >= len(words) or (words[end].text, words[end].gap, words[end + 1].text) != ("under", " ", "the"):
        return end
    if words[first].lower not in word_list("superior_body") or not words[first].is_capital:
        return end
    last = run_end(words, first, lambda i: ends_complement(passage, i))
    if last < len(words) and words[last].text == "of":
        last = complement_end(words, last, lambda i: ends_complement(passage, i))
    return end if words[last - 1].possessive else last


def _over_state(passage: Passage, index: int, end: int) -> int:
    """The end over the state that plain words need to be a name: "Shipping Corporation of India".

    A company with a name of its own has it without: "Mitsubishi Corporation of Japan".
    """
    words = passage.words
    first = run_start(words, index, lambda i: begins_other(passage, i))
    plain = first < index and all(is_ordinary_word(word.lower) or word.is_acronym for word in words[first:index])
    if not plain or not any(is_ordinary_word(word.lower) for word in words[first:index]):
        return end
    at_state = end + 1 < len(words) and words[end].text == "of" and passage.is_state(end + 1)
    return complement_end(words, end, lambda i: ends_complement(passage, i)) if at_state else end


def _is_plain_company(passage: Passage, index: int, head: OrganizationHead) -> bool:
    """Whether a company is called by plain words, which "of" or "for" go on: "General Company for Ports of Iraq"."""
    words = passage.words
    if head.kind != "company" or index == 0 or words[index].text not in _COMPANIES or words[index].gap != " ":
        return False
    return words[index - 1].lower in _PLAIN_COMPANY or passage.hit_at(Kind.DEMONYM, index - 1) is not None


_COMPANIES = frozenset(("Company", "Corporation", "Establishment", "Enterprise"))
_PLAIN_COMPANY = frozenset(("general", "national", "public", "state"))


def _complement(passage: Passage, at: int, head: OrganizationHead) -> int:
    """The index after the "of …" at `at`, if it belongs to the name and is no organization by itself.

    Ministries list their portfolios; other bodies take "X and Y" only where Y is an ordinary word ("Commerce and
    Industry"), so that "University of Bonn and Siemens" stays two.
    """
    words = passage.words
    if words[at].text == "on" and at + 1 < len(words) and not is_ordinary_word(words[at + 1].lower):
        return at  # "Council on Tuesday", "Centre on San Cristóbal"
    single = complement_end(words, at, lambda i: ends_complement(passage, i))
    if head.kind == "government" or _is_state_first(passage, at):
        return single
    bodies = any(organization_head(word.lower) for word in words[at + 1 : single])
    if bodies and words[at + 1].text == "the" and head.kind != "embassy":
        return at  # of another body; "Delegation of the European Union" is one
    after = complement_end(words, at, lambda i: ends_complement(passage, i), passage.is_state)
    if after == single or not _is_portfolio(passage, single, after):
        return single
    added = [word for word in words[single:after] if word.is_capital]
    plain = all(not is_foreign_word(word.lower) for word in added)
    return after if head.kind == "ministry" or plain else single


def _is_state_first(passage: Passage, at: int) -> bool:
    """Whether the "of …" at `at` is of a state, which begins no list: "Ministry of Health of Oman and FAO"."""
    first = at + 1 + (at + 1 < len(passage.words) and passage.words[at + 1].text == "the")
    return first < len(passage.words) and passage.hit_at(Kind.COUNTRY, first) is not None


def _is_portfolio(passage: Passage, start: int, end: int) -> bool:
    """Whether the last item of the words ``[start, end)`` is a ministry's field: "and Energy", not "and Airbus"."""
    words = passage.words
    last = next((i for i in range(end - 1, start, -1) if words[i].gap != " " or words[i - 1].text == "and"), start)
    if words[last].text in word_list("field_abbreviation"):
        return True
    if any(passage.hit_at(Kind.ORGANIZATION, i) is not None or words[i].is_acronym for i in range(last, end)):
        return False
    named = organization_head(words[end - 1].lower)
    body = named is not None and named.kind not in ("company", "ministry")
    body = body and words[end - 1].lower not in word_list("portfolio_head")
    return not body and any(not is_foreign_word(words[i].lower) for i in range(last, end) if words[i].is_capital)


def _leading_company(passage: Passage, index: int, first: int) -> bool:
    """A head that may stand first ("Bank Indonesia", "PT Industri Baterai")."""
    return first == index and index + 1 < len(passage.words) and side_by_side(passage.words, index + 1)
