"""Everything found in one document before agreements are read: entities, dates, money, and the clauses made of them.

`build_scene` runs the mention grammars over every sentence, links the mentions, and encodes each sentence for the
rules about agreements, events and projects. The scene is not changed afterwards, but for organizations that only
their place in a rule shows to be such (`Scene.promote`).
"""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Protocol, Self, TypeVar

from coopdata.documents.dates import DateMention, find_dates
from coopdata.documents.model import BlockKind, Document
from coopdata.extract.clauses import Chunk, Clause, encode
from coopdata.extract.context import Passage
from coopdata.extract.inference import infer_countries
from coopdata.extract.lexicon import Entry, Hit, Kind, Lexicon
from coopdata.extract.linking import (
    Organization,
    Person,
    add_short_forms,
    link_organizations,
    link_people,
    settle_people,
    settle_states,
)
from coopdata.extract.money import MoneyMention, find_money
from coopdata.extract.organizations import (
    OrganizationMention,
    find_organizations,
    initials,
    other_acronyms,
    spelled_acronyms,
)
from coopdata.extract.parties import PartyRef
from coopdata.extract.people import PersonMention, find_people
from coopdata.extract.phrases import run_end
from coopdata.extract.titles import TitleMention, find_titles
from coopdata.extract.words import split_words
from coopdata.reference.wordlists import word_list
from coopdata.reference.words import InstrumentForm, Strength, is_common_word, organization_head

READ = (BlockKind.HEADLINE, BlockKind.BODY, BlockKind.LIST_ITEM, BlockKind.CAPTION)
"""The blocks that facts are read from; navigation, bylines and footers are not prose."""
_COLLECTIVE = re.compile(
    r"\b(?:[Tt]he|[Bb]oth|[Aa]ll|[Tt]hese|those|its|[Tt]heir)(?: (?:two|three|four|five|both))? (?P<noun>[a-z]+)\b"
    r"|\b(?P<pair>[Bb]oth|[Tt]he pair|[Tt]he two)\b"
)


_POSSESSIVE = re.compile(r"'s? ")


@dataclass
class Scene:
    """The parts of one document, in view positions."""

    document: Document
    passages: Sequence[Passage]
    organizations: list[Organization]
    people: Sequence[Person]
    dates: Sequence[DateMention]
    money: Sequence[MoneyMention]
    clauses: list[Clause] = field(default_factory=list)
    states: Counter[str] = field(default_factory=Counter)
    """How often the text names each state, by country code."""
    _promoted: dict[str, Organization] = field(default_factory=dict)

    def promote(self, chunk: Chunk) -> Organization:
        """The organization that an unknown capitalised name turns out to be by its place as a party."""
        name = self.document.view.text[chunk.start : chunk.end]
        found = self._promoted.get(name)
        if found is None:
            mention = OrganizationMention(chunk.start, chunk.end, name, "other", "org.party_place")
            found = self._promoted[name] = Organization([mention], {name.casefold()})
            self.organizations.append(found)
        return found


def build_scene(document: Document, lexicon: Lexicon) -> Scene:
    """The scene of a document; a document without prose gives one without parts."""
    passages = _passages(document, lexicon)
    named = [_Named.of(passage) for passage in passages]
    others = {acronym for passage in passages for acronym in other_acronyms(passage)}
    mentions = [mention for one in named for mention in one.organizations if mention.name not in others]
    spelled = {initials(mention.name): mention for mention in reversed(mentions)}
    mentions += [mention for passage in passages for mention in spelled_acronyms(passage, spelled)]
    titles = [title for one in named for title in one.titles]
    organizations = link_organizations(mentions)
    people = link_people([mention for one in named for mention in one.people])
    add_short_forms(people, passages, [(mention.start, mention.end) for mention in mentions])
    settle_people(people, organizations)
    settle_states(people)
    naming = (Kind.COUNTRY, Kind.DEMONYM)
    text = document.view.text
    states = Counter(
        hit.entry.value
        for passage in passages
        for kind in naming
        for hit in passage.hits[kind]
        if not text.startswith("$", hit.end)
    )
    infer_countries(organizations, people, passages, states)
    settle_states(people)
    dates = _within(find_dates(text), passages)
    money = _within(find_money(text, countries=[code for code, _ in states.most_common()]), passages)
    scene = Scene(document, passages, organizations, people, dates, money, states=states)
    scene.clauses = list(_clauses(scene, titles))
    return scene


