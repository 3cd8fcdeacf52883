"""Names of organizations that a head noun carries: "Ministry of Trade and Industry", "Hyundai Research Institute".

From the head the name reaches left over the capitalised words before it and right over its "of …".
"""

from collections.abc import Iterator

from coopdata.extract.context import Passage
from coopdata.extract.lexicon import Kind
from coopdata.extract.name_bounds import (
    NOT_HEAD,
    begins_other,
    begins_person,
    drops,
    ends_clause,
    is_legal_form,
    over_common,
    over_second,
)
from coopdata.extract.organization_details import OrganizationMention
from coopdata.extract.phrases import complement_end, foreign_list_end, run_end, run_start, side_by_side
from coopdata.reference.wordlists import word_list
from coopdata.reference.words import (
    OrganizationHead,
    is_english_word,
    is_foreign_word,
    is_given_name,
    is_ordinary_word,
    organization_head,
)

_MAX_WORDS = 16
"""A name of more words is a reading error."""


def by_head(passage: Passage) -> Iterator[OrganizationMention]:
    """Names that a head noun carries: "Ministry of Trade, Industry and Energy", "Hyundai Research Institute"."""
    if passage.shouts:
        return
    for index, word in enumerate(passage.words):
        head = organization_head(word.lower) if word.is_capital or is_legal_form(word) else None
        if head is None or word.lower in NOT_HEAD or passage.hit_at(Kind.TITLE, index) is not None:
            continue  # a programme is a project, not a body, unless the reference data knows better
        first = _first_word(passage, index)
        last = _last_word(passage, index, head)
        if (last - first < 2 and not head.alone) or last - first > _MAX_WORDS or _is_of_text(passage, last):
            continue
        if passage.slice(first, last).lower() in word_list("not_organization_name"):
            continue
        if _in_portfolio(passage, first, last):
            continue
        if _is_no_body(passage, first, index, last) or _is_no_name(passage, first, index, last, head):
            continue
        yield OrganizationMention(
            passage.words[first].start, passage.words[last - 1].end, passage.slice(first, last), head.kind, "org.head"
        )


def _in_portfolio(passage: Passage, first: int, last: int) -> bool:
    """Whether plain words belong to a minister's office: "Minister of Trade, Civil Aviation and Merchant Navy"."""
    words = passage.words
    named = (word.lower for word in words[first:last] if word.is_capital)
    if not all(is_ordinary_word(word) or organization_head(word) is not None for word in named):
        return False
    for index in range(first - 1, max(-1, first - _MAX_WORDS), -1):
        if words[index].text in ("of", "for") and index > 0:
            title = passage.hit_at(Kind.TITLE, index - 1)
            return title is not None and title.entry.value == "minister"
        if words[index].text not in ("and", "&", "the") and not words[index].is_capital:
            return False
    return False


def _is_no_name(passage: Passage, first: int, index: int, last: int, head: OrganizationHead) -> bool:
    """Whether the head and what stands with it make no name, for want of a telling word or as that of a person."""
    word = passage.words[index]
    if first == index and head.final and is_legal_form(word):
        return True  # it needs a name before it
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


def _is_of_text(passage: Passage, last: int) -> bool:
    """Whether the name goes on as that of a project or agreement ("Lekki Port Project", "Air Services Agreement")."""
    if passage.words[last - 1].lower in NOT_HEAD:
        return True
    if last >= len(passage.words) or not side_by_side(passage.words, last) or not passage.words[last].is_capital:
        return False
    return passage.words[last].lower in NOT_HEAD or passage.hit_at(Kind.INSTRUMENT, last) is not None


