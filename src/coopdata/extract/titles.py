"""Titles of office as a text gives them: "Deputy Minister of Industry and Commerce", "the Mitic Minister".

A title begins at a head from the reference data ("minister", "director general"), reaches left over the words that
qualify it and right over its "of …". Whose title it is belongs to `people`.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from coopdata.extract.context import Evidence, Passage
from coopdata.extract.lexicon import Hit, Kind
from coopdata.extract.organization_details import OrganizationMention
from coopdata.extract.phrases import PARTICLES, complement_end, list_end, run_end, side_by_side
from coopdata.reference.currencies import cardinals
from coopdata.reference.wordlists import word_list
from coopdata.reference.words import TitleForm, is_field_word, is_given_name, is_ordinary_word

_MODIFIERS = word_list("title_modifier")
_OPENERS = word_list("sentence_opener")
_STATE_OFFICES = frozenset(("head_of_state", "head_of_government", "minister", "diplomat", "royal", "official"))
_GOVERNING = frozenset(("head_of_state", "head_of_government", "minister", "royal"))
"""Offices that also what stands behind "for" or "in" may tell the state of: "Minister of Health in Rwanda"."""
_LINKS = word_list("title_link")
"""Words that tie an office to what it is of: "of", "for", "at", "to", "in", "from"."""


@dataclass(frozen=True, slots=True)
class TitleMention:
    """A title at view positions, in the singular; `organization` is the one it names, `country` the state it names."""

    start: int
    end: int
    text: str
    can_prefix: bool
    of_state: bool
    """Whether it is an office of state: a head, minister, diplomat or the like."""
    organization: OrganizationMention | None
    country: Evidence | None
    is_rank: bool = False
    """Whether it is an academic or military rank, which says less than an office."""
    is_wording: bool = True
    """Whether it stands so in the text, where none of several share it in the plural."""
    is_told: bool = True
    """Whether it names an office, and is no verb ("who chairs the board") and no relation ("his counterpart")."""

    @property
    def is_noun(self) -> bool:
        """Whether it can be given as a title; "chairs" in "who chairs the board" only tells of one."""
        if not self.is_told:
            return False
        return self.text[0].isupper() or not self.text.split()[0].endswith("s") or " " in self.text


def find_titles(passage: Passage, organizations: Sequence[OrganizationMention]) -> list[TitleMention]:
    """The titles of a sentence, in order, not overlapping."""
    found: list[TitleMention] = []
    for hit in passage.hits[Kind.TITLE]:
        if (found and hit.start < found[-1].end) or _is_given(passage, hit):
            continue
        word = passage.words[passage.index_at(hit.start)]
        if word.start < hit.start and hit.end <= word.end:
            continue  # "Kevin-Prince", "Al-Amir"
        if any(org.start <= hit.start and hit.end < org.end for org in organizations if org.kind != "other"):
            continue
        found.append(_title(passage, hit, organizations))
    return found


def _title(passage: Passage, hit: Hit, organizations: Sequence[OrganizationMention]) -> TitleMention:
    first = _over_body(passage, _left(passage, hit), hit, organizations)
    last = _right(passage, hit, organizations)
    start, end = passage.words[first].start, passage.words[last - 1].end
    definition = next((org for org in organizations if org.start < end < org.end), None)
    end = definition.end if definition is not None else end
    named = [org for org in organizations if start <= org.start and org.end <= end]
    organization = named[-1] if named else _possessor(passage, first, organizations)
    return TitleMention(
        start,
        end,
        _singular(passage.text[start:end], hit, hit.end - start),
        _can_prefix(hit),
        hit.entry.value in _STATE_OFFICES,
        organization,
        _state(passage, hit, (start, end), first),
        is_rank=hit.entry.form in word_list("rank_title"),
        is_wording=not _is_plural(hit),
        is_told=hit.entry.form not in word_list("relation_title") and not _is_verb(passage, hit),
    )


def _is_verb(passage: Passage, hit: Hit) -> bool:
    """Whether the word is a verb in the present: "who chairs the board", "she heads the agency"."""
    index = passage.index_at(hit.start)
    pronoun = index > 0 and passage.words[index - 1].lower in ("who", "which", "he", "she", "that", "also")
    return pronoun and _is_plural(hit)


def _singular(text: str, hit: Hit, head: int) -> str:
    """The title of each of several: "Governors" gives Governor, "Ministers of Trade" Minister of Trade.

    The head noun ends at `head` in the text.
    """
    return text[: head - 1] + text[head:] if _is_plural(hit) else text


def _is_plural(hit: Hit) -> bool:
    return isinstance(hit.entry.detail, TitleForm) and hit.entry.form != hit.entry.detail.form


def _is_given(passage: Passage, hit: Hit) -> bool:
    """Whether the word is part of a person's name here ("Dean Chambliss", "Stephanie Pope")."""
    words = passage.words
    index = passage.index_at(hit.start)
    if words[index].end != hit.end or not words[index].is_capital:
        return False
    follows = index + 1 < len(words) and words[index + 1].is_capital and side_by_side(words, index + 1)
    leads = index > 0 and words[index - 1].is_capital and side_by_side(words, index)
    if follows and not leads and words[index].lower in word_list("title_given_name"):
        return _is_apposition(passage, index)
    if follows and not leads:
        return is_given_name(words[index].text)
    return leads and not follows and is_given_name(words[index - 1].text)


