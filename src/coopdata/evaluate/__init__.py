"""How well the reader reads: its records compared with gold annotations.

`gold` loads annotated documents, `names` says when two names mean the same, `matching` pairs what was read with the
gold, `scoring` counts, `report` turns counts into figures with intervals, `quality` is what a release says of itself.
The counting rules are those of ``score.py``, which annotators and builders share; a test keeps the two equal.
Nothing here reads texts better or worse: this package only compares.
"""

from coopdata.evaluate.gold import GoldDocument, GoldError, load_gold
from coopdata.evaluate.report import Figure, figures
from coopdata.evaluate.scoring import DocumentScore, score_document

__all__ = ["DocumentScore", "Figure", "GoldDocument", "GoldError", "figures", "load_gold", "score_document"]
