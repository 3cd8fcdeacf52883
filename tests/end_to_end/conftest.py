"""What end-to-end tests share: the project's texts in a folder of their own, and the real commands."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

PROJECT = Path(__file__).parents[2]
NEWS = """Vietnam and Cuba sign rice agreement
Hanoi, March 3, 2021

The Ministry of Industry and Trade of Vietnam and the Ministry of Domestic Trade of Cuba signed a memorandum of
understanding on rice trade in Hanoi on March 3, 2021.
"""
"""A text that nobody has read before."""


@dataclass(frozen=True)
class Place:
    """A folder with raw/ and, after a build, published/; commands run in it."""

    folder: Path

    @property
    def published(self) -> Path:
        return self.folder / "published"

    def command(self, *arguments: str) -> list[str]:
        return [str(Path(sys.executable).with_name("coopdata")), *arguments]

    def environment(self, **changes: str) -> Mapping[str, str]:
        own = {name: value for name, value in os.environ.items() if not name.startswith(("DAGSTER", "COOPDATA"))}
        return own | changes

    def run(self, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            self.command(*arguments),
            cwd=self.folder,
            env=self.environment(**environment),
            capture_output=True,
            text=True,
            check=False,
        )

    def build(self, **environment: str) -> str:
        done = self.run("build", **environment)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def latest(self) -> dict[str, Any]:
        return json.loads((self.published / "latest.json").read_text(encoding="utf-8"))

    def release(self) -> Path:
        return self.published / "releases" / self.latest()["release"]

    def drop(self, name: str, text: str) -> None:
        (self.folder / "raw" / "documents" / name).write_text(text, encoding="utf-8")

    def tables(self) -> dict[str, bytes]:
        """The table files of the latest release, by their path in it."""
        files = [path for form in ("csv", "parquet") for path in (self.release() / form).iterdir()]
        return {path.relative_to(self.release()).as_posix(): path.read_bytes() for path in sorted(files)}


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """The project's raw/ alone in a fresh folder."""
    shutil.copytree(PROJECT / "raw", tmp_path / "raw")
    return Place(tmp_path)
