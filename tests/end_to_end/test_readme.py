"""What the README shows works as it stands there."""

import json
import re
import subprocess
import sys

import pytest

from coopdata.documents.sidecar import read_sidecar

from .conftest import PROJECT, Place

README = (PROJECT / "README.md").read_text(encoding="utf-8")
PYTHON = "\n".join(re.findall(r"^```python\n(.*?)^```", README, flags=re.MULTILINE | re.DOTALL))


def test_the_python_examples_run_and_print_the_data(place: Place) -> None:
    place.build()
    done = subprocess.run(
        [sys.executable, "-c", PYTHON],
        cwd=place.folder,
        env=place.environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "memorandum_of_cooperation" in done.stdout
    assert "2013-12-15" in done.stdout
    assert "2021-03-03 [" in done.stdout


def test_the_sidecar_shown_is_a_valid_one(place: Place) -> None:
    (shown,) = re.findall(r"^```json\n(.*?)^```", README, flags=re.MULTILINE | re.DOTALL)
    keys = json.loads(shown)
    place.drop("shown.meta.json", json.dumps(keys | {"url": "https://example.org", "publisher": "Example"}))
    sidecar = read_sidecar(place.folder / "raw" / "documents" / "shown.meta.json", "shown.meta.json")
    assert (sidecar.published, sidecar.licence) == (keys["published"], keys["licence"])  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "name",
    [
        "asset-graph.png",
        "page-agreements.png",
        "page-evidence.png",
        "page-countries.png",
        "page-time.png",
        "page-phone.png",
        "LICENSE",
        "CONTRIBUTING.md",
    ],
)
def test_the_files_named_are_there(name: str) -> None:
    assert name in README
    assert list(PROJECT.glob(name)) + list(PROJECT.glob(f"d*/{name}"))
