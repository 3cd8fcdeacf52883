"""From what was found in a document to clauses: which stretch of each sentence is which symbol.

See `clauses` for the symbols. Of stretches that overlap the one with the lower rank stands: a person with the title
before an organization in it, an organization before a state in its name.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial

from coopdata.documents.dates import DateMention
from coopdata.documents.model import Span
from coopdata.expressions import later
from coopdata.extract.belonging import owners
from coopdata.extract.clauses import Chunk, Clause
from coopdata.extract.context import Passage
from coopdata.extract.lexicon import Entry, Hit, Kind
from coopdata.extract.linking import Organization, Person
from coopdata.extract.money import MoneyMention
from coopdata.extract.parties import PartyRef
from coopdata.extract.titles import TitleMention
from coopdata.extract.unknown_names import state_named, unknown_names
from coopdata.reference.countries import country_forms, country_names
from coopdata.reference.wordlists import word_list
from coopdata.reference.words import InstrumentForm, Strength, organization_head

_COLLECTIVE = later(
    r"\b(?:[Tt]he|[Bb]oth|[Aa]ll|[Tt]hese|those|its|[Tt]heir)(?: (?:two|three|four|five|both))? (?P<noun>[a-z]+)\b"
    r"|\b(?P<pair>[Bb]oth|[Tt]he pair|[Tt]he two)\b"
)
_POSSESSIVE = later(r"'s? ")


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
        more = partial(_passing_chunks, passage, chunks, twins=twins)
        yield Clause(passage, [*chunks, *_agreeing_chunks(passage)], more)


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
    behind = owners(found.organizations, found.passages[0].text) if found.passages else {}
    for organization in found.organizations:
        country = organization.country.value if organization.country else None
        for known in organization.mentions:
            ref = PartyRef(known.start, known.end, known.name, organization, country)
            yield 1, Chunk("P", known.start, behind[known.start].end if known.start in behind else known.end, ref)
    heads = _by_head(found.organizations)
    yield from ((1, chunk) for passage in found.passages for chunk in _definite_chunks(heads, passage))
    for title in found.titles:
        if title.of_state:
            yield 2, Chunk("R", title.start, title.end, title)
    for date in found.dates:
        yield 3, Chunk("D", date.start, date.end, date)
    for money in found.money:
        yield 4, Chunk("M", money.start, money.end, money)


_DEFINITE = later(r"\b(?:[Tt]he|[Tt]his|[Tt]hat) (?:same )?(?:(?P<state>[A-Z][a-z]+) )?(?P<noun>[a-z]+)\b")


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


def _agreeing_chunks(passage: Passage) -> Iterator[Chunk]:
    """Instruments and verbs of one sentence."""
    told = [("I", hit) for hit in passage.hits[Kind.INSTRUMENT]] + [("V", hit) for hit in passage.hits[Kind.VERB]]
    for symbol, hit in sorted(told, key=lambda pair: pair[1].start - pair[1].end):
        yield Chunk(symbol, hit.start, hit.end, hit)  # the longer first: "plan to sign" is no plan
    yield from _elliptic_chunks(passage)
    yield from _pronoun_chunks(passage)


def _passing_chunks(passage: Passage, before: Sequence[Chunk], *, twins: bool) -> Iterator[Chunk]:
    """Places, words for the parties together and unknown names of one sentence: they stand behind all others."""
    yield from state_named(passage)
    if twins:
        yield from _twin_chunks(passage)
    yield from _place_chunks(passage, {chunk.start for chunk in before if chunk.symbol == "P"})
    yield from _collective_chunks(passage)
    yield from unknown_names(passage)


_PRONOUN = later(r"(?i:(?P<pronoun>it|them|one|they))\b")
_PASSIVE = later(r"\b(?i:(?P<pronoun>it|them|one|they))(?: was | is | were | has been | have been | will be )\Z")
_PASSIVE_LENGTH = 16
"""Characters before a verb that `_PASSIVE` needs to see."""
_PRONOUN_ENTRY = Entry("it", Kind.INSTRUMENT, "other", detail=InstrumentForm("it", (), "other", Strength.PRONOUN))


ORDINALS = ("first", "second", "third", "fourth", "fifth", "other", "another")
_ONE_OF = r"[Oo]ne of (?:them|these)"
_OF_ONE = (
    "aims|bears|between|binds|carries|commits|concerned|concerns|covered|covers|deals|dealt|foresees|gives|involves|is"
    "|joins|lets|links|obliges|on|opens|provides|regulates|sets|takes|ties|was|with"
)
"""What is said of an agreement left unsaid."""
ELLIPSIS = later(
    r"(?:(?:By|Under|In|With) )?(?:[Tt]he |[Aa] )?"
    rf"(?P<ordinal>{'|'.join(f'[{word[0].upper()}{word[0]}]{word[1:]}' for word in ORDINALS)}|{_ONE_OF})"
    rf"(?=,? (?:{_OF_ONE})\b|, )"
)
ANOTHER = "another"
_ANOTHER_ENTRY = Entry(ANOTHER, Kind.INSTRUMENT, "other", detail=InstrumentForm(ANOTHER, (), "other", Strength.PRONOUN))


_LISTED = later(
    rf"(?:[;:,] (?:and )?|[–—] |, by | and )(?P<ordinal>(?:the |a )?(?:{'|'.join(ORDINALS)})|one)"
    r"(?=,? (?:(?:on|for|about|covering) [^,;]{1,40}, )?"
    r"(?:(?:is |was )?(?:signed |concluded )?(?:with|between|by)|[a-z]+ing) )"
)
"""The agreement left unsaid inside a sentence about several: "two contracts: one with A, and one with B"."""


def _listed_chunks(passage: Passage) -> Iterator[Chunk]:
    """One of several in the sentence that names them all: "the first with A; the second by B and C"."""
    named = [hit for hit in passage.hits[Kind.INSTRUMENT] if hit.entry.form in hit.entry.detail.plurals]
    if not named:
        return
    first = min(hit.end for hit in named)
    for match in _LISTED.finditer(passage.text, first, passage.end):
        start, end = match.span("ordinal")
        yield Chunk("I", start, end, Hit(start, end, _ANOTHER_ENTRY))


_ONE_WITH = later(
    r"\b(?P<one>[Aa] (?:similar|second|third|new|further|separate) one|[Aa]nother(?: one)?|(?:[Tt]he )?[Oo]ne"
    r"|[Tt]he latest)"
    r"(?=,?(?: of (?:the same|this|that) kind| in (?:force|place))? with (?:the )?[A-Z])"
    r"|\b(?P<of>[Tt]hat|[Tt]he one|one) (?:of|from) (?=(?:[A-Z][a-z]+ )?\d{4}\b)"
    r"|\b(?P<which>(?:[Aa]n?|[Tt]he|[Ii]ts|[Tt]heir|[Tt]his) "
    r"(?:earlier|previous|older|old|present|current|existing|former|original|new|second|third|similar|last) one"
    r"|(?<!, )(?:the o|The o|O)ne(?= (?:that|which|concluded|signed|agreed|reached|in force)\b)"
    r"|one of (?:its|their) own(?= with\b)|(?<=\band )that(?= with (?:the )?[A-Z]))\b(?! of the)"
)
"""The agreement left unsaid beside another: "another with Japan is planned", "it replaces the one from 2004", "an
earlier one ran out"."""