def _first_word(passage: Passage, index: int) -> int:
    """The first word of the name whose head is at `index`, over "X and Y Agency" where X is no name by itself."""
    words = passage.words
    first = run_start(words, index, lambda i: begins_other(passage, i))
    while first < index and drops(passage, first):
        first += 1
    first = _over_place(passage, _over_royal(passage, first, index))
    if _joins_left(passage, first, index):
        first = run_start(words, first - 2, lambda i: begins_other(passage, i))
        while drops(passage, first):
            first += 1
        first = _over_row(passage, first)
    first = _over_host(passage, first)
    return _over_brackets(passage, first, index)


def _over_place(passage: Passage, first: int) -> int:
    """The first word over the place whose last words it begins with: "Dar es Salaam Stock Exchange"."""
    for kind in (Kind.COUNTRY, Kind.CITY):
        hit = passage.hit_at(kind, first)
        if hit is not None and hit.start < passage.words[first].start:
            return passage.index_at(hit.start)
    return first


def _over_row(passage: Passage, first: int) -> int:
    """The first word over the row before "and": "Saudi Standards, Metrology and Quality Organization".

    All fields in the row are plain words, as names of bodies side by side hardly are.
    """
    words = passage.words
    while first >= 1 and words[first].gap == ", " and is_english_word(words[first].lower):
        left = run_start(words, first - 1, lambda i: begins_other(passage, i))
        left += drops(passage, left)
        field = words[left:first]
        plain = bool(field) and field[-1].is_capital and is_english_word(field[-1].lower)
        if not plain or organization_head(field[-1].lower) is not None or passage.is_state(first - 1):
            return first
        first = left
    return first


def _over_host(passage: Passage, first: int) -> int:
    """The first word over the port or bank that a company is of: "Port of Duqm Company"."""
    words = passage.words
    if first < 2 or words[first].gap != " " or words[first - 1].gap != " ":
        return first
    aim = words[first - 1].text == "for" and first > 2 and words[first - 3].lower == "the"
    if aim and words[first - 2].is_capital and organization_head(words[first - 2].lower) is None:
        return first - 2  # "the Green for Growth Fund"
    return first - 2 if words[first - 1].text == "of" and words[first - 2].text in _HOSTS else first


_HOSTS = frozenset(("Port", "Bank", "Ports", "Freeport"))


def _over_royal(passage: Passage, first: int, index: int) -> int:
    """The first word over a ruler's title in a name: "King Saud University", "Prince of Wales Hospital"."""
    words = passage.words
    head = organization_head(words[index].lower)
    if head is None or head.kind not in ("university", "other", "association", "programme") or not 0 < first < index:
        return first
    linked = first > 1 and words[first - 1].text == "of"
    place = first - 1 - linked
    if not words[place].is_capital or any(word.gap != " " for word in words[place + 1 : first + 1]):
        return first
    rulers = _NAMED_AFTER if linked else _RULERS
    return place if words[place].lower in rulers else first


_NAMED_AFTER = frozenset(("duke", "prince", "princess"))
_RULERS = frozenset(
    ("emperor", "imam", "king", "prince", "princess", "queen", "sheikh", "sheikha", "sir", "sultan", "tun")
)


def _joins_left(passage: Passage, first: int, index: int) -> bool:
    """Whether the name goes on left over the "and" before it: "Nursing and Midwifery Council", "Oil and Gas Agency".

    Two names stay two: "Kenya Power and Ethiopian Electric Power", "Huaxia Finance and Shanghai Academy".
    """
    words = passage.words
    joined = first >= 2 and words[first - 1].text == "and" and words[first].gap == " " and words[first - 1].gap == " "
    if not joined or first >= index or not words[first - 2].is_capital or passage.is_state(first):
        return False
    left = run_start(words, first - 2, lambda i: begins_other(passage, i))
    left += left < first - 2 and drops(passage, left)
    if left > 0 and words[left - 1].text in ("of", "for", "on") and words[left].gap == " ":
        return False  # "Ministry of Health and Otago Foundation"
    if words[first - 2].lower in word_list("division_noun"):
        return False  # "Oregon State and Toyama Prefecture"
    head = organization_head(words[first - 2].lower)
    field = words[first - 2].lower in word_list("field_head") and is_english_word(words[first].lower)
    taken_up = left == first - 2 and left > 0 and words[left - 1].lower == "the"  # "the Council and Otago Trust"
    plain = all(is_english_word(word.lower) for word in words[first:index])
    one_field = index == first + 1 and plain and words[index].lower in word_list("legal_form") and not taken_up
    if (
        head is not None
        and head.final
        and (first - 1 - left > 1 or (taken_up and not plain))
        and not (one_field or field)
    ):
        return False  # "Adelaide Bank and Sydney Agency", but "Asia Petroleum and Gas Co"
    place = any(passage.hit_at(kind, first) is not None for kind in (Kind.CITY, Kind.REGION))
    if place or not is_english_word(words[first].lower):
        return _are_towns(passage, left, first)
    return is_english_word(words[first - 2].lower) or head is not None


