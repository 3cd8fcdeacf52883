"""``python -m coopdata.training FOLDER...``: fit the models to annotated documents and write their weights.

Prints how well the models do on publishers that they were not fitted on. Run it after every change of rules, word lists
or features, and commit the weights with the change.
"""

import csv
import sys
from collections.abc import Sequence
from pathlib import Path

from coopdata import reference
from coopdata.evaluate.gold import GoldDocument
from coopdata.training.examples import AGREEMENT, NONE, PARTY, SIGNATORY, WITNESS, Example
from coopdata.training.fitting import Fitted
from coopdata.training.learning import learn

_FOLDER = Path(reference.__path__[0]) / "weights"
_STANDING = (0.25, 0.3, 0.35, 0.4, 0.45, 0.5)


def main(folders: Sequence[str]) -> int:
    """Fit, report, write; 2 where no folder is named."""
    if not folders:
        sys.stderr.write("usage: python -m coopdata.training FOLDER...\n")
        return 2
    learnt = learn(folders)
    informed = [example for example in learnt.examples if example.informed]
    sys.stdout.writelines(f"{line}\n" for line in _report(informed, learnt.documents))
    for name, model in learnt.models.items():
        _write(_FOLDER / f"{name}.csv", model)
    return 0


def _report(examples: Sequence[Example], documents: Sequence[GoldDocument]) -> list[str]:
    """F1 of each decision by models fitted on other publishers."""
    parties = [(example.label_of_party(key), PARTY if value > 0.5 else NONE)
               for example in examples if example.gold for key, value in example.weighed.final.items()]  # fmt: skip
    roles = [(example.label_of_person(number), max([*found.items(), (NONE, 1 - sum(found.values()))], key=_second)[0])
             for example in examples if example.gold for number, found in example.weighed.roles.items()]  # fmt: skip
    drafts = [(example.label(), example.weighed.stands, max(1, len(example.told)))
              for example in examples if example.counts]  # fmt: skip
    total = sum(len(document.agreements(optional=False)) for document in documents)
    lines = [f"{len(documents)} documents, {total} agreements, {len(examples)} drafts; F1 on publishers not fitted on:"]
    lines += [f"{label:12} {_f1(label, pairs):.3f}"
              for label, pairs in ((PARTY, parties), (SIGNATORY, roles), (WITNESS, roles))]  # fmt: skip
    for limit in _STANDING:
        right = sum(count for label, value, count in drafts if label == AGREEMENT and value > limit)
        taken = sum(count for _, value, count in drafts if value > limit)
        lines.append(f"{AGREEMENT:12} {2 * right / (taken + total):.3f} from a probability of {limit} on")
    return lines


def _second(pair: tuple[str, float]) -> float:
    return pair[1]


def _f1(label: str, pairs: Sequence[tuple[str, str]]) -> float:
    right = sum(gold == said == label for gold, said in pairs)
    total = sum(gold == label for gold, _ in pairs) + sum(said == label for _, said in pairs)
    return 2 * right / total if total else 1.0


def _write(path: Path, model: Fitted) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("label", "feature", "weight"))
        writer.writerows((label, feature, f"{weight:.3f}") for label, feature, weight in sorted(model.weights()))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
