"""Which texts can be passed over unread: those in which the reader could read no agreement, and no others."""

import json
from pathlib import Path

import pytest

from coopdata.capture import RawFile, sidecar_of
from coopdata.documents.reader import open_file, read_raw, read_text
from coopdata.extract import read
from coopdata.extract.relevance import is_relevant

CORPUS = Path(__file__).parents[1] / "corpus"
TEXTS = sorted(path for folder in ("dev", "own", "briefs") for path in CORPUS.glob(f"{folder}/*.txt"))
TOLD_BY_VERBS = {"q-colombo-cable", "q-vanadium-brief", "w-ethiopian-caption", "x-rwanda-opec-fund-road",
                 "y-caption-rapanui", "b1-047", "b10-021", "b4-041", "vd-16-007"}  # fmt: skip
"""Texts that tell of an agreement without a word for one ("will lend Rwanda US$20 million"), which are not read yet."""


@pytest.mark.parametrize(
    "text",
    [
        "Peru and Chile signed a memorandum of understanding.",
        "PERU AND CHILE SIGN TREATY",
        "Peru and Chile signed a memorandum\nof   under\u00adstanding.",
        "The ministers signed an action\u00a0plan in Lima.",
        "Peru extended its loan to Chile.",
        (
            "The loan between the Ministry of Agriculture, Irrigation, Rural Development, Fisheries and Forests of Peru"
            " and the Ministry of Economy, Trade, Industry, Reconstruction and Public Works of Chile ended in 2020."
        ),
        "The two ministers met in Lima and signed it on Monday.",
        "After talks in Lima it was signed by both sides.",
        "Bilateral work went on.\n\nThe second, on farming, came later.",
    ],
)
def test_a_text_that_may_tell_of_an_agreement_is_relevant(text: str) -> None:
    assert is_relevant(text)


@pytest.mark.parametrize(
    "text",
    [
        "The river rose by two metres on Monday, and the mayor of Lima closed the bridge.",
        "Peru needs a new railway. The plan was shown to the press in Lima.",
        "The treatyless dealership of Mr Pactman opened in Lima.",
        "A striker of Peru scored in the second minute.",
        "The bank gave credit to the farmers."
        + " The harvest was good this year in all valleys of Peru." * 12
        + " The mayor signed the register.",
    ],
)
def test_a_text_without_an_instrument_is_not_relevant_nor_read_as_telling_of_one(text: str) -> None:
    assert not is_relevant(text)
    assert read(read_text(text)).agreements == ()


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_no_text_with_an_agreement_is_passed_over(path: Path) -> None:
    raw = open_file(RawFile(path, path.name, sidecar_of(path)))
    if not is_relevant(raw.text):
        gold = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
        assert bool(gold.get("gold", gold)["agreements"]) == (path.stem in TOLD_BY_VERBS)
        assert read(read_raw(raw)).agreements == ()