def _are_towns(passage: Passage, left: int, first: int) -> bool:
    """Whether the "and" joins two towns that name one body: "Bendigo and Adelaide Bank"."""
    words = passage.words
    one = left == first - 2 and left > 0 and words[left].gap == " " and words[left - 1].lower != "and"
    behind = organization_head(words[first + 1].lower)
    alone = behind is not None and behind.kind in ("bank", "company") and behind.final
    return one and alone and all(passage.hit_at(Kind.CITY, i) is not None for i in (first - 2, first))


def _over_brackets(passage: Passage, first: int, index: int) -> int:
    """The first word over a place in brackets before a legal form: "Enterprise Fund Management (Beijing) Co., Ltd."."""
    words = passage.words
    closes = first >= 2 and first == index and words[first].gap == ") " and words[first - 1].gap == " ("
    place = closes and any(passage.hit_at(kind, first - 1) for kind in (Kind.CITY, Kind.REGION, Kind.COUNTRY))
    if place and words[first].lower in word_list("legal_form") and words[first - 2].is_capital:
        first = run_start(words, first - 2, lambda i: begins_other(passage, i))
        return first + drops(passage, first)
    return first


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
        if words[end].text == "on" and passage.is_state(end - 1):
            break  # what the agreement is on: "the Ministry of Agriculture of Laos on Animal Health"
        after = _complement(passage, end, head)
        if after == end:
            break
        end = after
    return end


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
    return complement_end(words, end, lambda i: _ends_complement(passage, i)) if at_state else end


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
    single = complement_end(words, at, lambda i: _ends_complement(passage, i))
    if head.kind == "government" or _is_state_first(passage, at):
        return single
    bodies = any(organization_head(word.lower) for word in words[at + 1 : single])
    if bodies and words[at + 1].text == "the" and head.kind != "embassy":
        return at  # of another body; "Delegation of the European Union" is one
    after = complement_end(words, at, lambda i: _ends_complement(passage, i), passage.is_state)
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
    if any(passage.hit_at(Kind.ORGANIZATION, i) is not None or words[i].is_acronym for i in range(last, end)):
        return False
    named = organization_head(words[end - 1].lower)
    body = named is not None and named.kind not in ("company", "ministry")
    body = body and words[end - 1].lower not in word_list("portfolio_head")
    return not body and any(not is_foreign_word(words[i].lower) for i in range(last, end) if words[i].is_capital)


def _ends_complement(passage: Passage, index: int) -> bool:
    """As `begins_other`, but for offices in the plural ("Council of Ministers")."""
    if begins_person(passage, index) or ends_clause(passage, index):
        return True
    return not passage.words[index].lower.endswith("s") and begins_other(passage, index)


def _leading_company(passage: Passage, index: int, first: int) -> bool:
    """A head that may stand first ("Bank Indonesia", "PT Industri Baterai")."""
    return first == index and index + 1 < len(passage.words) and side_by_side(passage.words, index + 1)
