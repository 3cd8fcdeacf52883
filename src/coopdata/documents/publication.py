"""When a document was published, how exactly that is known, and where it was read.

The order of trust: the sidecar, a date line at the head, the dateline that opens the lead, the file's own metadata, a
footer. The text goes before the metadata, since its date can be shown, and since systems that pages were moved to give
them the day of moving; a footer may be of any later day. A date known to the month or year is refined by a dateline
that lies within it. A date of retrieval is never taken for it.
"""

from collections.abc import Iterator

from coopdata.documents.dates import DateMention, find_dates, resolve
from coopdata.documents.layout import Layout
from coopdata.documents.model import Block, BlockKind, Metadata, PartialDate, Precision, Published, Sidecar
from coopdata.documents.sidecar import parse_date
from coopdata.documents.wording import line_date

_HEAD = (BlockKind.DATELINE, BlockKind.CRUMB)


def publication(layout: Layout, sidecar: Sidecar, metadata: Metadata | None = None) -> Published | None:
    """The publication date; None where nothing gives it. Raises ValueError for a date of the sidecar that is none."""
    read = list(_read(layout))
    in_text = [found for found in read if found.source != "footer"]
    if sidecar.published is not None:
        best = Published(parse_date(sidecar.published), "sidecar", None)
    elif in_text:
        best = in_text[0]
    elif metadata is not None and metadata.published is not None:
        best = Published(parse_date(metadata.published), "metadata", None)
    elif read:
        best = read[0]
    else:
        return None
    return _refine(best, read, layout)


def _read(layout: Layout) -> Iterator[Published]:
    """The dates that the text itself gives for its publication, most trusted first."""
    for source, block in _places(layout):
        for mention in find_dates(layout.view.text[block.start : block.end]):
            date = resolve(mention, None)
            if date is not None and not mention.bare_year and date.month is not None:
                yield Published(date, source, _span(layout, block, mention))
                break


def _places(layout: Layout) -> Iterator[tuple[str, Block]]:
    """The blocks that may date the text, with the source they are.

    Of several at the head the one nearest the headline goes first: a page's top may show the day it was looked at.
    """
    here = _headline(layout)
    head = [(abs(i - here), block) for i, block in enumerate(layout.blocks[: layout.lead]) if i != layout.dateline]
    for _, block in sorted(head, key=lambda item: item[0]):
        if block.kind in _HEAD:
            yield "heading", block
    if layout.dateline is not None:
        yield "dateline", layout.blocks[layout.dateline]
    for block in layout.blocks:
        if block.kind is BlockKind.FOOTER and line_date(layout.view.text[block.start : block.end]) is not None:
            yield "footer", block


def _headline(layout: Layout) -> int:
    """The index of the block with the title, of the lead where there is no title."""
    if layout.title is None:
        return layout.lead or 0
    return next(i for i, block in enumerate(layout.blocks) if block.end >= layout.title[1])


def _refine(best: Published, read: list[Published], layout: Layout) -> Published:
    """The same date known more exactly, where a date line or a dateline without a year lies within it."""
    if best.date.precision is Precision.DAY:
        return best
    within = [found for found in read if found.source != "footer" and _is_finer(found.date, best.date)]
    if within:
        return within[0]
    for block in layout.blocks[: layout.lead]:
        if block.kind is not BlockKind.DATELINE:
            continue
        for mention in find_dates(layout.view.text[block.start : block.end]):
            if mention.year is None and mention.month is not None and mention.day is not None:
                date = PartialDate(best.date.year, mention.month, mention.day)
                if best.date.contains(date):
                    return Published(date, "dateline_partial", _span(layout, block, mention))
    return best


def _is_finer(date: PartialDate, other: PartialDate) -> bool:
    return date != other and other.contains(date)


def _span(layout: Layout, block: Block, mention: DateMention) -> tuple[int, int]:
    return layout.view.to_source(block.start + mention.start, block.start + mention.end)
