"""What the encoder takes the names of a text for: bodies, people, or no names at all.

It sees a whole sentence where the grammars and the model `name` see a name and the words beside it. Its word weighs in
with that of the model on names that no grammar takes, takes away what it is sure is none, and adds what only it found.
"""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TypeVar

import numpy as np

from coopdata.encoder.heads import TAGS
from coopdata.encoder.operations import Floats
from coopdata.extract.context import Passage
from coopdata.extract.lexicon import Kind
from coopdata.extract.name_bounds import begins_person
from coopdata.extract.organization_details import OrganizationMention, completed
from coopdata.extract.person_names import PersonMention
from coopdata.extract.sheets import Sheet, sheets_with

BODY, PERSON = "organization", "person"
_BEGINS = {BODY: TAGS.index("body begins"), PERSON: TAGS.index("person begins")}
"""The tag with which a name of each sort begins; the one after it is that with which it goes on."""
_NONE = 0.05
"""A name that a grammar took is dropped where the encoder takes it for likely less than this."""
_NEW = 0.9
"""A name that nobody took is added from this probability on."""
_SHARE = 0.6
"""What the encoder's word counts beside that of the model `name`."""


@dataclass(frozen=True)
class Span:
    """A name that the encoder found: its characters, its sort, and how probable it is."""

    start: int
    end: int
    sort: str
    probability: float


class Listened:
    """What the encoder took each piece of the sheets for."""

    def __init__(self, sheets: Sequence[Sheet], tags: Sequence[Floats]) -> None:
        """`tags` are the probabilities of `TAGS` for each piece of each sheet, the marks at both ends among them."""
        self._sheets, self._tags = sheets, tags

    def of(self, start: int, end: int) -> Mapping[str, float] | None:
        """The probability of the characters to name a body, and a person; None where they were not read."""
        for number in sheets_with(self._sheets, start, end):
            rows = list(self._sheets[number].rows(start, end))
            if rows:
                means = self._tags[number][rows].mean(axis=0)
                return {sort: float(means[begin] + means[begin + 1]) for sort, begin in _BEGINS.items()}
        return None

    def weighed(self, found: Mapping[str, float], spans: Sequence[tuple[int, int]]) -> Mapping[str, float]:
        """The probabilities of a name, of which those before are `found`, with the encoder's word on its places.

        Where it takes the name for part of a longer one, it says nothing of it.
        """
        whole = [(start, end) for start, end in spans if not self._is_part(start, end)]
        heard = [one for start, end in whole if (one := self.of(start, end)) is not None]
        if not heard:
            return found
        return {
            sort: (1 - _SHARE) * found.get(sort, 0.0) + _SHARE * sum(one[sort] for one in heard) / len(heard)
            for sort in _BEGINS
        }

    def _is_part(self, start: int, end: int) -> bool:
        number = bisect_right(self._ordered, start, key=_first) - 1
        around = self._ordered[number] if number >= 0 else None
        return around is not None and around.end >= end and (around.start, around.end) != (start, end)

    @cached_property
    def _ordered(self) -> Sequence[Span]:
        return sorted(self.spans(), key=_first)

    def spans(self) -> list[Span]:
        """The names that it found, the surest first; where sheets overlap they may do so too."""
        read = zip(self._sheets, self._tags, strict=True)
        return sorted({span for sheet, tags in read for span in _decoded(sheet, tags)}, key=_surest)


def _first(span: Span) -> int:
    return span.start


def _surest(span: Span) -> tuple[float, int, int]:
    return -span.probability, span.start, -span.end


def _decoded(sheet: Sheet, tags: Floats) -> Iterator[Span]:
    likeliest = tags.argmax(axis=1)
    row = 1
    while row < len(tags) - 1:
        sort = next((sort for sort, begin in _BEGINS.items() if likeliest[row] in (begin, begin + 1)), None)
        if sort is None:
            row += 1
            continue
        first, begin = row, _BEGINS[sort]
        row += 1
        while row < len(tags) - 1 and likeliest[row] == begin + 1:
            row += 1
        sure = float(np.mean(tags[first:row, begin] + tags[first:row, begin + 1]))
        yield Span(sheet.starts[first - 1], sheet.ends[row - 2], sort, sure)


_Mention = TypeVar("_Mention", OrganizationMention, PersonMention)


def kept(heard: Listened, mentions: Sequence[_Mention]) -> list[_Mention]:
    """The mentions but those whose name the encoder takes for no name anywhere, neither of a body nor of a person."""
    best: dict[str, float] = defaultdict(float)
    for one in mentions:
        found = heard.of(one.start, one.end)
        best[one.name] = max(best[one.name], 1.0 if found is None else sum(found.values()))
    return [one for one in mentions if best[one.name] >= _NONE]