@dataclass(frozen=True)
class _Named:
    """What one sentence names."""

    organizations: list[OrganizationMention]
    titles: list[TitleMention]
    people: list[PersonMention]

    @classmethod
    def of(cls, passage: Passage) -> Self:
        organizations = find_organizations(passage)
        titles = find_titles(passage, organizations)
        return cls(organizations, titles, find_people(passage, organizations, titles))


def _clauses(scene: Scene, titles: Sequence[TitleMention]) -> Iterator[Clause]:
    ranks = sorted(_document_chunks(scene, titles), key=lambda ranked: (ranked[1].start, ranked[0]))
    starts = [chunk.start for _, chunk in ranks]
    for passage in scene.passages:
        inside = ranks[bisect_left(starts, passage.start) : bisect_left(starts, passage.end)]
        chunks = [chunk for _, chunk in sorted(inside, key=lambda ranked: (ranked[0], ranked[1].start))]
        yield encode(passage, [*chunks, *_passage_chunks(passage, chunks)])


class _Placed(Protocol):
    @property
    def start(self) -> int: ...


_P = TypeVar("_P", bound=_Placed)


def _within(mentions: Sequence[_P], passages: Sequence[Passage]) -> list[_P]:
    """The mentions that lie in the prose."""
    starts = [passage.start for passage in passages]
    kept = []
    for mention in mentions:
        index = bisect_right(starts, mention.start) - 1
        if index >= 0 and mention.start < passages[index].end:
            kept.append(mention)
    return kept


def _passages(document: Document, lexicon: Lexicon) -> list[Passage]:
    text = document.view.text
    hits = lexicon.scan(text)
    places = dict.fromkeys(Kind, 0)
    passages: list[Passage] = []
    for sentence in document.sentences:
        inside: dict[Kind, list[Hit]] = {}
        for kind, found in hits.items():
            while places[kind] < len(found) and found[places[kind]].start < sentence.start:
                places[kind] += 1
            first = places[kind]
            while places[kind] < len(found) and found[places[kind]].end <= sentence.end:
                places[kind] += 1
            inside[kind] = found[first : places[kind]]
        kind_of_block = document.blocks[sentence.block].kind
        if kind_of_block in READ:
            words = split_words(text, sentence.start, sentence.end)
            passages.append(Passage(text, sentence.start, sentence.end, sentence.block, kind_of_block, words, inside))
    return passages


def _document_chunks(scene: Scene, titles: Sequence[TitleMention]) -> Iterator[tuple[int, Chunk]]:
    """People, organizations, titles, dates and money of the whole document, each with its rank: the lower wins."""
    for person in scene.people:
        for mention in person.mentions:
            title = mention.title
            start = min(mention.start, title.start) if title else mention.start
            end = max(mention.end, title.end) if title else mention.end
            yield 0, Chunk("N", start, end, person)
    for organization in scene.organizations:
        country = organization.country.value if organization.country else None
        for known in organization.mentions:
            ref = PartyRef(known.start, known.end, known.name, organization, country)
            yield 1, Chunk("P", known.start, known.end, ref)
    yield from ((1, chunk) for passage in scene.passages for chunk in _definite_chunks(scene, passage))
    for title in titles:
        if title.of_state:
            yield 2, Chunk("R", title.start, title.end, title)
    for date in scene.dates:
        yield 3, Chunk("D", date.start, date.end, date)
    for money in scene.money:
        yield 4, Chunk("M", money.start, money.end, money)


_DEFINITE = re.compile(r"\b(?:[Tt]he|[Tt]his|[Tt]hat) (?:(?P<state>[A-Z][a-z]+) )?(?P<noun>[a-z]+)\b")