def _is_apposition(passage: Passage, index: int) -> bool:
    """Whether the name that may begin with a title has an office beside it: "the Director of PAHO, Dean Chambliss"."""
    words = passage.words
    offices = (passage.index_at(hit.start) for hit in passage.hits[Kind.TITLE] if hit.end <= words[index].start)
    before = index > 1 and words[index].gap == ", " and any(office >= index - _OFFICE for office in offices)
    end = run_end(words, index)
    behind = end < len(words) and words[end].gap == ", " and passage.hit_at(Kind.TITLE, end) is not None
    return before or behind


_OFFICE = 8
"""So many words of an office may stand before the name it is given to."""


def _can_prefix(hit: Hit) -> bool:
    return isinstance(hit.entry.detail, TitleForm) and hit.entry.detail.can_prefix_name


def _left(passage: Passage, hit: Hit) -> int:
    """The index of the first word that qualifies the head at `hit` ("Japanese", "Finance", "acting")."""
    words = passage.words
    index = passage.index_at(hit.start)
    while index > 0 and side_by_side(words, index):
        before = words[index - 1]
        if before.text == "and" and words[index].is_capital and _is_portfolio(passage, index - 2):
            index -= 2
            continue
        opener = before.lower in _OPENERS and (index == 1 or words[index - 1].gap.strip() != "")
        if opener or passage.hit_at(Kind.HONORIFIC, index - 1) is not None:
            break
        if not before.is_capital and before.lower not in _MODIFIERS and not _is_noun_before(passage, index - 1):
            break
        index -= 1
    return index


def _over_body(passage: Passage, first: int, hit: Hit, organizations: Sequence[OrganizationMention]) -> int:
    """The first word over a body in whose name the title begins: "Chamber of Commerce and Industry president"."""
    start = passage.words[first].start
    body = next((org for org in organizations if org.start < start < org.end <= hit.start), None)
    return passage.index_at(body.start) if body is not None else first


def _is_noun_before(passage: Passage, index: int) -> bool:
    """Whether a word written small is a noun of the office: "the fisheries commissioner", "the trade envoy"."""
    words = passage.words
    if index == 0 or words[index].gap != " " or passage.words[index + 1].is_capital:
        return False
    if words[index].lower in cardinals():
        return False  # "the two ministers"
    led = words[index - 1].lower in ("the", "its", "their", "our") or words[index - 1].possessive
    return led and is_ordinary_word(words[index].lower) and words[index].lower.isalpha()


def _is_portfolio(passage: Passage, index: int) -> bool:
    """Whether the word at `index` is of a portfolio that goes on after an "and": "Health and Sports Minister"."""
    words = passage.words
    if index < 0 or not words[index].is_capital or words[index + 1].gap != " ":
        return False
    held = any(passage.hit_at(kind, index) for kind in (Kind.TITLE, Kind.COUNTRY, Kind.DEMONYM, Kind.HONORIFIC))
    return not held and is_ordinary_word(words[index].lower) and words[index].lower not in _OPENERS


