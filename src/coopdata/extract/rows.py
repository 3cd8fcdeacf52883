"""Names in a row with names of organizations: "CNES, the Luxembourg Space Agency and Air Liquide".

Where two of a row are organizations, or a noun in the plural says what they are ("the dredgers Van Oord and
Boskalis"), so are the others, unless they are places, people, states or plain words.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from coopdata.extract.context import Passage
from coopdata.extract.context_names import is_named_otherwise
from coopdata.extract.lexicon import Kind
from coopdata.extract.name_bounds import begins_other
from coopdata.extract.organization_details import OrganizationMention
from coopdata.extract.phrases import run_end
from coopdata.reference.wordlists import word_list
from coopdata.reference.words import is_given_name

_LONGEST = 4
"""Words of a name that only its row shows."""
_LEAST_SHOWN = 2


@dataclass(frozen=True)
class _Item:
    """One of a row: the words ``[first, end)``; `shown` is whether it is an organization already."""

    first: int
    end: int
    shown: bool


def in_rows(passage: Passage, found: Sequence[OrganizationMention]) -> Iterator[OrganizationMention]:
    """The further organizations of the rows that the sentence holds."""
    if len(found) < _LEAST_SHOWN and passage.lowers.isdisjoint(word_list("company_nouns")):
        return
    starts = {passage.index_at(mention.start): mention for mention in found}
    index = 0
    while index < len(passage.words):
        row = _row(passage, index, starts)
        plural = bool(row) and _says_plural(passage, row[0].first)
        if len(row) > 1 and (plural or sum(item.shown for item in row) >= _LEAST_SHOWN):
            for item in row:
                if not item.shown and _may_be_one(passage, item, plural=plural):
                    start, end = passage.words[item.first].start, passage.words[item.end - 1].end
                    kind = "company" if plural else "other"
                    yield OrganizationMention(start, end, passage.slice(item.first, item.end), kind, "org.row")
        index = row[-1].end if row else index + 1


def _row(passage: Passage, index: int, starts: dict[int, OrganizationMention]) -> list[_Item]:
    """The row that begins at the word at `index`; empty where none does."""
    row: list[_Item] = []
    while (item := _item(passage, index, starts)) is not None:
        row.append(item)
        after = _after_joint(passage, item.end)
        if after is None:
            break
        index = after
    return row


def _item(passage: Passage, index: int, starts: dict[int, OrganizationMention]) -> _Item | None:
    words = passage.words
    index += index < len(words) and words[index].lower == "the" and index not in starts
    if index >= len(words):
        return None
    mention = starts.get(index)
    if mention is not None:
        return _Item(index, passage.index_at(mention.end - 1) + 1, shown=True)
    if not words[index].is_capital or begins_other(passage, index):
        return None
    return _Item(index, run_end(words, index, lambda i: i in starts or begins_other(passage, i)), shown=False)


def _after_joint(passage: Passage, end: int) -> int | None:
    """The index after the comma or "and" at `end`; None where the row ends there."""
    words = passage.words
    if end >= len(words) or (end and words[end - 1].possessive):
        return None
    if words[end].text == "and" and words[end].gap in (" ", ", ") and end + 1 < len(words):
        return end + 1 if words[end + 1].gap == " " else None
    joined = words[end].gap == ", " or (words[end].gap.startswith(" (") and words[end].gap.endswith("), "))
    return end if joined else None


def _says_plural(passage: Passage, first: int) -> bool:
    """Whether a noun in the plural before the row says what its items are: "shipping lines Maersk and Evergreen"."""
    words = passage.words
    before = first - 1 - (first > 1 and words[first - 1].lower == "the")
    if before < 0 or words[before + 1].gap not in (" ", ", ", ": ", " - ", " – "):
        return False
    return words[before].lower in word_list("company_nouns") and not words[before].possessive


def _may_be_one(passage: Passage, item: _Item, *, plural: bool) -> bool:
    words = passage.words
    if item.end - item.first > _LONGEST or is_named_otherwise(passage, item.first, item.end):
        return False
    if not plural and is_given_name(words[item.first].text) and item.end - item.first > 1:
        return False
    goes_on = item.end < len(words) and words[item.end].gap == " " and words[item.end].text in ("of", "for", "at")
    kinds = (Kind.TITLE, Kind.HONORIFIC, Kind.EVENT, Kind.INSTRUMENT, Kind.DEMONYM, Kind.TOPIC)
    return not goes_on and not any(
        passage.hit_at(kind, i) is not None for i in range(item.first, item.end) for kind in kinds
    )
