"""What a sum of money is in its text: committed, an equivalent of another sum, a total, or just mentioned."""

import re
from bisect import bisect_left

from coopdata.extract.money import MoneyMention
from coopdata.extract.scene import Scene

_EQUIVALENT = re.compile(
    r"(?:\((?:about|around|some|approximately|roughly|equal to|equivalent to|or)?|\bequivalent to|\bequal to"
    r"|\bor(?: about| some| close to| nearly)?|, about) ?$"
)
_TOTAL = re.compile(r"\b(?:total(?:l?ing)? of|in total|altogether|together worth|worth a total of|all told) ?$")


def role_of(scene: Scene, mention: MoneyMention, *, committed: bool) -> str:
    """The role of a sum: `committed` ones are said of an agreement or project, the others only mentioned."""
    before = scene.document.view.text[max(0, mention.start - 24) : mention.start]
    place = bisect_left(scene.money, mention.start, key=lambda other: other.start)
    follows = place > 0 and mention.start - scene.money[place - 1].end <= 24
    if follows and _EQUIVALENT.search(before):
        return "equivalent"
    if _TOTAL.search(before):
        return "total"
    return "commitment" if committed else "mentioned"