def _right(passage: Passage, hit: Hit, organizations: Sequence[OrganizationMention]) -> int:
    """The index after the title's last word, over "of …" and "and <another head> of …"."""
    words = passage.words
    end = passage.index_after(hit.end)
    while end < len(words):
        after = _over_post(passage, end) if hit.entry.value not in _GOVERNING else end
        if after == end:
            after = _over_link(passage, end, organizations)
        if after == end and end == passage.index_after(hit.end):
            after = _over_portfolio(passage, end)
        if after == end and end + 1 < len(words) and words[end].text == "and" and words[end].gap == " ":
            other = next((t for t in passage.hits[Kind.TITLE] if t.start >= words[end + 1].start), None)
            if other is not None and _left(passage, other) <= end + 1 and words[end + 1].start <= other.start:
                after = passage.index_after(other.end)
        if after == end:
            break
        end = after
    return _over_seat(passage, end)


def _over_seat(passage: Passage, end: int) -> int:
    """Over "in Geneva" before the comma that the holder's name follows: "Ambassador to the UN in Geneva, Mr …"."""
    words = passage.words
    if end + 1 >= len(words) or words[end].text != "in" or words[end].gap != " ":
        return end
    place = passage.hit_at(Kind.CITY, end + 1) or passage.hit_at(Kind.COUNTRY, end + 1)
    after = passage.index_after(place.end) if place is not None else end
    named = end < after < len(words) and words[after].gap == ", " and words[after].is_capital
    return after if named else end


def _over_post(passage: Passage, end: int) -> int:
    """Over where one is sent, but no name that may follow: "Ambassador to Vietnam and Laos Park Noh-wan"."""
    words = passage.words
    after = end
    while after + 1 < len(words):
        listed = after > end and words[after].gap == ", "
        if not listed and words[after].text not in (_POSTS if after == end else ("and",)):
            break
        first = after + (not listed)
        first += first + 1 < len(words) and words[first].text == "the"
        past = _past_place(passage, first)
        if past == first:
            break
        after = past
    return after


_POSTS = ("to", "for")


def _past_place(passage: Passage, first: int) -> int:
    """The index after the state or part of the world that begins at `first`: "Fiji", "Central Asia"; else `first`."""
    words = passage.words
    state = passage.hit_at(Kind.COUNTRY, first)
    if state is not None:
        return passage.index_after(state.end)
    last = first
    while last < min(len(words), first + _PLACE) and words[last].is_capital and words[last].gap == " ":
        last += 1
        if words[last - 1].lower in word_list("continent"):
            while last < len(words) and words[last].gap in (" ", "-") and words[last].lower in _PARTS:
                last += 1
            return last
    return first


_PLACE = 3
"""So many words may name a part of the world."""
_PARTS = word_list("continent") | {"islands", "states"}


def _over_link(passage: Passage, end: int, organizations: Sequence[OrganizationMention]) -> int:
    words = passage.words
    if words[end].text not in _LINKS or words[end].gap != " ":
        if words[end].text == "in" and passage.text[words[end].start :].startswith("in charge of "):
            after = complement_end(words, end + 2, lambda i: _ends(passage, i), passage.is_state)
            return _without_name(passage, end + 2, after)
        return end
    first = end + 1 + (end + 1 < len(words) and words[end + 1].text == "the")
    if first >= len(words) or words[first].gap != " ":
        return end
    organization = next((org for org in organizations if org.start <= words[first].start < org.end), None)
    if organization is not None:
        return passage.index_at(organization.end - 1) + 1
    if words[end].text in ("of", "for", "to"):
        listed = None if words[end].text == "to" else lambda i: _is_other(passage, i)
        after = complement_end(words, end, lambda i: _ends(passage, i), listed)
        return max(_without_name(passage, end, after), _over_small(passage, end))
    return end


def _over_small(passage: Passage, end: int) -> int:
    """The end over a field written small, if the holder's name follows: "vice president for power, Ana Ruiz"."""
    words = passage.words
    index = end + 1
    while index < min(len(words), end + _FIELD) and words[index].gap == " " and words[index].text.islower():
        index += 1
    if index == end + 1 or index >= len(words) or not all(is_ordinary_word(one.text) for one in words[end + 1 : index]):
        return end
    holder = passage.hit_at(Kind.HONORIFIC, index) is not None
    return index if holder or (words[index].gap == ", " and words[index].is_capital) else end


_FIELD = 5
"""So many words a field written small may have: "for research and innovation"."""


