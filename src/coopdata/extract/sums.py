"""What a sum of money is in its text: committed, an equivalent of another sum, a total, or just mentioned."""

import re

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
    follows = any(0 <= mention.start - other.end <= 24 for other in scene.money if other is not mention)
    if follows and _EQUIVALENT.search(before):
        return "equivalent"
    if _TOTAL.search(before):
        return "total"
    return "commitment" if committed else "mentioned"
