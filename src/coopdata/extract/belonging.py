"""Bodies that are named with what they belong to: "Department of Trade, Ministry of Commerce, Government of India".

So the governments of South Asia and others write it. The first is meant; what follows says whose it is.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from coopdata.extract.linking import Organization
from coopdata.extract.organization_details import OrganizationMention

_OF_STATE = ("ministry", "agency")
_NOT_OF_STATE = ("bank", "company", "university")
_BEHIND = re.compile(r"(?: \([^()]{1,40}\))?, ")


@dataclass(frozen=True)
class Owner:
    """What stands behind a body as what it belongs to."""

    organization: Organization
    """The next above it: its ministry, or its government."""
    end: int
    """Where the last of them ends, which is a government."""


def owners(organizations: Sequence[Organization], text: str) -> Mapping[int, Owner]:
    """The owner of each mention in the text behind which one stands, by where the mention starts.

    "The World Bank, Government of India and …" are two: only bodies of a state have a government as owner.
    """
    mentions = sorted(
        ((mention, owner) for owner in organizations for mention in owner.mentions), key=lambda pair: pair[0].start
    )
    found: dict[int, Owner] = {}
    for (before, left), (after, right) in reversed(list(pairwise(outside_brackets(mentions, text)))):
        if left is right or _BEHIND.fullmatch(text, before.end, after.start) is None or _differ(left, right):
            continue
        if right.kind == "government" and left.kind in _OF_STATE:
            found[before.start] = Owner(right, after.end)
        elif after.start in found and left.kind not in _NOT_OF_STATE and not _is_of_none(before):
            found[before.start] = Owner(right, found[after.start].end)
    return found


Mention = tuple[OrganizationMention, Organization]
"""A mention with the body it is of."""


def outside_brackets(mentions: Sequence[Mention], text: str) -> Sequence[Mention]:
    """The mentions but for abbreviations in brackets behind a name."""
    return [(mention, owner) for mention, owner in mentions if not text.startswith("(", max(mention.start - 1, 0))]


def _differ(one: Organization, other: Organization) -> bool:
    """Whether two bodies are of different states, as far as is known."""
    return one.country is not None and other.country is not None and one.country.value != other.country.value


def _is_of_none(mention: OrganizationMention) -> bool:
    """Whether it is a known body of no single state."""
    return mention.known is not None and mention.known.country is None