def _ones_with(passage: Passage) -> Iterator[Chunk]:
    """The chunks of `_ONE_WITH`, in a sentence that tells of agreements or agreeing."""
    if not passage.hits[Kind.INSTRUMENT] and not passage.hits[Kind.VERB]:
        return
    for match in _ONE_WITH.finditer(passage.text, passage.start, passage.end):
        start, end = match.span(match.lastgroup or 0)
        if passage.text[max(passage.start, start - 3) : start].lower() != "no ":
            yield Chunk("I", start, end, Hit(start, end, _ANOTHER_ENTRY))


def _elliptic_chunks(passage: Passage) -> Iterator[Chunk]:
    """The agreement left unsaid in "A second, on farming, …", "The other concerns trade", "By the third, …"."""
    yield from _listed_chunks(passage)
    yield from _ones_with(passage)
    if _names_instrument(passage):
        return
    match = ELLIPSIS.match(passage.text, passage.start, passage.end)
    if match is not None:
        start, end = match.span("ordinal")
        yield Chunk("I", start, end, Hit(start, end, _ANOTHER_ENTRY))


def _names_instrument(passage: Passage) -> bool:
    """Whether a word of the sentence names an instrument and hardly means anything else."""
    hits = passage.hits[Kind.INSTRUMENT]
    return bool(hits) and any(hit.entry.detail.strength is not Strength.WEAK for hit in hits)


def _pronoun_chunks(passage: Passage) -> Iterator[Chunk]:
    """The "it" that is signed in a sentence that names no instrument ("signed it", "It was signed")."""
    if not passage.hits[Kind.VERB] or _names_instrument(passage):
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
            yield Chunk("L", hit.start, hit.end, hit)
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
            ruled = _RULED.search(passage.text, max(passage.start, hit.start - 24), hit.start)
            if ruled is None and _DIVISION.match(passage.text, hit.end) is None:
                yield Chunk("L", hit.start, hit.end, hit)


