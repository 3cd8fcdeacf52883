"""What two possible parties are to each other: of which sorts and states, and what stands between their names."""

from collections.abc import Iterator, Sequence

from coopdata.extract.features import bucket
from coopdata.extract.outline import Candidate, Outline, Place
from coopdata.extract.party_weighing import Spot


def partner_features(candidate: Candidate, partner: Candidate | None) -> Iterator[str]:
    """Of what kind and state the candidate is that it would most likely agree with."""
    if partner is None:
        yield "with:nobody"
        return
    yield f"with:{sort_of(candidate)}:{sort_of(partner)}"
    yield f"with:{candidate.kind}:{partner.kind}"
    if candidate.country is not None and partner.country is not None:
        yield f"with:{'same' if candidate.country == partner.country else 'other'}_state"


def link_features(outline: Outline, spots: Sequence[Spot], candidate: Candidate, partner: Candidate) -> Iterator[str]:
    """What stands between the candidate and that partner where a sentence names both: "and", "with", the agreement."""
    told = {spot.clause for spot in spots}
    both = candidate.by_clause.keys() & partner.by_clause.keys()
    yield f"both={min(len(both), 3)}"
    yield f"both_here={min(len(both & told), 2)}"
    for number in both:
        where = "here" if number in told else "headline" if number in outline.headlines else "there"
        for mine in candidate.by_clause[number]:
            for its in partner.by_clause[number]:
                yield from _between(outline, number, mine, its, where)


def _between(outline: Outline, number: int, mine: Place, its: Place, where: str) -> Iterator[str]:
    """The words between two places of one sentence, if few, else which telling ones are among them."""
    low, high = sorted((mine.token, its.token))
    if low == high:
        yield f"one_token:{where}"
        return
    words = outline.kinds[number][low + 1 : high]
    sort = ("i" if mine.implied else "") + ("i" if its.implied else "")
    if len(words) <= _FEW:
        yield f"link:{where}{sort}:{' '.join(words)}"
    for word in _LINKS.intersection(words):
        yield f"over:{where}{sort}:{word}"
    yield f"apart:{where}{sort}:{bucket(high - low)}"


_FEW = 3
_LINKS = frozenset(("and", "with", "between", "to", ",", "of", "by", "from", "for", "I", "V", "N", ";"))


def sort_of(candidate: Candidate) -> str:
    """State or body."""
    return "state" if candidate.kind == "state" else "body"
