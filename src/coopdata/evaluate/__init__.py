"""How well the reader reads: its records compared with gold annotations.

`gold` loads annotated documents and `split` says which are held back; `names` says when two names mean the same,
`matching` pairs what was read with the gold, `scoring` counts, `offsets` checks the characters behind each value,
`running` does all that for a set of documents; `report` turns counts into figures with intervals, `quality` is what a
release says of itself. ``python -m coopdata.evaluate`` writes the figures that are published (``make quality``).

The counting rules are those of ``tests/corpus/score.py``, which annotators and builders share; a test keeps the two
equal. Nothing here reads texts better or worse: this package only compares.
"""

from coopdata.evaluate.errors import GoldError
from coopdata.evaluate.gold import GoldDocument, load_gold
from coopdata.evaluate.report import Figure, figures
from coopdata.evaluate.running import Evaluation, choose_part, evaluate
from coopdata.evaluate.scoring import DocumentScore, score_document

__all__ = [
    "DocumentScore",
    "Evaluation",
    "Figure",
    "GoldDocument",
    "GoldError",
    "choose_part",
    "evaluate",
    "figures",
    "load_gold",
    "score_document",
]