def whole_names(
    heard: Listened, passages: Sequence[Passage], mentions: Sequence[OrganizationMention]
) -> list[OrganizationMention]:
    """The mentions, with those made whole that a grammar cut short: the encoder reads on where they begin or end."""
    starts = [passage.start for passage in passages]
    found = list(mentions)
    owners = np.full(len(passages[0].text) if passages else 0, -1)
    for number, one in enumerate(found):
        owners[one.start : one.end] = number
    for span in (span for span in heard.spans() if span.sort == BODY and span.probability >= _NEW):
        inside = set(owners[span.start : span.end].tolist()) - {-1}
        if len(inside) != 1:
            continue
        (number,) = inside
        cut, passage = found[number], passages[max(bisect_right(starts, span.start) - 1, 0)]
        if _goes_beyond(span, cut) and _is_name(passage, span) and not _meets_person(passage, cut, span):
            whole = replace(cut, start=span.start, end=span.end, name=passage.text[span.start : span.end])
            found[number] = whole if cut.country or span.start < cut.start else completed(passage, whole)
    return found


def _goes_beyond(span: Span, cut: OrganizationMention) -> bool:
    """Whether the span is longer on one side and the same on the other."""
    behind = span.start == cut.start and span.end > cut.end
    return behind or (span.start < cut.start and span.end == cut.end)


def _meets_person(passage: Passage, cut: OrganizationMention, span: Span) -> bool:
    """Whether what the span adds behind a state is a person: "Cabinet of Ministers of Kyrgyzstan Akylbek …"."""
    index = passage.index_at(cut.end)
    added = span.end > cut.end and index < len(passage.words)
    return added and passage.hit_at(Kind.COUNTRY, index - 1) is not None and begins_person(passage, index, sure=True)


def found_names(
    heard: Listened, passages: Sequence[Passage], taken: Iterable[tuple[int, int]]
) -> tuple[list[OrganizationMention], list[PersonMention]]:
    """The names that only the encoder found, outside the characters that are taken; places are none."""
    covered = bytearray(len(passages[0].text) if passages else 0)
    for start, end in taken:
        covered[start:end] = b"\x01" * (end - start)
    starts = [passage.start for passage in passages]
    bodies: list[OrganizationMention] = []
    people: list[PersonMention] = []
    for span in (span for span in heard.spans() if span.probability >= _NEW):
        passage = passages[max(bisect_right(starts, span.start) - 1, 0)]
        if any(covered[span.start : span.end]) or not _is_name(passage, span):
            continue
        covered[span.start : span.end] = b"\x01" * (span.end - span.start)
        name = passage.text[span.start : span.end]
        if span.sort == PERSON:
            people.append(PersonMention(span.start, span.end, name, "person.heard"))
        else:
            mention = OrganizationMention(span.start, span.end, name, "other", "org.heard")
            bodies.append(completed(passage, mention))
    return sorted(bodies, key=_start), sorted(people, key=_start)


def _start(mention: OrganizationMention | PersonMention) -> int:
    return mention.start


def _is_name(passage: Passage, span: Span) -> bool:
    """Whether the span is a row of whole words of the sentence, of which the first has a capital, and no place."""
    text = passage.text
    inside = passage.start <= span.start and span.end <= passage.end and not passage.shouts
    whole = not text[span.start - 1 : span.start].isalnum() and not text[span.end : span.end + 1].isalnum()
    open_end = _OPEN_END.search(text, span.start, span.end) is not None
    if open_end or not (inside and whole and text[span.start].isupper()):
        return False
    return not (_is_cut(passage, span) or _is_place(passage, span) or _is_event(passage, span))


_OPEN_END = re.compile(r"\b(?:of|the|and|for|in|on)$|&$")
"""No name ends so: the encoder stopped in the middle."""
_GOES_ON = re.compile(r" (?:(?:of|for)(?: the)? )?[A-Z]")
_BEGUN = re.compile(r"(?<=\w )[A-Z][\w'’-]* $")


def _is_cut(passage: Passage, span: Span) -> bool:
    """Whether it is cut out of a longer name: "State" of "State of Oregon"; titles stand before people's names."""
    if _GOES_ON.match(passage.text, span.end) is not None:
        return True
    return span.sort == BODY and _BEGUN.search(passage.text[passage.start : span.start]) is not None


_EVENT_NEAR = 25


def _is_event(passage: Passage, span: Span) -> bool:
    """Whether it is the beginning of an event's name: "Knowledge Sharing Programme fellowship sessions"."""
    near = [hit.start for hit in passage.hits[Kind.EVENT] if span.end < hit.start <= span.end + _EVENT_NEAR]
    return any(passage.text[span.end : start].replace(" ", "").isalpha() or start == span.end + 1 for start in near)


def _is_place(passage: Passage, span: Span) -> bool:
    kinds = (Kind.COUNTRY, Kind.DEMONYM, Kind.CITY, Kind.REGION)
    return any(hit.end == span.end and hit.start == span.start for kind in kinds for hit in passage.hits[kind])
