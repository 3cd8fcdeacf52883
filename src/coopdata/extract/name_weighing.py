"""Names that no grammar takes, weighed: whether "Ferrexpo", "Moza Banco" or "Irineu Camacho" is a body or a person.

A candidate is a row of capitals that no rule has read, with all its places in the document. What is observed is how its
words look ("-bank", a given name, a dictionary word) and what stands beside it ("the lender", "said", "of Madrid"). The
model `name` (`weights`), learnt from annotated documents, says what it is. Only names of the same document count; no
word of a name is looked at that fewer than three annotated documents hold.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from coopdata.extract.context import Passage
from coopdata.extract.lexicon import Kind
from coopdata.extract.name_bounds import TIMES, drops
from coopdata.extract.organization_details import OrganizationMention, completed
from coopdata.extract.person_names import PersonMention
from coopdata.extract.phrases import run_end
from coopdata.extract.weights import Model
from coopdata.extract.words import Word
from coopdata.reference.wordlists import word_list
from coopdata.reference.words import is_english_word, is_given_name, organization_head

if TYPE_CHECKING:
    from coopdata.extract.name_hearing import Listened

ORGANIZATION, PERSON, NONE = "organization", "person", "none"
_LIKELY: Mapping[str, float] = {ORGANIZATION: 0.55, PERSON: 0.5}
"""From this probability on a name is one; see `coopdata.training`."""
_SEATED = "a2= of TOWN"
"""Unread names with their town are hardly people's: "Copperline and Tubos Andinos of Lima signed"."""
_WINDOW = 4
"""So many words before and behind a name are looked at."""
_APPOSITION = 7
"""The same for the noun that says what it is: "Ferrexpo, the iron-ore pellet producer,"."""
_PLACE_KINDS = (Kind.COUNTRY, Kind.DEMONYM)
_BESIDE = {
    Kind.TITLE: "TITLE",
    Kind.HONORIFIC: "HONORIFIC",
    Kind.DEMONYM: "PEOPLE",
    Kind.COUNTRY: "STATE",
    Kind.CITY: "TOWN",
    Kind.REGION: "TOWN",
    Kind.INSTRUMENT: "INSTRUMENT",
}
_WITHIN = (*_BESIDE, Kind.EVENT, Kind.ORGANIZATION)


@dataclass
class NameCandidate:
    """A name with its places, each a sentence with the first and last-plus-one index, and what is observed of them."""

    name: str
    places: list[tuple[Passage, int, int]] = field(default_factory=list)
    observed: set[str] = field(default_factory=set)


def name_candidates(
    passages: Sequence[Passage], organizations: Sequence[OrganizationMention], people: Sequence[PersonMention]
) -> list[NameCandidate]:
    """The names that are neither of the organizations nor of the people, nor short for one of them."""
    found: dict[str, NameCandidate] = {}
    bodies, persons = _Spans(organizations), _Spans(people)
    short = {part for one in people for part in one.name.split()}
    short |= {one.name[:end] for one in organizations for end in _word_ends(one.name)}
    for passage in passages:
        if passage.shouts or not passage.capitals:
            continue
        around = _Around(passage, bodies.words(passage), persons.words(passage))
        for first, end in _rows(around):
            name = passage.slice(first, end)
            if name in short or (end == first + 1 and organization_head(passage.words[first].lower) is not None):
                continue  # "the Bank" takes one up that is named elsewhere
            candidate = found.setdefault(name, NameCandidate(name))
            candidate.places.append((passage, first, end))
            candidate.observed.update(_shape(passage, first, end), _context(around, first, end))
    for candidate in found.values():
        candidate.observed.add(f"count={min(len(candidate.places), 4)}")
    return list(found.values())


def weigh_names(
    candidates: Sequence[NameCandidate], model: Model, heard: "Listened | None" = None
) -> tuple[list[OrganizationMention], list[PersonMention]]:
    """Those candidates that the model, and the encoder where it was asked, take for organizations and for people."""
    bodies: list[OrganizationMention] = []
    people: list[PersonMention] = []
    for candidate in candidates:
        found: Mapping[str, float] = model.probabilities(candidate.observed)
        if heard is not None:
            spans = [(one.words[first].start, one.words[end - 1].end) for one, first, end in candidate.places]
            found = heard.weighed(found, spans)
        label, probability = max(found.items(), key=lambda pair: pair[1])
        if probability < _LIKELY[label] or (label == PERSON and _SEATED in candidate.observed):
            continue
        for passage, first, end in candidate.places:
            start, stop = passage.words[first].start, passage.words[end - 1].end
            if label == PERSON:
                people.append(PersonMention(start, stop, candidate.name, "person.weighed"))
            else:
                kind = _kind(passage.words[first:end])
                mention = OrganizationMention(start, stop, candidate.name, kind, "org.weighed")
                bodies.append(completed(passage, mention))
    return bodies, people


