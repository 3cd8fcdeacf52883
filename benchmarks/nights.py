"""Nights over many documents in raw/: the first build, a night without news, and one with a hundred new texts."""

import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks import texts
from benchmarks.measuring import say

NEW = 100
"""Texts that are new in a night with news."""
RELEVANT_EVERY = 50
"""One in so many texts tells of an agreement."""
WORDS = 80
"""Words of a text, so that a hundred thousand can be read for the first time within an hour."""


def nights(documents: int) -> None:
    """`coopdata build` three times, start of the program included."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        _write(folder, 0, documents)
        say(f"coopdata build, {documents:,} new documents", f"{_build(folder):.0f} s")
        say("   a night without news", f"{_build(folder):.1f} s")
        _write(folder, documents, NEW)
        say(f"   a night with {NEW} new documents", f"{_build(folder):.0f} s")


def _write(folder: Path, first: int, count: int) -> None:
    """So many short texts, no two of the same bytes."""
    chance = random.Random(first)  # noqa: S311 - no secret
    lines = [line for text in texts.ordinary(50) for line in text.split("\n") if line]
    parties = ("Vietnam", "Cuba", "Japan", "Kenya", "Peru", "Poland")
    for number in range(first, first + count):
        told = " ".join(chance.sample(lines, 2)).split()[:WORDS]
        text = f"Report {number}\n\n{' '.join(told)}\n"
        if number % RELEVANT_EVERY == 0:
            one, other = chance.sample(parties, 2)
            day = f"{chance.randint(1, 28)} March {chance.randint(2010, 2024)}"
            text += (
                f"\nThe Ministries of Trade of {one} and of {other} signed a memorandum of understanding on {day}.\n"
            )
        path = folder / "raw" / "documents" / str(number % 100) / f"{number}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def _build(folder: Path) -> float:
    run = [sys.executable, "-c", "from coopdata.cli import main; main()", "build"]
    begun = time.perf_counter()
    subprocess.run(run, check=True, cwd=folder, stdout=subprocess.DEVNULL)
    return time.perf_counter() - begun