_TWINS = later(
    r"\b(?:sister|twin|friendship|partner)[- ](?:cit(?:y|ies)|towns?|ports?|states?|provinces?)\b"
    r"|\b(?:cities|towns|municipalities|provinces) of (?=[A-Z])"
    r"|\b(?:mayors?|mayoral|municipal(?:ity|ities)?|prefectural|city hall|city council|town hall|twinn(?:ed|ing)s?)\b",
    re.IGNORECASE,
)
"""In a text of these, cities enter agreements."""
_AT = later(r"\b(?:in|at|to|from|near|(?<!signed )(?<!sign )for|visit|around)(?: the)? $", re.IGNORECASE)


def _twin_chunks(passage: Passage) -> Iterator[Chunk]:
    """The cities that act, and are not where something is: "Lyon and Osaka renewed their agreement in Kobe"."""
    for hit in passage.hits[Kind.CITY]:
        if _AT.search(passage.text[max(passage.start, hit.start - 16) : hit.start]) is None:
            yield Chunk("U", hit.start, hit.end, passage.text[hit.start : hit.end])


_SIDE = later(
    r" (?:sides?|delegations?|authorities|officials|part(?:y|ies)|negotiators|counterparts?|opposite number)\b"
)
_SIDES = later(
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


_DIVISION = later(r" (?:Province|Prefecture|Municipality|County|Governorate|Regency|State|City)\b")
"""After a place: its administration, which may be a party ("Jeju Province")."""
_RULED = later(r"(?:State|Province|Prefecture|Municipality|County|Canton|Governorate|Emirate|City) of (?:the )?\Z")
"""Before a place: the same ("State of Oregon")."""


def _collective_chunks(passage: Passage) -> Iterator[Chunk]:
    yield from _they_chunks(passage)
    yield from _described_pairs(passage)
    nouns = word_list("collective_noun")
    if passage.parts.isdisjoint(nouns) and passage.parts.isdisjoint(_PAIR_WORDS):
        return
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


_PAIR_WORDS = frozenset(("both", "pair", "two"))
"""What a match of `_COLLECTIVE` holds that stands for a pair and not for its noun."""
_BOTH_DESCRIBED = later(r"\b[Tt]he (?P<one>[a-z]+) and the (?P<other>[a-z]+)(?= [a-z])")


def _described_pairs(passage: Passage) -> Iterator[Chunk]:
    """The parties as what they are, before a verb: "The lender and the government signed a loan agreement"."""
    if _described_as().isdisjoint(passage.parts):
        return
    for match in _BOTH_DESCRIBED.finditer(passage.text, passage.start, passage.end):
        if {match["one"], match["other"]} <= _described_as() and _is_verb(passage, match.end()):
            yield Chunk("G", match.start(), match.end(), "the two")


@cache
def _described_as() -> frozenset[str]:
    """What bodies and governments are called when they are taken up."""
    return word_list("company_noun") | word_list("lower_head") | word_list("owned_head")


_WERE = later(r"\b(?:is|was|are|were) $")
_OF_NAMES = later(r" of (?:the )?[A-Z]")
_NOUN = later(r" (?P<noun>[a-z]+)\b")
"""The noun behind an adjective: "the two railway ministries"."""
THEY = "they"
"""What a chunk G says that stands for the two of the sentence before."""
_THEY = later(r"\b[Tt]hey\b")
_HELPERS = frozenset(("also", "then", "have", "had", "will", "now"))


def _they_chunks(passage: Passage) -> Iterator[Chunk]:
    """The parties in "They signed a treaty"; in "They were signed" it is the treaties."""
    for match in _THEY.finditer(passage.text, passage.start, passage.end) if THEY in passage.parts else ():
        index = passage.index_after(match.end())
        while index < len(passage.words) and passage.words[index].lower in _HELPERS:
            index += 1
        if index < len(passage.words) and passage.hit_at(Kind.VERB, index) is not None:
            yield Chunk("G", match.start(), match.end(), THEY)


_PAIR = later(r"[Tt]he two\b|[Bb]oth\b")
_AUXILIARIES = frozenset(
    ("also", "agreed", "are", "had", "have", "jointly", "then", "were", "will", "would", "yesterday")
)


def _is_verb(passage: Passage, position: int) -> bool:
    """Whether the word after the position is a verb of agreeing or an auxiliary: "the two concluded"."""
    index = passage.index_after(position)
    if index >= len(passage.words):
        return False
    return passage.words[index].lower in _AUXILIARIES or passage.hit_at(Kind.VERB, index) is not None
