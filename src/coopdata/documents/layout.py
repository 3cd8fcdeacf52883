"""The layout: which block of a text is what.

The lead (the first running text) parts the head from the rest; the last running text parts off the tail. In the head
stand navigation, headline, date and byline, after the lead body, lists, headings and captions, in the tail captions,
bylines and footers. Nothing here knows what the text is about.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from coopdata.documents import wording
from coopdata.documents.lines import Stretch, ends_sentence, split_stretches
from coopdata.documents.model import Block, BlockKind, Span, View
from coopdata.documents.view import join
from coopdata.ids import fold


@dataclass(frozen=True)
class Layout:
    """The blocks of a text over its view.

    `title` is the view span of the headline; `lead` the index of the lead, `dateline` that of the place and date that
    open it.
    """

    view: View
    blocks: tuple[Block, ...]
    title: Span | None
    lead: int | None
    dateline: int | None = None


@dataclass(frozen=True)
class _Part:
    """A stretch on its way to a block; `title` is the span of the title within it."""

    stretch: Stretch
    kind: BlockKind | None = None
    title: Span | None = None

    @property
    def text(self) -> str:
        return self.stretch.text


def lay_out(text: str, publisher: str | None = None, title: str | None = None) -> Layout:
    """The layout of a text; `publisher`, where known, is not taken for the headline, the line of a known `title` is."""
    parts = [_Part(stretch, _by_wording(stretch)) for stretch in split_stretches(text)]
    known = _known_title(parts, title)
    parts = [replace(part, kind=None) if i == known else part for i, part in enumerate(parts)]
    prose = [i for i, part in enumerate(parts) if part.kind is None and i != known and _is_prose(part)]
    lead, end = (prose[0], prose[-1] + 1) if prose else (None, 0)
    if lead is None:
        parts = _list_alone(parts)
    head_end = len(parts) if lead is None else _list_before(parts, lead)
    parts[head_end:] = _list_openings(parts[head_end:])
    head = _head(parts[:head_end], publisher, known)
    body = _body(parts[head_end:end])
    tail = _tail(parts[max(end, head_end) :], body)
    parts = [*head, *body, *tail]
    opening = 0 if lead is None else wording.inline_dateline(parts[lead].text)
    if lead is None or not opening:
        return _assemble(parts, len(text), lead)
    parts[lead : lead + 1] = _split_lead(parts[lead], opening)
    return replace(_assemble(parts, len(text), lead + 1), dateline=lead)


def _known_title(parts: Sequence[_Part], title: str | None) -> int | None:
    """The first part that is the title, known from elsewhere; None where it is not known or does not stand there."""
    wanted = fold(title or "")
    return next((i for i, part in enumerate(parts) if wanted and fold(part.text) == wanted), None)


_ITEM = 5
"""Marked lines of fewer words are navigation where no running text stands."""


def _list_alone(parts: Sequence[_Part]) -> list[_Part]:
    """The parts of a text without running text: marked lines as long as sentences are its list."""
    items = [part.kind is None and part.stretch.marker and wording.words(part.text) >= _ITEM for part in parts]
    if sum(map(bool, items)) < 2:
        return list(parts)
    first = items.index(True)
    found = [replace(part, kind=BlockKind.LIST_ITEM) if item else part for part, item in zip(parts, items, strict=True)]
    if first and found[first - 1].kind is None and found[first - 1].text.endswith(":"):
        found[first - 1] = replace(found[first - 1], kind=BlockKind.BODY)
    return found


def _list_before(parts: Sequence[_Part], lead: int) -> int:
    """Where the list begins that stands before the first running text; `lead` where none does.

    It has two marked lines or more that are as long as points of the text ("1. Agreement between … and …"): navigation
    and links are shorter.
    """
    marked = [i for i, part in enumerate(parts[:lead]) if part.kind is None and part.stretch.marker]
    long = [i for i in marked if wording.words(parts[i].text) >= _POINT]
    return marked[0] if len(long) > 1 else lead


def _by_wording(stretch: Stretch) -> BlockKind | None:
    """The kind that a line's own wording shows wherever it stands; None where that does not tell."""
    text = stretch.text
    for kind in (BlockKind.CAPTION, BlockKind.FOOTER, BlockKind.CRUMB):
        if wording.cue(text, kind) and (kind is BlockKind.CAPTION or not _is_sentence(text)):
            return kind if not (kind is BlockKind.CAPTION and _is_long(text)) else None
    if wording.byline_name(text) is not None:
        return BlockKind.BYLINE
    if wording.line_date(text) is not None:
        return BlockKind.DATELINE
    if wording.is_bracketed(text) and text[0] == "[" and not _is_long(text):
        return BlockKind.CAPTION
    return None