def _kind(words: Sequence[Word]) -> str:
    heads = [head for word in words if (head := organization_head(word.lower)) is not None]
    return heads[-1].kind if heads else "other"


def _word_ends(name: str) -> Iterator[int]:
    return (place for place, char in enumerate(name) if char == " ")


_NOTHING: Set[int] = frozenset()


class _Spans:
    """The stretches of some mentions, to be asked for sentence by sentence."""

    def __init__(self, mentions: Sequence[OrganizationMention] | Sequence[PersonMention]) -> None:
        self._spans = sorted((mention.start, mention.end) for mention in mentions)
        self._starts = [start for start, _ in self._spans]

    def words(self, passage: Passage) -> Set[int]:
        """The indices of the words of the sentence that the mentions cover."""
        low, high = bisect_left(self._starts, passage.start), bisect_right(self._starts, passage.end)
        if low == high:
            return _NOTHING
        return {
            index
            for start, end in self._spans[low:high]
            for index in range(passage.index_at(start), passage.index_after(end))
        }


@dataclass(frozen=True)
class _Around:
    """A sentence with the words that are of organizations and of people."""

    passage: Passage
    bodies: Set[int]
    people: Set[int]

    def token(self, index: int) -> str:
        """A word as an observation shows it: what it stands for, else itself in lower case; ^ and $ at the edges."""
        words = self.passage.words
        if not 0 <= index < len(words):
            return "^" if index < 0 else "$"
        if index in self.bodies or index in self.people:
            return "BODY" if index in self.bodies else "PERSON"
        known = index in self.passage.known
        if known:
            for kind, name in _BESIDE.items():
                if self.passage.hit_at(kind, index) is not None:
                    return name
        word = words[index]
        if word.lower in TIMES or word.text[0].isdigit():
            return "TIME" if word.lower in TIMES else "#"
        verb = self.passage.hit_at(Kind.VERB, index) if known else None
        return "NAME" if word.is_capital else f"VERB-{verb.entry.value}" if verb is not None else word.lower


def _rows(around: _Around) -> Iterator[tuple[int, int]]:
    """The rows of capitals in which nothing has been read, without what only opens a sentence."""
    passage, after = around.passage, 0
    words = passage.words

    def ends(index: int) -> bool:
        taken = index in around.bodies or index in around.people
        return taken or words[index].lower in TIMES or passage.hit_at(Kind.TITLE, index) is not None

    for index in passage.capitals:
        if index < after or ends(index) or passage.hit_at(Kind.HONORIFIC, index) is not None:
            continue
        first, after = index, run_end(words, index, ends)
        while first < after and (drops(passage, first) or _is_people_of(passage, first, after)):
            first += 1
        if first < after and words[first].is_capital and not _is_number_or_state(passage, first, after):
            yield first, after


def _is_people_of(passage: Passage, first: int, end: int) -> bool:
    """Whether the word only says whose body the abbreviation behind it is: "Hungarian OMSZ"."""
    return end == first + 2 and passage.words[first + 1].is_acronym and passage.hit_at(Kind.DEMONYM, first) is not None


def _is_number_or_state(passage: Passage, first: int, end: int) -> bool:
    words = passage.words
    if words[first].text[0].isdigit() and end == first + 1:
        return True
    start, stop = words[first].start, words[end - 1].end
    return any(hit.start <= start and stop <= hit.end for kind in _PLACE_KINDS for hit in passage.hits[kind])


