"""Which office of a state someone holds, told by a title alone ("agriculture secretary") or with a ministry."""

import re
from functools import lru_cache

from coopdata.reference.wordlists import word_list
from coopdata.resolve.likeness import fields_of_ministry
from coopdata.resolve.naming import singular


@lru_cache(maxsize=1 << 14)
def offices(title: str, ministry: str | None, country: str | None) -> tuple[str, ...]:
    """Each rank of a title with each word for a field of work in the title or the name of the ministry.

    Some states call a ministry a department. Without a country, or a rank of those who govern, there is none.

    >>> offices("agriculture secretary", None, "NP") == offices("secretary", "Ministry of Agriculture", "NP")
    True
    """
    ranks = word_list("office_rank").intersection(title.split())
    if country is None or not ranks:
        return ()
    as_ministry = re.sub(rf"\b(?:{'|'.join(sorted(ranks))})\b", "ministry", title)
    named = re.sub(r"\bDepartment\b", "Ministry", ministry or "")
    fields = fields_of_ministry(as_ministry, country) | fields_of_ministry(named, country)
    words = {singular(word) for field in fields for word in field.split()} - word_list("rank_modifier")
    return tuple(f"office {country} {rank} {word}" for rank in sorted(ranks) for word in sorted(words))
