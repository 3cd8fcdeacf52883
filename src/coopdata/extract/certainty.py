"""How probable it is that a draft is an agreement between just the parties chosen for it.

The models and the encoder each say something of that: whether the draft is an agreement, whether the parties that
seemed likeliest are right, how likely each party is. A logistic regression puts these figures together. It is fitted to
annotated documents that nothing else was learnt from (`coopdata.training.certainty`; data card in
``reference/SOURCES.md``), so that of a hundred drafts with a probability of 0.7 about seventy are right.
"""

from collections.abc import Mapping, Sequence, Set
from functools import cache
from types import MappingProxyType

from coopdata.extract.pages import likelihood, log_odds
from coopdata.extract.weighed import Weighed
from coopdata.extract.weights import BIAS
from coopdata.reference.files import read_rows

CERTAIN = "certain"
"""The name of the weights."""
_MOST = 6.0
"""No log-odds count for more."""
_PAIR = 2
_MANY = 6
"""More drafts in a text say no more."""


def figures(one: Weighed, chosen: Sequence[Set[str]], place: int) -> dict[str, float]:
    """What is known of a draft, in figures by name.

    `chosen` are the keys of the parties of all drafts of the text, `place` the number of this one among them.
    """
    mine = chosen[place]
    taken = sorted((_odds(one.final[key]) for key in mine), reverse=True)
    left = [_odds(probability) for key, probability in one.final.items() if key not in mine]
    return {
        "models": _limited(log_odds(one.doubted)),
        "standing": _limited(one.heard[0]),
        "right": _limited(one.heard[1]),
        "likeliest party": taken[0] if taken else -_MOST,
        "least likely party": taken[-1] if taken else -_MOST,
        "likeliest of the others": max(left, default=-_MOST),
        "more than two parties": float(len(mine) > _PAIR),
        "told before": float(mine in chosen[:place]),
        "of several": float(one.draft.is_of_several),
        "drafts": float(min(len(chosen), _MANY)),
    }


def _limited(odds: float) -> float:
    return max(-_MOST, min(_MOST, odds))


def _odds(probability: float) -> float:
    return _limited(log_odds(probability))


def certainty(known: Mapping[str, float]) -> float:
    """The probability that a draft of which these `figures` are known is right."""
    weights = _weights()
    return likelihood(weights[BIAS] + sum(weights[name] * figure for name, figure in known.items()))


@cache
def _weights() -> Mapping[str, float]:
    return MappingProxyType({row["feature"]: float(row["weight"]) for row in read_rows(f"weights/{CERTAIN}.csv")})