def _is_long(text: str) -> bool:
    return wording.words(text) > 45


def _is_sentence(text: str) -> bool:
    return wording.is_prose(text) and text.endswith(".")


_POINT = 12
"""A marked or numbered sentence of so many words is a point of the text; a shorter one may be a link."""


def _is_prose(part: _Part) -> bool:
    """Whether the part is running text: a paragraph, or a point that is told in whole sentences."""
    if not wording.is_prose(part.text) or wording.is_trail(part.text):
        return False
    return not part.stretch.marker or (part.text.endswith(".") and wording.words(part.text) >= _POINT)


# The head


def _head(parts: Sequence[_Part], publisher: str | None, known: int | None) -> list[_Part]:
    """Everything before the lead: the headline, which may be `known`, and what stands around it."""
    found = [part if i == known else _head_part(part) for i, part in enumerate(parts)]
    chosen = known if known is not None and known < len(found) else _choose_title(found, publisher)
    if chosen is None:
        crumbs = [_or(part, BlockKind.CRUMB) for part in found]
        last = max((i for i, part in enumerate(crumbs) if part.kind is BlockKind.CRUMB), default=None)
        return [_crumb_title(part) if i == last else part for i, part in enumerate(crumbs)]
    title = replace(found[chosen], kind=BlockKind.HEADLINE, title=(0, len(found[chosen].text)))
    before = [_or(part, BlockKind.CRUMB) for part in found[:chosen]]
    after = [_or(part, BlockKind.HEADLINE) for part in found[chosen + 1 :]]
    return [*before, title, *after]


def _head_part(part: _Part) -> _Part:
    """A part of the head: a numbered or bulleted path and a trail are navigation."""
    if part.kind is None and (part.stretch.marker or wording.is_trail(part.text)):
        return replace(part, kind=BlockKind.CRUMB)
    return part


def _choose_title(parts: Sequence[_Part], publisher: str | None) -> int | None:
    """The headline: what navigation repeats, else the first line of five words or more, else the longest line."""
    free = [i for i, part in enumerate(parts) if part.kind is None and fold(part.text) != fold(publisher or "")]
    steps = {
        fold(part.text[s:e]) for part in parts if part.kind is BlockKind.CRUMB for s, e in wording.trail(part.text)
    }
    repeated = [i for i in free if fold(parts[i].text) in steps and wording.words(parts[i].text) > 3]
    long = [i for i in free if wording.words(parts[i].text) >= 5]
    longest = sorted(free, key=lambda i: (-wording.words(parts[i].text), i))
    return next(iter([*repeated, *long, *longest]), None)


def _crumb_title(part: _Part) -> _Part:
    """A trail whose last step is as long as a headline gives the title where no line does."""
    steps = wording.trail(part.text)
    if not steps:  # a line of nothing but a separator
        return part
    start, end = steps[-1]
    is_title = start > 0 and wording.words(part.text[start:end]) >= 4
    return replace(part, title=(start, end)) if is_title else part


def _or(part: _Part, kind: BlockKind) -> _Part:
    return part if part.kind is not None else replace(part, kind=kind)


# The body


