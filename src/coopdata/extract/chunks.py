"""From what was found in a document to clauses: which stretch of each sentence is which symbol.

See `clauses` for the symbols. Of stretches that overlap the one with the lower rank stands: a person with the title
before an organization in it, an organization before a state in its name.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from coopdata.documents.dates import DateMention
from coopdata.documents.model import BlockKind, Span
from coopdata.extract.clauses import Chunk, Clause, encode
from coopdata.extract.context import Passage
from coopdata.extract.lexicon import Entry, Hit, Kind
from coopdata.extract.linking import Organization, Person
from coopdata.extract.money import MoneyMention
from coopdata.extract.parties import PartyRef
from coopdata.extract.phrases import run_end, run_start, side_by_side
from coopdata.extract.titles import TitleMention
from coopdata.reference.countries import country_forms, country_names
from coopdata.reference.currencies import cardinals
from coopdata.reference.wordlists import word_list
from coopdata.reference.words import InstrumentForm, Strength, is_common_word, organization_head

_COLLECTIVE = re.compile(
    r"\b(?:[Tt]he|[Bb]oth|[Aa]ll|[Tt]hese|those|its|[Tt]heir)(?: (?:two|three|four|five|both))? (?P<noun>[a-z]+)\b"
    r"|\b(?P<pair>[Bb]oth|[Tt]he pair|[Tt]he two)\b"
)
_POSSESSIVE = re.compile(r"'s? ")


@dataclass(frozen=True)
class Found:
    """What the mention grammars and linking gave, in view positions."""

    passages: Sequence[Passage]
    organizations: Sequence[Organization]
    people: Sequence[Person]
    titles: Sequence[TitleMention]
    dates: Sequence[DateMention]
    money: Sequence[MoneyMention]


def clauses_of(found: Found) -> Iterator[Clause]:
    """The clause of every passage, in order."""
    ranks = sorted(_document_chunks(found), key=lambda ranked: (ranked[1].start, ranked[0]))
    starts = [chunk.start for _, chunk in ranks]
    twins = bool(found.passages) and _TWINS.search(found.passages[0].text) is not None
    for passage in found.passages:
        inside = ranks[bisect_left(starts, passage.start) : bisect_left(starts, passage.end)]
        chunks = [chunk for _, chunk in sorted(inside, key=lambda ranked: (ranked[0], ranked[1].start))]
        yield encode(passage, [*chunks, *_passage_chunks(passage, chunks, twins=twins)])


def _document_chunks(found: Found) -> Iterator[tuple[int, Chunk]]:
    """People, organizations, titles, dates and money of the whole document, each with its rank: the lower wins."""
    titled: set[int] = set()
    for person in found.people:
        for mention in person.mentions:
            title = mention.title
            if title is None or title.start in titled:  # "Governors A and B": the title stands with the first name
                yield 0, Chunk("N", mention.start, mention.end, person)
                continue
            titled.add(title.start)
            yield 0, Chunk("N", min(mention.start, title.start), max(mention.end, title.end), person)
    for organization in found.organizations:
        country = organization.country.value if organization.country else None
        for known in organization.mentions:
            ref = PartyRef(known.start, known.end, known.name, organization, country)
            yield 1, Chunk("P", known.start, known.end, ref)
    heads = _by_head(found.organizations)
    yield from ((1, chunk) for passage in found.passages for chunk in _definite_chunks(heads, passage))
    for title in found.titles:
        if title.of_state:
            yield 2, Chunk("R", title.start, title.end, title)
    for date in found.dates:
        yield 3, Chunk("D", date.start, date.end, date)
    for money in found.money:
        yield 4, Chunk("M", money.start, money.end, money)


_DEFINITE = re.compile(r"\b(?:[Tt]he|[Tt]his|[Tt]hat) (?:(?P<state>[A-Z][a-z]+) )?(?P<noun>[a-z]+)\b")


def _definite_chunks(heads: Mapping[str, Sequence[Organization]], passage: Passage) -> Iterator[Chunk]:
    """An organization taken up by its head noun: "the council", "the Swedish university"."""
    for match in _DEFINITE.finditer(passage.text, passage.start, passage.end) if heads else ():
        named = [one for one in heads.get(match["noun"], ()) if one.mentions[0].start < match.start()]
        if len(named) == 1:
            country = named[0].country.value if named[0].country else None
            ref = PartyRef(match.start(), match.end(), named[0].name, named[0], country)
            yield Chunk("P", match.start(), match.end(), ref)


def _by_head(organizations: Sequence[Organization]) -> Mapping[str, Sequence[Organization]]:
    """The organizations by the head nouns in their names, at most two a noun: a third changes nothing."""
    heads: dict[str, list[Organization]] = defaultdict(list)
    for organization in organizations:
        for word in dict.fromkeys(organization.name.lower().split()):
            if organization_head(word) is not None and len(heads[word]) < 2:
                heads[word].append(organization)
    return heads


def _passage_chunks(passage: Passage, before: Sequence[Chunk], *, twins: bool) -> Iterator[Chunk]:
    """Instruments, verbs, places, words for the parties together and unknown names of one sentence."""
    told = [("I", hit) for hit in passage.hits[Kind.INSTRUMENT]] + [("V", hit) for hit in passage.hits[Kind.VERB]]
    for symbol, hit in sorted(told, key=lambda pair: pair[1].start - pair[1].end):
        yield Chunk(symbol, hit.start, hit.end, hit)  # the longer first: "plan to sign" is no plan
    yield from _elliptic_chunks(passage)
    yield from _pronoun_chunks(passage)
    yield from _state_named_chunks(passage)
    if twins:
        yield from _twin_chunks(passage)
    yield from _place_chunks(passage, {chunk.start for chunk in before if chunk.symbol == "P"})
    yield from _collective_chunks(passage)
    yield from _unknown_chunks(passage)


_PRONOUN = re.compile(r"(?i:(?P<pronoun>it|them|one|they))\b")
_PASSIVE = re.compile(r"\b(?i:(?P<pronoun>it|them|one|they))(?: was | is | were | has been | have been | will be )\Z")
_PASSIVE_LENGTH = 16
"""Characters before a verb that `_PASSIVE` needs to see."""
_PRONOUN_ENTRY = Entry("it", Kind.INSTRUMENT, "other", detail=InstrumentForm("it", (), "other", Strength.PRONOUN))


ORDINALS = ("second", "third", "fourth", "fifth", "other", "another")
ELLIPSIS = re.compile(
    r"(?:(?:By|Under|In|With) )?(?:[Tt]he |[Aa] )?"
    rf"(?P<ordinal>{'|'.join(f'[{word[0].upper()}{word[0]}]{word[1:]}' for word in ORDINALS)})"
    r"(?=,? (?:is|was|takes|concerns|covers|deals|on|provides|sets|carries|aims|foresees|bears|ties|links)\b|, )"
)
ANOTHER = "another"
_ANOTHER_ENTRY = Entry(ANOTHER, Kind.INSTRUMENT, "other", detail=InstrumentForm(ANOTHER, (), "other", Strength.PRONOUN))


def _elliptic_chunks(passage: Passage) -> Iterator[Chunk]:
    """The agreement left unsaid in "A second, on farming, …", "The other concerns trade", "By the third, …"."""
    if any(hit.entry.detail.strength is not Strength.WEAK for hit in passage.hits[Kind.INSTRUMENT]):
        return
    match = ELLIPSIS.match(passage.text, passage.start, passage.end)
    if match is not None:
        start, end = match.span("ordinal")
        yield Chunk("I", start, end, Hit(start, end, _ANOTHER_ENTRY))


def _pronoun_chunks(passage: Passage) -> Iterator[Chunk]:
    """The "it" that is signed in a sentence that names no instrument ("signed it", "It was signed")."""
    if any(hit.entry.detail.strength is not Strength.WEAK for hit in passage.hits[Kind.INSTRUMENT]):
        return
    for verb in passage.hits[Kind.VERB]:
        if verb.entry.detail.lemma in word_list("strong_verb"):
            for start, end in taken_up(passage.text, verb.start, verb.end):
                yield Chunk("I", start, end, Hit(start, end, _PRONOUN_ENTRY))


def taken_up(text: str, start: int, end: int) -> list[Span]:
    """Where a pronoun stands right before or behind the verb at ``[start, end)``: "it was signed", "signed it"."""
    before = _PASSIVE.search(text, max(0, start - _PASSIVE_LENGTH), start)
    behind = _PRONOUN.match(text, end + 1) if text.startswith(" ", end) else None
    return [match.span("pronoun") for match in (before, behind) if match is not None]


def _place_chunks(passage: Passage, organizations: set[int]) -> Iterator[Chunk]:
    """Countries are possible parties, but for "in Laos", a place as any city is, and "Laos' Ministry of …"."""
    for hit in passage.hits[Kind.CITY]:
        if passage.hits_in(Kind.COUNTRY, hit.start, hit.end) and hit.entry.form not in country_forms():
            yield Chunk("L", hit.start, hit.end, hit)  # "Mexico City", "Port of Spain"
    for hit in passage.hits[Kind.COUNTRY]:
        owner = _POSSESSIVE.match(passage.text, hit.end)
        if owner is not None and owner.end() in organizations:
            continue
        before = passage.text[max(passage.start, hit.start - 12) : hit.start]
        if re.search(r"\b(?:in|across|throughout|within|inside|near|outside) (?:the )?$", before):
            yield Chunk("L", hit.start, hit.end, hit)
        else:
            name = passage.text[hit.start : hit.end]
            yield Chunk("P", hit.start, hit.end, PartyRef(hit.start, hit.end, name, None, hit.entry.value))
    yield from _sides(passage)
    for kind in (Kind.CITY, Kind.REGION):
        for hit in passage.hits[kind]:
            if _DIVISION.match(passage.text, hit.end) is None:
                yield Chunk("L", hit.start, hit.end, hit)


_TWINS = re.compile(
    r"\b(?:sister|twin|friendship|partner)[- ](?:cit(?:y|ies)|towns?|ports?|states?|provinces?)\b"
    r"|\b(?:cities|towns|municipalities) of (?=[A-Z])",
    re.IGNORECASE,
)
"""In a text of these, cities enter agreements."""
_AT = re.compile(r"\b(?:in|at|to|from|near|for|visit|around)(?: the)? $", re.IGNORECASE)


def _twin_chunks(passage: Passage) -> Iterator[Chunk]:
    """The cities that act, and are not where something is: "Lyon and Osaka renewed their agreement in Kobe"."""
    for hit in passage.hits[Kind.CITY]:
        if _AT.search(passage.text[max(passage.start, hit.start - 10) : hit.start]) is None:
            yield Chunk("U", hit.start, hit.end, passage.text[hit.start : hit.end])


_SIDE = re.compile(
    r" (?:sides?|delegations?|authorities|officials|part(?:y|ies)|negotiators|counterparts?|opposite number)\b"
)
_SIDES = re.compile(
    r" and (?P<other>\w+)"
    r"(?: sides| delegations| governments| authorities| officials| ministers| leaders| presidents| parties)\b"
)


def _sides(passage: Passage) -> Iterator[Chunk]:
    """The states in "the Lao side", "the Lao and Thai delegations"."""
    for hit in passage.hits[Kind.DEMONYM]:
        side = _SIDE.match(passage.text, hit.end, passage.end)
        both = _SIDES.match(passage.text, hit.end, passage.end)
        paired = both is not None and passage.hits_in(Kind.DEMONYM, *both.span("other"))
        if side is not None or paired:
            end = side.end() if side is not None else hit.end
            name = country_names()[hit.entry.value]
            yield Chunk("P", hit.start, end, PartyRef(hit.start, end, name, None, hit.entry.value))


_DIVISION = re.compile(r" (?:Province|Prefecture|Municipality|County|Governorate|Regency|State|City)\b")
"""After a place: its administration, which may be a party ("Jeju Province")."""


def _collective_chunks(passage: Passage) -> Iterator[Chunk]:
    yield from _they_chunks(passage)
    nouns = word_list("collective_noun")
    for match in _COLLECTIVE.finditer(passage.text, passage.start, passage.end):
        if _OF_NAMES.match(passage.text, match.end(), passage.end) is not None:
            continue  # "the cities of Lyon and Osaka" are named
        if match["noun"] == "signatories" and _WERE.search(passage.text, passage.start, match.start()) is not None:
            continue  # "A and B were the signatories" says who they are
        noun = match["noun"] or match["pair"].lower()
        described = _NOUN.match(passage.text, match.end(), passage.end)
        if noun in nouns or match.group("pair"):
            yield Chunk("G", match.start(), match.end(), noun)
        elif described is not None and described["noun"] in nouns:
            yield Chunk("G", match.start(), described.end(), described["noun"])
        elif (pair := _PAIR.match(passage.text, match.start(), match.end())) is not None and _is_verb(
            passage, pair.end()
        ):
            yield Chunk("G", match.start(), pair.end(), pair.group().lower())


_WERE = re.compile(r"\b(?:is|was|are|were) $")
_OF_NAMES = re.compile(r" of (?:the )?[A-Z]")
_NOUN = re.compile(r" (?P<noun>[a-z]+)\b")
"""The noun behind an adjective: "the two railway ministries"."""
THEY = "they"
"""What a chunk G says that stands for the two of the sentence before."""
_THEY = re.compile(r"\b[Tt]hey\b")
_HELPERS = frozenset(("also", "then", "have", "had", "will", "now"))


def _they_chunks(passage: Passage) -> Iterator[Chunk]:
    """The parties in "They signed a treaty"; in "They were signed" it is the treaties."""
    for match in _THEY.finditer(passage.text, passage.start, passage.end) if THEY in passage.lower else ():
        index = passage.index_after(match.end())
        while index < len(passage.words) and passage.words[index].lower in _HELPERS:
            index += 1
        if index < len(passage.words) and passage.hit_at(Kind.VERB, index) is not None:
            yield Chunk("G", match.start(), match.end(), THEY)


_PAIR = re.compile(r"[Tt]he two\b|[Bb]oth\b")
_AUXILIARIES = frozenset(
    ("also", "agreed", "are", "had", "have", "jointly", "then", "were", "will", "would", "yesterday")
)


def _is_verb(passage: Passage, position: int) -> bool:
    """Whether the word after the position is a verb of agreeing or an auxiliary: "the two concluded"."""
    index = passage.index_after(position)
    if index >= len(passage.words):
        return False
    return passage.words[index].lower in _AUXILIARIES or passage.hit_at(Kind.VERB, index) is not None


def _unknown_chunks(passage: Passage) -> Iterator[Chunk]:
    words = passage.words
    yield from _lower_of(passage)
    after = 0
    for index in passage.capitals:
        word = words[index]
        opener = index == 0 and word.lower in word_list("sentence_opener")
        if index < after or opener or passage.hit_at(Kind.HONORIFIC, index) is not None:
            continue
        if passage.is_state(index) and not _leads_name(passage, index):
            continue
        end = run_end(words, index, passage.is_state)
        end = _over_division(passage, index, end)
        plain = all(_is_plain(part) for each in words[index:end] for part in each.lower.split("-"))
        other = words[end - 1].lower in word_list("continent") or (word.text[0].isdigit() and end == index + 1)
        if not other and (not plain or end - index > 1):  # no continent, no "2GW"
            yield Chunk("U", word.start, words[end - 1].end, passage.slice(index, end))
        after = end


def _is_plain(word: str) -> bool:
    return is_common_word(word) or is_common_word(word.removesuffix("s")) or word in cardinals()


def _lower_of(passage: Passage) -> Iterator[Chunk]:
    """A body written small: "the port of Liepāja", "the city of Osaka"."""
    words = passage.words
    if passage.lowers.isdisjoint(word_list("lower_of")):
        return
    for index in range(len(words) - 2):
        if words[index].text in word_list("lower_of") and words[index + 1].text == "of":
            first = index + 2 + (words[index + 2].text == "the")
            if first < len(words) and words[first].is_capital and not passage.hit_at(Kind.COUNTRY, first):
                end = run_end(words, first, passage.is_state)
                yield Chunk("U", words[index].start, words[end - 1].end, passage.slice(index, end))
        elif words[index].text in word_list("lower_of_plural") and words[index + 1].text == "of":
            yield from _each_of(passage, index + 2)


def _each_of(passage: Passage, index: int) -> Iterator[Chunk]:
    """Each of "the cities of Lyon, Kobe and Medellín"."""
    words = passage.words
    while index < len(words) and words[index].is_capital and not passage.is_state(index):
        end = run_end(words, index, passage.is_state)
        yield Chunk("U", words[index].start, words[end - 1].end, passage.slice(index, end))
        index = end + (end < len(words) and words[end].text == "and")


def _over_division(passage: Passage, index: int, end: int) -> int:
    """The end of "State of São Paulo", where "State" alone ends at `end`."""
    words = passage.words
    one = end == index + 1 and words[index].lower in word_list("division_noun")
    if one and end + 1 < len(words) and words[end].text == "of" and words[end + 1].is_capital:
        return run_end(words, end + 1, passage.is_state)
    return end


def _state_named_chunks(passage: Passage) -> Iterator[Chunk]:
    """Names that begin or end with a state: "Kenya Power", "Telkom Kenya", which are not the state."""
    yield from _closed_by_state(passage)
    for index in sorted(passage.covered(Kind.COUNTRY, Kind.DEMONYM, Kind.CITY)):
        where = index > 0 and passage.words[index - 1].lower in ("in", "at", "from", "to", "near")
        city = passage.hit_at(Kind.CITY, index) is not None and not where
        if (passage.is_state(index) or city) and _leads_name(passage, index):
            end = run_end(passage.words, index, lambda i: _ends_name(passage, i))
            yield Chunk("U", passage.words[index].start, passage.words[end - 1].end, passage.slice(index, end))


def _closed_by_state(passage: Passage) -> Iterator[Chunk]:
    """An unknown name that a country closes, in a sentence and not a headline: "Telkom Kenya"."""
    words = passage.words
    for hit in passage.hits[Kind.COUNTRY] if passage.kind is not BlockKind.HEADLINE else ():
        index = passage.index_at(hit.start)
        if index == 0 or words[index].gap != " " or words[index].start != hit.start:
            continue
        before = words[index - 1]
        opener = index == 1 and before.lower in word_list("sentence_opener")
        known = any(passage.hit_at(kind, index - 1) is not None for kind in Kind)
        plain = _is_plain(before.lower) and (index == 1 or before.lower in word_list("no_name_before_state"))
        if before.is_capital and not (before.possessive or opener or known or plain):
            first = run_start(words, index - 1, passage.is_state)
            yield Chunk("U", words[first].start, hit.end, passage.text[words[first].start : hit.end])


def _leads_name(passage: Passage, index: int) -> bool:
    """Whether the state or people at `index` is the first word of a longer name, in a sentence and not a headline."""
    words = passage.words
    follows = index + 1 < len(words) and words[index + 1].is_capital and side_by_side(words, index + 1)
    return follows and passage.kind is not BlockKind.HEADLINE and not _ends_name(passage, index + 1)


def _ends_name(passage: Passage, index: int) -> bool:
    kinds = (Kind.COUNTRY, Kind.DEMONYM, Kind.TITLE, Kind.HONORIFIC, Kind.INSTRUMENT, Kind.EVENT, Kind.CITY)
    return passage.is_any(kinds, index) or not passage.words[index].text.isalpha()
