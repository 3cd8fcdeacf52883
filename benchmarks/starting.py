"""What a command costs before it does anything: the start of Python, of coopdata, and of Dagster."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks import texts
from benchmarks.measuring import FIGURES, taking

TIMES = 5
_COOPDATA = "from coopdata.cli import main; main()"
_JOB = """
import dagster as dg

@dg.op
def nothing():
    pass

@dg.job(executor_def=dg.in_process_executor)
def empty():
    nothing()

defs = dg.Definitions(jobs=[empty])
"""
_PROJECT = """
[tool.dg]
directory_type = "project"

[tool.dg.cli]
suppress_warnings = ["project_and_activated_venv_mismatch"]

[tool.dg.project]
root_module = "nothing"
code_location_target_module = "nothing.definitions"
"""


def starting() -> None:
    """Commands over a text or none, each beside what the libraries under it cost; the shortest of several times."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        plain, told = folder / "plain.txt", folder / "told.txt"
        plain.write_text(texts.ordinary(1)[0], encoding="utf-8")
        told.write_text("Peru and Chile signed a treaty on trade in Lima on 3 May 2021.\n", encoding="utf-8")
        runs = {
            "python -c pass": _python("pass"),
            "   beside: import numpy, onnxruntime": _python("import numpy, onnxruntime"),
            "   beside: import pandas, pyarrow": _python("import pandas, pyarrow"),
            "coopdata --version": [*_python(_COOPDATA), "--version"],
            "coopdata extract, news without an agreement": [*_python(_COOPDATA), "extract", str(plain)],
            "coopdata extract, a text with an agreement": [*_python(_COOPDATA), "extract", str(told)],
        }
        for label, run in runs.items():
            FIGURES.add(label, _shortest(run, folder), "s")


def dagster() -> None:
    """A night without news through Dagster and by itself, and a Dagster job that does nothing."""
    dg = str(Path(sys.executable).with_name("dg"))
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        (folder / "raw" / "documents").mkdir(parents=True)
        (folder / "raw/documents/one.txt").write_text(texts.articles()[0], encoding="utf-8")
        empty = folder / "empty"
        (empty / "nothing").mkdir(parents=True)
        (empty / "pyproject.toml").write_text(_PROJECT, encoding="utf-8")
        (empty / "nothing/__init__.py").touch()
        (empty / "nothing/definitions.py").write_text(_JOB, encoding="utf-8")
        build = [*_python(_COOPDATA), "build"]
        subprocess.run(build, check=True, cwd=folder, capture_output=True)
        FIGURES.add("coopdata build, nothing new", _shortest(build, folder), "s")
        home = {"DAGSTER_HOME": str(folder), **_folders(folder)}
        launch = [dg, "launch", "--job"]
        FIGURES.add("dg launch --job refresh, nothing new", _shortest([*launch, "refresh"], texts.ROOT, home), "s")
        home["PYTHONPATH"] = str(empty)
        FIGURES.add("   beside: dg launch of a job that does nothing", _shortest([*launch, "empty"], empty, home), "s")


def _folders(folder: Path) -> dict[str, str]:
    return {
        "COOPDATA_RAW": str(folder / "raw"),
        "COOPDATA_PUBLISHED": str(folder / "published"),
        "COOPDATA_CACHE": str(folder / ".coopdata" / "records"),
    }


def _python(program: str) -> list[str]:
    return [sys.executable, "-c", program]


def _shortest(run: list[str], folder: Path, more: dict[str, str] | None = None) -> float:
    def once() -> float:
        with taking() as cost:
            subprocess.run(run, check=True, cwd=folder, env={**os.environ, **(more or {})}, capture_output=True)
        return cost.seconds

    return min(once() for _ in range(TIMES))