def _body(parts: Sequence[_Part]) -> list[_Part]:
    """From the lead to the last running text: paragraphs, lists, and headings between them."""
    found: list[_Part] = []
    for part in parts:
        if part.kind is None:
            found.append(replace(part, kind=_body_kind(part, found)))
        elif part.kind is BlockKind.DATELINE:
            found.append(replace(part, kind=BlockKind.BODY) if ends_sentence(part.text) else part)
        else:
            found.append(part)
    return found


def _body_kind(part: _Part, before: Sequence[_Part]) -> BlockKind:
    if part.stretch.marker.startswith(">") and not wording.is_prose(part.text):
        return BlockKind.HEADLINE
    if _in_list(part, before):
        return BlockKind.LIST_ITEM
    if wording.is_prose(part.text) or ends_sentence(part.text):
        return BlockKind.BODY
    return BlockKind.FOOTER if wording.is_bracketed(part.text) and wording.words(part.text) <= 3 else BlockKind.HEADLINE


def _list_openings(parts: Sequence[_Part]) -> list[_Part]:
    """The same parts; an unfinished line right before list items is what they complete ("The pact provides for")."""
    opened = list(parts)
    for i, (part, following) in enumerate(pairwise(parts)):
        opens = not part.stretch.marker and following.stretch.marker and following.kind is None
        if part.kind is None and opens and wording.words(part.text) >= 3:
            opened[i] = replace(part, kind=BlockKind.BODY)
    return opened


def _in_list(part: _Part, before: Sequence[_Part]) -> bool:
    """A marked item, or an unmarked short row under a line that ends in a colon or under another such row."""
    if part.stretch.marker:
        return True
    if not before or wording.is_prose(part.text) or ends_sentence(part.text):
        return False
    above = before[-1]
    row = above.kind is BlockKind.LIST_ITEM and not above.stretch.marker and not part.stretch.gap
    return row or (above.kind is BlockKind.BODY and above.text.endswith(":"))


# The tail


def _tail(parts: Sequence[_Part], body: Sequence[_Part]) -> list[_Part]:
    """What follows the last running text: the end of a list, then captions, byline, footers."""
    found = list(body)
    ended = False
    for part in parts:
        kind = part.kind or _tail_kind(part, found, ended=ended)
        if kind is BlockKind.DATELINE:
            kind = BlockKind.FOOTER
        ended = ended or kind is BlockKind.FOOTER
        found.append(replace(part, kind=kind))
    return found[len(body) :]


def _tail_kind(part: _Part, before: Sequence[_Part], *, ended: bool) -> BlockKind:
    text = part.text
    if ended:
        return BlockKind.FOOTER
    if _in_list(part, before):
        return BlockKind.LIST_ITEM
    if (ends_sentence(text) and not wording.is_bracketed(text)) or wording.is_signature(text):
        return BlockKind.BODY
    if wording.is_trail(text) or wording.is_names_only(text) or wording.words(text) < 5:
        return BlockKind.FOOTER
    return BlockKind.CAPTION


# Putting together


def _split_lead(part: _Part, length: int) -> list[_Part]:
    """The first `length` characters of the lead, which are place, agency and date, and the rest of it."""
    piece = part.stretch.piece
    first = replace(part.stretch, piece=piece.cut(0, length))
    rest = replace(part.stretch, piece=piece.cut(length, len(part.text)))
    return [replace(part, stretch=first, kind=BlockKind.DATELINE), replace(part, stretch=rest)]


def _assemble(parts: Sequence[_Part], length: int, lead: int | None) -> Layout:
    view, spans = join((part.stretch.piece for part in parts), length)
    blocks = []
    title = None
    for part, (start, end) in zip(parts, spans, strict=True):
        blocks.append(Block(part.kind or BlockKind.BODY, start, end))
        if part.title is not None:
            title = start + part.title[0], start + part.title[1]
    return Layout(view, tuple(blocks), title, lead)
