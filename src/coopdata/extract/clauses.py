"""A sentence as a line of symbols, so that rules about it can be read and tested.

"On Monday, JETRO and the Government of Laos signed a memorandum" becomes ``on D0 , P1 and P2 V3 a I4``: P a possible
party, G a word for the parties together ("the two ministries"), N a person with title, I an instrument, V a verb of
agreeing, D a date, L a place, M money, U another capitalised name. Words stay in lower case. Names with commas and
"and" in them are thus one symbol each before any rule looks at the sentence.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from copy import copy
from functools import cache, cached_property
from typing import Any, NamedTuple

from coopdata.expressions import later
from coopdata.extract.context import Passage
from coopdata.extract.lexicon import Kind
from coopdata.extract.words import Word
from coopdata.reference.wordlists import word_list

_MAX_TOKENS = 150
"""A longer sentence is read only so far; no rule reaches further, and no input makes one slow."""
_ARTICLES = frozenset(("the", "a", "an"))
_ASIDE = later(r"(?P<name>[A-Z]\d+) \( (?P<inside>[PUI]\d+) \) ")
_MARKS = later(r"[,;:()\[\]–—]|--| - ")


class Chunk(NamedTuple):
    """A stretch of a sentence that one symbol stands for; `value` is what it is."""

    symbol: str
    start: int
    end: int
    value: Any


SURE = frozenset("NRDMIV")
"""The symbols of chunks that none of the others can change: people, offices, dates, money, instruments and verbs."""


class Clause:
    """The symbols of one sentence: `line` is the text that patterns match, `chunks[n]` what symbol number n is.

    Both are worked out when they are first asked for. Of most sentences a few chunks that are `SURE` are enough.
    """

    def __init__(self, passage: Passage, sure: Sequence[Chunk], more: Callable[[], Iterable[Chunk]]) -> None:
        """Of chunks that overlap the one given first stands, so `more`, none of them `SURE`, go behind all the others.

        `sure` may hold others, too.
        """
        self.passage = passage
        self._taken = _Taken(passage)
        self._first = self._taken.free_ones(sure)
        self._sure = _by_symbol(sorted(self._first, key=_start)) if self._first else {}
        self._more = more

    @cached_property
    def chunks(self) -> list[Chunk]:
        """What the symbols stand for, in the order of the text."""
        return sorted([*self._first, *self._taken.free_ones(self._more())], key=_start)

    @cached_property
    def line(self) -> str:
        """The sentence with a symbol and its number for each chunk."""
        chunks = self.chunks
        line = f" {' '.join(_tokens(self.passage, chunks, self._taken))} "
        named = any(one.symbol in "PUI" for one in chunks)
        return _shortened(line, self.passage, chunks) if named else line

    def with_line(self, line: str) -> "Clause":
        """The same chunks under another line."""
        chunks, other = self.chunks, copy(self)
        other.chunks, other.line = chunks, line
        return other

    @cached_property
    def names(self) -> frozenset[str]:
        """The names of bodies, states and people in it, in small letters."""
        text = self.passage.text
        return frozenset(text[chunk.start : chunk.end].lower() for chunk in self.chunks if chunk.symbol in "PUN")

    def of(self, symbol: str) -> tuple[Chunk, ...]:
        """The chunks with this symbol, in order."""
        return (self._sure if symbol in SURE else self._by_symbol).get(symbol, ())

    @cached_property
    def _by_symbol(self) -> Mapping[str, tuple[Chunk, ...]]:
        return _by_symbol(self.chunks)

    def named(self, tokens: str) -> list[Chunk]:
        """The chunks whose symbols stand in a piece of the line."""
        return [self.chunks[int(number)] for number in re.findall(r"\b[A-Z](\d+)\b", tokens)]


def _start(chunk: Chunk) -> int:
    return chunk.start


def _by_symbol(chunks: Sequence[Chunk]) -> Mapping[str, tuple[Chunk, ...]]:
    symbols = dict.fromkeys([chunk.symbol for chunk in chunks])
    return {symbol: tuple([chunk for chunk in chunks if chunk.symbol == symbol]) for symbol in symbols}


class _Taken:
    """The characters of a sentence that something stands for already."""

    def __init__(self, passage: Passage) -> None:
        self._start, self._end = passage.start, passage.end
        self._taken = bytearray(passage.end - passage.start)

    def free_ones(self, chunks: Iterable[Chunk]) -> list[Chunk]:
        """Those of the chunks that begin in the sentence and overlap none before them, which are taken."""
        kept: list[Chunk] = []
        find, first = self._taken.find, self._start
        for chunk in chunks:
            start, end = chunk.start, chunk.end
            if first <= start < self._end and find(1, start - first, max(0, end - first)) < 0:
                kept.append(chunk)
                self.take(start, end)
        return kept

    def free(self, words: Sequence[Word]) -> Sequence[Word]:
        """The words that nothing stands for."""
        if 1 not in self._taken:
            return words
        find, first = self._taken.find, self._start
        return [word for word in words if find(1, word.start - first, word.end - first) < 0]

    def take(self, start: int, end: int) -> None:
        """Something stands for the characters ``[start, end)``; only those of the sentence count."""
        start, end = max(0, start - self._start), min(end - self._start, len(self._taken))
        self._taken[start:end] = b"\x01" * (end - start)


def _shortened(line: str, passage: Passage, chunks: Sequence[Chunk]) -> str:
    """The line without what stands beside bodies, and agreements, and tells no more than their names.

    Each expression is tried only on a line with what all its matches hold, which most lines lack.
    """
    if " ( " in line:
        line = _ASIDE.sub(lambda match: _without_repetition(match, chunks), line)
    if " , P" in line:
        line = _SEAT.sub(lambda match: _without_seat(match, chunks), line)
    if " ( " in line:
        line = _BRACKETS.sub(r"\g<name> ", line)
    if " 's " in line:
        line = _OWNER.sub(lambda match: _without_owner(match, chunks), line)
    if " of L" in line or " from L" in line:
        line = _FROM.sub(r"\g<name> ", line)
    if " and its " in line:
        line = _PARTNER.sub(r"\g<name> and ", line)
    if not passage.lowers.isdisjoint(word_list("company_noun")):
        line = _apposed().sub(lambda match: _without_apposition(match, chunks), line)
        line = _described().sub(r"\g<before> ", line)
    return _HEADING.sub(lambda match: _without_heading(match, passage, chunks), line) if line.startswith(" P") else line


@cache
def _described() -> re.Pattern[str]:
    """What a body is, right before its name: "and French group EDF", "with state-owned carrier Garuda"."""
    nouns = "|".join(sorted(word_list("company_noun")))
    words = r"(?:(?!P\d|U\d|and |with |by )(?:[a-z-]+|L\d+) ){0,2}?"
    return later(rf"(?P<before> (?:and|with|by|between|of|to|from|,)) {words}(?:{nouns}) (?=[PU]\d+ )")


_FROM = later(r"(?P<name>[PU]\d+) (?:of|from) L\d+ (?=(?:and|or|with|have|has|had|will|to|,|V\d+) )")
"""A name with its seat: "Masdar of Abu Dhabi and SOCAR of Baku signed"."""


_PARTNER = later(
    r"(?P<name>[PU]\d+) and its (?:(?!and |with )(?:[a-z-]+|[LR]\d+) ){0,3}"
    r"(?:counterpart|partner|peer|sister|sibling|equivalent|opposite number|neighbour|R\d+) (?:, )?(?=[PU]\d+ )"
)
"""The other side as what it is to the first: "the ministry and its Omani opposite number, the Ministry of Energy"."""


@cache
def _apposed() -> re.Pattern[str]:
    """What a body is, between commas behind its name: "ACWA Power, the Saudi developer, and Uzbekneftegaz"."""
    nouns = "|".join(sorted(word_list("company_noun")))
    words = r"(?:(?:[a-z-]+|[PL]\d+) ){0,4}?"
    return later(rf"(?P<name>[PU]\d+) , (?P<inside>{words}(?:{nouns}) (?:(?:of|from|in) [PL]\d+ )?), (?=and |V\d+ )")


def _without_apposition(match: re.Match[str], chunks: Sequence[Chunk]) -> str:
    """The name alone, unless the words between name another body."""
    inside = [chunks[int(token[1:])] for token in match["inside"].split() if token[0] == "P" and token[1:].isdigit()]
    return f"{match['name']} " if all(chunk.value.is_state for chunk in inside) else match.group()


_HEADING = later(r"^ (?P<place>P\d+) (?:-|–|—|:) ")


def _without_heading(match: re.Match[str], passage: Passage, chunks: Sequence[Chunk]) -> str:
    """Nothing for the state in capitals that heads an item of a digest: "CHILE - Codelco has signed …"."""
    chunk = chunks[int(match["place"][1:])]
    heads = (
        chunk.value.is_state and passage.text[chunk.start : chunk.end].isupper() and chunk.end - chunk.start > _SHORT
    )
    return " " if heads else match.group()


_SHORT = 3
"""A state of so few capitals is an abbreviation ("UAE")."""


_BRACKETS = later(r"(?P<name>[PU]\d+) \( (?![^()]* ?P\d+[^()]* P\d)(?:(?![VIN]\d)[^ ()]+ ){1,6}\) ")
"""What stands in brackets behind a name, as codes and seats do: "Gulf Air (GF, Bahrain Int'l)"."""
_SEAT = later(r"(?P<body>P\d+) , (?P<state>P\d+) (?=,|and )")


def _without_seat(match: re.Match[str], chunks: Sequence[Chunk]) -> str:
    """A body without its state behind a comma: "the Judicial Academy, India, and the Supreme Court"."""
    body, state = (chunks[int(match[name][1:])].value for name in ("body", "state"))
    seat = not body.is_state and state.is_state and body.country == state.country
    return f"{match['body']} " if seat else match.group()


_OWNER = later(r"(?P<owner>[PL]\d+) 's (?=[PU]\d+ )")


def _without_owner(match: re.Match[str], chunks: Sequence[Chunk]) -> str:
    """Nothing for the state or city whose body follows, "Qatar's Mwani"; a body that owns another stays."""
    owner = chunks[int(match["owner"][1:])]
    return "" if owner.symbol == "L" or owner.value.is_state else match.group()


def _without_repetition(match: re.Match[str], chunks: Sequence[Chunk]) -> str:
    """The symbol without the abbreviation in brackets behind it ("Kathmandu University (KU)")."""
    inside = chunks[int(match["inside"][1:])]
    text = inside.value if isinstance(inside.value, str) else ""
    first = chunks[int(match["name"][1:])]
    same = first.symbol == inside.symbol and first.symbol in "IP"
    return f"{match['name']} " if same or (text and len(text.split()) == 1) else match.group()


def _tokens(passage: Passage, chunks: Sequence[Chunk], taken: _Taken) -> list[str]:
    """The chunks and the words of which no character is taken, nor part of an honorific, with the marks between."""
    text = passage.text
    for hit in passage.hits[Kind.HONORIFIC]:
        taken.take(hit.start, hit.end)
    pieces = [(word.start, word.end, word.lower) for word in taken.free(passage.words)]
    pieces += [(chunk.start, chunk.end, f"{chunk.symbol}{number}") for number, chunk in enumerate(chunks)]
    tokens: list[str] = []
    after = passage.start
    for start, end, token in sorted(pieces) if chunks else pieces:
        if start != after + 1 or text[after] != " ":
            gap = text[after:start]
            if gap.startswith("'s"):
                tokens.append("'s")
            tokens += [mark.strip() for mark in _MARKS.findall(gap)]
        if token[0] in "PGNDLMU" and tokens and tokens[-1] in _ARTICLES:
            tokens.pop()
        tokens.append(token)
        after = end
    return tokens[:_MAX_TOKENS]
