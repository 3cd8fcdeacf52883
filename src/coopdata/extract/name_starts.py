"""Where the name of an organization begins whose head noun has been found."""

from coopdata.extract.context import Passage
from coopdata.extract.lexicon import Kind
from coopdata.extract.name_bounds import begins_other, drops
from coopdata.extract.phrases import run_start
from coopdata.reference.wordlists import word_list
from coopdata.reference.words import is_english_word, organization_head


def first_word(passage: Passage, index: int) -> int:
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
    return _over_host(passage, first)


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
