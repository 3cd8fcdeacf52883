"""Everything found in one document before agreements are read: entities, dates, money, and the clauses made of them.

`build_scene` runs the mention grammars over every sentence, links the mentions, and encodes each sentence for the
rules about agreements, events and projects. The scene is not changed afterwards, but for organizations that only
their place in a rule shows to be such (`Scene.promote`).
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Protocol, Self, TypeVar

from coopdata.documents.dates import DateMention, find_dates
from coopdata.documents.model import BlockKind, Document, Sentence
from coopdata.extract.acronyms import events_of_years, other_acronyms, with_abbreviations
from coopdata.extract.chunks import Found, clauses_of
from coopdata.extract.clauses import Chunk, Clause
from coopdata.extract.clubs import clubs
from coopdata.extract.context import Passage
from coopdata.extract.credits import FURNITURE, Credits
from coopdata.extract.home import home_state
from coopdata.extract.inference import infer_countries
from coopdata.extract.lexicon import Hit, Kind, Lexicon
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
from coopdata.extract.name_weighing import NameCandidate, name_candidates, weigh_names
from coopdata.extract.organization_details import OrganizationMention, state_of
from coopdata.extract.organizations import find_organizations
from coopdata.extract.people import find_people
from coopdata.extract.person_names import PersonMention
from coopdata.extract.repeats import met_again
from coopdata.extract.short_names import add_first_words
from coopdata.extract.titles import TitleMention, find_titles
from coopdata.extract.weights import Model, load_model
from coopdata.extract.words import split_words

if TYPE_CHECKING:
    from coopdata.extract.name_hearing import Listened

UNKNOWN_KIND = "other"
"""The kind of an organization of which the text gives only the name."""
READ = (BlockKind.HEADLINE, BlockKind.BODY, BlockKind.LIST_ITEM, BlockKind.CAPTION)
"""The blocks that facts are read from; datelines, bylines, footers and navigation are no prose, but give credits."""


_NAMING = frozenset((*READ, *FURNITURE))
"""The blocks in which bodies and people are sought."""
_PART, _PART_INSTRUMENTS = 250, 200
"""Sentences, and namings of instruments in them, that are read together at most: more than any article has."""


@dataclass
class Scene:
    """The parts of one document, in view positions."""

    document: Document
    passages: Sequence[Passage]
    organizations: list[Organization]
    people: Sequence[Person]
    dates: Sequence[DateMention]
    money: Sequence[MoneyMention]
    clauses: Sequence[Clause]
    states: Counter[str]
    """How often the text names each state, by country code."""
    home: str | None = None
    """The state of the publisher, by country code, as far as it is known."""
    _unknown: dict[str, Organization] = field(default_factory=dict)
    _known: set[int] = field(default_factory=set)
    """The identities of the organizations."""

    def parts(self) -> Iterator[Self]:
        """The scene in stretches of sentences that are read for agreements by themselves: nearly always one.

        What is longer than any article is a collection of texts, which do not tell of each other's agreements; so
        the time to read it stays linear in its length.
        """
        parts: list[list[Clause]] = [[]]
        instruments = 0
        for clause in self.clauses:
            named = len(clause.of("I"))
            instruments += named
            if len(parts[-1]) == _PART or instruments > _PART_INSTRUMENTS:
                parts.append([])
                instruments = named
            parts[-1].append(clause)
        if len(parts) == 1:
            yield self
            return
        for clauses in parts:
            yield replace(self, clauses=clauses, passages=[clause.passage for clause in clauses])

    def unknown(self, chunk: Chunk) -> Organization:
        """The organization that an unknown capitalised name may be; not one of the document's until it is promoted."""
        name = self.document.view.text[chunk.start : chunk.end]
        form = name.casefold()
        found = self._unknown.get(form)
        if found is None:
            mention = OrganizationMention(chunk.start, chunk.end, name, UNKNOWN_KIND, "org.party_place")
            found = self._unknown[form] = Organization([mention], {form})
        return found

    def promote(self, organization: Organization) -> None:
        """Count an unknown name as an organization, which its place as a party has shown it to be."""
        if not self._known:
            self._known.update(map(id, self.organizations))
        if id(organization) not in self._known:
            self._known.add(id(organization))
            self.organizations.append(organization)
            mention = organization.mentions[0]
            passage = self.passages[bisect_right(self.passages, mention.start, key=lambda one: one.start) - 1]
            organization.country = organization.country or state_of(passage, mention)


