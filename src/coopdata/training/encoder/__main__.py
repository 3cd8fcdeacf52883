"""``python -m coopdata.training.encoder FOLDER...``: fit the encoder to annotated documents and write its weights.

Run it after `coopdata.training`, with the same folders, and commit what it writes under ``reference/encoder``: the
vocabulary and the weights.
"""

import csv
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from coopdata import reference
from coopdata.encoder.model import write_weights
from coopdata.encoder.pieces import FIRST, LAST, UNKNOWN, Vocabulary
from coopdata.training.encoder.base import HIDING, Base, BaseError, general_model
from coopdata.training.encoder.fitting import Plan, fit
from coopdata.training.encoder.lessons import lessons_of
from coopdata.training.encoder.network import weights_of
from coopdata.training.learning import learn

_FOLDER = Path(reference.__path__[0]) / "encoder"
_LATIN = re.compile(r"(?:##)?[!-Z^-ɏ‐-⁤₠-⃀]+|\[|\]|\\")


def main(folders: Sequence[str]) -> int:
    """Fit, report, write; 2 where no folder is named or the general model is not there."""
    if not folders:
        sys.stderr.write("usage: python -m coopdata.training.encoder FOLDER...\n")
        return 2
    with TemporaryDirectory() as scratch:
        try:
            base = general_model(Path(scratch))
        except BaseError as error:
            sys.stderr.write(f"{error}\n")
            return 2
        _learn(folders, base)
    return 0


def _learn(folders: Sequence[str], base: Base) -> None:
    learnt = learn(folders)
    kept = _kept(base.pieces)
    pieces = [base.pieces[number] for number in kept]
    lessons = list(lessons_of(Vocabulary(pieces), learnt.studies))
    _say(f"{len(learnt.documents)} documents, {len(lessons)} pages, {len(pieces)} pieces")
    network = fit(lessons, Plan(base.weights, kept, pieces.index(HIDING)), _say)
    _write_vocabulary(pieces)
    write_weights(_FOLDER, weights_of(network))


def _kept(every: Sequence[str]) -> list[int]:
    """The numbers of the pieces that are kept: all in Latin letters, digits and signs, and the four special ones."""
    special = {FIRST, LAST, UNKNOWN, HIDING}
    return [number for number, piece in enumerate(every) if piece in special or _LATIN.fullmatch(piece)]


def _write_vocabulary(pieces: Sequence[str]) -> None:
    _FOLDER.mkdir(parents=True, exist_ok=True)
    with (_FOLDER / "vocabulary.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerows([["piece"], *([piece] for piece in pieces)])


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
