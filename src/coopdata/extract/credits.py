"""Organizations and people that stand around the text proper: in datelines, bylines, footers and navigation.

"HANOI (VOV) –", "(Xinhua)", "© Salaam Gateway", "By Ama Mensah", "Media contact: Ama Mensah, press officer". These
lines tell who reports, and are no prose: of what the grammars find in them, less is believed.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Self

from coopdata.documents.model import BlockKind
from coopdata.extract.context import Passage
from coopdata.extract.lexicon import Kind
from coopdata.extract.name_bounds import TIMES
from coopdata.extract.organization_details import NOT_ACRONYM, OrganizationMention
from coopdata.extract.organizations import find_organizations
from coopdata.extract.people import find_people, people_listed
from coopdata.extract.person_names import PersonMention
from coopdata.extract.phrases import run_end
from coopdata.extract.titles import TitleMention, find_titles
from coopdata.reference.wordlists import word_list
from coopdata.reference.words import is_common_word, is_given_name

FURNITURE = (BlockKind.DATELINE, BlockKind.BYLINE, BlockKind.FOOTER, BlockKind.CRUMB)
"""The blocks that only credits are read from."""
_PUBLIC = ("ministry", "government", "embassy")
_LEAST = 3
"""Letters of a word that can name a source."""
_MEDIA = word_list("social_medium")


@dataclass(frozen=True)
class Credits:
    """What one line around the text names."""

    organizations: list[OrganizationMention]
    people: list[PersonMention]

    @classmethod
    def of(cls, passage: Passage) -> Self:
        """The organizations and people that a line of furniture names."""
        organizations = [mention for mention in find_organizations(passage) if _is_credit(passage, mention)]
        organizations += list(_sources(passage, organizations))
        titles = find_titles(passage, organizations)
        return cls(organizations, list(_people(passage, organizations, titles)))


def _is_credit(passage: Passage, mention: OrganizationMention) -> bool:
    """Whether a name found in furniture is an organization's: a menu holds "Latest News" and "Share: Facebook"."""
    if mention.known is not None:
        return mention.name.lower() not in _MEDIA
    if passage.words[0].lower in word_list("menu_word"):
        return False
    if mention.rule == "org.acronym":
        return passage.kind is not BlockKind.FOOTER or _is_credited(passage, mention)
    if mention.rule != "org.head":
        return False
    words = mention.name.split()
    telling = any(not is_common_word(word.lower().removesuffix("s")) for word in words if word.isalpha())
    return telling or mention.kind in _PUBLIC or words[-1] == "Office" or (len(words) > 2 and words[1] in ("of", "for"))


def _sources(passage: Passage, found: list[OrganizationMention]) -> Iterator[OrganizationMention]:
    """Names that only their place shows to be of a source: "HANOI (Mekong Wire) –", "© Mekong Wire", "Source: …"."""
    words, taken = passage.words, {mention.start for mention in found}
    for index, word in enumerate(words):
        if not word.is_capital or word.start in taken or not _begins_source(passage, index):
            continue
        if word.lower in word_list("menu_word") or word.lower in word_list("lead_in"):
            continue
        end = run_end(words, index, lambda i: words[i].text.isdigit() or passage.hit_at(Kind.TITLE, i) is not None)
        if not _is_no_source(passage, index, end):
            name = passage.slice(index, end)
            yield OrganizationMention(word.start, words[end - 1].end, name, "company", "org.credit")


def _begins_source(passage: Passage, index: int) -> bool:
    words = passage.words
    gap = words[index].gap if index else passage.text[passage.start : words[index].start]
    if gap.endswith("("):
        return passage.kind is BlockKind.DATELINE or (gap.strip() == "(" and index == 0)
    if "©" in gap:
        return True
    before = words[index - 1] if index else None
    if before is None:
        return False
    if before.text.isdigit() and index > 1 and ("©" in before.gap or words[index - 2].lower == "copyright"):
        return True
    return before.lower in word_list("source_word") and gap == ": "


def _is_no_source(passage: Passage, first: int, end: int) -> bool:
    """Whether the words are a person's, a place's, a date's or plain ones."""
    words = passage.words[first:end]
    closed = passage.text[words[-1].end : words[-1].end + 1]
    if words[0].gap.endswith("(") and closed not in (")", "/") and not passage.text.startswith(" / ", words[-1].end):
        return True
    if words[0].text in NOT_ACRONYM or any(len(word.text) < _LEAST or not word.text.isalpha() for word in words):
        return True
    kinds = (Kind.COUNTRY, Kind.CITY, Kind.REGION, Kind.ORGANIZATION)
    if is_given_name(words[0].text) or any(passage.hit_at(kind, first) is not None for kind in kinds):
        return True
    return words[0].lower in TIMES or all(is_common_word(word.lower.removesuffix("s")) for word in words)


def _is_credited(passage: Passage, mention: OrganizationMention) -> bool:
    """Whether an acronym stands in brackets or behind a copyright sign."""
    before = passage.text[max(passage.start, mention.start - 2) : mention.start]
    return before.endswith("(") or "©" in before


def _people(
    passage: Passage, organizations: list[OrganizationMention], titles: list[TitleMention]
) -> Iterator[PersonMention]:
    """The people a line names: in navigation only those behind "By", "Photo:" and the like."""
    credited = list(people_listed(passage, organizations, titles, word_list("credit_word")))
    yield from credited
    if passage.kind is BlockKind.CRUMB:
        return
    for mention in find_people(passage, organizations, titles):
        if all(mention.end <= other.start or other.end <= mention.start for other in credited if not mention.title):
            yield mention
