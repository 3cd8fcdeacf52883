"""``python -m coopdata.training.certainty FOLDER...``: learn how sure a draft is, from documents kept for nothing else.

Run it after `coopdata.training.encoder`, with folders that neither of them was given: figures that models give of
documents that they were fitted to are surer than they are right.
"""

import csv
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold, cross_val_predict

from coopdata import reference
from coopdata.documents.model import Rejection
from coopdata.documents.reader import read_file
from coopdata.evaluate.gold import TUNE, GoldDocument, load_gold, part_of
from coopdata.evaluate.wordings import Told, wordings_near
from coopdata.extract.agreements import drafts_heard
from coopdata.extract.certainty import CERTAIN, figures
from coopdata.extract.choosing import parties_of, weigh
from coopdata.extract.reader import scene_of
from coopdata.extract.weights import BIAS
from coopdata.training.examples import AGREEMENT, Example, aligned_in
from coopdata.training.fitting import FOLDS
from coopdata.training.linking import told_in

_PATH = Path(reference.__path__[0]) / "weights" / f"{CERTAIN}.csv"
_STRENGTH = 0.1
_LIMITS = (0.3, 0.35, 0.4, 0.45, 0.5)


@dataclass(frozen=True)
class Row:
    """One draft: what is known of it, whether it is an agreement with its parties, and the publisher of its text."""

    known: dict[str, float]
    right: bool
    publisher: str


def main(folders: Sequence[str]) -> int:
    """Fit, report, write; 2 where no folder is named."""
    if not folders:
        sys.stderr.write("usage: python -m coopdata.training.certainty FOLDER...\n")
        return 2
    paths = [Path(folder) for folder in folders]
    documents = [one for path in paths for one in load_gold(path)[0] if part_of(one) == TUNE]
    wordings = wordings_near(paths, documents)
    rows = [row for one in documents for row in rows_of(one, told_in(one, wordings))]
    total = sum(len(one.agreements(optional=False)) for one in documents)
    values = np.array([list(row.known.values()) for row in rows])
    right = np.array([row.right for row in rows])
    model = LogisticRegression(C=_STRENGTH, max_iter=3000)
    groups = [row.publisher for row in rows]
    sure = cross_val_predict(model, values, right, groups=groups, cv=GroupKFold(FOLDS), method="predict_proba")[:, 1]
    sys.stdout.write(f"{len(documents)} documents, {total} agreements, {len(rows)} drafts\n")
    for limit in _LIMITS:
        taken = sure > limit
        found = 2 * (taken & right).sum() / (taken.sum() + total)
        sys.stdout.write(f"F1 {found:.3f} from a probability of {limit} on, on publishers not fitted on\n")
    model.fit(values, right)
    _write([*rows[0].known, BIAS], [*model.coef_[0], model.intercept_[0]])
    return 0


def rows_of(document: GoldDocument, told: Sequence[Told] | None) -> Iterator[Row]:
    """The drafts of a document, read as it will be read; `told` is what tells of its agreements, as `told_in`."""
    read = read_file(document.file)
    if isinstance(read, Rejection):
        return
    scene, heard = scene_of(read)
    if heard is None:
        return
    publisher = document.publisher or document.id
    for part, drafts, outline in drafts_heard(scene, heard):
        weighed = weigh(part, outline, drafts, heard)
        gold = aligned_in(document, read, outline, drafts, told)
        chosen = parties_of(outline, weighed)
        for place, one in enumerate(weighed):
            example = Example(document.id, publisher, True, outline, one, gold.get(place, ()))
            if example.counts:
                yield Row(figures(one, chosen, place), example.label() == AGREEMENT, publisher)


def _write(names: Sequence[str], weights: Sequence[float]) -> None:
    with _PATH.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("label", "feature", "weight"))
        writer.writerows((AGREEMENT, name, f"{weight:.3f}") for name, weight in zip(names, weights, strict=True))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
