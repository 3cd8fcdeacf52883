"""Organizations and people that stand around the text proper: in datelines, bylines, footers and navigation.

"HANOI (VOV) –", "(Xinhua)", "© Salaam Gateway", "By Ama Mensah", "Media contact: Ama Mensah, press officer". These
lines tell who reports, and are no prose: of what the grammars find in them, less is believed.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Self

from coopdata.documents.model import BlockKind
from coopdata.extract.context import Passage
from coopdata.extract.organization_details import OrganizationMention
from coopdata.extract.organizations import find_organizations
from coopdata.extract.people import PersonMention, find_people, people_listed
from coopdata.extract.titles import TitleMention, find_titles
from coopdata.reference.wordlists import word_list
from coopdata.reference.words import is_common_word

FURNITURE = (BlockKind.DATELINE, BlockKind.BYLINE, BlockKind.FOOTER, BlockKind.CRUMB)
"""The blocks that only credits are read from."""
_PUBLIC = ("ministry", "government", "embassy")
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
        titles = find_titles(passage, organizations)
        return cls(organizations, list(_people(passage, organizations, titles)))


def _is_credit(passage: Passage, mention: OrganizationMention) -> bool:
    """Whether a name found in furniture is an organization's: a menu holds "Latest News" and "Share: Facebook"."""
    if mention.known is not None:
        return mention.name.lower() not in _MEDIA
    if mention.rule == "org.acronym":
        return passage.kind is not BlockKind.FOOTER or _is_credited(passage, mention)
    if mention.rule != "org.head":
        return False
    words = mention.name.split()
    telling = any(not is_common_word(word.lower().removesuffix("s")) for word in words if word.isalpha())
    return telling or mention.kind in _PUBLIC or words[-1] == "Office" or (len(words) > 2 and words[1] in ("of", "for"))


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