def build_scene(
    document: Document, lexicon: Lexicon, names: Model | None = None, heard: "Listened | None" = None
) -> Scene:
    """The scene of a document; a document without prose gives one without parts.

    `names` weighs the names that no grammar takes; it is the model `name` where none is given. `heard` is what the
    encoder takes names for, where it has been asked.
    """
    everything, passages, ruled = _ruled(document, lexicon)
    candidates = ruled.candidates(passages)
    bodies, persons = weigh_names(candidates, names or load_model("name"), heard) if candidates else ([], [])
    if heard is not None:
        from coopdata.extract.name_hearing import found_names, kept, whole_names  # noqa: PLC0415 - it needs numpy

        whole = whole_names(heard, passages, kept(heard, ruled.organizations))
        ruled = replace(ruled, organizations=whole, people=kept(heard, ruled.people))
        taken = [(one.start, one.end) for mentions in (ruled.organizations, bodies) for one in mentions]
        taken += [(one.start, one.end) for people in (ruled.people, persons) for one in people]
        others, strangers = found_names(heard, passages, taken)
        bodies, persons = [*bodies, *others], [*persons, *strangers]
    mentions, titles = [*ruled.organizations, *bodies], ruled.titles
    organizations = link_organizations(mentions)
    people = link_people([*ruled.people, *persons, *ruled.credited])
    taken = [(mention.start, mention.end) for mention in mentions]
    add_short_forms(people, passages, taken)
    add_first_words(organizations, people, passages, taken)
    settle_people(people, organizations)
    settle_states(people)
    text = document.view.text
    states = _states(passages, (Kind.COUNTRY, Kind.DEMONYM))
    places = _states(passages, (Kind.CITY,))
    lines = [passage for passage in everything if passage.kind is BlockKind.DATELINE]
    written = _states(lines, (Kind.COUNTRY, Kind.CITY))
    home = home_state(document.sidecar, lexicon)
    infer_countries(organizations, people, everything, states + states + places + written, home)
    settle_states(people)
    dates = _within(find_dates(text), passages)
    money = _within(find_money(text, countries=[code for code, _ in states.most_common()]), passages)
    found = Found(passages, organizations, people, titles, dates, money)
    return Scene(document, passages, organizations, people, dates, money, list(clauses_of(found)), states, home)


def unread_names(document: Document, lexicon: Lexicon) -> list[NameCandidate]:
    """The names that no grammar takes, to learn from what they are."""
    _, passages, ruled = _ruled(document, lexicon)
    return ruled.candidates(passages)


@dataclass(frozen=True)
class _Ruled:
    """What the grammars name in a document."""

    organizations: Sequence[OrganizationMention]
    people: Sequence[PersonMention]
    credited: Sequence[PersonMention]
    """People named around the text."""
    titles: Sequence[TitleMention]

    def candidates(self, passages: Sequence[Passage]) -> list[NameCandidate]:
        return name_candidates(passages, self.organizations, self.people)


def _ruled(document: Document, lexicon: Lexicon) -> tuple[list[Passage], list[Passage], _Ruled]:
    """All passages, those of the prose, and what the grammars name."""
    everything = _passages(document, lexicon)
    passages = [passage for passage in everything if passage.kind in READ]
    named = [_Named.of(passage) for passage in passages]
    around = [Credits.of(passage) for passage in everything if passage.kind in FURNITURE]
    mentions = _mentions(passages, named, around)
    bodies = {mention.start for mention in mentions if mention.rule in ("org.met_again", "org.club")}
    people = [one for each in named for one in each.people if one.title or one.start not in bodies]
    credited = [one for each in around for one in each.people]
    titles = [title for one in named for title in one.titles]
    return everything, passages, _Ruled(mentions, people, credited, titles)


def _mentions(
    passages: Sequence[Passage], named: Sequence["_Named"], credited: Sequence[Credits]
) -> list[OrganizationMention]:
    """All mentions of organizations: in the sentences, by their abbreviations, met again, and around the text."""
    others = {acronym for one in passages for acronym in (*other_acronyms(one), *events_of_years(one))}
    mentions = [mention for one in named for mention in one.organizations if mention.name not in others]
    mentions = with_abbreviations(mentions, passages)
    mentions += clubs(passages, mentions)
    mentions += met_again(mentions, passages)
    return mentions + [mention for one in credited for mention in one.organizations if mention.name not in others]


def _states(passages: Sequence[Passage], kinds: Sequence[Kind]) -> Counter[str]:
    """How often the passages name each state, by hits of the kinds; a currency is no mention ("US$")."""
    return Counter(
        hit.entry.value
        for passage in passages
        for kind in kinds
        for hit in passage.hits[kind]
        if not passage.text.startswith("$", hit.end)
    )


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
    text, blocks = document.view.text, document.blocks
    sentences = [one for one in document.sentences if blocks[one.block].kind in _NAMING]
    inside = _by_sentence(sentences, lexicon.scan(text))
    passages: list[Passage] = []
    for sentence, hits in zip(sentences, inside, strict=True):
        words = split_words(text, sentence.start, sentence.end)
        kind = blocks[sentence.block].kind
        passages += _pieces(Passage(text, sentence.start, sentence.end, sentence.block, kind, words, hits))
    return passages


def _by_sentence(sentences: Sequence[Sentence], hits: Mapping[Kind, Sequence[Hit]]) -> list[dict[Kind, list[Hit]]]:
    """The hits that lie within each sentence, by kind."""
    inside: list[dict[Kind, list[Hit]]] = [{kind: [] for kind in hits} for _ in sentences]
    starts = [sentence.start for sentence in sentences]
    for kind, found in hits.items():
        for hit in found:
            number = bisect_right(starts, hit.start) - 1
            if number >= 0 and hit.end <= sentences[number].end:
                inside[number][kind].append(hit)
    return inside


_LONGEST = 300
"""Words of a sentence; what is longer is a list without punctuation and is read in pieces, in linear time."""


def _pieces(passage: Passage) -> Iterator[Passage]:
    if len(passage.words) <= _LONGEST:
        yield passage
        return
    for first in range(0, len(passage.words), _LONGEST):
        words = passage.words[first : first + _LONGEST]
        start, end = words[0].start, words[-1].end
        hits = {kind: passage.hits_in(kind, start, end) for kind in passage.hits}
        yield Passage(passage.text, start, end, passage.block, passage.kind, words, hits)