def _shape(passage: Passage, first: int, end: int) -> Iterator[str]:
    """How the words of the name look, and what they mean elsewhere."""
    words = passage.words[first:end]
    size = min(len(words), 4)
    lower = [word.lower for word in words]
    english = [is_english_word(word) for word in lower if word.isalpha()]
    plain = "all" if english and all(english) else "some" if any(english) else "none"
    yield f"words={size}"
    yield f"plain={plain}"
    yield f"plain={plain}/{min(size, 3)}"
    yield f"given={is_given_name(words[0].text)}/{min(size, 3)}"
    if size > 1:
        yield f"given_last={is_given_name(words[-1].text)}"
        yield f"begins={lower[0][:4]}"
    else:
        yield f"begin={lower[0][:3]}"
    yield f"looks={'+'.join(_look(word) for word in words[:4])}"
    yield f"ends={lower[-1][-3:] if len(lower[-1]) > 4 else 'short'}/{min(size, 2)}"
    yield f"end={lower[-1][-2:]}"
    yield f"first={lower[0]}"
    yield f"last={lower[-1]}"
    if any(not word.text.isascii() for word in words):
        yield "accent"
    for place, word in enumerate(lower):
        if (head := organization_head(word)) is not None:
            yield f"head={head.kind}"
            yield f"head@{'last' if place == size - 1 else 'first' if place == 0 else 'inside'}"
    if lower[-1] in word_list("company_tail"):
        yield "tail"
    yield from _hits(passage, first, end)


def _look(word: Word) -> str:
    """One letter for how a word is spelt."""
    if word.is_acronym:
        return "A"
    if word.text[0].isdigit() or not word.is_capital:
        return "#" if word.text[0].isdigit() else "p"
    if any(char.isupper() for char in word.text[1:]):
        return "C"
    return "h" if "-" in word.text else "x"


def _hits(passage: Passage, first: int, end: int) -> Iterator[str]:
    """What the lexicon knows of the words: a town, an instrument, a known organization."""
    if passage.known.isdisjoint(range(first, end)):
        return
    for kind in _WITHIN:
        hits = [passage.hit_at(kind, index) is not None for index in range(first, end)]
        if any(hits):
            where = "all" if all(hits) else "first" if hits[0] else "last" if hits[-1] else "inside"
            yield f"holds={kind.name.lower()}:{where}"


_GAPS = {" (": "(", ") ": ")", ' "': '"', " “": '"', " – ": "-", " - ": "-", " — ": "-", "": ""}


def _gap(gap: str) -> str:
    """What stands between two words, as an observation shows it: nothing for a space."""
    return "" if gap == " " else _GAPS.get(gap, gap.strip()[:1])


def _context(around: _Around, first: int, end: int) -> Iterator[str]:
    """What stands before and behind the name."""
    words, size = around.passage.words, min(end - first, 2)
    before, behind = (
        [around.token(first - step) for step in (1, 2, 3)],
        [around.token(end + step) for step in (0, 1, 2)],
    )
    owner = "'s" if first and words[first - 1].possessive else ""
    owns = "'s" if words[end - 1].possessive else ""
    left = f"{before[0]}{owner} {_gap(words[first].gap) if first else ''}"
    right = f"{owns}{_gap(words[end].gap) if end < len(words) else ''} {behind[0]}"
    yield f"b1={left}"
    yield f"b2={before[1]} {left}"
    yield f"b3={before[2]} {before[1]} {before[0]}"
    yield f"a1={right}"
    yield f"a2={right} {behind[1]}"
    yield f"a3={right} {behind[1]} {behind[2]}"
    yield f"between={left}|{right}"
    yield f"b={before[0]}/{size}"
    yield f"a={behind[0]}/{size}"
    for word in words[max(0, first - _WINDOW) : first]:
        if not word.is_capital:
            yield f"left={word.lower}"
    for word in words[end : end + _WINDOW]:
        if not word.is_capital:
            yield f"right={word.lower}"
    if before[0] in word_list("company_noun"):
        yield "noun_before"
    if _noun_behind(words, end):
        yield "noun_behind"
    yield from _sentence(around.passage, first)


def _noun_behind(words: Sequence[Word], end: int) -> bool:
    if end >= len(words) or words[end].gap not in (", ", " ("):
        return False
    for place, word in enumerate(words[end : end + _APPOSITION]):
        if place and word.gap not in (" ", "-", "'s "):
            return False
        if word.lower in word_list("company_noun"):
            return True
    return False


def _sentence(passage: Passage, first: int) -> Iterator[str]:
    yield f"block={passage.kind.value}"
    if first == 0:
        yield "opens"
    if passage.hits[Kind.INSTRUMENT]:
        yield "beside_instrument"
    if passage.hits[Kind.VERB]:
        yield "beside_verb"
