"""Documents a second: the reader by itself, and the command over files with its options."""

import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks import texts
from benchmarks.measuring import say, seconds
from benchmarks.stages import stages
from coopdata.documents.reader import read_text
from coopdata.extract import read
from coopdata.extract.relevance import is_relevant
from coopdata.jobs import in_order


def reader() -> None:
    """The default reader: in this process, by two, and stage by stage; and the question whether a text is relevant."""
    articles, news, ordinary = texts.articles(), texts.news()[::5], texts.ordinary(400)
    for label, some in (
        (f"{len(articles)} articles of {texts.words(articles) // len(articles)} words", articles * 5),
        (f"{len(news)} pieces of news of {texts.words(news) // len(news)} words", news),
        (f"ordinary news of {texts.WORDS} words, no agreement", ordinary),
    ):
        taken = seconds(lambda some=some: [_read(text) for text in some], 2)
        each = texts.words(some) / len(some)
        say(f"reader, {label}", f"{_rate(len(some), taken)}, {len(some) / taken * each:,.0f} words/s")
        one, two = (_by_the_clock(some, jobs) for jobs in (1, 2))
        say("   by the clock, by two processes", f"{_rate(len(some), two)}, {one / two:.2f} times as fast as by one")
        stages("   stage by stage", some)
    taken = seconds(lambda: [is_relevant(text) for text in ordinary])
    say("ordinary news, only asked whether it is relevant", _rate(len(ordinary), taken))


def _read(text: str) -> None:
    read(read_text(text))


def _by_the_clock(some: list[str], jobs: int) -> float:
    """The seconds in which so many processes read the texts, their start left out: they are forked."""
    begun = time.perf_counter()
    for _ in in_order(_read, some, jobs, batch=4):
        pass
    return time.perf_counter() - begun


def command(documents: int) -> None:
    """`coopdata extract` over files, start of the program and loading of the reference data included."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        for name in ("articles", "archive"):
            (folder / name).mkdir()
        texts.files(folder / "articles", texts.articles(), documents // 10)
        texts.archive(folder / "archive", documents)
        one = _extract(folder / "articles")
        say(f"coopdata extract, {documents // 10} articles", _rate(documents // 10, one))
        two = _extract(folder / "articles", "--jobs", "2")
        say("   the same with --jobs 2", f"{_rate(documents // 10, two)}, {one / two:.2f} times as fast")
        one = _extract(folder / "archive", "--relevant-only")
        say(f"coopdata extract --relevant-only, archive of {documents}, 5 % relevant", _rate(documents, one))
        two = _extract(folder / "archive", "--relevant-only", "--jobs", "2")
        say("   the same with --jobs 2", f"{_rate(documents, two)}, {one / two:.2f} times as fast")
        for path in sorted((folder / "archive").iterdir()):
            if int(path.stem) % 20 == 0:
                path.unlink()
        one = _extract(folder / "archive", "--relevant-only")
        say("   the same texts without the relevant ones", _rate(documents - documents // 20, one))


def _extract(folder: Path, *options: str) -> float:
    run = [
        sys.executable,
        "-c",
        "from coopdata.cli import main; main()",
        "extract",
        str(folder),
        "-o",
        f"{folder}.jsonl",
    ]
    begun = time.perf_counter()
    subprocess.run([*run, *options], check=True)
    return time.perf_counter() - begun


def _rate(documents: float, taken: float) -> str:
    return f"{documents / taken:8.1f} documents/s"