def _definite_chunks(scene: Scene, passage: Passage) -> Iterator[Chunk]:
    """An organization taken up by its head noun: "the council", "the Swedish university"."""
    for match in _DEFINITE.finditer(passage.text, passage.start, passage.end):
        if organization_head(match["noun"]) is None:
            continue
        known = _taken_up(scene, match["noun"], match.start())
        if known is not None:
            country = known.country.value if known.country else None
            ref = PartyRef(match.start(), match.end(), known.name, known, country)
            yield Chunk("P", match.start(), match.end(), ref)


def _taken_up(scene: Scene, noun: str, position: int) -> Organization | None:
    """The organization named last before `position` that has this head noun in its name; None where two have."""
    named = [
        organization
        for organization in scene.organizations
        if organization.mentions[0].start < position and noun in organization.name.lower().split()
    ]
    return named[0] if len(named) == 1 else None


def _passage_chunks(passage: Passage, before: Sequence[Chunk]) -> Iterator[Chunk]:
    """Instruments, verbs, places, words for the parties together and unknown names of one sentence."""
    told = [("I", hit) for hit in passage.hits[Kind.INSTRUMENT]] + [("V", hit) for hit in passage.hits[Kind.VERB]]
    for symbol, hit in sorted(told, key=lambda pair: pair[1].start - pair[1].end):
        yield Chunk(symbol, hit.start, hit.end, hit)  # the longer first: "plan to sign" is no plan
    yield from _pronoun_chunks(passage)
    yield from _place_chunks(passage, {chunk.start for chunk in before if chunk.symbol == "P"})
    yield from _collective_chunks(passage)
    yield from _unknown_chunks(passage)


_PRONOUN = re.compile(r"\b(?:it|them|one|they)\b", re.IGNORECASE)
_PASSIVE = (" was ", " is ", " were ", " has been ", " have been ", " will be ")
_PRONOUN_ENTRY = Entry("it", Kind.INSTRUMENT, "other", detail=InstrumentForm("it", (), "other", Strength.PRONOUN))


def _pronoun_chunks(passage: Passage) -> Iterator[Chunk]:
    """The "it" that is signed in a sentence that names no instrument ("signed it", "It was signed")."""
    if any(hit.entry.detail.strength is not Strength.WEAK for hit in passage.hits[Kind.INSTRUMENT]):
        return
    for match in _PRONOUN.finditer(passage.text, passage.start, passage.end):
        for verb in passage.hits[Kind.VERB]:
            after = passage.text[verb.end : match.start()] == " "
            passive = passage.text[match.end() : verb.start] in _PASSIVE
            if after or passive:
                yield Chunk("I", match.start(), match.end(), Hit(match.start(), match.end(), _PRONOUN_ENTRY))


def _place_chunks(passage: Passage, organizations: set[int]) -> Iterator[Chunk]:
    """Countries are possible parties, but for "in Laos", a place as any city is, and "Laos' Ministry of …"."""
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
    for kind in (Kind.CITY, Kind.REGION):
        for hit in passage.hits[kind]:
            if _DIVISION.match(passage.text, hit.end) is None:
                yield Chunk("L", hit.start, hit.end, hit)


_DIVISION = re.compile(r" (?:Province|Prefecture|Municipality|County|Governorate|Regency|State|City)\b")
"""After a place: its administration, which may be a party ("Jeju Province")."""


def _collective_chunks(passage: Passage) -> Iterator[Chunk]:
    nouns = word_list("collective_noun")
    for match in _COLLECTIVE.finditer(passage.text, passage.start, passage.end):
        noun = match["noun"] or match["pair"].lower()
        if noun in nouns or match.group("pair"):
            yield Chunk("G", match.start(), match.end(), noun)


def _unknown_chunks(passage: Passage) -> Iterator[Chunk]:
    words = passage.words
    index = 0
    while index < len(words):
        word = words[index]
        opener = index == 0 and word.lower in word_list("sentence_opener")
        if not word.is_capital or opener or passage.is_state(index) or passage.hit_at(Kind.HONORIFIC, index):
            index += 1
            continue
        end = run_end(words, index, passage.is_state)
        plain = all(is_common_word(other.lower.removesuffix("s")) for other in words[index:end])
        if not plain or end - index > 1:
            yield Chunk("U", word.start, words[end - 1].end, passage.slice(index, end))
        index = end
