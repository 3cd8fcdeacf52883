"""One pass over the text for everything that reference data knows by its spelling.

Countries, demonyms, cities, known organizations, instruments, signing verbs, office titles and the like are found
together by one Aho-Corasick automaton over the text in lower case. What a hit means for an agreement is decided by
the modules that ask for it. Case decides only for names: they must be written with a capital, and short
abbreviations ("US", "WHO") exactly as listed, so that "us" and "who" stay words.
"""

from collections.abc import Iterable, Iterator, Sequence
from enum import Enum, auto
from functools import cache
from typing import Any, NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from coopdata.documents.view import lower_same_length
from coopdata.reference.countries import country_forms
from coopdata.reference.files import read_rows
from coopdata.reference.organizations import known_organizations
from coopdata.reference.places import cities, regions
from coopdata.reference.words import agreement_verbs, honorifics, instruments, titles


class Kind(Enum):
    """What a listed spelling is."""

    COUNTRY = auto()
    DEMONYM = auto()
    CITY = auto()
    REGION = auto()
    ORGANIZATION = auto()
    INSTRUMENT = auto()
    VERB = auto()
    TITLE = auto()
    HONORIFIC = auto()
    EVENT = auto()
    PROJECT = auto()
    TOPIC = auto()

    __hash__ = object.__hash__
    """Members are single objects; the hash of their names would be computed anew at every look-up."""


class Entry(NamedTuple):
    """A listed spelling: `value` is its code or class, `detail` further facts of its list."""

    form: str
    kind: Kind
    value: str
    is_name: bool = False
    detail: Any = None


class Hit(NamedTuple):
    """An entry found at view positions ``[start, end)``."""

    start: int
    end: int
    entry: Entry


class Lexicon:
    """The automaton over all entries. Building it takes a fraction of a second; `load` builds it once."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._entries = list(entries)
        self._automaton = AhoCorasick([entry.form.lower() for entry in self._entries], matchkind=MatchKind.Standard)

    def without(self, kind: Kind) -> "Lexicon":
        """The lexicon without the entries of a kind: what it would be for a text whose names it does not know."""
        return Lexicon(entry for entry in self._entries if entry.kind is not kind)

    def scan(self, text: str) -> dict[Kind, list[Hit]]:
        """All hits on word boundaries by kind, in order; of overlapping hits of one kind the longest stands."""
        found: dict[Kind, list[Hit]] = {kind: [] for kind in Kind}
        for index, start, end in self._automaton.find_matches_as_indexes(lower_same_length(text), overlapping=True):
            entry = self._entries[index]
            if on_boundaries(text, start, end) and _case_fits(entry, text[start:end]):
                found[entry.kind].append(Hit(start, end, entry))
        return {kind: _longest(hits) for kind, hits in found.items()}


def on_boundaries(text: str, start: int, end: int) -> bool:
    """Whether no word goes on over either end of the stretch."""
    return not (start and text[start - 1].isalnum() and text[start].isalnum()) and not (
        end < len(text) and text[end].isalnum() and text[end - 1].isalnum()
    )


def _case_fits(entry: Entry, found: str) -> bool:
    if not entry.is_name or found == entry.form:
        return True
    if entry.form.isupper() and len(entry.form) <= 5:
        return False
    return found[:1].isupper() or not found[:1].isalpha()


def _longest(hits: Sequence[Hit]) -> list[Hit]:
    """The hits without overlaps: of two that overlap the longer stands, of equals the earlier."""
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda hit: (hit.start, -hit.end, hit.entry.form, hit.entry.value)):
        if not kept or hit.start >= kept[-1].end:
            kept.append(hit)
        elif hit.end - hit.start > kept[-1].end - kept[-1].start:
            kept[-1] = hit
    return kept


@cache
def load() -> Lexicon:
    """The lexicon of the reference data; built at the first call, the same object ever after."""
    return Lexicon([*_name_entries(), *word_entries()])


def _name_entries() -> Iterator[Entry]:
    """Countries, places and organizations, which count only as written."""
    for form in country_forms().values():
        yield Entry(form.form, Kind.COUNTRY if form.is_name else Kind.DEMONYM, form.code, is_name=True, detail=form)
    for spelling, same in cities().items():
        if not same[0].ambiguous:
            yield Entry(spelling, Kind.CITY, same[0].country, is_name=True, detail=same[0])
    for spelling, places in regions().items():
        if not places[0].ambiguous and len(places) == 1:
            yield Entry(spelling, Kind.REGION, places[0].country, is_name=True, detail=places[0])
    for known in known_organizations():
        for spelling in known.forms:
            yield Entry(spelling, Kind.ORGANIZATION, known.name, is_name=True, detail=known)
    for honorific in honorifics().values():
        yield Entry(honorific.form, Kind.HONORIFIC, honorific.kind, is_name=True, detail=honorific)


def word_entries() -> Iterator[Entry]:
    """Words of the trade, in any case."""
    for name in instruments().values():
        for spelling in (name.form, *name.plurals):
            yield Entry(spelling, Kind.INSTRUMENT, name.instrument, detail=name)
    for verb in agreement_verbs().values():
        yield Entry(verb.form, Kind.VERB, verb.status, detail=verb)
    for title in titles().values():
        yield Entry(title.form, Kind.TITLE, title.kind, detail=title)
        if not title.form.endswith(("s", "y", "of")):
            yield Entry(f"{title.form}s", Kind.TITLE, title.kind, detail=title)
    for row in read_rows("event_nouns.csv"):
        yield Entry(row["form"], Kind.EVENT, row["kind"])
    for row in read_rows("project_nouns.csv"):
        yield Entry(row["form"], Kind.PROJECT, row["kind"])
    for row in read_rows("topic_sectors.csv"):
        yield Entry(row["word"], Kind.TOPIC, row["sector_code"])
