"""Documents a second: the reader by itself, and the command over files with its options."""

import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks import texts
from benchmarks.measuring import say, seconds
from coopdata.documents.reader import read_text
from coopdata.extract import read
from coopdata.extract.relevance import is_relevant


def reader() -> None:
    """The default reader on one core, in this process."""
    articles, news = texts.articles(), texts.news()
    taken = seconds(lambda: [read(read_text(text)) for text in articles], 10)
    say(
        f"reader, {len(articles)} articles of {texts.words(articles) // len(articles)} words",
        _rate(len(articles), taken),
    )
    taken = seconds(lambda: [read(read_text(text)) for text in news])
    say(f"reader, {len(news)} pieces of news of {texts.words(news) // len(news)} words", _rate(len(news), taken))
    say(f"   the same, counted in documents of {texts.WORDS} words", _rate(texts.words(news) / texts.WORDS, taken))
    ordinary = texts.ordinary(100)
    taken = seconds(lambda: [read(read_text(text)) for text in ordinary])
    say(f"reader, ordinary news of {texts.WORDS} words, no agreement", _rate(len(ordinary), taken))
    taken = seconds(lambda: [is_relevant(text) for text in ordinary])
    say("   the same, only asked whether it is relevant", _rate(len(ordinary), taken))


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