def _is_other(passage: Passage, index: int) -> bool:
    """Whether an item begins something other than a further portfolio: a state, an office, a known body, a person."""
    if passage.is_state(index) or passage.hit_at(Kind.TITLE, index) or passage.hit_at(Kind.ORGANIZATION, index):
        return True
    words = passage.words
    paired = index + 1 < len(words) and words[index + 1].is_capital and side_by_side(words, index + 1)
    return paired and not any(is_field_word(word.lower) for word in words[index : index + 2])


def _without_name(passage: Passage, start: int, end: int) -> int:
    """The end of a portfolio without the name right after it: "of Transport and Communications Rokas Masiulis".

    Of "of Sports and Youth Salah bin Ghanem" the phrase may have ended before the particle.
    """
    last = end
    while last > start and not _is_of_portfolio(passage, last - 1):
        last -= 1
    words = passage.words
    two = end - last > 1 or (end - last == 1 and end < len(words) and words[end].text in PARTICLES)
    named = two and words[last - 1].is_capital and words[last].is_capital
    return last if named and last > start + 1 else end


def _is_of_portfolio(passage: Passage, index: int) -> bool:
    word = passage.words[index]
    placed = passage.is_state(index) or passage.hit_at(Kind.CITY, index) is not None
    return placed or (word.is_capital and is_field_word(word.lower))


def _over_portfolio(passage: Passage, end: int) -> int:
    """Over "SMEs and Startups" in "Deputy Minister SMEs and Startups, Mr …": a portfolio whose "of" was dropped."""
    words = passage.words
    if not words[end].is_capital or words[end].gap != " " or _ends(passage, end):
        return end
    last = list_end(words, run_end(words, end, lambda i: _ends(passage, i)), lambda i: _ends(passage, i))
    closed = last < len(words) and words[last].gap == ", " and passage.hit_at(Kind.HONORIFIC, last) is not None
    return last if closed else end


def _ends(passage: Passage, index: int) -> bool:
    return passage.hit_at(Kind.HONORIFIC, index) is not None or (
        passage.hit_at(Kind.TITLE, index) is not None and passage.words[index].gap != " "
    )


def _possessor(
    passage: Passage, first: int, organizations: Sequence[OrganizationMention]
) -> OrganizationMention | None:
    """The organization whose title it is by an 's before it ("Petra's Director General")."""
    if first == 0 or not passage.words[first - 1].possessive:
        return None
    end = passage.words[first - 1].end
    return next((org for org in organizations if org.end == end), None)


def _state(passage: Passage, title: Hit, span: tuple[int, int], first: int) -> Evidence | None:
    """The state that the holder of a title serves, where words of the title, or beside it, name one."""
    start, end = span
    hit = passage.hit_at(Kind.COUNTRY, first - 1) if first > 0 and passage.words[first - 1].possessive else None
    if hit is None:
        inside = (hit for kind in (Kind.DEMONYM, Kind.COUNTRY) for hit in passage.hits_in(kind, start, end))
        served = (hit for hit in inside if not _is_post(passage, title, hit))
        hit = min(served, key=lambda h: h.start, default=None)
    if hit is None and passage.text.startswith(", ", end):
        hit = next((h for h in passage.hits[Kind.COUNTRY] if h.start == end + 2), None)
    if hit is None:
        return None
    return Evidence(hit.entry.value, hit.start, hit.end, "title.state", confidence=0.9)


def _is_post(passage: Passage, title: Hit, state: Hit) -> bool:
    """Whether a state is where one is sent, not whom one serves: "Ambassador to Chile", "ADB Director for Laos"."""
    words, index = passage.words, passage.index_at(state.start)
    if passage.hit_at(Kind.COUNTRY, index) is None:  # of "Lao PDR" the first word is a demonym, too
        return False
    if index > 0 and words[index - 1].lower == "the":
        index -= 1
    if index > 1 and (words[index - 1].text == "and" or words[index].gap == ", "):
        other = passage.hit_at(Kind.COUNTRY, index - 1 - (words[index - 1].text == "and"))
        return other is not None and _is_post(passage, title, other)
    link = words[index - 1].text if index > 0 and words[index].gap == " " else ""
    return link == "to" or (link in ("for", "in") and title.entry.value not in _GOVERNING)
